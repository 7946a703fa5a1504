extension Change {
    /// The change as a sentence that a person can act on, safe to show anywhere.
    ///
    ///     Gaza killed: health ministry says 41,200, up from 40,861 — Rudaw
    package func sentence(titled title: String) -> String {
        "\(title): \(news) — \(outlet)".printable
    }

    private var news: String {
        let number = quantity?.words ?? "nothing"
        let before = previous?.words ?? "nothing"
        let other = other ?? "another"
        return switch what {
        case .first: "\(says) \(number), the first number from there"
        case .rise: "\(says) \(number), up from \(before)"
        case .fall: "\(says) \(number), down from \(before)"
        case .disagreementOpened: "\(says) \(number), \(other) says \(before); both cannot be right"
        case .disagreementClosed: "\(claimant) (\(number)) and \(other) (\(before)) no longer contradict each other"
        case .misreport: "\(claimant) is credited with \(number) here, with \(before) by \(other), for the same day"
        case .edited: "an article was rewritten: \(claimant) \(number), before \(before)"
        case .withdrawn: "\(before) of \(claimant) is no longer stated"
        case .inconsistent: "one article has \(number) and \(before) for the same count"
        case .switched: "now \(number) of \(claimant), before \(before) of \(other): another count, not a movement"
        case .outcome: "\(says) \(number), after \(before) had been projected"
        case .silence: "no new number since \(asOf)"
        }
    }

    private var says: String {
        claimant == outlet ? "reports" : "\(claimant) says"
    }
}
