import CZlib

/// Bytes → the same in the gzip format (RFC 1952), by zlib.
enum Gzip {
    /// Less than this gains nothing.
    static let least = 1000

    /// Nil where zlib cannot: then the bytes are sent as they are.
    static func packed(_ bytes: [UInt8]) -> [UInt8]? {
        var stream = z_stream()
        guard figured_gzip_begin(&stream, 6) == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
        let result = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                return deflate(&stream, Z_FINISH)
            }
        }
        guard result == Z_STREAM_END else { return nil }
        return Array(output.prefix(Int(stream.total_out)))
    }

    /// Whether an Accept-Encoding takes gzip (RFC 9110 §12.5.3).
    ///
    ///     "gzip, br" true    "br;q=1, gzip;q=0" false    "*" true
    static func isWelcome(_ accepted: String) -> Bool {
        var everything = false
        for part in accepted.lowercased().split(separator: ",") {
            let pieces = part.split(separator: ";").map { $0.trimmingPrefix(while: \.isWhitespace) }
            guard let name = pieces.first.map({ $0.prefix { !$0.isWhitespace } }) else { continue }
            let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            if name == "gzip" || name == "x-gzip" { return weight > 0 }
            if name == "*" { everything = weight > 0 }
        }
        return everything
    }
}
