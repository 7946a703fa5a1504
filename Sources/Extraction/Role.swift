/// The lists that the engine itself asks for, by the names they have in a lexicon; a language fills those it needs.
enum Role: UInt8, CaseIterable, Sendable {
    // filled by the engine
    case listed, place, country, acronym, demonym, cue
    // words and sentences
    case suffix, abbreviation, breaker, determiner, of, and, or, pronoun, more, linked, person, auxiliary, preposition, negation, relative
    case adjective, state
    // numbers
    case article, numberJoin, rangeTo, rangeFrom, rangeBetween
    case month, weekday, unit, numbered, beforeYear, percent, ordinal, several, zero, per
    // breakdowns
    case including, among, ofWhich, countedBefore
    // who says so
    case say, sayPassive, according, citing, claimantNoun, claimantStop
    case organizationNoun, personTitle, sourceless, speechObject, adverb
    case reportNoun, spokesperson, saidPlace, they, it
    case saying, speech, saidBy, agent, quoting, asSaying, creditedBefore, sayNoun
    case participle, possessive, claimantAlone, pronounPerson, pronounThing
    case background, aside, unsaid, claimNoun, claimantMany, neverClaimant
    case accountNoun, sayOnly, notSaid, taking, lives, finding
    case claimantPart, vagueBody, namedBody, countryLetters
    // where
    case placeBefore, placePrefix, placeSuffix, notPlaceBefore
    case placeNear, placeAdjective, notPlace
    // when
    case timeWord, timeBefore, timeSince, timeUnit, timeAdjective
    case timePart
    // measure and status
    case cumulative, stock, incident, projected, projectedAfter, denied, feared, timeAfterUnit

    /// Its name in a lexicon: "place-before".
    var listName: String {
        String(String(describing: self).flatMap { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" })
    }
}
