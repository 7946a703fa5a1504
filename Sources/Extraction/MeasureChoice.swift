import Figures

/// Something that tells over what a count runs, and how much for each measure.
///
/// The weights were fitted (softmax, quadratic penalty 1; "since" raised by hand) on the two thirds of the development articles
/// that were read while this was written; on the third kept aside they find the measure of 84 % of the counts.
enum MeasureSign: Sendable {
    case any
    /// What the pattern says is usual.
    case usualIncident, usualCumulative, usualStock
    // Words of the number's clause.
    case period, since, level, campaign, manyEvents, oneEvent, sameEvent, newEvent, total, perfect, present
    // What dates the count.
    case longTime, shortTime, noTime
    // The number itself.
    case thousands, tenThousands, millions, projected, vague, bound
    // The count before: in another sentence, in the same, and that of which this is a part.
    case afterIncident, afterCumulative, afterStock, besideIncident, besideCumulative, besideStock, wholeIncident, wholeCumulative,
        wholeStock
    // What the text begins with.
    case openingIncident, openingCampaign

    var weights: (incident: Double, cumulative: Double, stock: Double) {
        switch self {
        case .any: (0.52, 0.13, -0.64)
        case .usualIncident: (1.18, -0.04, -1.14)
        case .usualCumulative: (-0.46, 0.79, -0.33)
        case .usualStock: (-0.21, -0.62, 0.83)
        case .period: (-0.97, 0.99, -0.02)
        case .since: (-2, 2.5, -0.25)
        case .level: (-1.13, -0.73, 1.86)
        case .campaign: (-0.21, 0.24, -0.03)
        case .manyEvents: (-0.25, 0.55, -0.3)
        case .oneEvent: (0.59, -0.31, -0.28)
        case .sameEvent: (0.15, -0.19, 0.03)
        case .newEvent: (0.36, -0.55, 0.18)
        case .total: (-0.19, 0.15, 0.04)
        case .longTime: (-0.24, 0.27, -0.04)
        case .shortTime: (1.06, -1.22, 0.16)
        case .noTime: (0.06, -0.23, 0.17)
        case .perfect: (0.06, 0.33, -0.39)
        case .present: (-0.27, 0.34, -0.07)
        case .thousands: (-0.37, -0.46, 0.83)
        case .tenThousands: (-0.42, 0.21, 0.21)
        case .millions: (-0.0, 0.03, -0.03)
        case .afterIncident: (0.17, -0.08, -0.09)
        case .afterCumulative: (-0.55, 0.9, -0.35)
        case .afterStock: (0.0, -0.46, 0.46)
        case .besideIncident: (0.11, -0.42, 0.31)
        case .besideCumulative: (-0.24, 0.57, -0.33)
        case .besideStock: (-0.28, 0.23, 0.05)
        case .wholeIncident: (-0.04, 0.12, -0.08)
        case .wholeCumulative: (-0.49, 0.16, 0.33)
        case .wholeStock: (0.17, -0.15, -0.02)
        case .openingIncident: (0.27, -0.58, 0.31)
        case .openingCampaign: (-0.36, 0.71, -0.36)
        case .projected: (0.37, 0.2, -0.57)
        case .vague: (-0.2, 0.26, -0.05)
        case .bound: (-0.33, 0.66, -0.33)
        }
    }
}

/// Weighs what tells over what a count runs.
struct MeasureChoice {
    /// The count before.
    struct Last {
        let measure: Measure
        /// Whether it stands in the same sentence.
        let isBeside: Bool
    }

    private var incident = 0.0
    private var cumulative = 0.0
    private var stock = 0.0

    mutating func add(_ sign: MeasureSign, if holds: Bool = true) {
        guard holds else { return }
        let weights = sign.weights
        incident += weights.incident
        cumulative += weights.cumulative
        stock += weights.stock
    }

    mutating func add(_ measure: Measure, _ signs: (incident: MeasureSign, cumulative: MeasureSign, stock: MeasureSign)) {
        switch measure {
        case .incident: add(signs.incident)
        case .cumulative: add(signs.cumulative)
        case .stock: add(signs.stock)
        }
    }

    var measure: Measure {
        if stock > max(incident, cumulative) { return .stock }
        return cumulative > incident ? .cumulative : .incident
    }
}
