/// What the web means by the name of an encoding, as a name that `iconv` knows.
///
///     "latin1"    "WINDOWS-1252"
///     "utf8"      "UTF-8"
///     "utf-7"     nil
///
/// Source: WHATWG Encoding Standard §4.2, "Names and labels".
enum EncodingLabels {
    static func name(for label: String) -> String? {
        // "iso_8859-2:1987" names a year beside.
        let plain = label.lowercased().trimmed(of: " \t\r\n\"';,").prefix { $0 != ":" }.description
        return special(plain) ?? family(plain)
    }

    private static func special(_ label: String) -> String? {
        switch label {
        case "utf-8", "utf8", "unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8", "x-unicode20utf8": "UTF-8"
        case "utf-16", "utf-16le", "ucs-2", "unicode", "csunicode", "iso-10646-ucs-2", "unicodefeff": "UTF-16LE"
        case "utf-16be", "unicodefffe": "UTF-16BE"
        case "ascii", "us-ascii", "ansi_x3.4-1968", "latin1", "l1", "iso-8859-1", "iso8859-1", "iso88591", "iso_8859-1", "cp819",
            "ibm819", "csisolatin1", "iso-ir-100":
            "WINDOWS-1252"
        case "latin2", "l2", "csisolatin2", "iso-ir-101": "ISO-8859-2"
        case "latin3", "l3", "csisolatin3", "iso-ir-109": "ISO-8859-3"
        case "latin4", "l4", "csisolatin4", "iso-ir-110": "ISO-8859-4"
        case "latin6", "l6", "csisolatin6", "iso-ir-157": "ISO-8859-10"
        case "l9", "csisolatin9": "ISO-8859-15"
        case "866", "csibm866": "CP866"
        case "latin5", "l5", "iso-8859-9", "iso8859-9", "iso88599", "iso_8859-9", "csisolatin5", "iso-ir-148": "WINDOWS-1254"
        case "arabic", "asmo-708", "ecma-114", "csisolatinarabic", "csiso88596e", "csiso88596i", "iso-8859-6-e", "iso-8859-6-i",
            "iso-ir-127":
            "ISO-8859-6"
        case "greek", "greek8", "ecma-118", "csisolatingreek", "elot_928", "iso-ir-126", "sun_eu_greek": "ISO-8859-7"
        case "hebrew", "iso-8859-8-i", "logical", "visual", "csisolatinhebrew", "csiso88598e", "csiso88598i", "iso-8859-8-e",
            "iso-ir-138":
            "ISO-8859-8"
        case "cyrillic", "csisolatincyrillic", "iso-ir-144": "ISO-8859-5"
        case "koi", "koi8", "koi8-r", "koi8_r", "cskoi8r": "KOI8-R"
        case "koi8-u", "koi8-ru": "KOI8-U"
        case "macintosh", "mac", "x-mac-roman", "csmacintosh": "MACINTOSH"
        case "x-mac-cyrillic", "x-mac-ukrainian": "MAC-CYRILLIC"
        case "tis-620", "iso-8859-11", "iso8859-11", "iso885911", "dos-874", "windows-874": "CP874"
        case "gb2312", "gbk", "gb18030", "chinese", "csgb2312", "gb_2312", "gb_2312-80", "csiso58gb231280", "iso-ir-58", "x-gbk": "GB18030"
        case "big5", "big5-hkscs", "cn-big5", "csbig5", "x-x-big5": "BIG5-HKSCS"
        case "shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "ms932", "windows-31j", "csshiftjis": "CP932"
        case "euc-jp", "x-euc-jp", "cseucpkdfmtjapanese": "EUC-JP"
        case "iso-2022-jp", "csiso2022jp": "ISO-2022-JP"
        case "euc-kr", "ks_c_5601-1987", "ks_c_5601-1989", "korean", "ksc5601", "ksc_5601", "csksc56011987", "iso-ir-149",
            "windows-949", "cseuckr":
            "CP949"
        case "utf-32", "utf-32le": "UTF-32LE"
        case "utf-32be": "UTF-32BE"
        default: nil
        }
    }

    /// The labels that are a family name and a number.
    private static func family(_ label: String) -> String? {
        for (prefix, name) in [
            ("windows-", "WINDOWS-"), ("x-cp", "WINDOWS-"), ("cp", "CP"), ("ibm", "CP"), ("iso-8859-", "ISO-8859-"),
            ("iso8859-", "ISO-8859-"), ("iso_8859-", "ISO-8859-"), ("iso8859", "ISO-8859-"),
        ] where label.hasPrefix(prefix) {
            let number = label.dropFirst(prefix.count)
            guard let value = Int(number), (1...16).contains(value) || (866...874).contains(value) || (1250...1258).contains(value)
            else { continue }
            return name == "CP" && value >= 1250 ? "WINDOWS-\(value)" : "\(name)\(value)"
        }
        return nil
    }
}

extension StringProtocol where UTF8View: BidirectionalCollection {
    /// Without the given ASCII characters at either end.
    func trimmed(of unwanted: StaticString) -> String {
        func isUnwanted(_ byte: UInt8) -> Bool {
            (0..<unwanted.utf8CodeUnitCount).contains { unwanted.utf8Start[$0] == byte }
        }
        guard let first = utf8.firstIndex(where: { !isUnwanted($0) }), let last = utf8.lastIndex(where: { !isUnwanted($0) }) else {
            return ""
        }
        return String(self[first...last])
    }
}
