// uses: Figures CXML CUchardet CZlib Reading
// libraries: libxml-2.0 uchardet zlib
// Whatever bytes a page has: no trap, an end in time, and each block of the article where it says it is.
import Figures
import Foundation
import Reading

private let address = URL(string: "https://post.example/news/flood") ?? URL(filePath: "/")
private let source = Source(name: "post", url: address, outlet: "The Harbour Post")

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let body = Array(UnsafeBufferPointer(start: start, count: count))
    let download = Download(url: address, body: body, contentType: "text/html", fetched: Date(timeIntervalSince1970: 0))
    do throws(ReadError) {
        let article = try Reader().article(in: download, for: nil, of: source)
        let scalars = article.text.unicodeScalars
        var end = 0
        for block in article.blocks {
            precondition(block.span.lowerBound >= end && block.span.upperBound <= scalars.count, "blocks out of order")
            end = block.span.upperBound
        }
        precondition(!scalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x7F }, "a control character")
        let again = try Reader().article(in: download, for: nil, of: source)
        precondition(again == article, "another article from the same bytes")
    } catch {
        precondition(!error.description.isEmpty, "an error without words")
    }
    return 0
}
