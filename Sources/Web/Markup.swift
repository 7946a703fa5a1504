import Figures

/// HTML or SVG in which every value is escaped: text becomes markup only where the program itself wrote it.
///
///     let title = "<script>"
///     "<b>\(title)</b>" as Markup → <b>&lt;script&gt;</b>
package struct Markup: ExpressibleByStringInterpolation, Sendable, Hashable {
    package private(set) var source: String

    package init(stringLiteral value: String) {
        source = value
    }

    package init(stringInterpolation: Interpolation) {
        source = stringInterpolation.source
    }

    package init(_ parts: some Sequence<Markup>) {
        source = parts.map(\.source).joined()
    }

    static func + (one: Markup, other: Markup) -> Markup {
        Markup([one, other])
    }

    package struct Interpolation: StringInterpolationProtocol {
        fileprivate var source = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            source.reserveCapacity(literalCapacity + 16 * interpolationCount)
        }

        package mutating func appendLiteral(_ literal: String) {
            source += literal
        }

        /// Text: escaped, and without anything that steers what shows it.
        package mutating func appendInterpolation(_ text: String) {
            source += Markup.escaped(text.printable)
        }

        package mutating func appendInterpolation(_ text: String?) {
            appendInterpolation(text ?? "")
        }

        package mutating func appendInterpolation(_ number: some BinaryInteger) {
            source += "\(number)"
        }

        /// A coordinate, to a tenth.
        package mutating func appendInterpolation(_ coordinate: Double) {
            let tenths = (coordinate * 10).rounded()
            source += tenths.isFinite ? "\(tenths / 10)" : "0"
        }

        package mutating func appendInterpolation(_ markup: Markup) {
            source += markup.source
        }

        package mutating func appendInterpolation(_ parts: [Markup]) {
            for part in parts { source += part.source }
        }
    }

    /// The five characters that mean something in markup (HTML Living Standard §13.1.4; XML 1.0 §2.4).
    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { "&<>\"'".utf8.contains($0) }) else { return text }
        var result = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}
