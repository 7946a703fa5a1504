import CCurl

/// The transfers that run and the handles that rest; touched by the loop's thread alone.
struct CurlDesk {
    private let multi: UnsafeMutableRawPointer
    private let settings: FetchSettings
    private var running: [ObjectIdentifier: Transfer] = [:]
    private var resting: [UnsafeMutableRawPointer] = []

    init(multi: UnsafeMutableRawPointer, settings: FetchSettings) {
        self.multi = multi
        self.settings = settings
    }

    var isIdle: Bool { running.isEmpty }

    mutating func begin(_ call: Call, _ reply: Reply<Response>) {
        // Cancelled before it was begun.
        guard !reply.isOver else { return }
        guard let handle = resting.popLast() ?? newHandle() else {
            reply.give(.failure(FetchError.broken("no memory for another transfer")))
            return
        }
        let transfer = Transfer(call, reply, on: handle, settings: settings)
        let code = curl_multi_add_handle(multi, handle)
        guard code == CURLM_OK else {
            resting.append(handle)
            reply.give(.failure(FetchError.broken(String(cString: curl_multi_strerror(code)).lowercased())))
            return
        }
        running[ObjectIdentifier(reply)] = transfer
    }

    /// Ends a transfer that nobody waits for any more.
    mutating func cancel(_ reply: Reply<Response>) {
        guard let transfer = running.removeValue(forKey: ObjectIdentifier(reply)) else { return }
        release(transfer)
    }

    /// Moves all transfers on, and hands over those that have ended.
    mutating func work() {
        var count: Int32 = 0
        curl_multi_perform(multi, &count)
        while let message = curl_multi_info_read(multi, &count) {
            guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else { continue }
            finish(handle, message.pointee.data.result)
        }
    }

    /// Ends all transfers with `CancellationError`, and gives back all handles.
    mutating func clear() {
        for transfer in running.values {
            curl_multi_remove_handle(multi, transfer.handle)
            curl_easy_cleanup(transfer.handle)
            transfer.reply.give(.failure(CancellationError()))
        }
        running.removeAll()
        for handle in resting {
            curl_easy_cleanup(handle)
        }
        resting.removeAll()
    }

    private mutating func finish(_ handle: UnsafeMutableRawPointer, _ code: CURLcode) {
        guard let transfer = Transfer.of(CurlOptions(handle: handle).pointer(CURLINFO_PRIVATE)) else { return }
        running.removeValue(forKey: ObjectIdentifier(transfer.reply))
        let outcome = transfer.outcome(code)
        release(transfer)
        transfer.reply.give(outcome)
    }

    private mutating func release(_ transfer: Transfer) {
        curl_multi_remove_handle(multi, transfer.handle)
        resting.append(transfer.handle)
    }

    private func newHandle() -> UnsafeMutableRawPointer? {
        guard let handle = curl_easy_init() else { return nil }
        CurlOptions(handle: handle).setForGood(settings)
        return handle
    }
}
