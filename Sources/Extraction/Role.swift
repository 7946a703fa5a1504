/// The lists that the engine itself asks for, by the names they have in a lexicon; a language fills those it needs.
enum Role: ListNumber, CaseIterable, Sendable {
    // filled by the engine
    case listed, place, country, acronym, demonym, cue
    // words and sentences
    case prefix, suffix, abbreviation, breaker, determiner, of, and, or, pronoun, more, linked, person, auxiliary, preposition, negation
    case relative, adjective, state, severity
    // numbers
    case article, numberJoin, rangeTo, rangeFrom, rangeBetween
    case month, weekday, unit, numbered, beforeYear, percent, ordinal, several, zero, per
    // breakdowns
    case including, among, ofWhich, countedBefore
    // who says so
    case say, saying, speech, quoting, asSaying, according, saidBy, agent, citing, creditedBefore, claimNoun, accountNoun
    case sayPassive, sayNoun, sayOnly, notSaid, unsaid, taking, lives, finding, speechObject, saidPlace, background, aside, sourceless,
        sayFirst
    // who may say so
    case claimantNoun, organizationNoun, namedBody, vagueBody, personTitle, spokesperson, reportNoun, claimantPart, claimantMany,
        claimantAlone, organizationFirst
    case neverClaimant, claimantStop, participle, possessive, countryLetters, adverb, they, it, pronounPerson, pronounThing
    // where
    case placeBefore, placePrefix, placeSuffix, notPlaceBefore
    case placeNear, placeAdjective, notPlace
    case placeSource, countryNoun, world
    // when
    case timeWord, timeBefore, timeSince, timeUnit, timeAdjective
    case timePart
    // measure and status
    case campaign, manyEvents, total, longTime, shortTime, have, presentTense
    case cumulative, stock, incident, projected, notProjected, projectedAfter, denied, feared, timeAfterUnit

    /// Its name in a lexicon: "place-before".
    var listName: String {
        String(String(describing: self).flatMap { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" })
    }
}
