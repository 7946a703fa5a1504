#!/usr/bin/env python3
"""Looks at the dashboard with a real browser: every page opens at 360 and 1600 pixels, by day and by night, without a console error and
without scrolling sideways; a point of a chart leads to its quote; dragging over a chart zooms; all but that works without a script.

    browse.py FIGURED FOLDER    a built figured, and a folder of settings with a filled store in it, as `demo FOLDER` leaves it

Needs Debian's chromium and nothing else: the browser is spoken to by its own DevTools protocol (chromedevtools.github.io) over a pipe.
"""

import json, os, re, shutil, socket, subprocess, sys, tempfile, time, urllib.request


class Browser:
    """Chromium without a window, by --remote-debugging-pipe: JSON messages that end in a zero byte, on descriptors 3 and 4."""

    def __init__(self, program, profile):
        to_it, ours = os.pipe()
        theirs, from_it = os.pipe()

        def wire():
            os.dup2(to_it, 60), os.dup2(from_it, 61)
            os.dup2(60, 3), os.dup2(61, 4)

        arguments = [program, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", f"--user-data-dir={profile}", "about:blank"]
        self.process = subprocess.Popen(
            arguments, preexec_fn=wire, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_it), os.close(from_it)
        self.out, self.inn = os.fdopen(ours, "wb", 0), os.fdopen(theirs, "rb")
        self.number, self.events, self.rest = 0, [], b""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.page(f"{domain}.enable")

    def ask(self, method, session=None, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        self.out.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self.read()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def read(self):
        while b"\0" not in self.rest:
            piece = os.read(self.inn.fileno(), 65536)
            if not piece:
                raise RuntimeError("the browser has gone")
            self.rest += piece
        line, self.rest = self.rest.split(b"\0", 1)
        return json.loads(line)

    def page(self, method, **parameters):
        return self.ask(method, session=self.session, **parameters)

    def await_load(self):
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self.events.append(self.read())

    def open(self, address):
        self.events = []
        self.page("Page.navigate", url=address)
        self.await_load()

    def run(self, script):
        result = self.page("Runtime.evaluate", expression=script, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"])
        return result["result"].get("value")

    def look(self, width, night, script=True):
        self.page("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False)
        self.page("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark" if night else "light"}])
        self.page("Emulation.setScriptExecutionDisabled", value=not script)

    def complaints(self):
        self.run("1")  # what the page has said by now has arrived before this answer
        said = [e["params"]["entry"]["text"] for e in self.events if e["method"] == "Log.entryAdded"]
        said += [str(e["params"]["exceptionDetails"]) for e in self.events if e["method"] == "Runtime.exceptionThrown"]
        return said + [str(e["params"]["args"]) for e in self.events if e["method"] == "Runtime.consoleAPICalled"]


def served(figured, folder):
    """figured over a copy of the folder, on a free port of loopback."""
    copy = tempfile.mkdtemp(prefix="figured-browse-")
    shutil.copytree(folder, copy, dirs_exist_ok=True)
    settings = next(os.path.join(copy, name) for name in ("demo.yaml", "figured.yaml") if os.path.exists(os.path.join(copy, name)))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    lines = [line for line in open(settings) if not line.startswith("web:")]
    open(settings, "w").writelines(lines + [f"\nweb: 127.0.0.1:{port}\n"])
    process = subprocess.Popen([figured, "run", "--config", settings], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    home = f"http://127.0.0.1:{port}"
    for _ in range(600):
        try:
            urllib.request.urlopen(home + "/healthz")
            return process, home, copy
        except OSError:
            time.sleep(0.1)
    raise SystemExit("figured does not answer")


def main(figured, folder):
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        raise SystemExit("there is no chromium here, so the dashboard was not looked at: apt-get install chromium")
    process, home, copy = served(figured, folder)
    profile = tempfile.mkdtemp(prefix="figured-profile-")
    browser = Browser(chromium, profile)
    faults = []

    def expect(what, is_so):
        if not is_so:
            faults.append(what)

    try:
        answers = json.load(urllib.request.urlopen(home + "/api/v1/figures"))["figures"]
        name = max(answers, key=lambda figure: figure["points"])["figure"]["name"]
        claim = json.load(urllib.request.urlopen(f"{home}/api/v1/figures/{name}/history"))["points"][0]["id"]
        pages = ["/", f"/figures/{name}", f"/claims/{claim}", f"/claims/{claim}/rewriting", "/alerts", "/sources", "/discovered", "/search?q=the"]
        for width in (360, 1600):
            for night in (False, True):
                browser.look(width, night)
                for page in pages:
                    browser.open(home + page)
                    where = f"{page} at {width}{' by night' if night else ''}"
                    expect(f"{where}: {browser.complaints()}", not browser.complaints())
                    expect(f"{where}: no heading", browser.run("document.querySelector('h1').textContent"))
                    wide = browser.run("document.documentElement.scrollWidth")
                    expect(f"{where}: scrolls sideways, {wide} wide", wide <= width)
        for script in (True, False):
            browser.look(1600, False, script)
            browser.open(f"{home}/figures/{name}")
            link = browser.run("document.querySelector('svg.chart a').getAttribute('href')")
            browser.events = []
            browser.open(home + link)
            mark = browser.run("document.querySelector('blockquote mark').textContent")
            expect(f"script {script}: the point {link} leads to no number", bool(mark and re.search(r"\w", mark)))
        browser.look(1600, False)
        browser.open(f"{home}/figures/{name}")
        box = browser.run("(({left, top, width}) => [left, top, width])(document.querySelector('svg.chart').getBoundingClientRect())")
        before = browser.run("document.querySelectorAll('svg.chart a').length")
        browser.events = []
        for kind, share in (("mousePressed", 0.2), ("mouseMoved", 0.3), ("mouseMoved", 0.5), ("mouseReleased", 0.5)):
            browser.page("Input.dispatchMouseEvent", type=kind, x=box[0] + box[2] * share, y=box[1] + 150, button="left", buttons=1, clickCount=1)
        browser.await_load()
        expect("dragging does not zoom", "since=" in browser.run("location.search"))
        expect("zooming shows no fewer points", browser.run("document.querySelectorAll('svg.chart a').length") < before)
        expect(f"after zooming: {browser.complaints()}", not browser.complaints())
    finally:
        browser.process.kill(), browser.process.wait()
        process.terminate(), process.wait()
        shutil.rmtree(copy, ignore_errors=True), shutil.rmtree(profile, ignore_errors=True)
    for fault in faults:
        print("✘", fault)
    print(f"{len(pages)} pages at two widths, by day and by night: {'as they should be' if not faults else f'{len(faults)} faults'}")
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2]))
