package import Figures
package import Foundation

/// A claim as a program reads it: the shape of a gold file, with the pattern and the confidence beside.
package struct ClaimRecord: Codable, Hashable, Sendable {
    /// Who is credited, as a program reads it.
    package struct Credit: Codable, Hashable, Sendable {
        package let claimant: String
        package let organization: String?
        package let speaker: String?

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(claimant, forKey: .claimant)
            try container.encode(organization, forKey: .organization)
            try container.encode(speaker, forKey: .speaker)
        }
    }

    package let kind: Kind
    package let number: String
    package let start: Int
    package let end: Int
    package let value: Decimal
    package let valueHigh: Decimal?
    package let qualifier: Qualifier
    package let unit: String?
    package let group: String?
    package let place: String?
    package let measure: Measure
    package let when: String?
    package let attribution: Credit?
    package let status: Status
    package let pattern: String?
    package let confidence: Double?

    package init(_ claim: Claim) {
        kind = claim.kind
        number = claim.number
        start = claim.span.lowerBound
        end = claim.span.upperBound
        value = claim.quantity.value
        valueHigh = claim.quantity.high
        qualifier = claim.quantity.qualifier
        unit = claim.quantity.unit
        group = claim.group
        place = claim.place
        measure = claim.measure
        when = claim.when
        attribution = claim.attribution.map {
            Credit(claimant: $0.claimant, organization: $0.organization, speaker: $0.speaker)
        }
        status = claim.status
        pattern = claim.pattern
        confidence = claim.confidence
    }

    private enum CodingKeys: String, CodingKey {
        case kind, number, start, end, value
        case valueHigh = "value_high"
        case qualifier, unit, group, place, measure, when, attribution, status
        case pattern, confidence
    }

    /// Every key is written, null where there is nothing.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .kind)
        try container.encode(number, forKey: .number)
        try container.encode(start, forKey: .start)
        try container.encode(end, forKey: .end)
        try container.encode(value, forKey: .value)
        try container.encode(valueHigh, forKey: .valueHigh)
        try container.encode(qualifier, forKey: .qualifier)
        try container.encode(unit, forKey: .unit)
        try container.encode(group, forKey: .group)
        try container.encode(place, forKey: .place)
        try container.encode(measure, forKey: .measure)
        try container.encode(when, forKey: .when)
        try container.encode(attribution, forKey: .attribution)
        try container.encode(status, forKey: .status)
        try container.encodeIfPresent(pattern, forKey: .pattern)
        try container.encodeIfPresent(confidence, forKey: .confidence)
    }
}
