import Foundation
import Places
import Testing

struct PlaceFilesTests {
    static let good = (
        places: "# head\n5\tcountry\tAdria\t\tAD\t100\tAdrian\n7\tcity\tPort\t5\t\t10\t\n", names: "adria\t5\t\tAdria\nport\t7\t\tPort\n",
        affixes: "article\tthe\n"
    )

    private func gazetteer(places: String, names: String, affixes: String) throws -> Gazetteer {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
        for (name, text) in [("places.tsv", places), ("names.tsv", names), ("affixes.tsv", affixes)] {
            try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
        }
        return try Gazetteer(folder: folder)
    }

    @Test
    func `three files make a gazetteer`() throws {
        let gazetteer = try gazetteer(places: Self.good.places, names: Self.good.names, affixes: Self.good.affixes)
        #expect(gazetteer.place(named: "the Port")?.parents == [5])
        #expect(gazetteer.place(named: "Adria")?.adjective == "Adrian")
        #expect(gazetteer.names.count == 2)
    }

    @Test
    func `a last line need not end`() throws {
        let names = String(Self.good.names.dropLast())
        #expect(try gazetteer(places: Self.good.places, names: names, affixes: "").place(named: "Port")?.id == 7)
    }

    static let faults: [(file: String, text: String, line: Int)] = [
        ("places.tsv", "5\tcountry\tAdria\n", 1), ("places.tsv", "# head\n7\tcity\tPort\t5\t\t1\t\n5\tcountry\tAdria\t\tAD\t1\t\n", 3),
        ("places.tsv", "five\tcountry\tAdria\t\tAD\t1\t\n", 1), ("places.tsv", "99999999999999999999\tcountry\tAdria\t\tAD\t1\t\n", 1),
        ("names.tsv", "port\t7\t\tPort\nadria\t5\t\tAdria\n", 2), ("names.tsv", "adria\t5\t\tAdria\n\n", 2),
        ("affixes.tsv", "article\tthe\nsuffix\tprovince\n", 2), ("affixes.tsv", "suffix\tprovince\tplanet\n", 1),
    ]

    @Test(arguments: faults)
    func `a faulty line is named`(file: String, text: String, line: Int) throws {
        let texts = [("places.tsv", Self.good.places), ("names.tsv", Self.good.names), ("affixes.tsv", Self.good.affixes)]
        let given = texts.map { $0.0 == file ? text : $0.1 }
        let error = #expect(throws: PlacesError.self) { try gazetteer(places: given[0], names: given[1], affixes: given[2]) }
        guard case .malformed(let name, let number, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect((name, number) == (file, line))
    }

    @Test
    func `a folder without files says what to do`() {
        let error = #expect(throws: PlacesError.self) { try Gazetteer(folder: URL(filePath: "/nowhere")) }
        #expect(error?.description.contains("places.tsv: cannot be read; install") ?? false)
    }

    static let foldings: [(written: String, folded: String)] = [
        ("Deir ez-Zor", "deir ez zor"), ("Sana’a", "sanaa"), ("U.S.", "us"), ("Côte d'Ivoire", "cote divoire"), ("  the   UK ", "the uk"),
        ("Łódź", "lodz"), ("Ḩarastā", "harasta"), ("İzmir", "izmir"), ("Dar‘ā", "dara"), ("Київ", "киів"), ("أريحا", "اريحا"),
        ("", ""), ("-", ""), ("Ærø", "aero"),
    ]

    @Test(arguments: foldings)
    func `spellings that differ in marks alone fold to one`(written: String, expected: String) {
        #expect(folded(written) == expected)
        #expect(folded(expected) == expected)
    }
}
