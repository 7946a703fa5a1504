/// Text made safe to stand in HTML or XML, in an element or between double quotes.
///
///     `Talks & "more" <today>`    `Talks &amp; &quot;more&quot; &lt;today&gt;`
func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
        switch character {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "'": result += "&#39;"
        default: result.append(character)
        }
    }
    return result
}

/// Text as a JSON string that may stand in a script element: no `</script>` can close it.
func jsonString(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case "<": result += "\\u003C"
        case "\u{0}"..<" ": result += " "
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}

/// With the quotation marks and apostrophes that a typesetter uses.
///
///     `"It's late," she said.`    `“It’s late,” she said.`
func typeset(_ text: String) -> String {
    var result = ""
    for character in text {
        let opens = result.last.map { $0.isWhitespace || "(—".contains($0) } ?? true
        switch character {
        case "\"": result += opens ? "“" : "”"
        case "'": result += opens ? "‘" : "’"
        default: result.append(character)
        }
    }
    return result
}

/// The blocks of a story as HTML, each line indented by the template's own habit.
func markup(of blocks: [Story.Block], indent: String, words: (String) -> String = { $0 }) -> String {
    blocks.map { block in
        switch block {
        case .paragraph(let text): "\(indent)<p>\(escaped(words(text)))</p>"
        case .heading(let text): "\(indent)<h2>\(escaped(words(text)))</h2>"
        case .quotation(let text): "\(indent)<blockquote><p>\(escaped(words(text)))</p></blockquote>"
        case .item(let text): "\(indent)<ul><li>\(escaped(words(text)))</li></ul>"
        }
    }.joined(separator: "\n")
}

/// A story's page in its outlet's own template.
///
/// - Parameter others: what the outlet offers to read next.
func page(of story: Story, others: [Story], base: String) -> String {
    switch story.outlet {
    case .courier: courierPage(of: story, others: others, base: base)
    case .twoRivers: twoRiversPage(of: story, others: others, base: base)
    case .reliefOffice: reliefOfficePage(of: story)
    }
}
