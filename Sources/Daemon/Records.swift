import Comparison
import Figures
import Foundation
import Logging
import Matching
import Reading
import Storage

/// The records of a JSON or CSV endpoint on their way to the store.
extension Pipeline {
    /// So many records are kept in one transaction: a store that is busy for minutes would hold up everything else.
    private static let batch = 200

    /// Keeps each record as an article of its own: one that is as before is no news, one that changed is a rewritten article.
    ///
    /// What was there before we first looked is history: the newest record is filed first, so that it alone is told. Later the oldest is,
    /// so that every step is told.
    ///
    /// - Returns: how many are new, or changed.
    func record(_ found: ReadRecords, of source: Source, isFirst: Bool) throws -> Int {
        let inOrder = found.records.sorted { published($0) < published($1) }
        var (new, rewritten) = (0, 0)
        let records = isFirst ? inOrder.reversed() : inOrder
        for start in stride(from: 0, to: records.count, by: Self.batch) {
            let versions = records[start..<min(start + Self.batch, records.count)].map { version(of: $0, from: source) }
            for recorded in try archive.record(versions, comparing: changes) {
                new += recorded.isNew ? 1 : 0
                rewritten += recorded.isRewritten ? 1 : 0
            }
        }
        logger.info(
            "records were read",
            metadata: ["source": "\(source.name)", "records": "\(records.count)", "new": "\(new)", "rewritten": "\(rewritten)"])
        log(found.faults, of: source)
        return try new + rewritten + withdraw(found, of: source)
    }

    /// A record that the endpoint lists no more is an article that is gone: what it stated stands no more.
    ///
    /// - Returns: how many are gone.
    private func withdraw(_ found: ReadRecords, of source: Source) throws -> Int {
        switch found.missing(of: try archive.records(of: source.name, at: source.url)) {
        case .these(let gone):
            for address in gone {
                _ = try archive.vanished(address, at: now(), comparing: changes)
                logger.notice("a record is gone", metadata: ["source": "\(source.name)", "url": "\(address)"])
            }
            return gone.count
        case .tooMany(let count, let whole):
            let about: Logger.Metadata = ["source": "\(source.name)", "missing": "\(count)", "known": "\(whole)"]
            logger.warning("most records are missing in this answer: what was known stays as it is", metadata: about)
            return 0
        case .unknown: return 0
        }
    }

    private func published(_ record: ReadRecord) -> Date {
        record.article.published ?? .distantPast
    }

    /// Records are alike by nature: they are never taken for copies of one another, so they carry no fingerprint.
    private func version(of record: ReadRecord, from source: Source) -> (ReadVersion, [Claim], [Observation]) {
        let (claims, observations) = labour.doing("finding the numbers of \(record.article.url)") {
            let claims = matcher.claims(in: record)
            return (claims, matcher.observations(from: claims, in: record.article, seen: now()))
        }
        return (ReadVersion(article: record.article, source: source.name, seen: now()), claims, observations)
    }

    private func log(_ faults: [ReadError], of source: Source) {
        for fault in faults.prefix(5) {
            logger.warning("a record could not be read", metadata: ["source": "\(source.name)", "reason": "\(fault)"])
        }
        guard faults.count > 5 else { return }
        logger.warning("more records could not be read", metadata: ["source": "\(source.name)", "number": "\(faults.count - 5)"])
    }
}
