"""The audit of dependencies tells a good answer from none."""

import json
import os
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def database():
    """A database that knows something against one package, or what it is told to say."""

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
            server.asked += [(one["package"]["name"], one["version"]) for one in asked]
            results = [
                {"vulns": [{"id": "X-1"}]} if one["package"]["name"] == server.against else {}
                for one in asked
            ]
            said = json.dumps({"results": results}) if server.says is None else server.says
            self.send_response(200)
            self.end_headers()
            self.wfile.write(said.encode())

        def log_message(self, *_said):
            """Be silent."""

    server = HTTPServer(("127.0.0.1", 0), Answering)
    server.against, server.says, server.asked = "", None, []
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def audit(port):
    return subprocess.run(
        [sys.executable, "scripts/audit.py"],
        cwd=ROOT,
        env={**os.environ, "OSV_ADDRESS": f"http://127.0.0.1:{port}/"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_pinned_package_is_asked_about(database):
    done = audit(database.server_port)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{len(database.asked)} packages compared; 0 known to be vulnerable.\n"
    lock = (ROOT / "requirements" / "server.txt").read_text(encoding="utf-8")
    assert f"django=={dict(database.asked)['django']}" in lock


def test_a_vulnerable_package_is_named_and_ends_with_1(database):
    database.against = "django"
    done = audit(database.server_port)
    assert done.returncode == 1
    assert done.stdout.splitlines()[0] == f"django {dict(database.asked)['django']}: X-1"


@pytest.mark.parametrize("says", ["", "[]", '{"results": []}', '{"results": 7}'])
def test_an_answer_that_is_none_is_no_good_answer(database, says):
    database.says = says
    done = audit(database.server_port)
    assert (done.returncode, done.stderr) == (3, "")
    assert done.stdout.startswith("Nothing was compared")


def test_a_database_that_is_away_is_no_good_answer(database):
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.server_close()
    done = audit(server.server_port)
    assert done.returncode == 3
