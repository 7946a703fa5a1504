import Figures
import Foundation

/// An item of `sources.d/*.yaml` as written: every key optional, nothing checked but its spelling.
struct SourceAsWritten {
    static let keys = [
        "source", "url", "form", "outlet", "language", "time_zone", "every", "allow_private", "selector",
    ]

    let position: Position
    let name: Written<String>?
    let url: Written<URL>?
    let form: Written<Source.Form>?
    let outlet: Written<String>?
    let language: Written<String>?
    let timeZone: Written<TimeZone>?
    let every: Written<ClosedRange<Duration>>?
    let allowPrivate: Written<Bool>?
    let selector: Written<String>?

    init(_ reader: MappingReader, _ findings: inout Findings) {
        position = reader.position
        reader.require([("source", "rudaw-english"), ("url", "https://example.org/rss"), ("outlet", "Rudaw")], &findings)
        name = reader.value("source", .name, &findings)
        url = reader.value("url", .address, &findings)
        form = reader.value("form", .word, &findings)
        outlet = reader.value("outlet", .text, &findings)
        language = reader.value("language", .language, &findings)
        timeZone = reader.value("time_zone", .timeZone, &findings)
        every = reader.value("every", .durations, &findings)
        allowPrivate = reader.value("allow_private", .truth, &findings)
        selector = reader.value("selector", .text, &findings)
    }

    /// Proves what the keys say together; nil when it cannot be a source at all.
    ///
    /// - Parameter usual: how long to wait between two polls where the source does not say it.
    func proven(every usual: ClosedRange<Duration>, _ findings: inout Findings) -> Source? {
        checkInterval(&findings)
        checkPrivacy(&findings)
        if let selector, form?.value != .links {
            findings.fault(selector.position, "a selector chooses among links: write form: links, or leave the selector out")
        }
        guard let name, let url, let outlet else { return nil }
        return Source(
            name: name.value, url: url.value, form: form?.value ?? .feed, outlet: outlet.value, language: language?.value,
            timeZone: timeZone?.value ?? .gmt, every: (every?.value ?? usual).lowerBound, slowest: (every?.value ?? usual).upperBound,
            allowPrivate: allowPrivate?.value ?? false, selector: selector?.value)
    }

    private func checkInterval(_ findings: inout Findings) {
        guard let every else { return }
        let mayHurry = allowPrivate?.value == true && url?.value.isPlainlyPrivate == true
        let floor: Duration = mayHurry ? .seconds(1) : .seconds(300)
        guard every.value.lowerBound >= floor, every.value.upperBound <= .seconds(30 * 86_400) else {
            let reason = mayHurry ? "" : "; only a private address with allow_private: true may be asked more often"
            findings.fault(every.position, "'\(every.text)' is not between \(floor.written) and 30d\(reason)")
            return
        }
    }

    private func checkPrivacy(_ findings: inout Findings) {
        guard let url, url.value.isPlainlyPrivate, allowPrivate?.value != true else { return }
        findings.fault(
            url.position, "'\(url.value.host() ?? url.text)' is a private address: if it is meant, add allow_private: true")
    }
}

extension Notation<String> {
    /// A language tag (BCP 47), its first part at least: "en", "pt-BR".
    static var language: Self {
        Self { text throws(Complaint) in
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            let plain = parts.allSatisfy { part in
                (1...8).contains(part.utf8.count) && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            }
            guard plain, let first = parts.first, (2...3).contains(first.count), first.allSatisfy(\.isLetter) else {
                throw Complaint("'\(text)' is no language tag such as en, ar or pt-BR")
            }
            return text
        }
    }
}
