/// How the pages look: from 360 to 1600 pixels, by day and by night, every text at a contrast of 4.5 or more (WCAG 2.2 AA).
enum Style {
    static let icon = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#2f6690"/>\
        <path d="M3 12l4-4 3 2 3-6" fill="none" stroke="#fff" stroke-width="2"/></svg>
        """

    static let sheet = """
        :root{--paper:#fff;--ink:#1b1f24;--dim:#57606a;--rule:#d0d7de;--link:#0b5394;--warn:#a32c14;--mark:#fff2ab;--came:#d3f3d8;--went:#fbdcd4;\(light)}
        @media(prefers-color-scheme:dark){:root{--paper:#14181d;--ink:#e6e9ec;--dim:#a3adb8;--rule:#3a424b;--link:#8ec1ff;--warn:#ff9f85;\
        --mark:#5c4a00;--came:#12401d;--went:#5a1f14;\(dark)}}
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:1600px;padding:0 1rem 2rem;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
        a{color:var(--link)}a:focus-visible,figure:focus-visible{outline:3px solid var(--link);outline-offset:2px}
        header{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:baseline;border-bottom:1px solid var(--rule);padding:.75rem 0}
        .home,button{touch-action:manipulation}.home{font-weight:700;font-size:1.1rem;text-decoration:none;color:var(--ink)}nav{display:flex;flex-wrap:wrap;gap:1rem}
        h1{font-size:1.5rem;line-height:1.25;margin:1.25rem 0 .5rem;overflow-wrap:anywhere}h2{font-size:1.15rem;margin:1.75rem 0 .5rem}
        .dim,footer{color:var(--dim)}.warn{color:var(--warn);font-weight:600}.title{display:block;font-weight:600}
        .newest{font-size:1rem}.newest a{font-size:2rem;font-weight:700;font-variant-numeric:tabular-nums}
        .skip{position:absolute;left:-999px}.skip:focus{position:static}.sign{font-weight:700;text-align:center}
        form{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:end;margin:1rem 0}label{display:flex;flex-direction:column;color:var(--dim);font-size:.85rem}
        input,button{font:inherit;color:var(--ink);background:var(--paper);border:1px solid var(--dim);border-radius:4px;padding:.3rem .6rem;\
        min-height:2.25rem;color-scheme:light dark}
        button{color:var(--link);border-color:var(--link);font-weight:600;cursor:pointer}input:focus-visible,button:focus-visible{outline:3px solid var(--link)}
        ins{background:var(--came);color:inherit;text-decoration:underline;text-decoration-thickness:2px}
        del{background:var(--went);color:inherit;text-decoration:line-through;text-decoration-thickness:2px}
        article p{max-width:46rem;overflow-wrap:anywhere}@media(min-width:801px){td.text{min-width:16rem}}
        footer{margin-top:2.5rem;border-top:1px solid var(--rule);padding-top:.75rem;font-size:.9rem}
        table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
        th,td{text-align:left;padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--rule);vertical-align:top}
        td bdi,td.text{overflow-wrap:anywhere}
        th{color:var(--dim);font-weight:600;font-size:.85rem}.n{text-align:right;white-space:nowrap}td.big{font-weight:700}
        tr.group th{color:var(--ink);font-size:1rem;padding-top:1rem}tr.dim a{color:var(--dim)}time{white-space:nowrap}
        blockquote{margin:1rem 0;padding:.5rem 1rem;border-inline-start:4px solid var(--link);font-size:1.1rem;overflow-wrap:anywhere}
        mark{background:var(--mark);color:inherit;font-weight:700;padding:0 .15em}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1rem}dt{color:var(--dim)}dd{margin:0;overflow-wrap:anywhere}
        figure{margin:1rem 0}.scroll{overflow-x:auto;overscroll-behavior-x:contain}.chart{display:block;width:100%;min-width:680px;max-width:1200px;height:auto}
        .chart text{font:13px system-ui,sans-serif;fill:var(--ink)}.chart .number{text-anchor:end}.grid{stroke:var(--rule);stroke-width:1}
        .change line{stroke:var(--dim);stroke-dasharray:2 3}.chart .change text{text-anchor:middle}.zoom{fill:var(--link);fill-opacity:.2}
        .line{fill:none;stroke-width:2}.band{stroke:none;fill-opacity:.22}.mark{stroke-width:1.5}
        \(series)
        .chart .mark.projected{fill:var(--paper)}
        .spark{width:100px;height:24px;display:block}.spark polyline{fill:none;stroke:var(--c0);stroke-width:2;vector-effect:non-scaling-stroke}
        @media(max-width:800px){.cards thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.cards,.cards tbody{display:block}
        .cards tr{display:block;border-bottom:1px solid var(--rule);padding:.5rem 0}
        .cards td{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem;border:0;padding:.15rem 0;text-align:right}
        .cards td::before{content:attr(data-name);color:var(--dim);font-size:.85rem}.cards td:empty{display:none}
        .cards td[data-name=Figure],.cards td.text{display:block;text-align:start}.cards td[data-name=Figure]::before{content:none}
        .cards td.text::before{display:block}.cards td.text:has(:empty:only-child){display:none}
        dl{grid-template-columns:1fr}dt{margin-top:.4rem}}
        @media print{header,footer{display:none}}

        """

    private static let light = variables(ChartStyle.colours)
    private static let dark = variables(["#7fb3e0", "#ff9f85", "#79c98f", "#e0b45c", "#cfa3dd", "#6cc8d4", "#f08fbe", "#b5b5b5"])

    private static func variables(_ colours: [String]) -> String {
        colours.enumerated().map { "--c\($0):\($1)" }.joined(separator: ";")
    }

    /// A class of the style sheet for each claimant of a chart: no style stands in the page itself.
    private static let series = (0..<8).map {
        ".line.s\($0),.mark.s\($0){stroke:var(--c\($0))}.band.s\($0),.mark.s\($0){fill:var(--c\($0))}"
    }
    .joined()
}
