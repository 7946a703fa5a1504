"""A newspaper on loopback, for the checks: newspaper.py PORT FOLDER serves what lies in the folder."""
import functools
import http.server
import sys


class Paper(http.server.SimpleHTTPRequestHandler):
    extensions_map = {".xml": "application/rss+xml", ".html": "text/html; charset=utf-8"}

    def log_message(self, *_):
        pass


handler = functools.partial(Paper, directory=sys.argv[2])
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), handler).serve_forever()
