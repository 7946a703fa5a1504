import CZlib

/// A gzip stream (RFC 1952), taken apart as it comes; members that follow one another, as in `.warc.gz`, are one text.
package final class Gunzip {
    private var stream = z_stream()
    private var isAtStart = true

    package init() throws(ReadError) {
        guard figured_inflate_begin(&stream) == Z_OK else { throw .parserFailed("zlib cannot begin") }
    }

    deinit {
        inflateEnd(&stream)
    }

    /// What these bytes, after those before, come to.
    ///
    /// - Parameters:
    ///   - limit: more than this from one piece is refused: 64 kB of zeros hold 64 MB.
    package func expanded(_ bytes: [UInt8], limit: Int = 256 << 20) throws(ReadError) -> [UInt8] {
        var input = bytes
        var result: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 128 << 10)
        var used = 0
        var isFull = false
        while used < input.count || isFull {
            let (code, taken, given) = inflate(&input, from: used, into: &buffer)
            used += taken
            result += buffer[..<given]
            isFull = given == buffer.count
            guard result.count <= limit else { throw .tooLarge(limit) }
            switch code {
            case Z_OK, Z_BUF_ERROR: if taken == 0, given == 0 { return result }
            case Z_STREAM_END:
                inflateReset(&stream)
                isAtStart = true
                // Zeros after the last member are padding (RFC 1952 knows none, tapes and disks do).
                while used < input.count, input[used] == 0 { used += 1 }
                continue
            default: throw .parserFailed("the gzip stream is damaged")
            }
            isAtStart = false
        }
        return result
    }

    /// The whole of a stream that is all there.
    package static func whole(_ bytes: [UInt8], limit: Int) throws(ReadError) -> [UInt8] {
        let gunzip = try Gunzip()
        let result = try gunzip.expanded(bytes, limit: limit)
        try gunzip.finish()
        return result
    }

    /// To be called after the last bytes: a stream that stops in the middle is no whole one.
    package func finish() throws(ReadError) {
        guard isAtStart else { throw .incomplete }
    }

    private func inflate(_ input: inout [UInt8], from start: Int, into buffer: inout [UInt8]) -> (code: Int32, taken: Int, given: Int) {
        input.withUnsafeMutableBufferPointer { input in
            buffer.withUnsafeMutableBufferPointer { buffer in
                stream.next_in = input.baseAddress.map { $0 + start }
                stream.avail_in = UInt32(clamping: input.count - start)
                stream.next_out = buffer.baseAddress
                stream.avail_out = UInt32(clamping: buffer.count)
                let offered = Int(stream.avail_in)
                let code = CZlib.inflate(&stream, Z_NO_FLUSH)
                return (code, offered - Int(stream.avail_in), buffer.count - Int(stream.avail_out))
            }
        }
    }
}
