import GRDB

/// The tables, and the promises they keep; `sqlite3 FILE .schema` shows the same words.
///
/// - An instant is an INTEGER: milliseconds since 1970-01-01T00:00Z. A day is a TEXT: "2023-10-07". A flag is 0 or 1.
/// - A number is kept twice: as exact decimal TEXT (`value`, `valueHigh`, with `qualifier` and `unit`: the words of the article),
///   and as the interval that these words leave open (`low`, `high` REAL, NULL where open), for sorting and drawing.
/// - Migrations are added, never edited.
enum Schema {
    /// "figd" in ASCII: `file` and `sqlite3` can tell whose file it is.
    static let applicationID: Int32 = 0x6669_6764

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: tables") { database in
            try database.execute(sql: reading)
            try database.execute(sql: claims)
            try database.execute(sql: series)
            try database.execute(sql: outbox)
        }
        migrator.registerMigration("2: views") { database in
            try database.execute(sql: views)
        }
        migrator.registerMigration("glance") { database in
            try database.execute(sql: GlanceSchema.tables)
            try database.execute(sql: GlanceSchema.filling)
            try database.execute(sql: GlanceSchema.triggers)
        }
        migrator.registerMigration("pace of polls, raw bodies") { database in
            try database.execute(sql: pace)
            try database.execute(sql: evidence)
        }
        migrator.registerMigration("hands for some severities") { database in
            // 7: whatever is told; 4: warnings alone.
            try database.execute(sql: "ALTER TABLE hand ADD COLUMN leastSeverity INTEGER NOT NULL DEFAULT 7")
        }
        migrator.registerMigration("sources of records", foreignKeyChecks: .deferred) { database in
            try SourceForms.widen(database)
        }
        migrator.registerMigration("dates of versions") { database in
            // A page that is rewritten in place has another date each time: what its first version said holds for the first date.
            try database.execute(
                sql: """
                    ALTER TABLE version ADD COLUMN dated INTEGER;      -- as this version states it, else when it was seen
                    UPDATE version SET dated = coalesce(
                      (SELECT min(o.published) FROM claim JOIN observation o ON o.claim = claim.id WHERE claim.version = version.id),
                      (SELECT article.published FROM article WHERE article.id = version.article), seen);
                    """)
        }
        migrator.registerMigration("counts of polls") { database in
            // In all, so that a rate can be taken of them; the store knows of none before.
            try database.execute(
                sql: """
                    ALTER TABLE source ADD COLUMN polls INTEGER NOT NULL DEFAULT 0;
                    ALTER TABLE source ADD COLUMN failedPolls INTEGER NOT NULL DEFAULT 0;
                    """)
        }
        migrator.registerMigration("parts of a place") { database in
            // Of what was kept before nobody knows: it stands for the whole, as it always did.
            try database.execute(
                sql: "ALTER TABLE observation ADD COLUMN isPart INTEGER NOT NULL DEFAULT 0 CHECK (isPart IN (0, 1))")
        }
        return migrator
    }

    /// What we fetch, and what we read there.
    private static let reading = """
        CREATE TABLE meta (                 -- what the archive knows of itself
          key TEXT NOT NULL PRIMARY KEY,    -- createdBy, cleanStop, clock
          value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE host (                 -- a server that asked us to wait; outlives a restart
          name TEXT NOT NULL PRIMARY KEY,
          notBefore INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE source (
          id INTEGER PRIMARY KEY,
          name TEXT NOT NULL UNIQUE CHECK (name <> ''),  -- the operator's; it stays when the address moves
          url TEXT NOT NULL CHECK (url <> ''),
          form TEXT NOT NULL CHECK (form IN ('feed', 'page', 'links')),
          outlet TEXT NOT NULL,
          every INTEGER NOT NULL CHECK (every > 0),      -- milliseconds between two polls
          isActive INTEGER NOT NULL DEFAULT 1 CHECK (isActive IN (0, 1)),  -- 0: no longer in the settings; its history stays
          etag TEXT,                                     -- validators of the last good answer, byte for byte
          lastModified TEXT,
          bodyHash TEXT,                                 -- of the last good answer: the same bytes are not read again
          nextPoll INTEGER NOT NULL,                     -- written before the request is made, so that restarts cause none
          lastPoll INTEGER,
          lastSuccess INTEGER,
          failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),  -- in a row
          failing TEXT,                                  -- why the last poll failed; NULL: it did not
          failingSince INTEGER,
          movedTo TEXT,                                  -- where a permanent redirect led, and since when, how often in a row
          movedSince INTEGER,
          moves INTEGER NOT NULL DEFAULT 0,
          gone INTEGER,                                  -- since when the server says that it is gone for good (410)
          CHECK ((failing IS NULL) = (failures = 0))
        ) STRICT;
        CREATE INDEX sourceByTurn ON source (nextPoll) WHERE isActive = 1 AND gone IS NULL;

        CREATE TABLE article (              -- the story at one address
          id INTEGER PRIMARY KEY,
          url TEXT NOT NULL UNIQUE CHECK (url <> ''),
          source INTEGER REFERENCES source (id),         -- NULL: imported from disk
          outlet TEXT NOT NULL,
          title TEXT NOT NULL,
          authors TEXT NOT NULL DEFAULT '[]' CHECK (authors LIKE '[%'),
          published INTEGER,                             -- as the outlet states it
          modified INTEGER,
          language TEXT,
          timeZone TEXT NOT NULL DEFAULT 'GMT',
          firstSeen INTEGER NOT NULL,
          lastSeen INTEGER NOT NULL,                     -- when we last had it from the server, changed or not
          nextVisit INTEGER,                             -- when to look whether it was rewritten; NULL: never again
          visits INTEGER NOT NULL DEFAULT 0,
          etag TEXT,
          lastModified TEXT,
          gone INTEGER,                                  -- since when it is gone (404, 410)
          report INTEGER NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
                                                         -- the article of which this is a copy, or itself: one independent report
          fingerprint BLOB                               -- minima of its text, to know a copy by; NULL: too short to tell
        ) STRICT;
        CREATE INDEX articleByVisit ON article (nextVisit) WHERE nextVisit IS NOT NULL;
        CREATE INDEX articleByReport ON article (report);
        CREATE INDEX articleBySource ON article (source);

        CREATE TABLE band (                 -- articles that share a band are looked at as possible copies of one another
          key INTEGER NOT NULL,
          article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
          seen INTEGER NOT NULL,
          PRIMARY KEY (key, article)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX bandByArticle ON band (article);

        CREATE TABLE entry (                -- an item that a source listed: written before its article is fetched, so a crash loses none
          source INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
          id TEXT NOT NULL,                              -- guid, else link, else a hash of title and date
          link TEXT,
          item TEXT NOT NULL CHECK (item LIKE '{%'),   -- the item as listed; '{}' once it has been read
          updated INTEGER,
          firstListed INTEGER NOT NULL,
          lastListed INTEGER NOT NULL,
          nextTry INTEGER,                               -- when to fetch it; NULL: read, or given up
          tries INTEGER NOT NULL DEFAULT 0,
          failing TEXT,                                  -- why the last try failed
          article INTEGER REFERENCES article (id) ON DELETE SET NULL,
          PRIMARY KEY (source, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX entryByLink ON entry (source, link);
        CREATE INDEX entryByTurn ON entry (nextTry) WHERE nextTry IS NOT NULL;
        CREATE INDEX entryByArticle ON entry (article) WHERE article IS NOT NULL;

        CREATE TABLE version (              -- an article's text as fetched at one moment; never changed
          id INTEGER PRIMARY KEY,
          article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
          number INTEGER NOT NULL CHECK (number >= 1),   -- 1, 2, 3 …
          seen INTEGER NOT NULL,
          title TEXT NOT NULL,
          textHash TEXT NOT NULL,                        -- of the text; two neighbours never have the same
          textSize INTEGER NOT NULL CHECK (textSize >= 0),
          text BLOB NOT NULL,                            -- zlib (RFC 1950): sqlar_uncompress(text, textSize) in the sqlite3 shell
          blocks TEXT NOT NULL DEFAULT '' ,              -- "paragraph 0 120,heading 121 140": what each line of the text is
          UNIQUE (article, number)
        ) STRICT;
        """

    /// What the texts state.
    private static let claims = """
        CREATE TABLE claim (                -- a fact about a text: never changed
          id INTEGER PRIMARY KEY,
          version INTEGER NOT NULL REFERENCES version (id) ON DELETE CASCADE,
          ordinal INTEGER NOT NULL CHECK (ordinal >= 0), -- counted from 0 within its version
          kind TEXT NOT NULL,
          number TEXT NOT NULL,                          -- as written: "40,000"
          spanStart INTEGER NOT NULL,                    -- Unicode code points from the start of the text, end excluded
          spanEnd INTEGER NOT NULL,
          value TEXT NOT NULL CHECK (value GLOB '[0-9]*' AND value NOT GLOB '*[^0-9.]*'),
          valueHigh TEXT CHECK (valueHigh GLOB '[0-9]*' AND valueHigh NOT GLOB '*[^0-9.]*'),
          qualifier TEXT NOT NULL CHECK (qualifier IN ('exact', 'more_than', 'at_least', 'less_than', 'at_most',
            'nearly', 'about', 'between', 'order')),
          unit TEXT,                                     -- ISO 4217, "households", "families", or NULL
          low REAL CHECK (low BETWEEN -1e300 AND 1e300), -- NULL: no lower bound
          high REAL CHECK (high BETWEEN -1e300 AND 1e300),  -- NULL: no upper bound, as in "at least 40"
          groupText TEXT,
          place TEXT,
          measure TEXT NOT NULL CHECK (measure IN ('incident', 'cumulative', 'stock')),
          whenText TEXT,
          claimant TEXT,                                 -- as written; NULL: the outlet's own voice
          organization TEXT,
          speaker TEXT,
          status TEXT NOT NULL CHECK (status IN ('reported', 'projected', 'denied')),
          quote TEXT NOT NULL,                           -- the sentence, so that anyone can check the number
          quoteStart INTEGER NOT NULL,
          quoteEnd INTEGER NOT NULL,
          pattern TEXT NOT NULL,                         -- the rule that found it
          confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
          UNIQUE (version, ordinal),
          CHECK (low IS NULL OR high IS NULL OR low <= high),
          CHECK (0 <= spanStart AND spanStart <= spanEnd),
          CHECK ((qualifier = 'between') OR valueHigh IS NULL)
        ) STRICT;
        CREATE INDEX claimByKind ON claim (kind, measure, place);

        -- Filled with each claim by figured itself: a trigger could not, as the schema is not trusted (PRAGMA trusted_schema = OFF).
        CREATE VIRTUAL TABLE claimText USING fts5 (      -- SELECT * FROM claim WHERE id IN (SELECT rowid FROM claimText('quake'))
          quote, content = 'claim', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2"
        );
        """

    /// How we read the claims: may be rebuilt from them at any time.
    private static let series = """
        CREATE TABLE figure (               -- a number we track
          id INTEGER PRIMARY KEY,
          name TEXT NOT NULL UNIQUE CHECK (name <> ''),
          title TEXT NOT NULL,
          kind TEXT NOT NULL,
          measure TEXT NOT NULL CHECK (measure IN ('incident', 'cumulative', 'stock')),
          place TEXT,
          since TEXT,
          unit TEXT,
          definition TEXT NOT NULL CHECK (definition LIKE '{%'),  -- the whole Figure
          isActive INTEGER NOT NULL DEFAULT 1 CHECK (isActive IN (0, 1)),  -- 0: no longer in the settings; its series stay
          filled INTEGER,                                -- when the kept claims were last read for it; NULL: they wait to be
          registered INTEGER NOT NULL,
          silentSince TEXT                               -- the newest day when silence was last told: once for each silence
        ) STRICT;

        CREATE TABLE observation (          -- a claim accepted for a figure; a series runs by asOf, then published, then seen
          id INTEGER PRIMARY KEY,
          figure INTEGER NOT NULL REFERENCES figure (id) ON DELETE CASCADE,
          claim INTEGER NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
          claimant TEXT NOT NULL CHECK (claimant <> ''), -- whose series: as shown
          isOwnVoice INTEGER NOT NULL CHECK (isOwnVoice IN (0, 1)),
          confirms INTEGER REFERENCES observation (id) ON DELETE SET NULL,
                                                         -- NULL: a point of the series; else the point that it only says again
          asOf TEXT NOT NULL CHECK (asOf GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),  -- the day on which it holds
          lastAsOf TEXT NOT NULL CHECK (lastAsOf >= asOf),  -- of a point: the last day for which it was said again
          since TEXT CHECK (since GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),         -- from when it counts, as the words say
          published INTEGER NOT NULL,
          seen INTEGER NOT NULL,                         -- when we had it: "what did we know at …?" is answered from here
          lastSeen INTEGER NOT NULL CHECK (lastSeen >= seen),  -- of a point: when it was last said again
          withdrawn INTEGER,                             -- since when its article no longer says so; such a point stands no more
          outlet TEXT NOT NULL,
          report INTEGER NOT NULL REFERENCES article (id),  -- count (DISTINCT report): independent reports
          status TEXT NOT NULL CHECK (status IN ('reported', 'projected', 'denied')),
          value TEXT NOT NULL,
          valueHigh TEXT,
          qualifier TEXT NOT NULL,
          unit TEXT,
          low REAL,
          high REAL,
          UNIQUE (figure, claim)
        ) STRICT;
        CREATE INDEX point ON observation                -- a series with its values, without touching the table
          (figure, claimant, asOf, published, seen, low, high, value, qualifier, lastSeen, status) WHERE confirms IS NULL;
        CREATE INDEX observationByClaim ON observation (claim);
        CREATE INDEX observationByConfirmed ON observation (confirms) WHERE confirms IS NOT NULL;
        CREATE INDEX observationByOutlet ON observation (figure, outlet, asOf, published, seen);
        CREATE INDEX observationByReport ON observation (report);

        CREATE TABLE change (               -- what a new point did: written in the transaction of its point
          id INTEGER PRIMARY KEY,
          figure INTEGER NOT NULL REFERENCES figure (id) ON DELETE CASCADE,
          what TEXT NOT NULL,                            -- first, rise, fall, disagreement_opened …
          severity INTEGER NOT NULL CHECK (severity IN (4, 5, 6)),  -- syslog: 4 warning, 5 notice, 6 info
          claimant TEXT NOT NULL,
          value TEXT,                                    -- the number now; NULL: there is none any more
          valueHigh TEXT,
          qualifier TEXT,
          unit TEXT,
          previousValue TEXT,                            -- the number before, or the other's
          previousHigh TEXT,
          previousQualifier TEXT,
          previousUnit TEXT,
          other TEXT,                                    -- the other claimant, the other outlet, the claimant before
          outlet TEXT NOT NULL,
          url TEXT,
          quote TEXT NOT NULL,
          asOf TEXT NOT NULL,
          made INTEGER NOT NULL,
          version INTEGER REFERENCES version (id) ON DELETE SET NULL,  -- the page that made it; NULL for silence
          CHECK ((value IS NULL) = (qualifier IS NULL)),
          CHECK ((previousValue IS NULL) = (previousQualifier IS NULL))
        ) STRICT;
        CREATE INDEX changeByFigure ON change (figure, made);
        CREATE INDEX changeByClaimant ON change (figure, claimant);
        CREATE INDEX changeByTime ON change (made);
        CREATE INDEX changeByVersion ON change (version);

        CREATE TABLE disagreement (         -- two claimants that cannot both be right
          id INTEGER PRIMARY KEY,
          figure INTEGER NOT NULL REFERENCES figure (id) ON DELETE CASCADE,
          first TEXT NOT NULL,                           -- the claimants, in alphabetical order
          second TEXT NOT NULL CHECK (first < second),
          opened INTEGER NOT NULL,
          closed INTEGER,                                -- NULL: open
          openedBy INTEGER REFERENCES change (id) ON DELETE SET NULL,  -- the change that last told of it
          closedBy INTEGER REFERENCES change (id) ON DELETE SET NULL
        ) STRICT;
        CREATE UNIQUE INDEX disagreementOpen ON disagreement (figure, first, second) WHERE closed IS NULL;
        CREATE INDEX disagreementByFigure ON disagreement (figure, opened);
        """

    /// What is to be told, and to whom it was.
    private static let outbox = """
        CREATE TABLE hand (                 -- who tells: "journal", a command, a web hook
          name TEXT NOT NULL PRIMARY KEY,
          isActive INTEGER NOT NULL DEFAULT 1 CHECK (isActive IN (0, 1))
        ) STRICT, WITHOUT ROWID;

        INSERT INTO hand (name) VALUES ('journal');

        CREATE TABLE alert (                -- a change that is to be told; its id stays the same however often it is tried
          id INTEGER PRIMARY KEY,
          change INTEGER NOT NULL UNIQUE REFERENCES change (id) ON DELETE CASCADE,
          made INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE delivery (             -- one alert by one hand: written with the alert, marked after the telling
          alert INTEGER NOT NULL REFERENCES alert (id) ON DELETE CASCADE,
          hand TEXT NOT NULL REFERENCES hand (name),
          told INTEGER,                                  -- NULL: still to be told
          tries INTEGER NOT NULL DEFAULT 0,
          nextTry INTEGER NOT NULL DEFAULT 0,
          failing TEXT,                                  -- why the last try failed
          PRIMARY KEY (alert, hand)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX deliveryWaiting ON delivery (hand, alert) WHERE told IS NULL;

        CREATE TABLE acknowledgement (      -- somebody has seen to it
          alert INTEGER NOT NULL PRIMARY KEY REFERENCES alert (id) ON DELETE CASCADE,
          made INTEGER NOT NULL,
          note TEXT NOT NULL DEFAULT ''
        ) STRICT;
        """

    /// For people who open the file with other tools: plain names, readable times.
    private static let views = """
        CREATE VIEW figures_now AS          -- each figure's newest standing number, claimant by claimant
          SELECT f.name AS figure, f.title, o.claimant, o.qualifier, o.value, o.valueHigh AS value_high, o.unit,
            o.asOf AS as_of, o.outlet, a.url, c.quote, strftime('%Y-%m-%dT%H:%M:%SZ', o.lastSeen / 1000, 'unixepoch') AS last_seen
          FROM observation o JOIN figure f ON f.id = o.figure JOIN claim c ON c.id = o.claim
            JOIN version v ON v.id = c.version JOIN article a ON a.id = v.article
          WHERE f.isActive = 1 AND o.id = (
            SELECT id FROM observation n WHERE n.figure = o.figure AND n.claimant = o.claimant AND n.confirms IS NULL
              AND n.withdrawn IS NULL AND n.status = 'reported' ORDER BY n.asOf DESC, n.published DESC, n.seen DESC, n.id DESC LIMIT 1);

        CREATE VIEW history AS              -- every point of every series
          SELECT f.name AS figure, o.claimant, o.asOf AS as_of, o.qualifier, o.value, o.valueHigh AS value_high, o.unit, o.status,
            o.since, o.outlet, a.url, c.quote, c.pattern, v.number AS version,
            strftime('%Y-%m-%dT%H:%M:%SZ', o.published / 1000, 'unixepoch') AS published,
            strftime('%Y-%m-%dT%H:%M:%SZ', o.seen / 1000, 'unixepoch') AS seen,
            strftime('%Y-%m-%dT%H:%M:%SZ', o.lastSeen / 1000, 'unixepoch') AS last_seen,
            strftime('%Y-%m-%dT%H:%M:%SZ', o.withdrawn / 1000, 'unixepoch') AS withdrawn
          FROM observation o JOIN figure f ON f.id = o.figure JOIN claim c ON c.id = o.claim
            JOIN version v ON v.id = c.version JOIN article a ON a.id = v.article
          WHERE o.confirms IS NULL;

        CREATE VIEW disagreements AS        -- who cannot be right together, and since when
          SELECT f.name AS figure, d.first, d.second, strftime('%Y-%m-%dT%H:%M:%SZ', d.opened / 1000, 'unixepoch') AS opened,
            strftime('%Y-%m-%dT%H:%M:%SZ', d.closed / 1000, 'unixepoch') AS closed
          FROM disagreement d JOIN figure f ON f.id = d.figure;

        CREATE VIEW changes AS              -- what moved, newest last
          SELECT c.id, strftime('%Y-%m-%dT%H:%M:%SZ', c.made / 1000, 'unixepoch') AS made, f.name AS figure, c.what, c.claimant,
            c.qualifier, c.value, c.previousQualifier AS previous_qualifier, c.previousValue AS previous, c.other, c.outlet, c.url,
            c.quote, c.asOf AS as_of, a.id AS alert
          FROM change c JOIN figure f ON f.id = c.figure LEFT JOIN alert a ON a.change = c.id;

        CREATE VIEW claims AS               -- every number found, with the page it stands on
          SELECT c.id, c.kind, c.measure, c.qualifier, c.value, c.valueHigh AS value_high, c.unit, c.groupText AS "group", c.place,
            c.whenText AS "when", c.claimant, c.status, c.quote, c.pattern, a.outlet, a.url, v.number AS version,
            strftime('%Y-%m-%dT%H:%M:%SZ', a.published / 1000, 'unixepoch') AS published
          FROM claim c JOIN version v ON v.id = c.version JOIN article a ON a.id = v.article;

        CREATE VIEW sources_health AS
          SELECT name, outlet, url, strftime('%Y-%m-%dT%H:%M:%SZ', nextPoll / 1000, 'unixepoch') AS next_poll,
            strftime('%Y-%m-%dT%H:%M:%SZ', lastSuccess / 1000, 'unixepoch') AS last_success, failures, failing
          FROM source WHERE isActive = 1;
        """

    /// How often a source is really polled, and what its validators are worth.
    private static let pace = """
        ALTER TABLE source ADD COLUMN pace INTEGER CHECK (pace > 0);  -- milliseconds between two polls as things are; NULL: every
        ALTER TABLE source ADD COLUMN news REAL NOT NULL DEFAULT 0;   -- new entries of late, those of a day ago counted half …
        ALTER TABLE source ADD COLUMN watched REAL NOT NULL DEFAULT 0;  -- … in so many seconds, counted likewise
        ALTER TABLE source ADD COLUMN wholeAt INTEGER;                -- when it last sent itself whole
        ALTER TABLE source ADD COLUMN repeats INTEGER NOT NULL DEFAULT 0;  -- how often in a row it sent again what it was told we have
        ALTER TABLE source ADD COLUMN lied INTEGER;                   -- when it last said "not modified" (304) though it had news
        """

    /// What was fetched, byte for byte.
    private static let evidence = """
        CREATE TABLE body (                 -- each once, however often it came
          hash TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 64),  -- SHA-256, as sha256sum prints it
          bytes BLOB NOT NULL               -- zlib (RFC 1950): sqlar_uncompress(bytes, capture.size) in the sqlite3 shell
        ) STRICT;

        CREATE TABLE capture (              -- when a body came, from where; it outlives the body, so that copies can be proved by its hash
          id INTEGER PRIMARY KEY,
          version INTEGER UNIQUE REFERENCES version (id) ON DELETE CASCADE,  -- the text that was read from it; NULL: a list of entries
          source INTEGER REFERENCES source (id),
          url TEXT NOT NULL,                -- that answered, after redirects
          fetched INTEGER NOT NULL,
          contentType TEXT,
          etag TEXT,
          lastModified TEXT,
          hash TEXT NOT NULL CHECK (length(hash) = 64),
          size INTEGER NOT NULL CHECK (size >= 0)
        ) STRICT;
        CREATE INDEX captureByHash ON capture (hash);
        CREATE INDEX captureOfList ON capture (fetched) WHERE version IS NULL;
        """
}
