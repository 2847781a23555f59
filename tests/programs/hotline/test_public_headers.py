"""Every answer to a reporter, errors too: strict headers, no cookie but the reading's, no log line."""

import io
import logging

import pytest
from django.test import Client, override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import IS_FULL
from tests.programs.hotline.reporting import BASE, PHRASE, an_open_city, filled, receipt_on

from interlocal.config.logs import JsonFormatter, TracelessFilter
from interlocal.foundation.files.public import file_store
from interlocal.programs.hotline.models import Report
from interlocal.programs.hotline.views.public import filing

pytestmark = pytest.mark.django_db
BROWSER = "A browser that nobody else has"


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    """Give each test a file store of its own."""
    settings.INTERLOCAL_DATA = tmp_path


@pytest.fixture
def city():
    return an_open_city()


def check(response):
    """Check what every answer must have."""
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    policy = dict(part.strip().partition(" ")[::2] for part in response["Content-Security-Policy"].split(";"))
    assert (policy["default-src"], policy["script-src"], policy["connect-src"]) == ("'none'",) * 3
    assert policy["frame-ancestors"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert "geolocation=()" in response["Permissions-Policy"]
    assert set(response.cookies) <= {"reading"}, (response.request["PATH_INFO"], response.status_code)
    assert b"<script" not in response.content
    assert b'style="' not in response.content


def answers(client, city):
    """Yield an answer of every kind, with its status."""
    for path in ("", "protection/", "come-back/", "mine/", "proof/"):
        yield 200, client.get(BASE + path)
        yield 405, client.put(BASE + path)
    yield 404, client.get(f"{BASE}nothing/here")
    yield 404, client.post(f"{BASE}nothing/here", {"a": "b"})
    yield 400, client.post(BASE, b"--x\r\ngarbage", content_type="multipart/form-data; boundary=\x01")
    yield 413, client.post(BASE, {"what": "x" * 6_000_000})
    yield 200, client.post(BASE, filled(client, city, what=""))
    sent = client.post(BASE, filled(client, city))
    yield 200, sent
    words = receipt_on(sent.content.decode())
    yield 200, client.post(f"{BASE}come-back/", {"receipt": words[:-1]})
    yield 302, client.post(f"{BASE}come-back/", {"receipt": words})
    yield 200, client.get(f"{BASE}mine/")
    yield 200, client.post(f"{BASE}mine/", {"way": "proof"})
    yield 200, client.post(f"{BASE}mine/", {"way": "leave"})


def test_every_answer_has_the_strict_headers(client, city):
    for status, response in answers(client, city):
        assert response.status_code == status, response.request["PATH_INFO"]
        check(response)


def test_a_broken_page_has_them_too(city, monkeypatch):
    def broken(*_args, **_facts):
        raise RuntimeError(PHRASE)

    monkeypatch.setattr(filing, "cities_asked", broken)
    response = Client(raise_request_exception=False).get(BASE)
    assert response.status_code == 500
    check(response)


def test_no_log_line_tells_of_a_visit(client, city, caplog):
    with caplog.at_level(logging.DEBUG):
        for _ in answers(Client(headers={"User-Agent": BROWSER}), city):
            pass
    lines = [JsonFormatter().format(record) for record in caplog.records if _is_written(record)]
    assert not [line for line in lines if "report/" in line or PHRASE in line or BROWSER in line]


def _is_written(record):
    return all(one.filter(record) for handler in _handlers() for one in handler.filters)


def _handlers():
    handler = logging.StreamHandler(io.StringIO())
    handler.addFilter(TracelessFilter())
    return [handler]


def test_the_receipt_and_the_report_stand_in_no_cookie_and_no_address(city):
    client = Client()
    sent = client.post(BASE, filled(client, city))
    words = receipt_on(sent.content.decode())
    assert not client.cookies
    back = client.post(f"{BASE}come-back/", {"receipt": words})
    cookie = back.cookies["reading"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["expires"], cookie["max-age"]) == (
        True,
        "Strict",
        BASE,
        "",
        "",
    )
    assert back["Location"] == f"{BASE}mine/"
    report = Report.objects.get()
    for secret in (*words.split(), report.public_id, report.receipt_lookup):
        assert secret not in cookie.value
        assert secret not in back["Location"]


def test_through_the_onion_service_every_link_stays_there(city):
    host = f"{'a' * 56}.onion"
    with override_settings(
        INTERLOCAL_ONION_HOST=host, ALLOWED_HOSTS=[host, "testserver"], SESSION_COOKIE_SECURE=True
    ):
        client = Client(headers={"host": host})
        for path in ("", "come-back/", "protection/", "proof/"):
            page = client.get(BASE + path).content.decode()
            assert "testserver" not in page
            assert 'href="http' not in page.replace('href="https://revisor.mo.gov', "")
        sent = client.post(BASE, filled(client, city))
        back = client.post(f"{BASE}come-back/", {"receipt": receipt_on(sent.content.decode())})
        assert back.cookies["reading"]["secure"] == ""


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=200)
_NAMES = """
    what when names jurisdiction category is_employee offices token waiting end switch way entry text receipt
    draft proof attachments language
"""
FIELDS = st.sampled_from(_NAMES.split())


@settings(max_examples=250 if IS_FULL else 25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(FIELDS, st.one_of(WORDS, st.lists(WORDS, max_size=3))),
    st.sampled_from(["", "come-back/", "mine/", "proof/"]),
)
def test_whatever_is_posted_gets_a_page(client, city, form, path):
    for told in (form, {**form, "what": PHRASE, "end": "1"}):
        response = client.post(BASE + path, told)
        assert response.status_code in {200, 302, 400}
        check(response)


@settings(max_examples=250 if IS_FULL else 25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_form_cut_or_garbled_on_its_way_gets_a_page_and_leaves_no_draft(client, city, data):
    body = (
        b'--b\r\nContent-Disposition: form-data; name="what"\r\n\r\n' + PHRASE.encode() + b"\r\n"
        b'--b\r\nContent-Disposition: form-data; name="attachments"; filename="a.pdf"\r\n'
        b"Content-Type: application/pdf\r\n\r\n%PDF-1.7 " + b"x" * 3000 + b"\r\n"
        b'--b\r\nContent-Disposition: form-data; name="token"\r\n\r\nforged\r\n--b--\r\n'
    )
    changed = bytearray(body[: data.draw(st.integers(0, len(body)))])
    for _ in range(data.draw(st.integers(0, 3))):
        if changed:
            changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    response = client.post(BASE, bytes(changed), content_type="multipart/form-data; boundary=b")
    assert response.status_code in {200, 400}
    check(response)
    assert not Report.objects.exists()
    assert list((file_store().root / "unfinished").glob("*")) == []
