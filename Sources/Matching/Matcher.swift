package import Figures
package import Foundation
package import Places

/// Finds, among the claims of an article, the points of the figures that we track.
///
///     "more than 43,000 people killed in Gaza", Gaza health ministry     gaza-killed: more than 43,000, by Gaza health ministry
package struct Matcher: Sendable {
    private let places: Gazetteer
    private let languages: [String: Wording]
    private let anyLanguage: Wording
    private let names: ClaimantNames
    let index: FigureIndex
    private let leastConfidence: Double
    /// Takes the claims that leave nobody out.
    private let whole: GroupRule

    /// For how many days after an incident a toll without a date of its own is taken for the incident's.
    static let incidentDays = 14

    /// - Parameters:
    ///   - words: what is known of each language, by its BCP 47 primary subtag ("en").
    ///   - leastConfidence: claims found in a way that is right less often than this share (0…1) are kept as claims, never as points.
    package init(
        figures: [Figure], places: Gazetteer, words: [String: Wording] = [:], leastConfidence: Double = 0.5
    ) {
        self.places = places
        self.leastConfidence = leastConfidence
        languages = words
        anyLanguage = Wording.all(words)
        whole = GroupRule([], words: anyLanguage.claimants)
        names = ClaimantNames(places: places, words: anyLanguage.claimants)
        index = FigureIndex(figures, places: places, words: anyLanguage.claimants, names: names)
    }

    /// The points that the claims of one version are, in the order of the claims.
    ///
    /// Two claims with one number for one figure and one claimant are one point, the first of them. Where a claimant gives a total or
    /// a level for the figure's whole place, its numbers for towns in it are none; else such a number is a lower bound for the whole.
    /// The toll of one incident stands as it is: that it happened in the town may be all that is said of where.
    package func observations(from claims: [Claim], in article: Article, seen: Date) -> [Observation] {
        let context = Context(article, seen: seen, words: wording(of: article))
        var points = Points()
        for (number, claim) in claims.enumerated() where claim.status != .denied && claim.confidence >= leastConfidence {
            for candidate in candidates(from: claim, number: number, in: context) { points.add(candidate) }
        }
        return points.observations
    }

    private func wording(of article: Article) -> Wording {
        let language = article.language.flatMap { $0.split(separator: "-").first }.map { $0.lowercased() }
        return language.flatMap { languages[$0] } ?? anyLanguage
    }

    private func candidates(from claim: Claim, number: Int, in context: Context) -> [Observation] {
        if let name = claim.statedFigure { return candidates(from: claim, number: number, of: name, in: context) }
        let places = claim.place.map { self.places.places(in: $0, joinedBy: anyLanguage.claimants) } ?? []
        let entries = index.entries(kind: claim.kind, measure: claim.measure, places: self.places.common(places))
        guard !entries.isEmpty else { return [] }
        let fit = Fit(
            claim: claim, places: places, dating: context.words.time.dating(of: claim.when, published: context.day), day: context.day)
        return entries.filter { fit.fits($0, gazetteer: self.places, words: anyLanguage.claimants) }
            .compactMap { entry in
                var observation = observation(of: claim, number: number, fit, entry, context)
                guard observation.isPart, !entry.figure.isOfOneIncident else { return observation }
                guard let bound = claim.quantity.ofPart else { return nil }
                observation.quantity = bound
                return observation
            }
    }

    func observation(of claim: Claim, number: Int, _ fit: Fit, _ entry: FigureIndex.Entry, _ context: Context) -> Observation {
        let speaker = speaker(of: claim, entry, context.article.outlet)
        return Observation(
            figure: entry.figure.name, claim: number, claimant: speaker ?? context.article.outlet, isOwnVoice: speaker == nil,
            isPart: fit.isPart(of: entry), quantity: claim.quantity, status: claim.status, asOf: fit.asOf(in: entry.figure),
            since: fit.since(in: entry.figure),
            published: context.published, seen: context.seen, outlet: context.article.outlet, url: context.article.url,
            quote: claim.quote, span: claim.span)
    }

    /// Whose number it is, as the settings or the normal form name it; nil where the outlet speaks for itself.
    ///
    /// Who is not named is somebody else at each outlet: "officials" of two outlets bear no witness for one another.
    private func speaker(of claim: Claim, _ entry: FigureIndex.Entry, _ outlet: String) -> String? {
        guard let attribution = claim.attribution else { return nil }
        let name = names.name(of: attribution)
        if !entry.claimants.isEmpty {
            let forms = [name] + [attribution.speaker, attribution.claimant].compactMap(\.self).map(names.name)
            if let shown = forms.lazy.compactMap({ entry.claimants[$0] }).first { return shown }
        }
        if name.shown.isEmpty || name == names.name(outlet) { return nil }
        return names.isUnnamed(name) ? "\(name.shown) (\(outlet))" : name.shown
    }
}

extension Matcher {
    /// Whether a claim may be used, and leaves nobody out.
    func isWhole(_ claim: Claim) -> Bool {
        claim.status == .reported && claim.confidence >= leastConfidence
            && whole.takes(claim.group, of: claim.kind, words: anyLanguage.claimants)
    }

    /// Where and when such a claim holds; nil where it is none, or its place is not known.
    func placeAndDay(of claim: Claim, in report: Report) -> (Place, Day)? {
        guard isWhole(claim), let place = claim.place.flatMap(places.place(named:)) else { return nil }
        let context = Context(report.article, seen: report.seen, words: wording(of: report.article))
        return (place, context.words.time.dating(of: claim.when, published: context.day).asOf)
    }
}

extension Matcher {
    /// What all the claims of an article have in common.
    struct Context {
        let article: Article
        let words: Wording
        let published: Date
        let seen: Date
        /// The day of publication where the outlet is.
        let day: Day

        /// An article without a date, or with one that has not come yet, is of the moment when it was seen.
        init(_ article: Article, seen: Date, words: Wording) {
            self.article = article
            self.words = words
            self.seen = seen
            let stated = article.published ?? seen
            published = stated > seen ? seen : stated
            day = Day(published, in: article.timeZone)
        }
    }
}
