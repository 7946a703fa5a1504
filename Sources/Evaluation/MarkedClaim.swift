package import Figures
import Foundation

/// A claim with the fields that are scored: one that somebody marked by hand, or one that was found.
///
/// Only kind, place in the text and value must be there; a field that is left out is as good as null.
package struct MarkedClaim: Hashable, Sendable, Codable {
    package struct Credit: Hashable, Sendable, Codable {
        package let claimant: String?
        package let organization: String?
        package let speaker: String?
    }

    package let kind: Kind
    package let number: String?
    package let start: Int
    package let end: Int
    package let value: Double?
    package let valueHigh: Double?
    package let qualifier: Qualifier?
    package let unit: String?
    package let group: String?
    package let place: String?
    package let measure: Measure?
    package let when: String?
    package let attribution: Credit?
    package let status: Status?

    package init(_ claim: Claim) {
        kind = claim.kind
        number = claim.number
        start = claim.span.lowerBound
        end = claim.span.upperBound
        value = Double("\(claim.quantity.value)")
        valueHigh = claim.quantity.high.flatMap { Double("\($0)") }
        qualifier = claim.quantity.qualifier
        unit = claim.quantity.unit
        group = claim.group
        place = claim.place
        measure = claim.measure
        when = claim.when
        attribution = claim.attribution.map { Credit(claimant: $0.claimant, organization: $0.organization, speaker: $0.speaker) }
        status = claim.status
    }

    private enum CodingKeys: String, CodingKey {
        case kind, number, start, end, value
        case valueHigh = "value_high"
        case qualifier, unit, group, place, measure, when, attribution, status
    }

    /// Who is credited; nil where nobody is.
    package var claimant: String? {
        attribution?.claimant.flatMap { $0.isEmpty ? nil : $0 }
    }
}
