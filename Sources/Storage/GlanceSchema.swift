/// One row a figure, so that the list of all figures costs a row each; and whom an observation confirmed before, so that the past
/// can be asked.
///
/// Triggers keep both, whatever writes the tables below them: recording, withdrawing, filling anew, deleting.
enum GlanceSchema {
    static let tables = """
        CREATE TABLE glance (               -- a figure at a glance: follows observation, change and disagreement by triggers
          figure INTEGER PRIMARY KEY REFERENCES figure (id) ON DELETE CASCADE,
          points INTEGER NOT NULL DEFAULT 0,             -- that stand
          claimants INTEGER NOT NULL DEFAULT 0,          -- with a point that stands
          reports INTEGER NOT NULL DEFAULT 0,            -- independent ones that stand
          disagreements INTEGER NOT NULL DEFAULT 0,      -- that are open
          newest INTEGER,                                -- the observation of the latest day, and of those the one said last; or NULL
          claim INTEGER,                                 -- what follows is of that one
          claimant TEXT,
          isOwnVoice INTEGER,
          value TEXT,
          valueHigh TEXT,
          qualifier TEXT,
          unit TEXT,
          asOf TEXT,
          lastAsOf TEXT,
          outlet TEXT,
          lastChange INTEGER,                            -- the change made last; or NULL
          what TEXT,                                     -- what follows is of that one
          made INTEGER
        ) STRICT;
        CREATE INDEX standing ON observation (figure, lastAsOf, lastSeen)
          WHERE confirms IS NULL AND withdrawn IS NULL AND status = 'reported';

        CREATE TABLE confirmedBefore (      -- when a point is withdrawn, the first that confirmed it stands in its place
          observation INTEGER NOT NULL REFERENCES observation (id) ON DELETE CASCADE,
          until INTEGER NOT NULL,                        -- when the point was withdrawn
          point INTEGER NOT NULL REFERENCES observation (id) ON DELETE CASCADE,
          PRIMARY KEY (observation, until)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX confirmedBeforeByPoint ON confirmedBefore (point);
        """

    static let triggers = """
        CREATE TRIGGER glanceOfNewFigure AFTER INSERT ON figure BEGIN
          INSERT INTO glance (figure) VALUES (new.id);
        END;
        CREATE TRIGGER glanceOfNewObservation AFTER INSERT ON observation BEGIN
          \(count("new", "+"))
          \(newest("new.figure"))
        END;
        CREATE TRIGGER glanceOfGoingObservation BEFORE DELETE ON observation BEGIN  -- before: what confirmed it confirms it still
          \(count("old", "-"))
        END;
        CREATE TRIGGER glanceOfGoneObservation AFTER DELETE ON observation BEGIN
          \(newest("old.figure"))
        END;
        CREATE TRIGGER glanceOfChangedObservation AFTER UPDATE OF figure, claimant, confirms, withdrawn, status, report ON observation BEGIN
          \(count("old", "-"))
          \(count("new", "+"))
          \(newest("old.figure"))
          \(newest("new.figure"))
        END;
        CREATE TRIGGER glanceOfRepeatedObservation AFTER UPDATE OF asOf, lastAsOf, lastSeen, value, valueHigh, qualifier, unit, outlet
          ON observation BEGIN
          \(newest("new.figure"))
        END;
        CREATE TRIGGER glanceOfNewChange AFTER INSERT ON change BEGIN \(lastChange("new.figure")) END;
        CREATE TRIGGER glanceOfGoneChange AFTER DELETE ON change BEGIN \(lastChange("old.figure")) END;
        CREATE TRIGGER glanceOfNewDisagreement AFTER INSERT ON disagreement BEGIN \(disagreements("new.figure")) END;
        CREATE TRIGGER glanceOfGoneDisagreement AFTER DELETE ON disagreement BEGIN \(disagreements("old.figure")) END;
        CREATE TRIGGER glanceOfMovedDisagreement AFTER UPDATE OF closed ON disagreement BEGIN \(disagreements("new.figure")) END;

        CREATE TRIGGER confirmedBeforeNow AFTER UPDATE OF confirms ON observation
          WHEN old.confirms IS NOT NULL AND old.confirms IS NOT new.confirms BEGIN
          INSERT OR IGNORE INTO confirmedBefore (observation, until, point)
            SELECT old.id, withdrawn, id FROM observation WHERE id = old.confirms AND withdrawn IS NOT NULL;
        END;
        """

    /// For the figures that are there already.
    static let filling = """
        INSERT INTO glance (figure, points, claimants, reports)
          SELECT f.id, count(o.id) FILTER (WHERE o.confirms IS NULL), count(DISTINCT o.claimant) FILTER (WHERE o.confirms IS NULL),
            count(DISTINCT o.report)
          FROM figure f LEFT JOIN observation o ON o.figure = f.id AND o.withdrawn IS NULL GROUP BY f.id;
        \(newest("glance.figure"))
        \(lastChange("glance.figure"))
        \(disagreements("glance.figure"))
        """

    /// A row counts where no other one of its figure does the same: one claimant, one report.
    private static func count(_ row: String, _ sign: String) -> String {
        """
        UPDATE glance SET points = points \(sign) (\(row).confirms IS NULL),
          claimants = claimants \(sign) (\(row).confirms IS NULL AND NOT EXISTS (
            SELECT 1 FROM observation o WHERE o.figure = \(row).figure AND o.claimant = \(row).claimant AND o.confirms IS NULL
              AND o.withdrawn IS NULL AND o.id <> \(row).id)),
          reports = reports \(sign) (NOT EXISTS (
            SELECT 1 FROM observation o WHERE o.report = \(row).report AND +o.figure = \(row).figure AND o.withdrawn IS NULL
              AND o.id <> \(row).id))
          WHERE figure = \(row).figure AND \(row).withdrawn IS NULL;
        """
    }

    private static func newest(_ figure: String) -> String {
        """
        UPDATE glance SET (newest, claim, claimant, isOwnVoice, value, valueHigh, qualifier, unit, asOf, lastAsOf, outlet) = (
          SELECT o.id, o.claim, o.claimant, o.isOwnVoice, o.value, o.valueHigh, o.qualifier, o.unit, o.asOf, o.lastAsOf, o.outlet
          FROM observation o
          WHERE o.figure = \(figure) AND o.confirms IS NULL AND o.withdrawn IS NULL AND o.status = 'reported'
          ORDER BY o.lastAsOf DESC, o.lastSeen DESC, o.id DESC LIMIT 1) WHERE figure = \(figure);
        """
    }

    private static func lastChange(_ figure: String) -> String {
        """
        UPDATE glance SET (lastChange, what, made) = (
          SELECT k.id, k.what, k.made FROM change k WHERE k.figure = \(figure) ORDER BY k.made DESC, k.id DESC LIMIT 1)
          WHERE figure = \(figure);
        """
    }

    private static func disagreements(_ figure: String) -> String {
        """
        UPDATE glance SET disagreements = (
          SELECT count(*) FROM disagreement d WHERE d.figure = \(figure) AND d.closed IS NULL) WHERE figure = \(figure);
        """
    }
}
