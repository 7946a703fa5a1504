"""A newspaper on loopback: a feed of two stories, which PUT and DELETE on a path change. Run: newspaper.py FOLDER PORT"""
import http.server
import sys

FOLDER, PORT = sys.argv[1], int(sys.argv[2])


class Paper(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *args):
        super().__init__(*args, directory=FOLDER)

    def log_message(self, *_):
        pass


http.server.ThreadingHTTPServer(("127.0.0.1", PORT), Paper).serve_forever()
