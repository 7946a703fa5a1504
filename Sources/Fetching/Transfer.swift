import CCurl
import Glibc

/// A call while it runs: what its callbacks have gathered. Lives and dies on the loop's thread.
final class Transfer {
    let call: Call
    let reply: Reply<Response>
    /// libcurl's handle for it.
    let handle: UnsafeMutableRawPointer
    private let isGuarded: Bool
    private let certificates: String
    private var lines: UnsafeMutablePointer<curl_slist>?
    private var headers = Headers()
    private var headerBytes = 0
    private var body: [UInt8] = []
    private var unwantedBytes = 0
    private var tail: GzipTail?
    private var refused: [IPAddress] = []
    /// How many sockets were opened for it.
    private var opened = 0
    private var ending = Ending.libcurl

    /// Who ended the transfer: libcurl, or one of our callbacks, and why.
    private enum Ending {
        case libcurl, cut, bodyTooLong, headersTooLong
        /// The connection at hand was made for a call that may go to private addresses, this one may not.
        case wrongConnection
    }

    /// The longest header in bytes, of all answers of a call together, such as "102 Processing" a thousand times.
    static let maximumHeaderBytes = 64 << 10
    /// What is read of a body that nobody wants, such as that of a redirect.
    private static let maximumUnwantedBytes = 64 << 10

    init(_ call: Call, _ reply: Reply<Response>, on handle: UnsafeMutableRawPointer, settings: FetchSettings) {
        self.call = call
        self.reply = reply
        self.handle = handle
        isGuarded = !call.allowPrivate && settings.proxy == nil
        certificates = settings.certificates
        for line in call.headers {
            lines = curl_slist_append(lines, line)
        }
        setOptions()
        setCallbacks()
    }

    deinit {
        curl_slist_free_all(lines)
    }

    /// Everything that differs from call to call; the rest stands on the handle since it was made.
    private func setOptions() {
        let options = CurlOptions(handle: handle)
        options.set(CURLOPT_URL, call.address.text)
        options.set(CURLOPT_PROTOCOLS_STR, call.address.isSecure ? "https" : "http")
        options.set(CURLOPT_TIMEOUT_MS, call.timeout.milliseconds)
        options.set(CURLOPT_FRESH_CONNECT, call.needsFreshConnection ? 1 : 0)
        options.set(CURLOPT_MAXFILESIZE_LARGE, offset: call.cutsLongBody ? 0 : call.maximumBytes)
        figured_setopt_pointer(handle, CURLOPT_HTTPHEADER, lines)
        setBody()
    }

    /// The handle may have posted something before.
    private func setBody() {
        let options = CurlOptions(handle: handle)
        guard var body = call.body else { return options.set(CURLOPT_HTTPGET, 1) }
        options.set(CURLOPT_POST, 1)
        options.set(CURLOPT_POSTFIELDSIZE_LARGE, offset: body.count)
        // libcurl copies the bytes before the call returns.
        body.withUnsafeMutableBytes { _ = figured_setopt_pointer(handle, CURLOPT_COPYPOSTFIELDS, $0.baseAddress) }
    }

    /// The callbacks find the transfer by this pointer; the loop keeps the transfer as long as they may come.
    private func setCallbacks() {
        let me = Unmanaged.passUnretained(self).toOpaque()
        for option in [CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_OPENSOCKETDATA, CURLOPT_PREREQDATA, CURLOPT_PRIVATE] {
            figured_setopt_pointer(handle, option, me)
        }
        figured_setopt_receive(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, me in
            Transfer.of(me)?.takeBody(bytes, size * count) ?? 0
        }
        figured_setopt_receive(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, me in
            Transfer.of(me)?.takeHeader(bytes, size * count) ?? 0
        }
        figured_setopt_open_socket(handle) { me, _, address in
            Transfer.of(me)?.openSocket(address) ?? -1
        }
        figured_setopt_before_request(handle) { me, ip, _, _, _ in
            Transfer.of(me)?.mayAsk(ip) == true ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
        }
    }

    static func of(_ pointer: UnsafeMutableRawPointer?) -> Transfer? {
        pointer.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
    }
}

