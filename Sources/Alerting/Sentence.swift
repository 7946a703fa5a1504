package import Figures
import Foundation

extension Alert {
    /// A sentence that a person can act on.
    ///
    ///     Gaza killed: health ministry says 41,200, up from 40,861 — Rudaw
    package var sentence: String {
        "\(title): \(news) — \(change.outlet)".printable
    }

    private var news: String {
        let number = change.quantity?.words ?? "nothing"
        let before = change.previous?.words ?? "nothing"
        let other = change.other ?? "another"
        return switch change.what {
        case .first: "\(says) \(number), the first number from there"
        case .rise: "\(says) \(number), up from \(before)"
        case .fall: "\(says) \(number), down from \(before)"
        case .disagreementOpened: "\(says) \(number), \(other) says \(before); both cannot be right"
        case .disagreementClosed: "\(change.claimant) (\(number)) and \(other) (\(before)) no longer contradict each other"
        case .misreport: "\(change.claimant) is credited with \(number) here, with \(before) by \(other), for the same day"
        case .edited: "an article was rewritten: \(change.claimant) \(number), before \(before)"
        case .withdrawn: "\(before) of \(change.claimant) is no longer stated"
        case .inconsistent: "one article has \(number) and \(before) for the same count"
        case .switched: "now \(number) of \(change.claimant), before \(before) of \(other): another count, not a movement"
        case .outcome: "\(says) \(number), after \(before) had been projected"
        case .silence: "no new number since \(change.asOf)"
        }
    }

    private var says: String {
        change.claimant == change.outlet ? "reports" : "\(change.claimant) says"
    }

    /// What the journal keeps of an alert, as upper-case fields; a program reads these, a person the sentence.
    package var fields: [(name: String, value: String)] {
        var fields = [
            ("FIGURE", change.figure), ("CHANGE", change.what.rawValue), ("CLAIMANT", change.claimant), ("OUTLET", change.outlet),
            ("AS_OF", "\(change.asOf)"), ("ALERT", "\(id)"),
        ]
        if let quantity = change.quantity { fields.append(("VALUE", quantity.symbols)) }
        if let previous = change.previous { fields.append(("PREVIOUS", previous.symbols)) }
        if let other = change.other { fields.append(("OTHER", other)) }
        if !change.quote.isEmpty { fields.append(("QUOTE", change.quote)) }
        if let url = change.url { fields.append(("URL", url.absoluteString)) }
        return fields.map { (name: $0.0, value: $0.1.printable) }
    }
}

extension Change.What {
    /// What `journalctl MESSAGE_ID=…` finds each change by, for ever; systemd/figured.catalog explains each.
    package var messageID: String {
        switch self {
        case .first: "0b6f1c2a5b0c4b6c9d7f4f1f5a3e8d01"
        case .rise: "7e0a3b9d2f5d4d1c8b1a6c5e9f204302"
        case .fall: "c2d9f4417a8e4f06b3f5d18e6ab97403"
        case .disagreementOpened: "41f7bb0d8f6a4be9a0c8d2e5c7136504"
        case .disagreementClosed: "9a35c1e6d4f24c7f8e5b0a7d3f218605"
        case .misreport: "e84b02f7c9134d5aa67c1f9d0b5e3706"
        case .edited: "5cf16d8be3a04927b9d4e7c25f80a807"
        case .withdrawn: "d07e59a3f1b64c8e92a5b6f4c3d1e908"
        case .inconsistent: "28c4e7f0b6d94a13857f2d1e9c6ba009"
        case .switched: "f39d18c57e2b46a0bd80e4f6a7c5910a"
        case .outcome: "6ab2f05e9c8d47f1a3e6d7b18f04c20b"
        case .silence: "b15e8d7c04f94e6291fcba3d6e7a530c"
        }
    }
}
