import Comparison
import Figures
import Foundation
import Testing

private let story = """
    Rescue teams pulled more survivors from the rubble of a market hall on Thursday, three days after a strong earthquake shook the \
    mountain district and cut its only road. The regional health office said that at least 212 people had died and that 1,340 were being \
    treated, many of them in tents set up on the football ground. Engineers reached two villages on foot and reported that most stone \
    houses there had collapsed, while newer buildings along the river stood almost unharmed. The army sent field kitchens and a bridge \
    company, and neighbouring provinces offered beds. Schools stay closed until Monday. A geologist at the university explained that \
    the fault had been quiet for ninety years and that aftershocks must be expected for weeks. Residents complained that warnings about \
    the hall's roof had gone unheard. The governor promised an inquiry and asked for patience, saying that every hour counted now for \
    those who were still waiting to be found.
    """

private let other = """
    Parliament passed the budget late on Tuesday after a debate that ran for eleven hours and ended with a narrow majority. The finance \
    committee had asked for cuts in road building, but deputies from the coast refused and won more money for harbours instead. The \
    opposition left the chamber before the vote and called the procedure a farce. According to the treasury the deficit will reach four \
    percent of output, a little less than last year, if oil prices hold. Teachers' unions welcomed the pay rise and doctors announced \
    that they would strike nevertheless. The law now goes to the president, who has ten days to sign it or to send it back.
    """

private let edits: [(name: String, text: String)] = [
    ("word for word", story),
    ("another dateline and outlet", "ARBAT (Example Agency) — " + story + " © Example Agency. All rights reserved."),
    ("another lead", "Hope is fading in the hills. " + story.split(separator: ".").dropFirst().joined(separator: ".")),
    ("a later toll", story.replacingOccurrences(of: "212", with: "219")),
    ("other spacing and case", story.uppercased().replacingOccurrences(of: " ", with: "  ")),
    ("without its end", String(story.prefix(story.count * 4 / 5))),
]

@Test(arguments: edits)
func `a lightly edited copy is known`(name: String, text: String) {
    #expect(fingerprint(of: text).isCopy(of: fingerprint(of: story)), "\(name)")
    #expect(!Set(fingerprint(of: text).bands).isDisjoint(with: fingerprint(of: story).bands), "\(name)")
}

@Test func `another story is no copy`() {
    #expect(!fingerprint(of: other).isCopy(of: fingerprint(of: story)))
    #expect(fingerprint(of: other).resemblance(to: fingerprint(of: story)) < 0.1)
}

@Test func `a text too short to tell is a copy of nothing, not even of itself`() {
    let short = fingerprint(of: "Twelve were killed.")
    #expect(!short.isCopy(of: short))
    #expect(short.bands.isEmpty)
    #expect(!fingerprint(of: "").isCopy(of: fingerprint(of: story)))
}

@Test func `a script without spaces is cut by character`() {
    let text = String(repeating: "当局によると地震で十二人が死亡し多数の住民が避難した。救助隊は夜通し捜索を続けている。", count: 2)
    #expect(fingerprint(of: text + "共同通信").isCopy(of: fingerprint(of: text)))
}
