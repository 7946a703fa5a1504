package import Figures
import Foundation

/// Groups articles by the event that they report: each group the places of its articles in the list, in order.
///
/// Two articles are alike as far as they share words that few others have; names count double. Groups grow together while the
/// articles of both are alike on average. Articles that were published more than two weeks apart are not alike.
///
/// Method: weights tf-idf and cosine after G. Salton and C. Buckley, "Term-weighting approaches in automatic text retrieval",
/// Information Processing & Management 24 (1988); average linkage (UPGMA) after R. Sokal and C. Michener (1958).
///
/// - Parameter likeness: how alike groups must be on average to be one, 0…1.
package func groups(of articles: [Article], likeness: Double = 0.1) -> [[Int]] {
    let texts = articles.map(TermVector.counts)
    var frequency: [String: Int] = [:]
    for text in texts { for term in text.keys { frequency[term, default: 0] += 1 } }
    let names = TermVector.names(in: texts)
    let vectors = texts.map { TermVector($0, frequency: frequency, texts: texts.count, names: names) }
    var linkage = AverageLinkage(similarities(of: vectors, articles), members: articles.count)
    return linkage.groups(atLeast: likeness)
}

/// How alike articles are that share a word; a pair that shares none is left out.
private func similarities(of vectors: [TermVector], _ articles: [Article]) -> [[Int: Double]] {
    var holders: [String: [(article: Int, weight: Double)]] = [:]
    var result = [[Int: Double]](repeating: [:], count: vectors.count)
    for (number, vector) in vectors.enumerated() {
        for (term, weight) in vector.weights {
            for holder in holders[term, default: []] where areNear(articles[number], articles[holder.article]) {
                result[number][holder.article, default: 0] += weight * holder.weight
                result[holder.article][number, default: 0] += weight * holder.weight
            }
            holders[term, default: []].append((number, weight))
        }
    }
    return result
}

private func areNear(_ one: Article, _ other: Article) -> Bool {
    guard let first = one.published, let second = other.published else { return true }
    return abs(first.timeIntervalSince(second)) <= 14 * 86_400
}

/// The words of an article and how much each says about what it reports; of length 1 as a vector.
struct TermVector {
    /// How often a word stands in a text, in all and with a capital.
    struct Count {
        var all = 0
        var capital = 0
    }

    /// The words that say most: so many are kept of an article.
    private static let kept = 200

    let weights: [(term: String, weight: Double)]

    init(_ counts: [String: Count], frequency: [String: Int], texts: Int, names: Set<String>) {
        let common = max(10, texts / 2)
        let weighed: [(term: String, weight: Double)] = counts.compactMap { term, count in
            guard let texts = frequency[term].map({ $0 <= common ? Double(texts) / Double($0) : 0 }), texts > 0 else { return nil }
            return (term, (1 + log(Double(count.all))) * log(1 + texts) * (names.contains(term) ? 2 : 1))
        }
        let most = weighed.sorted { ($1.weight, $0.term) < ($0.weight, $1.term) }.prefix(Self.kept)
        let length = most.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot()
        weights = most.map { ($0.term, $0.weight / length) }
    }

    /// Words of three letters or digits and more.
    static func counts(of article: Article) -> [String: Count] {
        var result: [String: Count] = [:]
        for word in (article.title + "\n" + article.text).split(whereSeparator: { !$0.isLetter && !$0.isNumber }) where word.count >= 3 {
            result[word.lowercased(), default: Count()].all += 1
            if word.first?.isUppercase ?? false { result[word.lowercased(), default: Count()].capital += 1 }
        }
        return result
    }

    /// The words that begin with a capital more often than not.
    static func names(in texts: [[String: Count]]) -> Set<String> {
        var sums: [String: Count] = [:]
        for text in texts {
            for (term, count) in text {
                sums[term, default: Count()].all += count.all
                sums[term, default: Count()].capital += count.capital
            }
        }
        return Set(sums.filter { $0.value.capital * 2 > $0.value.all }.keys)
    }
}

/// Grows groups of the most alike on average.
struct AverageLinkage {
    /// Of two groups, the sum over the pairs of their members.
    private var sums: [[Int: Double]]
    private var members: [[Int]]
    private var queue: [Candidate] = []

    /// Two groups as they were when they were found alike.
    private struct Candidate {
        let average: Double
        let first: Int
        let second: Int
        let sizes: Int
    }

    init(_ similarities: [[Int: Double]], members count: Int) {
        sums = similarities
        members = (0..<count).map { [$0] }
    }

    /// Merges while two groups are as alike as that, and gives what there is then.
    mutating func groups(atLeast least: Double) -> [[Int]] {
        for first in sums.indices {
            for second in sums[first].keys where second > first { offer(first, second, least) }
        }
        while let next = take() {
            guard isCurrent(next) else { continue }
            merge(next.first, next.second)
            for other in sums[next.first].keys { offer(next.first, other, least) }
        }
        return members.filter { !$0.isEmpty }.map { $0.sorted() }.sorted { $0[0] < $1[0] }
    }

    private func isCurrent(_ candidate: Candidate) -> Bool {
        let (first, second) = (members[candidate.first].count, members[candidate.second].count)
        return first > 0 && second > 0 && first + second == candidate.sizes
    }

    private mutating func merge(_ into: Int, _ from: Int) {
        members[into] += members[from]
        members[from] = []
        for (other, sum) in sums[from] where other != into {
            sums[into][other, default: 0] += sum
            sums[other][into, default: 0] += sum
            sums[other][from] = nil
        }
        sums[into][from] = nil
        sums[from] = [:]
    }

    private mutating func offer(_ first: Int, _ second: Int, _ least: Double) {
        guard let sum = sums[first][second] else { return }
        let average = sum / Double(members[first].count * members[second].count)
        guard average >= least else { return }
        let sizes = members[first].count + members[second].count
        push(Candidate(average: average, first: min(first, second), second: max(first, second), sizes: sizes))
    }
}

// MARK: - The queue, a binary heap with the most alike on top

extension AverageLinkage {
    private func isAbove(_ one: Int, _ other: Int) -> Bool {
        let (one, other) = (queue[one], queue[other])
        return (one.average, other.first, other.second) > (other.average, one.first, one.second)
    }

    private mutating func push(_ candidate: Candidate) {
        queue.append(candidate)
        var child = queue.count - 1
        while child > 0, isAbove(child, (child - 1) / 2) {
            queue.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func take() -> Candidate? {
        guard let top = queue.first else { return nil }
        queue.swapAt(0, queue.count - 1)
        queue.removeLast()
        var parent = 0
        while let child = [2 * parent + 1, 2 * parent + 2].filter({ $0 < queue.count }).max(by: { isAbove($1, $0) }),
            isAbove(child, parent)
        {
            queue.swapAt(child, parent)
            parent = child
        }
        return top
    }
}
