"""What the web server logs by itself, outside Django."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.test import Client
from gunicorn.config import Config

from interlocal.config.running.web_log import WebServerFormatter, WebServerLog

LINK = "/do/3k2v8n5x7q4w9t6z/c2lnbmF0dXJl/"


@pytest.fixture
def said():
    """A web server's log, and what reads the one line it wrote."""
    log = WebServerLog(Config())
    own = [handler for handler in log.error_log.handlers if isinstance(handler.formatter, WebServerFormatter)]
    written = own[-1].stream = StringIO()
    yield log, lambda: json.loads(written.getvalue())
    for handler in own:
        log.error_log.removeHandler(handler)


def test_invalid_request_is_logged_without_who_sent_what(said):
    log, line = said
    quoting = f"Invalid request from ip=203.0.113.7: Invalid HTTP request line: 'GET {LINK}'"
    log.warning(quoting)
    entry = line()
    del entry["at"]
    assert entry == {"level": "warning", "logger": "gunicorn.error", "message": "Invalid request"}


def test_failed_request_is_logged_without_its_address(said):
    log, line = said
    try:
        Path(LINK).read_bytes()
    except OSError:
        log.exception("Error handling request %s %s", "GET", LINK)
    entry = line()
    assert (entry["message"], entry["exception"]) == ("Error handling request", "FileNotFoundError")
    assert LINK not in json.dumps(entry)


def test_other_messages_are_kept(said):
    log, line = said
    log.error("Worker (pid:%s) exited with code %s.", 7, 3)
    assert line()["message"] == "Worker (pid:7) exited with code 3."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "host"), [("/", "elsewhere.example"), ("/?q=%00", "localhost"), ("/nothing/", "localhost")]
)
def test_refusals_carry_every_protection(path, host):
    answer = Client(raise_request_exception=False).get(path, headers={"Host": host})
    assert answer.status_code in {400, 404}
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_language_cookie_is_kept_from_scripts():
    answer = Client().post("/i18n/setlang/", {"language": "es", "next": "/"})
    cookie = answer.cookies["django_language"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
