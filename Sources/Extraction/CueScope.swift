/// Tells which of a sentence's cues answers for a number.
struct CueScope {
    private let reading: Reading
    private let cues: [SpeechCue]

    init(_ reading: Reading, _ cues: [SpeechCue]) {
        self.reading = reading
        self.cues = cues
    }

    func cue(for token: Int) -> SpeechCue? {
        guard let cue = direct(token) else { return cues.first { $0.form == .citing && !$0.claimant.contains(token) } }
        return cited(beside: cue) ?? cue
    }

    /// The nearest cue before that speaks on, else the nearest behind that speaks back.
    ///
    ///     "Police said 12 died, Reuters reported"                          police: the inner layer
    ///     "Police said one died, but 12 were killed, according to medics"    medics
    private func direct(_ token: Int) -> SpeechCue? {
        let before = cues.last { $0.isForward && $0.span.upperBound <= token && reaches($0, token) }
        let behind = cues.first { $0.isBackward && $0.span.lowerBound > token }
        if let before, let behind {
            let isApart = hasBreak(before.span.upperBound, token) && !hasBreak(token, behind.span.lowerBound)
            return isApart ? behind : before
        }
        return before ?? behind ?? cues.last { $0.isBackward && $0.span.upperBound <= token && goesOn(after: $0, to: token) }
            ?? cues.last { $0.form == .speech && $0.span.upperBound <= token }
            ?? cues.first { $0.form == .speech && $0.span.lowerBound > token }
    }

    /// "Reuters, citing the ministry, said": the ministry.
    func cited(beside cue: SpeechCue) -> SpeechCue? {
        guard let position = cues.firstIndex(of: cue) else { return nil }
        let next = position + 1
        if next < cues.count, cues[next].form == .citing { return cues[next] }
        if position > 0, cues[position - 1].form == .citing, cues[position - 1].span.upperBound >= cue.span.lowerBound - 2 {
            return cues[position - 1]
        }
        return cue.span.isEmpty ? nil : cues.first { $0.form == .citing && cue.span.overlaps($0.span) }
    }

    /// What a cue says ends where the outlet adds something of its own: "…, where 12 have died".
    private func reaches(_ cue: SpeechCue, _ token: Int) -> Bool {
        !(cue.span.upperBound..<max(token, cue.span.upperBound)).contains {
            reading.mark($0) == .comma && reading.end(of: .background, from: $0 + 1) != nil && isLast($0, before: token)
        }
    }

    /// Whether no other comma closes what begins at this one before the number.
    private func isLast(_ comma: Int, before token: Int) -> Bool {
        !((comma + 1)..<max(token, comma + 1)).contains { index in
            reading.mark(index) == .comma && !reading.has(index + 1, .linked) && !reading.has(index + 1, .and)
                && !reading.has(index + 1, .including)
        }
    }

    /// "…, police said, in the worst attack since …": whether the sentence before the cue goes on behind it.
    private func goesOn(after cue: SpeechCue, to token: Int) -> Bool {
        var index = cue.span.upperBound
        while index < token, reading.mark(index) != .comma, reading.mark(index) != .dash { index += 1 }
        guard index < token else { return cue.form == .trailing || reading.mark(cue.span.lowerBound - 1) == .comma }
        if reading.end(of: .aside, from: index + 1) != nil { return false }
        return !((token - 4)..<token).contains { reading.has($0, .sourceless) }
    }

    private func hasBreak(_ start: Int, _ end: Int) -> Bool {
        guard start < end else { return false }
        return (start..<end).contains { index in
            if reading.mark(index) == .semicolon { return true }
            guard reading.mark(index) == .comma else { return false }
            return reading.has(index + 1, .and) || reading.has(index + 1, .breaker) && !reading.has(index + 1, .relative)
        }
    }
}
