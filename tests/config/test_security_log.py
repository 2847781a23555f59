"""What the log says of sign-ins, refusals and limits, and what it never says."""

import json
import logging
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.accounts import PASSWORD, person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.foundation.accounts.one_time_codes import code_at

from interlocal.config.logs import JsonFormatter, TracelessFilter
from interlocal.foundation.accounts.public import begin_token
from interlocal.foundation.audit.models import AuditDetail
from interlocal.kernel import clock

pytestmark = pytest.mark.django_db
LOGIN = "/account/login/"


@pytest.fixture
def said(caplog):
    """Return what reads the entries of the security log, as they are written."""
    caplog.set_level(logging.INFO, logger="interlocal.security")

    def read() -> list[dict]:
        traceless = TracelessFilter()
        lines = [
            JsonFormatter().format(record)
            for record in caplog.records
            if record.name == "interlocal.security" and traceless.filter(record)
        ]
        caplog.clear()
        for line in lines:
            assert not [word for word in ("example", "127.0.0.1", PASSWORD, "wrong password") if word in line]
        return [json.loads(line) for line in lines]

    return read


def told(entries: list[dict]) -> list[tuple]:
    return [(one["message"], one.get("how") or one.get("limit") or one.get("roles")) for one in entries]


@pytest.fixture
def clerk():
    PartnershipFactory.create()
    return person_with("clerk", JurisdictionFactory.create().public_id, password=PASSWORD)


def sign_in(client, email, password):
    return client.post(LOGIN, {"login": email, "password": password})


def test_sign_ins_are_logged_good_and_bad_alike_for_known_and_unknown(client, said, clerk):
    for email in (clerk.email, "nobody@example.org"):
        sign_in(client, email, "wrong password")
    entries = said()
    assert told(entries) == [("sign-in failed", "password")] * 2
    assert all(len(one["request"]) == 16 for one in entries)
    assert set(entries[0]) == {"at", "level", "logger", "message", "request", "how"}
    sign_in(client, clerk.email, PASSWORD)
    assert told(said()) == [("signed in", ["password"])]


def test_second_step_says_which_factors_there_were(client, said, clerk):
    secret = generate_totp_secret()
    TOTP.activate(clerk, secret)
    sign_in(client, clerk.email, PASSWORD)
    client.post("/account/2fa/authenticate/", {"code": "000000"})
    client.post("/account/2fa/authenticate/", {"code": code_at(secret)})
    assert told(said()) == [("sign-in failed", "code"), ("signed in", ["password", "totp"])]


def test_passkey_and_city_that_do_not_let_in_are_logged(client, said, clerk):
    client.post(reverse("mfa_login_webauthn"), {"credential": "nothing"})
    client.get(reverse("accounts:city-answer"), {"state": "of nobody"})
    kinds = told(said())
    assert ("sign-in failed", "passkey") in kinds
    assert ("sign-in failed", "city") in kinds


def kept() -> dict:
    """Return what the audit book keeps of the last act."""
    return json.loads(AuditDetail.objects.latest("pk").values_json)


def test_how_often_it_failed_stands_in_the_audit_book_once(client, clerk):
    for _try in range(3):
        sign_in(client, clerk.email.upper(), "wrong password")
    assert AuditDetail.objects.count() == 0
    for expected in (3, 0):
        sign_in(Client(), clerk.email, PASSWORD)
        assert kept()["failed_before"] == expected
    assert kept()["how"] == ["password"]


def test_guessing_fills_no_book_and_costs_the_same_for_an_unknown_address(clerk):
    counts = []
    for email in (clerk.email, "nobody@example.org"):
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            sign_in(Client(), email, "wrong password")
        counts.append([one["sql"].split()[0] for one in asked if one["sql"].startswith(("INSERT", "UPDATE"))])
    assert counts[0] == counts[1]
    assert AuditDetail.objects.count() == 0


def test_limit_of_sign_in_is_logged(client, said, clerk):
    for _try in range(6):
        sign_in(client, clerk.email, "wrong password")
    assert told(said())[-1] == ("limit reached", "sign-in")


def test_page_and_record_that_are_not_for_them_are_logged_with_their_roles(client, said, clerk):
    client.force_login(clerk)
    said()
    later = clock.now() + timedelta(days=1)
    given = {"name": "Export", "may_write": False, "expires_at": later, "now": clock.now()}
    other, _secret = begin_token(by=person_with("clerk", JurisdictionFactory.create().public_id), **given)
    assert client.get("/jobs/").status_code == 404
    assert client.post(reverse("accounts:revoke-token", args=[other.public_id])).status_code == 404
    entries = said()
    assert told(entries) == [("not for them", ["clerk"])] * 2
    assert entries[0]["route"] == "jobs/"
    assert other.public_id not in json.dumps(entries)
    client.get("/nothing-of-the-kind/")
    assert said() == []


def test_form_without_its_token_and_wrong_token_of_a_program_are_logged(said):
    client = Client(enforce_csrf_checks=True)
    client.post(LOGIN, {"login": "a@example.org", "password": "wrong password"})
    client.get("/api/v1/me", headers={"Authorization": "Bearer interlocal_of_nobody"})
    assert [(one["message"], one["status"]) for one in said()] == [("refused", 403), ("token refused", 401)]


def test_method_and_limit_are_logged(client, said):
    client.post("/health/live")
    for _try in range(31):
        sign_in(client, f"p{_try}@example.org", "x")
    assert [(one["message"], one["status"]) for one in said() if "status" in one][-1] == (
        "limit reached",
        429,
    )


def test_sealed_room_leaves_no_line(client, said, clerk):
    for path in ("/programs/hotline/", "/programs/hotline/report/", "/programs/hotline/mine/"):
        client.post(path, {"anything": "1"})
    assert said() == []
