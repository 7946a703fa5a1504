package import Figures

/// That a figure has gone without a new point for as long as its rule allows; nil: it has not, or nobody asked to hear of it.
///
/// - Parameter newest: the figure's newest number, with the last day for which somebody said it as its `asOf`.
package func silence(of figure: Figure, newest: Observation, today: Day) -> Change? {
    guard let days = figure.alert.silence, today - newest.asOf >= days else { return nil }
    return Change(
        .silence, severity: .notice, figure: figure.name, claimant: newest.claimant, quantity: newest.quantity,
        outlet: newest.outlet, url: newest.url, quote: newest.quote, asOf: newest.asOf)
}
