import Testing

@testable import Reading

/// Bytes of any encoding become the text that was meant.
@Suite struct EncodingTests {
    static let texts: [(what: String, bytes: [UInt8], header: String?, text: String)] = [
        ("UTF-8 that says nothing", Array("<p>Überschwemmung</p>".utf8), nil, "<p>Überschwemmung</p>"),
        ("a byte order mark", [0xEF, 0xBB, 0xBF] + Array("<p>Ü</p>".utf8), "text/html; charset=iso-8859-1", "<p>Ü</p>"),
        ("UTF-16, little end first", [0xFF, 0xFE, 0x3C, 0, 0x70, 0, 0x3E, 0, 0xDC, 0], nil, "<p>Ü"),
        ("UTF-16, big end first, unmarked", [0, 0x3C, 0, 0x70, 0, 0x3E, 0, 0xDC], nil, "<p>Ü"),
        ("windows-1252 called latin-1", [0x93, 0x61, 0x94, 0x20, 0x80], "text/html; charset=ISO-8859-1", "“a” €"),
        (
            "the header against the page", Array("<meta charset=utf-8>".utf8) + [0xC4, 0xE5], "text/html;charset=windows-1251",
            "<meta charset=utf-8>Де"
        ),
        (
            "UTF-8 called latin-1", Array("<meta charset=latin1><p>Überschwemmung</p>".utf8), nil,
            "<meta charset=latin1><p>Überschwemmung</p>"
        ),
        (
            "a meta element", Array("<meta http-equiv=c content='text/html; charset=euc-kr'>".utf8) + [0xBC, 0xAD, 0xBF, 0xEF], nil,
            "<meta http-equiv=c content='text/html; charset=euc-kr'>서울"
        ),
        (
            "an XML declaration", Array("<?xml version='1.0' encoding='koi8-r'?>".utf8) + [0xE4, 0xC1], nil,
            "<?xml version='1.0' encoding='koi8-r'?>Да"
        ),
        (
            "ill-formed UTF-8",
            Array("<meta charset=utf-8>".utf8) + Array(String(repeating: "Ü", count: 100).utf8) + [0xC0, 0x80, 0xED, 0xA0, 0x80],
            "text/html; charset=utf-8",
            "<meta charset=utf-8>" + String(repeating: "Ü", count: 100) + String(repeating: "\u{FFFD}", count: 5)
        ),
        (
            "windows-1252 called UTF-8",
            Array("<p>Die Flut hat in M".utf8) + [0xFC] + Array("nchen drei H".utf8) + [0xE4] + Array("user zerst".utf8) + [0xF6]
                + Array("rt, sagte die Polizei am Montag fr".utf8) + [0xFC] + Array("h.</p>".utf8), "text/html; charset=utf-8",
            "<p>Die Flut hat in München drei Häuser zerstört, sagte die Polizei am Montag früh.</p>"
        ),
        ("controls", [0x61, 0, 0x1B, 0x07, 0x62, 0x0A, 0xC2, 0x85, 0x63], "text/plain; charset=utf-8", "ab\nc"),
        ("half a character of GBK", [0x41, 0xC4], "text/html; charset=gb2312", "A\u{FFFD}"),
    ]

    @Test(arguments: texts)
    func `bytes become the text that was meant`(what: String, bytes: [UInt8], header: String?, text: String) throws {
        let decoded = try DecodedText(bytes, contentType: header)
        #expect(String(decoding: decoded.bytes, as: UTF8.self) == text, "\(what)")
        #expect(decoded.isLossy == text.contains("\u{FFFD}"), "\(what)")
    }

    static let labels: [(label: String, name: String?)] = [
        ("latin1", "WINDOWS-1252"), ("US-ASCII", "WINDOWS-1252"), ("iso-8859-9", "WINDOWS-1254"), ("gbk", "GB18030"),
        ("Shift_JIS", "CP932"),
        ("euc-kr", "CP949"), ("tis-620", "CP874"), ("windows-1256", "WINDOWS-1256"), ("cp1251", "WINDOWS-1251"),
        ("iso-8859-6", "ISO-8859-6"),
        ("klingon", nil), ("cp99999", nil),
    ]

    @Test(arguments: labels)
    func `a label means what the web means by it`(label: String, name: String?) {
        #expect(EncodingLabels.name(for: label) == name)
    }
}
