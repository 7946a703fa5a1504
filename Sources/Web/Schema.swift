import Figures
import Queries

/// The shape of a value in an answer, as JSON Schema.
indirect enum Schema: Sendable {
    case text, number, truth, day, instant
    /// A whole number from … to …; nil: no end.
    case whole(Int?, Int?)
    case words([String])
    case list(Schema)
    case ref(String)
    /// Keys; one that ends with "?" may be left out.
    case object([String: Schema])

    static let count = Schema.whole(0, nil)

    var json: JSON {
        switch self {
        case .text: ["type": "string"]
        case .number: ["type": "number"]
        case .truth: ["type": "boolean"]
        case .day: ["type": "string", "format": "date"]
        case .instant: ["type": "string", "format": "date-time"]
        case .whole(let least, let most):
            .object(
                ["type": "integer"].merging(
                    [("minimum", least), ("maximum", most)].compactMap { name, end in end.map { (name, JSON.number($0)) } }
                ) { $1 })
        case .words(let words): ["type": "string", "enum": .list(words.map { .text($0) })]
        case .list(let shape): ["type": "array", "items": shape.json]
        case .ref(let name): ["$ref": .text("#/components/schemas/\(name)")]
        case .object(let fields): Self.json(of: fields)
        }
    }

    private static func json(of fields: [String: Schema]) -> JSON {
        let properties = fields.map { name, shape in (name.hasSuffix("?") ? String(name.dropLast()) : name, shape.json) }
        return [
            "type": "object", "additionalProperties": false, "properties": .object(Dictionary(properties) { $1 }),
            "required": .list(fields.keys.filter { !$0.hasSuffix("?") }.sorted().map { .text($0) }),
        ]
    }
}

