import Figures
import Foundation
import Testing

@testable import Reading

/// How articles say of themselves that they were corrected, or that they go on.
@Suite struct NoteTests {
    private static let words = Result {
        try NoteWords(lexicons: [URL(filePath: #filePath).appending(path: "../../../etc/lexicon").standardizedFileURL])
    }

    static let lines: [(line: String, note: NoteWords.Note?)] = [
        ("Correction: an earlier version gave the toll as 21.", .correction),
        ("CORRECTION — The flood was on Sunday, not on Monday.", .correction),
        ("Correction, May 3, 2024: The toll is 12, not 21.", .correction),
        ("Correction (3 May): The toll is 12.", .correction),
        ("Correction 3 May 2024 12:40: The toll is 12.", .correction),
        ("Clarification: The twelve include two soldiers.", .correction),
        ("• Editor’s note — the number of the missing was changed at noon.", .correction),
        ("Corrections & Clarifications: the river is the Orle.", .correction),
        ("This article was amended on 3 May 2024 to correct the number of dead from 21 to 12.", .correction),
        ("• This article was amended on 3 May 2024. It is 12, not 21.", .correction),
        ("3 May 2024: This story has been corrected to say that 12 people died.", .correction),
        ("(This story has been corrected to give the toll as 12, not 21, in paragraph 2)", .correction),
        ("An earlier version of this article misstated the number of dead.", .correction),
        ("This post has been updated to correct the number of dead.", .correction),
        ("تصحيح: عدد القتلى 12 وليس 21.", .correction), ("تم تصحيح هذا الخبر لتعديل عدد القتلى", .correction),
        ("Update: 12 people have died, the ministry says.", .update), ("UPDATED 3 May, 14:05: The mayor has resigned.", .update),
        ("This story has been updated with the ministry's statement.", .update), ("تحديث: ارتفع عدد القتلى إلى 12", .update),
        ("Correction officers were among the dead, the ministry said: three of them.", nil),
        ("The ministry issued a correction: twelve people died, not 21.", nil),
        ("He said that an earlier version of this article of the treaty was better.", nil),
        ("Updates on the flood are given at noon, the mayor said.", nil), ("", nil), (":", nil), ("(((", nil),
    ]

    @Test(arguments: lines)
    func `a note is told by how it begins`(line: String, note: NoteWords.Note?) throws {
        #expect(try Self.words.get().note(line) == note)
    }

    @Test func `a label alone is that of the next line`() throws {
        let words = try Self.words.get()
        #expect(words.label("Corrections and clarifications") == .correction && words.label("Correction") == .correction)
        #expect(words.label("The mayor") == nil && words.label("Correction of 12 numbers") == nil)
    }

    static let faults: [(text: String, line: Int)] = [
        ("correction = erratum\nmistake = oops\n", 2), ("correction\n", 1), ("# fine\n\ncorrection = \n", 3), ("updated = a,,b", 1),
    ]

    @Test(arguments: faults)
    func `a line that cannot be understood is named`(text: String, line: Int) {
        var words = NoteWords()
        let error = #expect(throws: NoteWordsError.self) { try words.read(text, file: "notes.words") }
        #expect(error?.line == line && error?.file == "notes.words")
    }
}