// What libcurl calls.
extension Transfer {
    /// Takes a piece of the decoded body; anything but the count taken ends the transfer.
    private func takeBody(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        guard let bytes, count > 0 else { return count }
        guard (200...299).contains(status) else { return takeUnwanted(count) }
        let room = call.maximumBytes - body.count
        if body.isEmpty { reserve() }
        body.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: min(count, room)))
        guard count <= room else {
            ending = call.cutsLongBody ? .cut : .bodyTooLong
            return 0
        }
        return count
    }

    private func takeUnwanted(_ count: Int) -> Int {
        unwantedBytes += count
        guard unwantedBytes <= Self.maximumUnwantedBytes else {
            ending = .cut
            return 0
        }
        return count
    }

    /// Makes room for the body that is announced, as far as we would take it.
    private func reserve() {
        guard let length = headers.text(.contentLength).flatMap({ Int($0) }), length > 0 else { return }
        body.reserveCapacity(min(length, call.maximumBytes))
    }

    private func takeHeader(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        headerBytes += count
        guard headerBytes <= Self.maximumHeaderBytes else {
            ending = .headersTooLong
            return 0
        }
        guard let bytes else { return count }
        headers.take(UnsafeRawBufferPointer(start: bytes, count: count).bindMemory(to: UInt8.self))
        if headers.isComplete, tail == nil, headers.isGzipUntilClosed { watchTail() }
        return count
    }

    /// Has libcurl show the bytes as they come, which it does to whoever debugs.
    private func watchTail() {
        tail = GzipTail()
        figured_setopt_pointer(handle, CURLOPT_DEBUGDATA, Unmanaged.passUnretained(self).toOpaque())
        figured_setopt_debug(handle) { _, kind, bytes, count, me in
            if kind == CURLINFO_DATA_IN, let bytes {
                Transfer.of(me)?.tail?.take(UnsafeRawBufferPointer(start: bytes, count: count))
            }
            return 0
        }
        CurlOptions(handle: handle).set(CURLOPT_VERBOSE, 1)
    }

    /// Opens the socket to an address of the host, unless that address is not for us: asked for each address on the very one that
    /// will be connected to, so that no second look at DNS can change it.
    private func openSocket(_ address: UnsafeMutablePointer<curl_sockaddr>?) -> curl_socket_t {
        guard let address else { return -1 }
        var bytes = [UInt8](repeating: 0, count: 16)
        let length = Int(figured_address_bytes(address, &bytes))
        guard let ip = IPAddress(bytes: Array(bytes.prefix(length))) else { return -1 }
        if isGuarded && ip.isSpecial {
            refused.append(ip)
            return -1
        }
        opened += 1
        return socket(address.pointee.family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue), address.pointee.`protocol`)
    }

    /// Whether the request may go out on the connection at hand, which may be an old one.
    private func mayAsk(_ ip: UnsafeMutablePointer<CChar>?) -> Bool {
        guard isGuarded else { return true }
        guard let ip, let address = IPAddress(String(cString: ip)), !address.isSpecial else {
            ending = .wrongConnection
            return false
        }
        return true
    }

    private var status: Int {
        CurlOptions(handle: handle).number(CURLINFO_RESPONSE_CODE)
    }
}

// What is told when it is over.
extension Transfer {
    /// What came of it, when libcurl has ended it with this code.
    func outcome(_ code: CURLcode) -> Result<Response, any Error> {
        if tail != nil { CurlOptions(handle: handle).set(CURLOPT_VERBOSE, 0) }
        return switch ending {
        // libcurl takes a gzip stream that breaks off for a whole one.
        case .libcurl where code == CURLE_OK && tail?.ends(after: body.count) == false:
            .failure(FetchError.connectionLost(after: body.count))
        case .libcurl: code == CURLE_OK ? .success(response) : .failure(fault(code))
        case .cut: .success(response)
        case .bodyTooLong: .failure(FetchError.tooLarge(limit: call.maximumBytes))
        case .headersTooLong: .failure(FetchError.headersTooLarge(limit: Self.maximumHeaderBytes))
        case .wrongConnection: .failure(WrongConnection())
        }
    }

    private var response: Response {
        let options = CurlOptions(handle: handle)
        return Response(
            status: status, headers: headers, body: body, ip: options.text(CURLINFO_PRIMARY_IP).flatMap { IPAddress($0) }, refused: refused,
            connected: options.time(CURLINFO_PRETRANSFER_TIME_T), firstByte: options.time(CURLINFO_STARTTRANSFER_TIME_T),
            total: options.time(CURLINFO_TOTAL_TIME_T))
    }

