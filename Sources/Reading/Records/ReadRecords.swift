package import Figures
package import Foundation

/// What a JSON or CSV endpoint answered.
package struct ReadRecords: Hashable, Sendable {
    /// Those with a number that is asked for, in the endpoint's order.
    package var records: [ReadRecord] = []
    /// What is wrong: with records that could not be read, and with single cells of those that could.
    package var faults: [ReadError] = []
    /// The addresses of all records that are there, those without a number among them, and the day of the earliest.
    package var addresses: Set<URL> = []
    package var earliest: Date?

    /// Whether every record could be told by its address: what is not among them then is not there.
    package var isWhole: Bool {
        faults.allSatisfy { if case .badCell = $0 { true } else { false } }
    }

    /// Which records of earlier answers the endpoint has taken back.
    ///
    /// What is older than all that it lists fell out of a list of the last days, and is as true as before. An answer that cannot be
    /// read whole, or that lost more records than it kept, is taken for a fault of the endpoint, not for its word.
    package func missing(of known: [(address: URL, day: Date)]) -> Missing {
        guard let earliest, isWhole else { return .unknown }
        let listed = known.filter { $0.day >= earliest }
        let gone = listed.filter { !addresses.contains($0.address) }
        if gone.count * 2 > listed.count, gone.count > 1 { return .tooMany(gone.count, of: listed.count) }
        return .these(gone.map(\.address))
    }

    /// What is missing of the records that were there before.
    package enum Missing: Hashable, Sendable {
        case these([URL])
        /// So many that the answer is not believed.
        case tooMany(Int, of: Int)
        /// Part of the answer could not be read.
        case unknown
    }
}
