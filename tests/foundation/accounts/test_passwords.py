"""A forgotten password."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from tests.factories.accounts import PASSWORD, UserFactory, person_with

from interlocal.foundation.accounts.actions.passwords import ask_password_reset
from interlocal.foundation.accounts.models import SignIn, User
from interlocal.foundation.notices.public import Notice, sign_path

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
NEW = {"password": "quite another password", "again": "quite another password"}


def link_for(user: User, now: datetime) -> str:
    ask_password_reset(email=user.email, now=now)
    path = Notice.objects.filter(recipient=user).latest("pk").signed_path
    return f"{path}{sign_path(path)}/"


@pytest.fixture
def user() -> User:
    return person_with("clerk", "raytown", password=PASSWORD)


def test_asking_answers_the_same_whoever_is_asked_for(client: Client, user: User) -> None:
    addresses = [
        user.email,
        "nobody@example.org",
        UserFactory.create(is_invited=True).email,
        UserFactory.create(is_suspended=True).email,
    ]
    answers = [client.post("/account/password/reset/", {"email": email}) for email in addresses]
    pages = [
        re.sub(r"[A-Za-z0-9]{64}", "token", answer.content.decode().replace(email, "address"))
        for answer, email in zip(answers, addresses, strict=True)
    ]
    assert [answer.status_code for answer in answers] == [200] * 4
    assert pages == [pages[0]] * 4
    assert [notice.recipient for notice in Notice.objects.all()] == [user]


def test_the_link_sets_the_password_ends_sessions_and_signs_nobody_in(client: Client, user: User) -> None:
    TOTP.activate(user, generate_totp_secret())
    Client().force_login(user)
    with time_machine.travel(NOW, tick=False):
        link = link_for(user, NOW)
        assert client.get(link).status_code == 200
        assert client.post(link, NEW)["Location"] == "/account/login/"
    user.refresh_from_db()
    assert user.check_password(NEW["password"])
    assert "_auth_user_id" not in client.session
    assert not SignIn.objects.filter(user=user).exists()
    assert Authenticator.objects.filter(user=user).count() == 1


def test_the_link_works_once(client: Client, user: User) -> None:
    with time_machine.travel(NOW, tick=False):
        link = link_for(user, NOW)
        client.post(link, NEW)
        assert client.get(link).status_code == 410
        third = {"password": "a third long password", "again": "a third long password"}
        assert client.post(link, third).status_code == 410
    user.refresh_from_db()
    assert user.check_password(NEW["password"])


@pytest.mark.parametrize(("after", "status"), [(timedelta(minutes=59), 200), (timedelta(hours=1), 410)])
def test_the_link_lasts_an_hour(client: Client, user: User, after: timedelta, status: int) -> None:
    link = link_for(user, NOW)
    with time_machine.travel(NOW + after, tick=False):
        assert client.get(link).status_code == status


def test_a_link_for_one_person_does_not_open_anothers_password(client: Client, user: User) -> None:
    link, other = link_for(user, NOW), UserFactory.create(password=PASSWORD)
    with time_machine.travel(NOW, tick=False):
        assert client.get(link.replace(user.public_id, other.public_id)).status_code == 404


@pytest.mark.parametrize("password", ["short", "password1234", "person00000@example.org"])
def test_a_weak_password_is_refused(client: Client, password: str) -> None:
    user = UserFactory.create(password=PASSWORD, email="person00000@example.org")
    with time_machine.travel(NOW, tick=False):
        answer = client.post(link_for(user, NOW), {"password": password, "again": password})
    assert (answer.status_code, "password" in answer.context["form"].errors) == (200, True)


def test_asking_is_limited_for_an_address(client: Client, user: User) -> None:
    codes = [client.post("/account/password/reset/", {"email": user.email}).status_code for _try in range(6)]
    assert codes == [200] * 5 + [429]
