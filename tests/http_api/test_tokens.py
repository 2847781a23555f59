"""Tokens: shown once, kept as a digest, and good for what the person may do, as long as they may."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from tests.factories.accounts import PASSWORD, UserFactory, person_with
from tests.http_api.conftest import Program, secret_of

from interlocal.foundation.accounts import public as accounts
from interlocal.foundation.accounts.models import ApiToken
from interlocal.foundation.audit.models import AuditDetail
from interlocal.http_api.views.tokens import LIMIT
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal

pytestmark = pytest.mark.django_db


def begun(person, name="Export", days=30, **more):
    now = clock.now()
    given = {"may_write": False, "expires_at": now + timedelta(days=days), "now": now, **more}
    return accounts.begin_token(by=person, name=name, **given)


def test_token_is_made_on_a_page_after_the_password_and_shown_once(client):
    person = UserFactory.create(password=PASSWORD)
    client.force_login(person)
    add = reverse("accounts:add-token")
    again = client.get(add)
    assert again.status_code == 302
    assert again["Location"].startswith("/account/reauthenticate/")
    client.post(again["Location"], {"password": PASSWORD})
    made = client.post(add, {"name": "Budget sheet", "days": "90"})
    secret = re.search(r"interlocal_[\w-]{43}", made.content.decode()).group()
    assert "no-store" in made["Cache-Control"]
    token = ApiToken.objects.get()
    assert secret not in str(token.__dict__)
    assert secret not in client.get(reverse("accounts:tokens")).content.decode()
    assert not AuditDetail.objects.filter(values_json__contains=secret).exists()
    assert Program(client, secret).get("/me").json()["token"] == "Budget sheet"

    typed = {"name": "Budget sheet", "days": "30", "may_write": "on"}
    refused = client.post(add, typed)
    assert refused.context["form"].errors["name"] == [
        "You have a token of this name. Choose another, or revoke that one."
    ]
    assert refused.context["form"]["name"].value() == "Budget sheet"

    client.post(reverse("accounts:revoke-token", args=[token.public_id]))
    assert Program(client, secret).get("/me").status_code == 401
    assert client.post(add, typed).status_code == 200


def test_token_opens_nothing_once_it_ended_or_its_person_is_suspended(client):
    person = person_with("coordinator")
    other = person_with("coordinator")
    ended, secret = begun(person)
    program = Program(client, secret)
    assert program.get("/studies").status_code == 200
    ApiToken.objects.filter(pk=ended.pk).update(expires_at=clock.now())
    assert program.get("/studies").status_code == 401
    _token, second = begun(person, name="Second")
    accounts.suspend(by=other, user=person, now=clock.now())
    assert Program(client, second).get("/studies").status_code == 401
    accounts.restore(by=other, user=person, now=clock.now())
    assert Program(client, second).get("/studies").status_code == 401  # it ended, and does not come back
    accounts.anonymise(by=other, user=person, now=clock.now())
    assert not ApiToken.objects.filter(user=person).exists()


def test_token_has_the_roles_its_person_has_at_the_moment(client):
    person = UserFactory.create()
    program = Program(client, secret_of(person))
    assert program.get("/me").status_code == 200
    refused = program.get("/studies")
    assert (refused.status_code, refused.json()["detail"]) == (403, "You do not hold the role for this.")


def test_no_more_than_twenty_tokens_and_none_for_longer_than_a_year(client):
    person = UserFactory.create()
    with pytest.raises(Refusal, match="a year at most"):
        begun(person, days=400)
    for number in range(20):
        begun(person, name=f"Token {number}")
    with pytest.raises(Refusal, match="You have 20 tokens"):
        begun(person)


def test_last_use_is_kept_without_a_write_for_each_request(client, django_assert_num_queries):
    program = Program(client, secret_of(UserFactory.create()))
    program.get("/me")
    first = ApiToken.objects.get().used_at
    assert first is not None
    program.get("/me")
    assert ApiToken.objects.get().used_at == first


@pytest.mark.parametrize(
    "given",
    ["", "Bearer", "Bearer ", "Bearer x", "Bearer interlocal_" + "a" * 43, "Basic aTpi", "bearer é"],
)
def test_what_is_no_token_is_refused_without_a_hint(client, given):
    answer = client.get("/api/v1/me", headers={"Authorization": given})
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer.json() == {
        "detail": "Send a token that is in force in the header Authorization, after the word Bearer.",
        "errors": [],
    }


def test_cookie_of_a_signed_in_person_opens_nothing(client):
    client.force_login(person_with("coordinator"))
    assert client.get("/api/v1/studies").status_code == 401


def test_too_many_requests_are_told_when_to_come_back(client, monkeypatch):
    program = Program(client, secret_of(UserFactory.create()))
    monkeypatch.setattr(LIMIT, "num_requests", 2)
    codes = [program.get("/me").status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    assert 0 < int(program.get("/me")["Retry-After"]) <= 61
