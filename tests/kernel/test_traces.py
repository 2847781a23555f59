"""A view that leaves no trace."""

import io
import json
import logging

import pytest
from django.http import Http404, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from interlocal.config.logs import JsonFormatter, TracelessFilter
from interlocal.kernel.permissions import open_to_public
from interlocal.kernel.traces import leaves_no_trace


@open_to_public
@leaves_no_trace
def quiet(request, kind):
    if kind == "missing":
        raise Http404
    if kind == "broken":
        raise RuntimeError("broken")
    return HttpResponse("quiet")


@open_to_public
def plain(request, kind):
    return quiet(request, kind)


urlpatterns = [path("quiet/<str:kind>/", quiet), path("plain/<str:kind>/", plain)]


@pytest.fixture
def lines():
    """What the house's handler writes, as it is set up in the settings."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonFormatter())
    handler.addFilter(TracelessFilter())
    loggers = [logging.getLogger(name) for name in ("interlocal.requests", "django.request")]
    levels = [one.level for one in loggers]
    for one in loggers:
        one.addHandler(handler)
        one.setLevel(logging.DEBUG)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    for one, level in zip(loggers, levels, strict=True):
        one.removeHandler(handler)
        one.setLevel(level)


def asked(where):
    with override_settings(ROOT_URLCONF=__name__):
        return Client(raise_request_exception=False).get(where)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["fine", "missing"])
def test_visits_are_logged_of_other_views_alone(lines, kind):
    asked(f"/quiet/{kind}/")
    assert lines() == []
    asked(f"/plain/{kind}/")
    assert [line["route"] for line in lines() if "route" in line] == ["plain/<str:kind>/"]


@pytest.mark.django_db
def test_what_breaks_is_logged_with_its_day(lines):
    assert asked("/quiet/broken/").status_code == 500
    (line,) = lines()
    assert line["exception"] == "RuntimeError"
    assert len(line["at"]) == len("2026-03-14")


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "status"), [("fine", 200), ("missing", 404), ("broken", 500)])
def test_every_answer_is_kept_nowhere_and_runs_nothing(kind, status):
    answer = asked(f"/quiet/{kind}/")
    assert answer.status_code == status
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert "script-src 'none'" in answer["Content-Security-Policy"]
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert "script-src 'self'" in asked(f"/plain/{kind}/")["Content-Security-Policy"]


ONION = f"{'a' * 56}.onion"


@pytest.fixture
def onion(settings):
    settings.ROOT_URLCONF = __name__
    settings.INTERLOCAL_ONION_HOST = ONION
    settings.ALLOWED_HOSTS = ["testserver", ONION]
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


@pytest.mark.django_db
@pytest.mark.usefixtures("onion")
def test_the_onion_service_is_named_to_those_who_come_elsewhere():
    elsewhere = Client().get("/quiet/fine/", secure=True, headers={"x-forwarded-proto": "https"})
    assert elsewhere["Onion-Location"] == f"http://{ONION}/quiet/fine/"
    plain_page = Client().get("/plain/fine/", headers={"x-forwarded-proto": "https"})
    assert "Onion-Location" not in plain_page


@pytest.mark.django_db
@pytest.mark.usefixtures("onion")
def test_the_onion_service_counts_as_encrypted_and_its_name_alone_does_not():
    through = Client(headers={"host": ONION})
    assert through.get("/quiet/fine/").status_code == 200
    assert "Onion-Location" not in through.get("/quiet/fine/")
    assert through.get("/quiet/fine/", REMOTE_ADDR="1.1.1.1").status_code == 301
    assert through.get("/quiet/fine/", headers={"x-forwarded-for": "203.0.113.7"}).status_code == 301
    assert Client().get("/quiet/fine/").status_code == 301
