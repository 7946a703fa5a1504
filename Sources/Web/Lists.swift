import Foundation
import Queries

/// The lists of the API. `next` is the value of `cursor` that gives the next page; absent on the last one.
struct FigurePage: Encodable {
    let figures: [FigureSummary]
    let next: String?
}

/// A figure's history, page by page.
struct HistoryPage: Encodable {
    let figure: FigureHead
    let knownAt: Date?
    let claimants: Int
    let reports: Int
    let points: [Point]
    let next: String?

    init(_ history: History, points: [Point], next: String?) {
        figure = history.figure
        knownAt = history.knownAt
        claimants = Set(points.map(\.claimant)).count
        reports = history.reports
        self.points = points
        self.next = next
    }
}

struct ChangePage: Encodable {
    let changes: [ChangeRecord]
    let next: String?
}

struct AlertPage: Encodable {
    let alerts: [AlertRecord]
    let next: String?
}

/// What a search found.
struct FindingPage: Encodable {
    let claims: [Finding]
    let next: String?
}

struct DiscoveryPage: Encodable {
    let discoveries: [Discovery]
}

struct SourcePage: Encodable {
    let sources: [SourceHealth]
}
