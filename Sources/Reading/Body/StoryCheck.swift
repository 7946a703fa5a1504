/// Tells an article from the notices, walls and front pages that servers send in its place.
struct StoryCheck {
    let page: Page
    let about: PageAbout
    let story: String

    /// Why this is no article; nil where it may well be one.
    func fault(announcedAs title: String?) -> String? {
        let length = story.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 3 : 1) }
        if length == 0 { return "nothing on it is running text" }
        let isDeclared = about.isArticle || about.published != nil || page.elements.contains { $0.tag == .article }
        let least = isDeclared ? 60 : 200
        if length < least { return "only \(length) characters of running text" }
        // A feed may announce a story in other words than the page's; a long text that calls itself an article is believed.
        let isCertain = isDeclared && length >= 600
        if let title, !isCertain, !isAbout(title) { return "it is not about “\(title.prefix(80))”" }
        return nil
    }

    /// Whether any of the longer words of the announced title are found on the page, in its titles or its story.
    private func isAbout(_ title: String) -> Bool {
        let words = Set(title.prefix(300).lowercased().split { !$0.isLetter && !$0.isNumber }.filter { $0.count >= 4 })
        guard words.count >= 3 else { return true }
        let text = (about.titles.joined(separator: " ") + " " + story).lowercased()
        return words.contains { text.contains($0) }
    }
}
