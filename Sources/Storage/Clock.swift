package import Foundation
import GRDB

extension Archive {
    /// Writes down that the writer answers, and when: by this the next start knows whether the clock was set back in between.
    ///
    /// - Parameter proving: also that there is room for an article or two, after a write that found none.
    package func beat(at now: Date, proving: Bool = false) throws(ArchiveError) {
        try write { database in
            try Meta.set("clock", "\(now.instant)", in: database)
            if proving { try Meta.set("room", String(repeating: ".", count: 512 * 1024), in: database) }
        }
        guard proving else { return }
        try write { database in
            try database.execute(sql: "DELETE FROM meta WHERE key = 'room'")
        }
    }

    /// When the archive was last known to be written; nil: never.
    package func lastBeat() throws(ArchiveError) -> Date? {
        try read { database in
            try Meta.value("clock", in: database).flatMap(Int64.init).map(Date.init(instant:))
        }
    }

    /// The clock was set by so many seconds: every turn keeps its distance, so that nothing waits a day or is due all at once.
    package func moveTurns(by seconds: TimeInterval) throws(ArchiveError) {
        let shift = Int64((seconds * 1000).rounded())
        try write { database in
            for (table, column) in [("source", "nextPoll"), ("article", "nextVisit"), ("entry", "nextTry"), ("host", "notBefore")] {
                try database.execute(
                    sql: "UPDATE \(table) SET \(column) = max(0, \(column) + ?) WHERE \(column) IS NOT NULL", arguments: [shift])
            }
            try database.execute(sql: "UPDATE delivery SET nextTry = max(0, nextTry + ?) WHERE told IS NULL", arguments: [shift])
        }
    }
}

extension Archive {
    /// How many sources cannot be read now, and how many articles wait for their first reading.
    package func standing(at now: Date) throws(ArchiveError) -> (failing: Int, waiting: Int) {
        try read { database in
            let waiting = "SELECT count(*) FROM entry JOIN source ON source.id = entry.source WHERE nextTry <= ? AND isActive = 1"
            return (
                try Int.fetchOne(database, sql: "SELECT count(*) FROM source WHERE isActive = 1 AND failing IS NOT NULL") ?? 0,
                try Int.fetchOne(database, sql: waiting, arguments: [now.instant]) ?? 0
            )
        }
    }
}
