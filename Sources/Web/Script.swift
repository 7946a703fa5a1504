/// The only script: dragging over a chart shows that part of it, by the same address that the form beneath gives.
enum Script {
    static let zoom = """
        "use strict";
        for (const chart of document.querySelectorAll("svg.chart[data-first]")) {
          const [first, last, left, right] = ["first", "last", "left", "right"].map((name) => Number(chart.dataset[name]));
          const box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
          box.setAttribute("class", "zoom");
          box.setAttribute("y", "20");
          box.setAttribute("height", "350");
          let from = null;
          const place = (event) => {
            const area = chart.getBoundingClientRect();
            const x = (event.clientX - area.left) * chart.viewBox.baseVal.width / area.width;
            return Math.min(right, Math.max(left, x));
          };
          const day = (x) => {
            const number = Math.round(first + (x - left) / (right - left) * (last - first));
            return new Date(number * 86400000).toISOString().slice(0, 10);
          };
          const stop = () => { from = null; box.remove(); };
          for (const hint of document.querySelectorAll(".hint")) hint.hidden = false;
          chart.addEventListener("dragstart", (event) => event.preventDefault());
          chart.addEventListener("pointerdown", (event) => {
            if (event.button === 0 && event.pointerType !== "touch") from = place(event);
          });
          chart.addEventListener("pointermove", (event) => {
            if (from === null) return;
            const to = place(event);
            box.setAttribute("x", Math.min(from, to));
            box.setAttribute("width", Math.abs(to - from));
            if (Math.abs(to - from) > 6 && !box.isConnected) {
              chart.append(box);
              chart.setPointerCapture(event.pointerId);
            }
          });
          chart.addEventListener("pointerup", (event) => {
            const to = place(event);
            const isZoom = from !== null && box.isConnected;
            const days = isZoom ? [Math.min(from, to), Math.max(from, to)].map(day) : [];
            stop();
            if (!isZoom) return;
            const address = new URL(location.href);
            address.searchParams.set("since", days[0]);
            address.searchParams.set("until", days[1]);
            location.assign(address);
          });
          chart.addEventListener("pointercancel", stop);
          addEventListener("keydown", (event) => { if (event.key === "Escape") stop(); });
        }

        """
}
