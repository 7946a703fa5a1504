import Synchronization

/// Answers that hold as long as nothing is written to the store.
final class AnswerShelf: Sendable {
    private struct Kept {
        var version: Int?
        var answers: [String: Answer] = [:]
        var size = 0
    }

    private let most: Int
    private let kept = Mutex(Kept())

    /// - Parameter most: bytes; when they are used up, the shelf is cleared.
    init(most: Int = 8 << 20) {
        self.most = most
    }

    func answer(to address: String, at version: Int) -> Answer? {
        kept.withLock { kept in kept.version == version ? kept.answers[address] : nil }
    }

    func keep(_ answer: Answer, to address: String, at version: Int) {
        guard answer.size < most / 8 else { return }
        kept.withLock { kept in
            if kept.version != version || kept.size + answer.size > most { kept = Kept(version: version) }
            if let old = kept.answers.updateValue(answer, forKey: address) { kept.size -= old.size }
            kept.size += answer.size
        }
    }
}
