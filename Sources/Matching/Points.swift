import Figures

/// The points that one version of an article gives, each once.
struct Points {
    private var known: Set<Mark> = []
    private var currencies: [String: String] = [:]
    private var wholes: Set<Series> = []
    private var candidates: [Observation] = []

    /// What makes two claims of one version the same point.
    private struct Mark: Hashable {
        let series: Series
        let quantity: Quantity
        let status: Status
    }

    private struct Series: Hashable {
        let figure: String
        let claimant: String

        init(_ observation: Observation) {
            figure = observation.figure
            claimant = observation.claimant
        }
    }

    /// Takes a point, unless it is there already, or in another currency than the figure's first.
    mutating func add(_ observation: Observation) {
        let series = Series(observation)
        let unit = observation.quantity.unit ?? ""
        guard known.insert(Mark(series: series, quantity: observation.quantity, status: observation.status)).inserted,
            currencies[observation.figure, default: unit] == unit
        else { return }
        currencies[observation.figure] = unit
        if !observation.isPart { wholes.insert(series) }
        candidates.append(observation)
    }

    /// The points, without the numbers of a town beside the same claimant's number of the whole.
    var observations: [Observation] {
        candidates.filter { !$0.isPart || !wholes.contains(Series($0)) }
    }
}
