package import Foundation
import GRDB

/// Tells whether anything was written since: as long as the number is the same, so is every answer.
package final class StoreVersion: Sendable {
    private let connection: DatabaseQueue?

    /// - Parameter file: the store; where it cannot be opened beside its writer, no version is ever the same.
    package init(at file: URL) {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.label = "version"
        do {
            connection = try DatabaseQueue(path: file.path, configuration: configuration)
        } catch {
            connection = nil
        }
    }

    /// Nil where it cannot be told (sqlite.org/pragma.html#pragma_data_version).
    package var number: Int? {
        do {
            return try connection?.unsafeRead { database in
                try Int.fetchOne(try database.cachedStatement(sql: "PRAGMA data_version"))
            }
        } catch {
            return nil
        }
    }
}
