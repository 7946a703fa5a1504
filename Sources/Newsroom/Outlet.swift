/// One of the three invented outlets.
package enum Outlet: String, CaseIterable, Sendable {
    /// A national paper with an RSS feed; its pages describe themselves in JSON-LD.
    case courier
    /// A regional broadcaster with an Atom feed; its pages carry OpenGraph and a `time` element.
    case twoRivers = "two-rivers"
    /// An official body with one plain page that is rewritten in place.
    case reliefOffice = "relief-office"

    package var name: String {
        switch self {
        case .courier: "Meridian Courier"
        case .twoRivers: "Two Rivers"
        case .reliefOffice: "Joint Relief Coordination Office"
        }
    }

    /// The address that a source of figured polls.
    package var sourcePath: String {
        switch self {
        case .courier: "/courier/rss.xml"
        case .twoRivers: "/two-rivers/feed.atom"
        case .reliefOffice: "/relief-office/situation.html"
        }
    }

    /// Where a story stands: the relief office writes every new text over the old one.
    func address(day: NewsDay, slug: String) -> String {
        switch self {
        case .courier: "/courier/\(day.description.replacing("-", with: "/"))/\(slug).html"
        case .twoRivers: "/two-rivers/news/\(slug)"
        case .reliefOffice: sourcePath
        }
    }
}

/// What every page says of itself, so that nobody takes it for news.
let fictionNotice =
    "This is fiction: outlet, people and events are invented to demonstrate figured. Nothing of this has happened."
