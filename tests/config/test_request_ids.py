"""The number of a request: where it comes from, where it stands, and where none may be."""

import json
import logging

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import ResolverMatch
from tests.factories.accounts import person_with

from interlocal.config import errors
from interlocal.config.logs import JsonFormatter
from interlocal.config.request_ids import RequestIdMiddleware
from interlocal.kernel import maintenance
from interlocal.kernel.traces import leaves_no_trace

pytestmark = pytest.mark.django_db
OF_A_PROXY = "5f1c0f3a9d5e4b7c8a6d2e1f0b9c8d7e"


@leaves_no_trace
def sealed(_request: HttpRequest) -> None: ...


def broken_request(view=None, **headers: str) -> HttpRequest:
    """Return a request with a number, as a handler of errors gets it."""
    request = RequestFactory().get("/", headers=headers)
    request.user = None
    RequestIdMiddleware(lambda _request: errors.HttpResponse())(request)
    request.resolver_match = ResolverMatch(view, (), {}, route="x/") if view else None
    return request


@pytest.mark.parametrize("given", [OF_A_PROXY, "5f0c7a52-1d0e-4c5b-9a55-3c1c2a8e7f10"])
def test_number_of_our_own_proxy_is_kept(client, settings, given):
    settings.INTERLOCAL_TRUSTED_PROXIES = 1
    assert client.get("/health/live", headers={"X-Request-ID": given})["X-Request-ID"] == given


@pytest.mark.parametrize("given", ["ada.byron@example.org", "a" * 500, "ABCDEF0123456789 x", ""])
def test_what_no_proxy_makes_is_replaced(client, settings, given):
    settings.INTERLOCAL_TRUSTED_PROXIES = 1
    made = client.get("/health/live", headers={"X-Request-ID": given})["X-Request-ID"]
    assert made != given
    assert len(made) == 16


def test_nobody_is_believed_without_a_proxy(client, settings):
    settings.INTERLOCAL_TRUSTED_PROXIES = 0
    assert client.get("/health/live", headers={"X-Request-ID": OF_A_PROXY})["X-Request-ID"] != OF_A_PROXY


def test_page_that_is_not_there_shows_its_number(client):
    answer = client.get("/nothing-here/")
    assert answer.status_code == 404
    assert answer["X-Request-ID"] in answer.content.decode()


def test_refused_host_has_a_number_too():
    answer = Client(raise_request_exception=False).get("/", headers={"Host": "elsewhere.example"})
    assert answer.status_code == 400
    assert answer["X-Request-ID"] in answer.content.decode()


def test_expired_form_shows_its_number():
    client = Client(enforce_csrf_checks=True)
    client.force_login(person_with("coordinator"))
    answer = client.post("/i18n/setlang/", {"language": "es"})
    assert answer.status_code == 403
    assert answer["X-Request-ID"] in answer.content.decode()


def test_too_long_a_form_is_answered_413(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    client = Client(raise_request_exception=False)
    client.force_login(person_with("coordinator"))
    answer = client.post("/i18n/setlang/", {"language": "e" * 2000})
    assert answer.status_code == 413
    assert answer["X-Request-ID"] in answer.content.decode()


@pytest.mark.parametrize(
    ("handler", "error", "status"),
    [
        (errors.bad_request, ValueError(), 400),
        (errors.bad_request, RequestDataTooBig(), 413),
        (errors.forbidden, PermissionDenied(), 403),
        (errors.not_found, ValueError(), 404),
        (lambda request, _error: errors.server_error(request), None, 500),
    ],
)
def test_every_error_page_shows_the_number(handler, error, status):
    request = broken_request()
    answer = handler(request, error)
    assert answer.status_code == status
    assert request.id in answer.content.decode()
    assert "/api/" not in answer.content.decode()
    request.path = "/api/v1/members"
    assert json.loads(handler(request, error).content)["request"] == request.id


def test_maintenance_shows_the_number(client, monkeypatch):
    monkeypatch.setattr("interlocal.config.maintenance.is_under_maintenance", lambda: True)
    assert maintenance.is_under_maintenance() is False
    answer = client.get("/")
    assert answer.status_code == 503
    assert answer["X-Request-ID"] in answer.content.decode()


def test_visit_that_leaves_no_trace_has_no_number_to_be_found_by():
    request = broken_request(sealed)
    page = errors.server_error(request).content.decode()
    assert request.id not in page
    assert "number" not in page
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "broke", None, None)
    record.request = request
    assert request.id not in JsonFormatter().format(record)


def test_error_in_the_log_has_the_number_that_the_page_shows():
    request = broken_request()
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "broke", None, None)
    record.request = request
    assert json.loads(JsonFormatter().format(record))["request"] == request.id
