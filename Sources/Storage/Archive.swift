import Foundation
import GRDB

/// The store: one SQLite file that keeps what was read, and what it said.
package final class Archive: Sendable {
    let pool: DatabasePool

    init(pool: DatabasePool) {
        self.pool = pool
    }
}
