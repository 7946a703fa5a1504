import Figures
import Foundation
import Queries

/// What the API answers, for programs and whoever writes them (OpenAPI 3.1.0, JSON Schema 2020-12).
enum OpenAPI {
    /// The document as JSON text.
    static let document: String = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(whole), as: UTF8.self) + "\n"
        } catch {
            return "{}"
        }
    }()

    private static var whole: JSON {
        [
            "openapi": "3.1.0", "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
            "info": [
                "title": "figured", "version": "1",
                "description": """
                The running numbers of the news, read-only. Instants are ISO 8601 in UTC, days are YYYY-MM-DD; what is not known is left \
                out. A list ends where `next` is absent; else `cursor=` with its value gives the next page, and so does the Link header. \
                Every answer has an ETag that changes when the answer does.
                """,
                "license": ["name": "Apache 2.0", "identifier": "Apache-2.0"],
            ],
            "servers": [["url": "/"]],
            "security": [[:], ["token": []]],
            "paths": .object(Dictionary(uniqueKeysWithValues: Endpoint.all.map { ($0.path, ["get": $0.json]) })),
            "components": [
                "securitySchemes": [
                    "token": ["type": "http", "scheme": "bearer", "description": "Where the settings name a web_token."]
                ],
                "schemas": .object(Schema.named.mapValues(\.json)),
                "responses": .object(
                    Dictionary(
                        uniqueKeysWithValues: Endpoint.refusals.map { code, words in
                            (
                                "Problem\(code)",
                                [
                                    "description": .text(words),
                                    "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]],
                                ]
                            )
                        })),
            ],
        ]
    }
}

/// A question that the API takes.
struct Endpoint: Sendable {
    let path: String
    let name: String
    let summary: String
    let parameters: [Parameter]
    let answer: String

    struct Parameter: Sendable {
        let name: String
        let shape: Schema
        let words: String
        var isRequired = false
    }

    static let refusals = [
        ("400", "A parameter is malformed, or there is none of this name."), ("401", "The token is missing or another."),
        ("404", "There is nothing of this name; the detail may suggest another."), ("503", "The store cannot be read now."),
    ]

    var json: JSON {
        let places = path.matches(of: /\{([a-z]+)\}/).map { String($0.1) }
        let inPath = places.map { place -> JSON in
            let shape: Schema = place == "id" ? .whole(1, nil) : .text
            return ["name": .text(place), "in": "path", "required": true, "schema": shape.json]
        }
        let inQuery = parameters.map { parameter -> JSON in
            [
                "name": .text(parameter.name), "in": "query", "required": .truth(parameter.isRequired),
                "description": .text(parameter.words), "schema": parameter.shape.json,
            ]
        }
        var responses: [String: JSON] = [
            "200": ["description": .text(summary), "content": ["application/json": ["schema": Schema.ref(answer).json]]],
            "304": ["description": "Nothing changed since the answer whose ETag If-None-Match names."],
        ]
        for (code, _) in Self.refusals { responses[code] = ["$ref": .text("#/components/responses/Problem\(code)")] }
        return [
            "operationId": .text(name), "summary": .text(summary), "parameters": .list(inPath + inQuery), "responses": .object(responses),
        ]
    }
}

extension Endpoint {
    private static let cursor = Parameter(name: "cursor", shape: .text, words: "Where the page begins: the `next` of the page before.")

    private static func limit(_ most: Int, usual: Int) -> Parameter {
        Parameter(name: "limit", shape: .whole(1, most), words: "At most so many; \(usual) unless said.")
    }

    private static let knownAt = Parameter(
        name: "known_at", shape: .instant, words: "What was known at this instant, as it was known.")
    private static let figure = Parameter(name: "figure", shape: .text, words: "Only of the figure of this name.")

    static let all: [Endpoint] = [
        Endpoint(
            path: "/api/v1/figures", name: "listFigures", summary: "The figures by name, each with its newest number.",
            parameters: [cursor, limit(1000, usual: 100)], answer: "FigurePage"),
        Endpoint(
            path: "/api/v1/figures/{name}", name: "getFigure", summary: "One figure at a glance.", parameters: [],
            answer: "FigureSummary"),
        Endpoint(
            path: "/api/v1/figures/{name}/history", name: "getHistory", summary: "How the number moved: its points by day.",
            parameters: [
                Parameter(name: "claimant", shape: .text, words: "Only this claimant's."),
                Parameter(name: "outlet", shape: .text, words: "Only what this outlet published."),
                Parameter(name: "since", shape: .day, words: "From this day on."),
                Parameter(name: "until", shape: .day, words: "Up to this day."), knownAt, cursor, limit(10_000, usual: 1000),
            ], answer: "HistoryPage"),
        Endpoint(
            path: "/api/v1/figures/{name}/comparison", name: "getComparison", summary: "The claimants side by side.",
            parameters: [knownAt], answer: "Comparison"),
        Endpoint(
            path: "/api/v1/claims/{id}", name: "getClaim", summary: "A claim with its words in context, its page and its versions.",
            parameters: [], answer: "Claim"),
        Endpoint(
            path: "/api/v1/claims/{id}/rewriting", name: "getRewriting",
            summary: "How the page of a claim was rewritten from one version to another.",
            parameters: [
                Parameter(name: "from", shape: .whole(1, 1_000_000), words: "A version; the one before `to` unless said."),
                Parameter(name: "to", shape: .whole(1, 1_000_000), words: "A version; the one after the claim's unless said."),
            ], answer: "Rewriting"),
        Endpoint(
            path: "/api/v1/changes", name: "listChanges", summary: "What moved, newest first.",
            parameters: [figure, cursor, limit(1000, usual: 100)], answer: "ChangePage"),
        Endpoint(
            path: "/api/v1/alerts", name: "listAlerts", summary: "What was told and what waits to be, newest first.",
            parameters: [figure, cursor, limit(1000, usual: 100)], answer: "AlertPage"),
        Endpoint(
            path: "/api/v1/sources", name: "listSources", summary: "How each source fares.", parameters: [], answer: "SourcePage"),
        Endpoint(
            path: "/api/v1/search", name: "search", summary: "The claims whose sentence holds every word, newest first.",
            parameters: [
                Parameter(
                    name: "q", shape: .text, words: "Words; one that ends with * stands for all that begin so.", isRequired: true),
                cursor, limit(1000, usual: 100),
            ], answer: "FindingPage"),
        Endpoint(
            path: "/api/v1/discoveries", name: "listDiscoveries",
            summary: "Numbers that nobody tracks, from two outlets or more; as of at most a minute ago.",
            parameters: [limit(1000, usual: 100)], answer: "DiscoveryPage"),
    ]
}
