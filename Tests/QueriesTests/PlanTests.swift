import Figures
import Support
import Testing

@testable import Queries

/// How SQLite goes about each question (sqlite.org/eqp.html).
struct PlanTests {
    private static let then = PointFilter(
        claimant: "Army", outlet: "Rudaw", since: Day("2024-01-01"), until: Day("2024-12-31"),
        knownAt: TestStore.instant("2024-08-16T11:00:00Z"))

    static let plans: [(name: String, sql: String, needs: String)] = [
        ("points", PointQuery(figure: 1).sql, "SEARCH o USING INDEX"),
        ("points then", PointQuery(figure: 1, filter: then).sql, "SEARCH o USING INDEX"),
        ("reports", PointQuery(figure: 1).reportsSQL, "SEARCH o USING INDEX"),
        ("reports then", PointQuery(figure: 1, filter: then).reportsSQL, "SEARCH o USING INDEX"),
        ("newest", FigureList.pointSQL, "SEARCH o USING INTEGER PRIMARY KEY"),
        ("page of figures", FigureList.pageSQL(retired: false), "SEARCH figure USING INDEX"),
        ("last change", FigureList.changeSQL, "SEARCH k USING INTEGER PRIMARY KEY"),
        ("counts", FigureList.countsSQL, "SEARCH glance USING INTEGER PRIMARY KEY"),
        ("open disagreements", FigureList.disagreementsSQL, "SEARCH disagreement USING INDEX"),
        ("disagreements then", Ledger.disagreementsThenSQL, "SEARCH disagreement USING INDEX disagreementByFigure"),
        ("list", FigureGlance.sql(retired: false), "SEARCH g USING INTEGER PRIMARY KEY"),
        ("trend", Ledger.trendSQL, "SEARCH o USING INDEX point"),
        ("alerts", Ledger.alertSQL(AlertFilter()), "SEARCH k USING INTEGER PRIMARY KEY"),
        ("alerts of a figure", Ledger.alertSQL(AlertFilter(figure: "gaza-killed")), "SEARCH k USING"),
        ("waiting alerts", Ledger.alertSQL(AlertFilter(waiting: true, unacknowledged: true)), "SEARCH d USING PRIMARY KEY"),
        ("deliveries", Ledger.deliveriesSQL, "SEARCH delivery USING PRIMARY KEY"),
        ("changes", Ledger.changesSQL, "SEARCH f USING INTEGER PRIMARY KEY"),
        ("search", Ledger.searchSQL, "SEARCH c USING INTEGER PRIMARY KEY"),
        ("claim", Ledger.claimSQL, "SEARCH c USING INTEGER PRIMARY KEY"),
        ("versions of its page", ClaimRecord.versionsSQL, "SEARCH v USING INDEX"),
        ("figures of a claim", ClaimRecord.figuresSQL, "SEARCH o USING INDEX observationByClaim"),
        ("sources", Ledger.sourcesSQL, "SEARCH a USING COVERING INDEX articleBySource"),
        ("spelling", PointFilter.spellingSQL("claimant"), "SEARCH observation USING"),
    ]

    /// A row's own reports; what a search or a page has found already; what is read newest first and stops at the limit; and the
    /// sources, of which there are as many as somebody wrote down.
    static let smallScans = [
        "SCAN CONSTANT ROW", "SCAN r", "SCAN s", "SCAN t", "SCAN x", "SCAN claimText VIRTUAL TABLE", "SCAN e", "SCAN k",
    ]

    @Test(arguments: plans)
    func `no question about one thing reads a whole table`(name: String, sql: String, needs: String) throws {
        let plan = try TestStore().ledger().plan(of: sql)
        #expect(plan.contains { $0.contains(needs) }, "\(name): \(plan)")
        let scans = plan.filter { step in step.hasPrefix("SCAN") && !Self.smallScans.contains { step == $0 || step.hasPrefix($0 + " ") } }
        #expect(scans.isEmpty, "\(name): \(plan)")
    }

    @Test func `what is read newest first is not sorted`() throws {
        let ledger = try TestStore().ledger()
        for sql in [Ledger.changesSQL, Ledger.alertSQL(AlertFilter()), FigureGlance.sql(retired: true), FigureList.pageSQL(retired: true)] {
            #expect(try !ledger.plan(of: sql).contains { $0.contains("TEMP B-TREE") }, "\(sql)")
        }
    }
}
