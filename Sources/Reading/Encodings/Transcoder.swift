import Glibc

/// Bytes of any encoding as UTF-8.
enum Transcoder {
    /// The text, with U+FFFD where a byte means nothing; nil where the encoding is unknown here.
    static func utf8(_ bytes: ArraySlice<UInt8>, from encoding: String) -> (text: [UInt8], lossy: Bool)? {
        guard let handle = iconv_open("UTF-8", encoding), handle != iconv_t(bitPattern: -1) else { return nil }
        defer { iconv_close(handle) }
        return bytes.withUnsafeBytes { converted($0, with: handle) }
    }

    private static func converted(_ source: UnsafeRawBufferPointer, with handle: iconv_t) -> (text: [UInt8], lossy: Bool) {
        var text: [UInt8] = []
        text.reserveCapacity(source.count + source.count / 2)
        var lossy = false
        var rest = source
        let size = 64 * 1024
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 1)
        defer { room.deallocate() }
        while !rest.isEmpty {
            let (read, written, failure) = step(rest, into: room, with: handle)
            text.append(contentsOf: UnsafeRawBufferPointer(rebasing: room[..<written]))
            rest = UnsafeRawBufferPointer(rebasing: rest[read...])
            if failure == EILSEQ || failure == EINVAL {
                lossy = true
                text.append(contentsOf: [0xEF, 0xBF, 0xBD])
                rest = UnsafeRawBufferPointer(rebasing: rest[min(1, rest.count)...])
            } else if failure != 0 && failure != E2BIG {
                break
            }
        }
        return (text, lossy)
    }

    /// One call of `iconv`: how much was read, how much written, and `errno` where it stopped early.
    private static func step(
        _ source: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer, with handle: iconv_t
    ) -> (read: Int, written: Int, failure: Int32) {
        var input = UnsafeMutableRawPointer(mutating: source.baseAddress)?.assumingMemoryBound(to: CChar.self)
        var output = room.baseAddress?.assumingMemoryBound(to: CChar.self)
        var inputLeft = source.count
        var outputLeft = room.count
        errno = 0
        let result = iconv(handle, &input, &inputLeft, &output, &outputLeft)
        let failure = result == Int(bitPattern: UInt.max) ? errno : 0
        return (source.count - inputLeft, room.count - outputLeft, failure)
    }
}
