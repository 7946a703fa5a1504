/// What is counted.
///
///     "killing 12"                    .killed
///     "14 memoranda were signed"      .agreements
///     "$100 million in aid"           .funding
package enum Kind: String, CaseIterable, Codable, Hashable, Sendable {
    case killed, injured, casualties, missing, detained, abducted, released, rescued, evacuated, displaced, refugees, returned
    case inNeed = "in_need"
    case infected, troops, buildings, attacks, agreements, funding
}

/// Over what a count runs.
package enum Measure: String, CaseIterable, Codable, Hashable, Sendable {
    /// What one incident or one day brought: "killed 12 in an attack on Monday".
    case incident
    /// A running total over many incidents: "more than 40,000 since October 7".
    case cumulative
    /// A level at a moment: "hosts 1.5 million refugees".
    case stock
}

/// How a claim stands to the facts, in the words of the article.
package enum Status: String, CaseIterable, Codable, Hashable, Sendable {
    case reported
    /// A forecast, a plan, a fear, a threat, a conditional: "could displace a million".
    case projected
    /// The passage says that the number is false.
    case denied
}
