import Foundation

/// The text of a settings file, read whole.
///
/// Settings are small: what is larger than 1 MB, no file, or no UTF-8 is not settings, and is refused unread.
enum SettingsText {
    static let maximumBytes = 1_000_000

    static func read(_ file: URL, shownAs name: String) throws(SettingsFault) -> String {
        let start = Position(file: name)
        let bytes = try bytes(of: file, at: start)
        guard bytes.count <= maximumBytes else {
            throw SettingsFault(start, "the file is larger than 1 MB: that is no settings file, or it must be split into several")
        }
        if let bad = bytes.firstByteThatIsNoUTF8 {
            let position = position(of: bad, in: bytes, file: name)
            let byte = String(bytes[bad], radix: 16, uppercase: true)
            throw SettingsFault(position, "byte 0x\(byte) is not UTF-8: save the file as UTF-8")
        }
        return String(decoding: bytes.dropMark, as: UTF8.self)
    }

    private static func bytes(of file: URL, at start: Position) throws(SettingsFault) -> [UInt8] {
        let kind: FileAttributeType?
        do {
            let resolved = file.resolvingSymlinksInPath().path
            kind = try FileManager.default.attributesOfItem(atPath: resolved)[.type] as? FileAttributeType
        } catch {
            throw SettingsFault(start, "there is no such file, or its folder cannot be entered")
        }
        guard kind == .typeRegular else {
            let what = kind == .typeDirectory ? "a folder" : "not a regular file"
            throw SettingsFault(start, "this is \(what): name a YAML file")
        }
        do {
            let handle = try FileHandle(forReadingFrom: file)
            defer { handle.closeFile() }
            return Array(try handle.read(upToCount: maximumBytes + 1) ?? .init())
        } catch {
            throw SettingsFault(start, "the file cannot be read: check its owner and its permissions")
        }
    }

    private static func position(of offset: Int, in bytes: [UInt8], file: String) -> Position {
        let before = bytes[..<offset]
        let newline = UInt8(ascii: "\n")
        let line = before.count { $0 == newline } + 1
        let column = before.reversed().prefix { $0 != newline }.count + 1
        return Position(file: file, line: line, column: column)
    }
}

extension [UInt8] {
    /// Where UTF-8 (RFC 3629) ends: the offset of the first byte that no valid text can have there.
    fileprivate var firstByteThatIsNoUTF8: Int? {
        var decoder = UTF8.ForwardParser()
        var iterator = makeIterator()
        var offset = 0
        while true {
            switch decoder.parseScalar(from: &iterator) {
            case .valid(let scalar): offset += scalar.count
            case .emptyInput: return nil
            case .error: return offset
            }
        }
    }

    /// Without the byte order mark that some editors put first.
    fileprivate var dropMark: ArraySlice<UInt8> {
        starts(with: [0xEF, 0xBB, 0xBF]) ? dropFirst(3) : self[...]
    }
}
