import CCurl

/// A libcurl handle's options, set, and its findings, read.
struct CurlOptions {
    let handle: UnsafeMutableRawPointer

    func set(_ option: CURLoption, _ value: Int) {
        figured_setopt_long(handle, option, value)
    }

    func set(_ option: CURLoption, offset value: Int) {
        figured_setopt_offset(handle, option, curl_off_t(value))
    }

    func set(_ option: CURLoption, _ value: String) {
        figured_setopt_string(handle, option, value)
    }

    func number(_ info: CURLINFO) -> Int {
        var number = 0
        figured_getinfo_long(handle, info, &number)
        return number
    }

    func time(_ info: CURLINFO) -> Duration {
        var microseconds: curl_off_t = 0
        figured_getinfo_offset(handle, info, &microseconds)
        return .microseconds(microseconds)
    }

    func text(_ info: CURLINFO) -> String? {
        var text: UnsafePointer<CChar>?
        figured_getinfo_string(handle, info, &text)
        return text.map { String(cString: $0) }
    }

    func pointer(_ info: CURLINFO) -> UnsafeMutableRawPointer? {
        var pointer: UnsafeMutableRawPointer?
        figured_getinfo_pointer(handle, info, &pointer)
        return pointer
    }
}

extension CurlOptions {
    /// What holds for every call of a handle. Nothing here is left to libcurl's defaults that matters for safety.
    func setForGood(_ settings: FetchSettings) {
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_REDIR_PROTOCOLS_STR, "https")
        set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
        set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
        set(CURLOPT_UNRESTRICTED_AUTH, 0)
        set(CURLOPT_HTTP09_ALLOWED, 0)
        set(CURLOPT_ACCEPT_ENCODING, "")
        set(CURLOPT_USERAGENT, settings.userAgent)
        // The environment's proxies would go round the guard.
        set(CURLOPT_PROXY, settings.proxy ?? "")
        set(CURLOPT_NOPROXY, "")
        // A resolver that hangs must not hold up the thread that gives up on it.
        set(CURLOPT_QUICK_EXIT, 1)
        setTLS(settings)
        setLimits(settings)
    }

    private func setTLS(_ settings: FetchSettings) {
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        set(CURLOPT_CAINFO, settings.certificates)
    }

    private func setLimits(_ settings: FetchSettings) {
        set(CURLOPT_CONNECTTIMEOUT_MS, settings.connectTimeout.milliseconds)
        set(CURLOPT_LOW_SPEED_LIMIT, settings.lowSpeedBytesPerSecond)
        set(CURLOPT_LOW_SPEED_TIME, Int(settings.lowSpeedTime.components.seconds))
        // Certificates are looked at again.
        set(CURLOPT_MAXLIFETIME_CONN, 300)
        set(CURLOPT_MAXAGE_CONN, 60)
        set(CURLOPT_BUFFERSIZE, 64 << 10)
    }
}

extension Duration {
    /// Whole milliseconds, at least 1, as libcurl reads 0 as "no limit".
    var milliseconds: Int {
        max(1, Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000))
    }
}
