/// The lists that the engine itself asks for, by the names they have in a lexicon; a language fills those it needs.
enum Role: String, CaseIterable, Sendable {
    // filled by the engine
    case listed, place, country, acronym, demonym, cue
    // words and sentences
    case suffix, abbreviation, breaker, determiner, of, and, or, pronoun, more, linked, person, auxiliary, preposition, negation, relative
    case adjective, state
    // numbers
    case article, numberJoin = "number-join", rangeTo = "range-to", rangeFrom = "range-from", rangeBetween = "range-between"
    case month, weekday, unit, numbered, beforeYear = "before-year", percent, ordinal, several, zero, perUnit = "per"
    // breakdowns
    case including, among, ofWhich = "of-which", counted = "counted-before"
    // who says so
    case say, sayPassive = "say-passive", according, citing, claimantNoun = "claimant-noun", claimantStop = "claimant-stop"
    case organizationNoun = "organization-noun", personTitle = "person-title", sourceless, speechObject = "speech-object", adverb
    case reportNoun = "report-noun", spokesperson, saidPlace = "said-place", they, it
    case saying, speech, saidBy = "said-by", agent, quoting, asSaying = "as-saying", creditedBefore = "credited-before", sayNoun = "say-noun"
    case participle, possessive, claimantAlone = "claimant-alone", pronounPerson = "pronoun-person", pronounThing = "pronoun-thing"
    case background, aside, unsaid, claimNoun = "claim-noun", claimantMany = "claimant-many", neverClaimant = "never-claimant"
    case accountNoun = "account-noun", sayOnly = "say-only", notSaid = "not-said", taking, lives, finding
    case claimantPart = "claimant-part", vagueBody = "vague-body", namedBody = "named-body", countryLetters = "country-letters"
    // where
    case placeBefore = "place-before", placePrefix = "place-prefix", placeSuffix = "place-suffix", notPlaceBefore = "not-place-before"
    case placeNear = "place-near", placeAdjective = "place-adjective", notPlace = "not-place"
    // when
    case timeWord = "time-word", timeBefore = "time-before", timeSince = "time-since", timeUnit = "time-unit", timeAdjective = "time-adjective"
    case timePart = "time-part"
    // measure and status
    case cumulative, stock, incident, projected, projectedAfter = "projected-after", denied, feared, timeAfterUnit = "time-after-unit"

    var index: Int { Self.positions[self] ?? 0 }

    private static let positions = Dictionary(uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}
