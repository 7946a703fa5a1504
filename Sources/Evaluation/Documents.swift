/// An article with every claim in it marked by hand: one line of a gold file.
///
///     {"id": "…", "title": "…", "date": "2024-11-11", "text": "…", "claims": […]}
package struct GoldDocument: Decodable, Hashable, Sendable {
    package let id: String
    package let title: String?
    package let date: String?
    package let language: String?
    package let text: String
    package let claims: [MarkedClaim]

    package init(id: String, text: String, claims: [MarkedClaim]) {
        self.id = id
        self.text = text
        self.claims = claims
        (title, date, language) = (nil, nil, nil)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(DocumentID.self, forKey: .id).text
        title = try container.decodeIfPresent(String.self, forKey: .title)
        date = try container.decodeIfPresent(String.self, forKey: .date)
        language = try container.decodeIfPresent(String.self, forKey: .language)
        text = try container.decode(String.self, forKey: .text)
        claims = try container.decode([MarkedClaim].self, forKey: .claims)
    }

    private enum CodingKeys: CodingKey {
        case id, title, date, language, text, claims
    }
}

/// What somebody found in a document: one line of `figured extract --format ndjson`.
///
///     {"id": "…", "claims": […]}
package struct PredictedDocument: Decodable, Hashable, Sendable {
    package let id: String
    package let claims: [MarkedClaim]

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(DocumentID.self, forKey: .id).text
        claims = try container.decodeIfPresent([MarkedClaim].self, forKey: .claims) ?? []
    }

    private enum CodingKeys: CodingKey {
        case id, claims
    }
}

/// A document's name, which may be written as a number.
private struct DocumentID: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            text = try container.decode(String.self)
        } catch DecodingError.typeMismatch {
            text = String(try container.decode(Int.self))
        }
    }
}
