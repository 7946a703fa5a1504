/// The forms in which a page states the title of its article, freed of the outlet's name.
struct TitleFinder {
    let page: Page
    let data: LinkedData
    let host: String

    /// Every form, the best first.
    var titles: [String] {
        let names = siteNames
        let forms = stated.map { $0.withoutDoubleEscapes.collapsed }.filter { !$0.isEmpty && !names.contains(Likeness.letters($0.utf8)) }
        let plain = forms.map { withoutOutlet($0, among: forms) }
        guard let best = plain.first else { return [] }
        let whole = plain.first { isWhole($0, of: best) } ?? best
        // "Flood: Twelve people were killed": a catchword before a headline that stands alone elsewhere.
        let headline = plain.first { whole.hasSuffix(": \($0)") }
        return [headline, whole].compactMap(\.self) + plain
    }

    /// What the page's data calls it, what it is to be called where it is shared, its heading, and the title of the window.
    ///
    /// The heading of a live blog names what is followed from its first hour on; what it is to be called keeps up with the news.
    private var stated: [String] {
        let shared = [page.note("og:title"), page.note("twitter:title")].compactMap(\.self)
        let headline = [data.headline].compactMap(\.self)
        let headings = page.marks.filter { $0.tag == .h1 }.prefix(3).map { page.string($0.span) }
        return (data.isLive ? shared + headline : headline + shared) + [page.note("title")].compactMap(\.self) + headings + [page.title]
    }

    /// The outlet by its names, as letters alone: none of them is a title.
    private var siteNames: [[UInt8]] {
        [page.note("og:site_name"), page.note("application-name"), data.publisher].compactMap { $0.map { Likeness.letters($0.utf8) } }
            .filter { !$0.isEmpty }
    }

    /// Whether a form goes on where another was cut: after an ellipsis, or at the length that search engines read of a headline.
    private func isWhole(_ form: String, of cut: String) -> Bool {
        let kept = cut.hasSuffix("…") ? cut.dropLast(1) : cut.hasSuffix("...") ? cut.dropLast(3) : cut.count >= 100 ? cut[...] : ""
        let start = kept.trimmed(of: " ")
        return start.count >= 15 && form.count > cut.count && form.hasPrefix(start)
    }

    // MARK: The outlet's name

    /// "Flood kills 12 | World | The Harbour Post" → "Flood kills 12"
    ///
    /// What stands beyond a mark is the outlet where the rest is a title of its own, or where it is named so elsewhere.
    private func withoutOutlet(_ title: String, among forms: [String]) -> String {
        for form in forms where title.count > form.count && form.count >= 15 {
            if title.hasPrefix(form), isMark(title.dropFirst(form.count)) { return form }
        }
        var rest = title
        for _ in 0..<3 {
            guard let shorter = withoutName(rest) else { break }
            rest = shorter
        }
        return rest
    }

    /// Whether what follows a title is no more of the title: "Flood kills 12 - Post", but not "Flood kills 12 in Orle".
    private func isMark(_ rest: Substring) -> Bool {
        guard let first = rest.first(where: { $0 != " " }) else { return true }
        return !first.isLetter && !first.isNumber && !"\"'“”‘’,„«»(".contains(first)
    }

    private static let marks = [" | ", " - ", " – ", " — ", " :: ", " · ", " • ", " » ", " ‹ ", "｜", "_", "-", "|"]

    private func withoutName(_ title: String) -> String? {
        for mark in Self.marks {
            let cuts = title.ranges(of: mark)
            if let cut = cuts.last, let name = head(of: title, at: cut, mark) { return name }
            if mark.first == " ", let cut = cuts.first, let name = tail(of: title, at: cut) { return name }
        }
        return nil
    }

    /// "Flood kills 12 - The Harbour Post" → "Flood kills 12"
    private func head(of title: String, at cut: Range<String.Index>, _ mark: String) -> String? {
        let (name, tail) = (title[..<cut.lowerBound], title[cut.upperBound...])
        // "anti-BBC" is a word; Chinese, Japanese and Korean outlets leave no space around the mark.
        let isApart = mark.first == " " || !(tail.first?.isASCII ?? true) && name.count > tail.count
        guard isSite(tail) && isApart || mark == " | " && name.count > tail.count else { return nil }
        return String(name).collapsed
    }

    /// "The Harbour Post | Flood kills 12" → "Flood kills 12"
    private func tail(of title: String, at cut: Range<String.Index>) -> String? {
        let (name, tail) = (title[..<cut.lowerBound], title[cut.upperBound...])
        guard tail.count > name.count, siteNames.contains(Likeness.letters(name.utf8)) else { return nil }
        return String(tail).collapsed
    }

    private func isSite(_ name: Substring) -> Bool {
        let letters = Likeness.letters(name.utf8)
        let site = Likeness.letters((page.note("og:site_name") ?? host).utf8)
        guard letters.count >= 3 else { return false }
        return site.firstRange(of: letters) != nil || !site.isEmpty && letters.firstRange(of: site) != nil || siteNames.contains(letters)
    }
}

extension String {
    /// "Dogs &amp;#039;n&amp;#039; cats", escaped once more than it is read, → "Dogs 'n' cats"
    fileprivate var withoutDoubleEscapes: String {
        guard utf8.contains(0x26), FeedTexts.looksLikeMarkup(self), !utf8.contains(0x3C) else { return self }
        return MarkupText.plain(self)
    }
}
