// uses: Figures CXML CUchardet CZlib Reading
// libraries: libxml-2.0 uchardet zlib
// Whatever bytes a feed, a page of links, a table or a list of records has: no trap, an end in time, only web addresses.
import Figures
import Foundation
import Reading

private let address = URL(string: "https://post.example/feeds/all") ?? URL(filePath: "/")

private func source(_ form: Source.Form) -> Source {
    let layout = RecordLayout(list: form == .json ? "a" : nil, date: "day", claimant: "by", values: ["toll": "dead"])
    return Source(name: "post", url: address, form: form, outlet: "The Harbour Post", records: layout)
}

private func isWebAddress(_ url: URL?) -> Bool {
    url.map { $0.scheme?.lowercased() == "http" || $0.scheme?.lowercased() == "https" } ?? true
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let body = Array(UnsafeBufferPointer(start: start, count: count))
    let download = Download(url: address, body: body, fetched: Date(timeIntervalSince1970: 1_731_500_000))
    for form in [Source.Form.feed, .links] {
        do throws(ReadError) {
            for entry in try Reader().entries(in: download, of: source(form)) {
                precondition(!entry.id.isEmpty && isWebAddress(entry.link), "an entry without a name, or that leads out of the web")
            }
        } catch {
            precondition(!error.description.isEmpty, "an error without words")
        }
    }
    for form in [Source.Form.json, .csv] {
        do throws(ReadError) {
            for record in try Reader().records(in: download, of: source(form)).records {
                let length = record.article.text.unicodeScalars.count
                precondition(record.cells.allSatisfy { $0.span.upperBound <= length && $0.value >= 0 }, "a cell outside its record")
            }
        } catch {
            precondition(!error.description.isEmpty, "an error without words")
        }
    }
    return 0
}
