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

    /// Every label of the WHATWG Encoding Standard §4.2, by the encoding that reads it.
    static let standard: [(name: String, labels: String)] = [
        ("UTF-8", "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8"),
        ("CP866", "866 cp866 csibm866 ibm866"),
        ("ISO-8859-2", "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2"),
        ("ISO-8859-3", "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3"),
        ("ISO-8859-4", "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4"),
        ("ISO-8859-5", "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988"),
        (
            "ISO-8859-6",
            """
            arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 \
            iso88596 iso_8859-6 iso_8859-6:1987
            """
        ),
        (
            "ISO-8859-7",
            """
            csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 \
            sun_eu_greek
            """
        ),
        (
            "ISO-8859-8",
            """
            csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 visual \
            csiso88598i iso-8859-8-i logical
            """
        ),
        ("ISO-8859-10", "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6"),
        ("ISO-8859-13", "iso-8859-13 iso8859-13 iso885913"), ("ISO-8859-14", "iso-8859-14 iso8859-14 iso885914"),
        ("ISO-8859-15", "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9"), ("ISO-8859-16", "iso-8859-16"),
        ("KOI8-R", "cskoi8r koi koi8 koi8-r koi8_r"), ("KOI8-U", "koi8-ru koi8-u"),
        ("MACINTOSH", "csmacintosh mac macintosh x-mac-roman"),
        ("CP874", "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874"),
        ("WINDOWS-1250", "cp1250 windows-1250 x-cp1250"), ("WINDOWS-1251", "cp1251 windows-1251 x-cp1251"),
        (
            "WINDOWS-1252",
            """
            ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 \
            latin1 us-ascii windows-1252 x-cp1252
            """
        ),
        ("WINDOWS-1253", "cp1253 windows-1253 x-cp1253"),
        (
            "WINDOWS-1254",
            """
            cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 windows-1254 x-cp1254
            """
        ),
        ("WINDOWS-1255", "cp1255 windows-1255 x-cp1255"), ("WINDOWS-1256", "cp1256 windows-1256 x-cp1256"),
        ("WINDOWS-1257", "cp1257 windows-1257 x-cp1257"), ("WINDOWS-1258", "cp1258 windows-1258 x-cp1258"),
        ("MAC-CYRILLIC", "x-mac-cyrillic x-mac-ukrainian"),
        ("GB18030", "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk gb18030"),
        ("BIG5-HKSCS", "big5 big5-hkscs cn-big5 csbig5 x-x-big5"), ("EUC-JP", "cseucpkdfmtjapanese euc-jp x-euc-jp"),
        ("ISO-2022-JP", "csiso2022jp iso-2022-jp"),
        ("CP932", "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis"),
        (
            "CP949",
            "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949"
        ),
        ("UTF-16BE", "unicodefffe utf-16be"),
        ("UTF-16LE", "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le"),
    ]

    @Test(arguments: standard)
    func `every label of the standard is known, in any case`(name: String, labels: String) {
        for label in labels.split(separator: " ").map(String.init) {
            #expect(EncodingLabels.name(for: " \(label.uppercased())") == name, "\(label)")
            #expect(Transcoder.utf8(Array("a".utf8)[...], from: name) != nil, "\(name)")
        }
    }

    static let dangerous = ["utf-7", "hz-gb-2312", "iso-2022-kr", "csiso2022kr", "iso-2022-cn", "iso-2022-cn-ext", "replacement"]

    @Test(arguments: dangerous)
    func `an encoding that can hide markup is refused by its name`(label: String) {
        #expect(throws: ReadError.unreadableEncoding(label)) {
            try DecodedText(Array("<p>+ADw-script+AD4-</p>".utf8), contentType: "text/html; charset=\(label)")
        }
    }

    @Test(arguments: labels)
    func `a label means what the web means by it`(label: String, name: String?) {
        #expect(EncodingLabels.name(for: label) == name)
    }
}