    /// Our error for libcurl's code. Its error buffer is not asked: it may hold the text of an earlier fault.
    private func fault(_ code: CURLcode) -> FetchError {
        if let ip = refused.first, opened == 0 { return .refusedAddress(ip: ip.description) }
        return switch code {
        case CURLE_COULDNT_RESOLVE_HOST: .unresolved(host: call.address.host)
        case CURLE_COULDNT_RESOLVE_PROXY: .unreachable(host: call.address.host, reason: "the proxy's name has no address")
        case CURLE_COULDNT_CONNECT: .unreachable(host: call.address.host, reason: connectFault)
        case CURLE_OPERATION_TIMEDOUT: .tooSlow(timeLimit)
        case CURLE_FILESIZE_EXCEEDED: .tooLarge(limit: call.maximumBytes)
        case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_SEND_ERROR: .connectionLost(after: body.count)
        case CURLE_RECV_ERROR where systemError != 0: .connectionLost(after: body.count)
        case CURLE_RECV_ERROR: .broken("the answer ends or is divided wrongly after \(body.count) bytes")
        case CURLE_UNSUPPORTED_PROTOCOL: .broken("the answer is not HTTP")
        case CURLE_WEIRD_SERVER_REPLY: .broken("the header cannot be read")
        case CURLE_BAD_CONTENT_ENCODING: .broken("its compression is broken or unknown")
        default: tlsFault(code) ?? .broken(String(cString: curl_easy_strerror(code)).lowercased())
        }
    }

    private func tlsFault(_ code: CURLcode) -> FetchError? {
        switch code {
        case CURLE_PEER_FAILED_VERIFICATION:
            .tls(certificateFault(CurlOptions(handle: handle).number(CURLINFO_SSL_VERIFYRESULT), host: call.address.host))
        case CURLE_SSL_CACERT_BADFILE: .noCertificates(path: certificates)
        case CURLE_SSL_CONNECT_ERROR: .tls("the handshake with \(call.address.host) failed")
        case CURLE_SSL_CIPHER, CURLE_SSL_CERTPROBLEM, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_ENGINE_INITFAILED:
            .tls(String(cString: curl_easy_strerror(code)).lowercased())
        default: nil
        }
    }

    private var systemError: Int32 {
        Int32(truncatingIfNeeded: CurlOptions(handle: handle).number(CURLINFO_OS_ERRNO))
    }

    private var connectFault: String {
        let error = systemError
        return error == 0 ? "no connection" : String(cString: strerror(error)).lowercased()
    }

    /// Which of the time limits has passed.
    private var timeLimit: String {
        let options = CurlOptions(handle: handle)
        if options.time(CURLINFO_PRETRANSFER_TIME_T) == .zero { return "connect timeout at \(call.address.host)" }
        // libcurl's two clocks for this begin some microseconds apart.
        if options.time(CURLINFO_TOTAL_TIME_T) + .milliseconds(50) >= call.timeout { return "not done in time, after \(body.count) bytes" }
        return "hardly a byte came for a while, after \(body.count) bytes"
    }
}

/// The last four bytes of a gzip stream: how many bytes it holds, modulo 2³² (RFC 1952 §2.3.1).
struct GzipTail {
    private var bytes: [UInt8] = []

    mutating func take(_ piece: UnsafeRawBufferPointer) {
        bytes = Array((bytes + piece.suffix(4)).suffix(4))
    }

    /// Whether the stream says that it ends after so many bytes; nil where nothing was seen of it.
    func ends(after count: Int) -> Bool? {
        guard !bytes.isEmpty else { return nil }
        return bytes.count == 4 && bytes.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) } == UInt32(truncatingIfNeeded: count)
    }
}

/// The connection was one that the call must not use; it wants one of its own.
struct WrongConnection: Error {}

/// What OpenSSL found wrong with a certificate, by the code of its verification.
private func certificateFault(_ code: Int, host: String) -> String {
    switch code {
    // The chain is good, or libcurl's own look at the name came before OpenSSL's verdict.
    case 0, 1: "the certificate is for another host than \(host)"
    case 9: "the certificate of \(host) is not yet valid: is this machine's clock right?"
    case 10: "the certificate of \(host) has expired"
    case 18: "the certificate of \(host) is self-signed"
    case 19: "the certificate of \(host) is signed by an authority of its own"
    case 20, 21: "the certificate of \(host) is signed by an unknown authority"
    case 23: "the certificate of \(host) is revoked"
    default: "the certificate of \(host) is not accepted (OpenSSL verification code \(code))"
    }
}
