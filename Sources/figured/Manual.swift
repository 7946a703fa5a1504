import ArgumentParser
import Foundation

/// The manual page, from the very definitions that the command line is read by: `figured manual | man -l -`.
struct Manual: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints the manual page, in the language of man.", shouldDisplay: false)

    func run() throws {
        do {
            let help = try JSONDecoder().decode(HelpDump.self, from: Data(Figured._dumpHelp().utf8))
            Output.line(ManualPage(help.command, version: Figured.version).text)
        } catch {
            throw Failure(.software, "the definitions cannot be read: \(error)")
        }
    }
}

/// What `--experimental-dump-help` of ArgumentParser says of a command.
struct HelpDump: Decodable {
    let command: Command

    struct Command: Decodable {
        let commandName: String
        let abstract: String?
        let discussion: String?
        let shouldDisplay: Bool?
        let subcommands: [Command]?
        let arguments: [Argument]?
    }

    struct Argument: Decodable {
        let kind: String
        let abstract: String?
        let discussion: String?
        let valueName: String?
        let defaultValue: String?
        let isOptional: Bool
        let isRepeating: Bool
        let shouldDisplay: Bool
        let names: [Name]?
    }

    struct Name: Decodable {
        let kind: String
        let name: String
    }
}

/// A manual page in the macros of man(7).
struct ManualPage {
    private let command: HelpDump.Command
    private let version: String

    init(_ command: HelpDump.Command, version: String) {
        self.command = command
        self.version = version
    }

    var text: String {
        let commands = (command.subcommands ?? []).filter { $0.shouldDisplay ?? true && $0.commandName != "help" }
        let parts = [head, [".SH COMMANDS"], commands.flatMap(section), Self.rest]
        return parts.joined().joined(separator: "\n")
    }

    private var head: [String] {
        [
            ".TH FIGURED 1 \"\" \"figured \(version)\" \"User Commands\"", ".SH NAME",
            "figured \\- \(Self.escaped(Self.plain(command.abstract)))",
            ".SH SYNOPSIS", ".B figured", ".I command", "[\\fIoptions\\fR]", ".SH DESCRIPTION",
        ] + Self.paragraphs(command.discussion)
    }

    private func section(_ command: HelpDump.Command) -> [String] {
        let arguments = (command.arguments ?? []).filter {
            $0.shouldDisplay && $0.names?.contains { $0.name == "help" || $0.name == "version" } != true
        }
        let positional = arguments.filter { $0.kind == "positional" }.map { argument in
            let name = "\\fI\(Self.escaped(argument.valueName ?? ""))\\fR\(argument.isRepeating ? "..." : "")"
            return argument.isOptional ? "[\(name)]" : name
        }
        let title = ([command.commandName] + (arguments.contains { $0.kind != "positional" } ? ["[options]"] : [])).joined(separator: " ")
        return [".SS figured \(Self.escaped(title)) \(positional.joined(separator: " "))"]
            + [Self.escaped(Self.plain(command.abstract))] + arguments.flatMap(entry) + [".PP"] + Self.paragraphs(command.discussion)
    }

    private func entry(_ argument: HelpDump.Argument) -> [String] {
        let names = (argument.names ?? []).map { ($0.kind == "long" ? "--" : "-") + $0.name }
        let value = argument.valueName.map { "\\fI\(Self.escaped($0))\\fR" } ?? ""
        let shown = names.map { "\\fB\(Self.escaped($0))\\fR" }.joined(separator: ", ")
        let tag = argument.kind == "positional" ? value : argument.kind == "option" ? "\(shown) \(value)" : shown
        let preset = argument.defaultValue.map { "Default: \($0)." }
        return [".TP", tag, Self.escaped([argument.abstract, argument.discussion, preset].compactMap { $0 }.joined(separator: " "))]
    }

    private static func paragraphs(_ text: String?) -> [String] {
        let parts = (text ?? "").components(separatedBy: "\n\n").map { $0.split(separator: "\n").joined(separator: " ") }
        return Array(parts.filter { !$0.isEmpty }.map { [escaped($0)] }.joined(separator: [".PP"]))
    }

    /// "Prints the claims." → "prints the claims" would lose names: only the full stop goes.
    private static func plain(_ text: String?) -> String {
        var text = text ?? ""
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }

    /// A backslash, a hyphen that is to be copied, and a dot or quote that would begin a request (groff_man(7)).
    private static func escaped(_ text: String) -> String {
        let safe = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
        return safe.hasPrefix(".") || safe.hasPrefix("'") ? "\\&" + safe : safe
    }

    private static let rest = [
        ".SH FILES", ".TP", ".I /etc/figured/figured.yaml", "Settings; beside it sources.d, figures.d, lexicon, places.", ".TP",
        ".I /var/lib/figured/figured.db", "The store: an SQLite file, with views for other programs.",
        ".SH ENVIRONMENT", ".TP", ".B FIGURED_CONFIG", "The settings file, unless \\-\\-config names one.", ".TP", ".B FIGURED_STORE",
        "The store's file, unless \\-\\-store names one.", ".TP", ".B NO_COLOR", "Not empty: no colour.", ".TP", ".B COLUMNS",
        "How wide tables are, in place of the terminal's width.",
        ".SH EXIT STATUS",
        "0 all well; 1 nothing found, or faults found; 64 wrong usage; 65 damaged data; 66 no such input; 69 unavailable;",
        "70 a fault of figured; 74 a file cannot be read or written; 75 held by another process, try again; 77 not allowed;",
        "78 wrong settings (sysexits.h).",
        ".SH SEE ALSO", ".BR journalctl (1),", ".BR sqlite3 (1)",
    ]
}