extension Schema {
    /// Every shape that answers refer to.
    static let named: [String: Schema] = [
        "Amount": .object([
            "value": .number, "value_high?": .number, "qualifier": .words(Qualifier.allCases.map(\.rawValue)), "unit?": .text,
            "low?": .number, "high?": .number, "text": .text,
        ]),
        "Figure": .object([
            "name": .text, "title": .text, "kind": kind, "measure": measure, "place?": .text, "since?": .day, "unit?": .text,
            "is_active": .truth,
        ]),
        "FigureSummary": .object([
            "figure": .ref("Figure"), "newest?": .ref("Point"), "claimants": count, "points": count, "reports": count,
            "last_change?": .ref("Change"), "open_disagreements": .list(.ref("Disagreement")),
        ]),
        "Disagreement": .object(["first": .text, "second": .text, "opened": .instant, "closed?": .instant]),
        "Point": .object([
            "id": .whole(1, nil), "claimant": .text, "is_own_voice": .truth, "quantity": .ref("Amount"), "status": status, "as_of": .day,
            "last_as_of": .day, "since?": .day, "published": .instant, "seen": .instant, "last_seen": .instant, "withdrawn?": .instant,
            "outlet": .text, "url": .text, "quote": .text, "pattern": .text, "reports": count,
        ]),
        "Comparison": .object([
            "figure": .ref("Figure"), "known_at?": .instant, "sides": .list(.ref("Side")),
            "open_disagreements": .list(.ref("Disagreement")), "reports": count,
        ]),
        "Side": .object([
            "claimant": .text, "is_own_voice": .truth, "newest?": .ref("Point"), "previous?": .ref("Amount"), "first_day": .day,
            "points": count, "outlets": .list(.text), "contradicts": .list(.text),
        ]),
        "Change": .object([
            "id": .whole(1, nil), "figure": .text, "what": .words(Figures.Change.What.allCases.map(\.rawValue)),
            "severity": .words(["warning", "notice", "info"]), "claimant": .text, "quantity?": .ref("Amount"),
            "previous?": .ref("Amount"), "other?": .text, "outlet": .text, "url?": .text, "quote": .text, "as_of": .day, "made": .instant,
            "sentence": .text,
        ]),
        "Alert": .object([
            "id": .whole(1, nil), "change": .ref("Change"), "state": .words(["told", "waiting", "failing"]),
            "deliveries": .list(
                .object(["hand": .text, "told?": .instant, "tries": count, "failing?": .text])),
            "acknowledged?": .instant, "note?": .text,
        ]),
        "Source": .object([
            "name": .text, "outlet": .text, "url": .text, "form": .text,
            "state": .words(SourceHealth.State.allCases.map(\.rawValue)), "failing?": .text, "failing_since?": .instant,
            "failures": count, "polls": count, "failed_polls": count, "every": count, "pace": count, "notes": .list(.text),
            "last_poll?": .instant, "last_success?": .instant,
            "next_poll?": .instant,
            "moved_to?": .text, "articles": count, "waiting": count,
        ]),
        "Finding": .object([
            "id": .whole(1, nil), "kind": kind, "quantity": .ref("Amount"), "place?": .text, "claimant?": .text, "outlet": .text,
            "url": .text, "published?": .instant, "quote": .text,
        ]),
        "Discovery": .object([
            "kind": kind, "measure": measure, "place": .text, "unit?": .text, "day?": .day, "newest": .ref("Amount"), "quote": .text,
            "claim": .whole(1, nil), "claims": count, "outlets": count, "reports": count, "last_published": .instant,
        ]),
        "Claim": .object([
            "id": .whole(1, nil), "kind": kind, "measure": measure, "quantity": .ref("Amount"), "number": .text, "group?": .text,
            "place?": .text, "when?": .text,
            "attribution?": .object(["claimant": .text, "organization?": .text, "speaker?": .text]), "status": status, "quote": .text,
            "before?": .text, "after?": .text, "number_in_quote": .list(count), "pattern": .text, "confidence": .number,
            "page": .ref("Page"), "versions": .list(.ref("PageVersion")), "figures": .list(.text),
        ]),
        "Page": .object([
            "url": .text, "title": .text, "outlet": .text, "published?": .instant, "language?": .text, "gone?": .instant,
            "copy_of?": .text, "copies": count,
        ]),
        "PageVersion": .object([
            "number": .whole(1, nil), "seen": .instant, "title": .text, "holds_claim": .truth, "numbers": .list(.text),
            "raw?": .ref("RawPage"),
        ]),
        "RawPage": .object([
            "url": .text, "fetched": .instant, "content_type?": .text, "sha256": .text, "size": count, "is_kept": .truth,
        ]),
        "Rewriting": .object([
            "url": .text, "outlet": .text, "from": side, "to": side,
            "lines": .list(
                .object([
                    "pieces": .list(.object(["what": .words(["same", "came", "went"]), "text": .text]))
                ])),
        ]),
        "FigurePage": page("figures", "FigureSummary"), "ChangePage": page("changes", "Change"), "AlertPage": page("alerts", "Alert"),
        "FindingPage": page("claims", "Finding"),
        "HistoryPage": .object([
            "figure": .ref("Figure"), "known_at?": .instant, "claimants": count, "reports": count, "points": .list(.ref("Point")),
            "next?": .text,
        ]),
        "SourcePage": .object(["sources": .list(.ref("Source"))]), "DiscoveryPage": .object(["discoveries": .list(.ref("Discovery"))]),
        "Problem": .object(["type": .text, "title": .text, "status": .whole(400, 599), "detail": .text]),
    ]

    private static let kind = Schema.words(Kind.allCases.map(\.rawValue))
    private static let measure = Schema.words(Measure.allCases.map(\.rawValue))
    private static let status = Schema.words(Status.allCases.map(\.rawValue))
    private static let side = Schema.object(["number": .whole(1, nil), "seen": .instant, "title": .text])

    private static func page(_ list: String, _ item: String) -> Schema {
        .object([list: .list(.ref(item)), "next?": .text])
    }
}
