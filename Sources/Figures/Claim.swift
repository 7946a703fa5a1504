/// Whom an article credits with a number.
///
///     "Iraq's interior ministry spokesperson Miqdad Miri told Rudaw …"
///         claimant "Iraq's interior ministry spokesperson Miqdad Miri",
///         organization "Iraq's interior ministry", speaker "Miqdad Miri"
package struct Attribution: Hashable, Sendable, Codable {
    package let claimant: String
    /// The body spoken for, where one is named.
    package let organization: String?
    /// The person's name, where one is named.
    package let speaker: String?

    package init(claimant: String, organization: String? = nil, speaker: String? = nil) {
        self.claimant = claimant
        self.organization = organization
        self.speaker = speaker
    }
}

/// One quantity of one kind, stated in one place of one text.
///
///     "… has exceeded 36,000 …"    kind refugees, number "36,000", quantity more than 36000, place "Iraq"
package struct Claim: Hashable, Sendable, Codable {
    package var kind: Kind
    /// The number expression as written, without its qualifier: "40,000", "tens of thousands", "$100 million".
    package var number: String
    /// Where `number` stands: Unicode code points from the start of the text, end excluded (W3C Web Annotation text position selector).
    package var span: Range<Int>
    package var quantity: Quantity
    /// The counted noun phrase as written: "Lebanese refugees".
    package var group: String?
    /// Where it happened or is, as written.
    package var place: String?
    package var measure: Measure
    /// The words of its own sentence that date the count: "since October 7".
    package var when: String?
    package var attribution: Attribution?
    package var status: Status
    /// The sentence, so that anyone can check the number, and where it stands in the text.
    package var quote: String
    package var quoteSpan: Range<Int>
    /// The pattern that found it: "en/killed/passive".
    package var pattern: String
    /// The share of claims found in this way that were right on the development set, 0...1.
    package var confidence: Double

    /// Whether it is a toll that goes on, by the name of its pattern: what dates it is when it was counted, not when they died.
    ///
    ///     "The toll rose to 84 on Thursday."    en/killed/toll
    package var isCountedOn: Bool {
        pattern.split(separator: "/").last?.hasPrefix("toll") ?? false
    }

    package init(
        kind: Kind, number: String, span: Range<Int>, quantity: Quantity, group: String? = nil, place: String? = nil,
        measure: Measure, when: String? = nil, attribution: Attribution? = nil, status: Status = .reported,
        quote: String, quoteSpan: Range<Int>, pattern: String, confidence: Double = 1
    ) {
        self.kind = kind
        self.number = number
        self.span = span
        self.quantity = quantity
        self.group = group
        self.place = place
        self.measure = measure
        self.when = when
        self.attribution = attribution
        self.status = status
        self.quote = quote
        self.quoteSpan = quoteSpan
        self.pattern = pattern
        self.confidence = confidence
    }
}
