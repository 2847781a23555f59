"""A lost authenticator: asked after the password, approved by somebody else, confirmed by the person."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from tests.factories.accounts import PASSWORD, AuthenticatorResetFactory, UserFactory, person_with

from interlocal.foundation.accounts.actions.resets import (
    approve_reset,
    ask_reset,
    confirm_reset,
    refuse_reset,
)
from interlocal.foundation.accounts.models import AuthenticatorReset, SignIn, User
from interlocal.foundation.accounts.models.resets import ResetState
from interlocal.foundation.audit.models import AuditDetail
from interlocal.foundation.notices.public import Notice, sign_path
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
HOW = "Called at the number in the directory."


@pytest.fixture
def user() -> User:
    user = person_with("clerk", "raytown", password=PASSWORD)
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    return user


def test_the_whole_way_back(client: Client, user: User) -> None:
    coordinator = person_with("coordinator")
    client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    assert client.get("/account/lost-authenticator/").status_code == 200
    assert client.post("/account/lost-authenticator/").status_code == 200
    assert client.get("/account/lost-authenticator/")["Location"] == "/account/login/"
    asked = AuthenticatorReset.objects.get(user=user)
    assert {(n.recipient, n.template) for n in Notice.objects.all()} == {
        (user, "accounts/mail/reset_asked"),
        (coordinator, "accounts/mail/reset_to_decide"),
    }
    desk = Client()
    desk.force_login(coordinator)
    page = desk.get(f"/people/{user.public_id}/")
    assert page.context["page"].reset_state == ResetState.ASKED
    answer = desk.post(f"/people/{user.public_id}/authenticator/", {"checked_how": HOW})
    assert answer["Location"] == f"/people/{user.public_id}/"
    assert Authenticator.objects.filter(user=user).count() == 2  # nothing is gone before the person confirms
    path = f"/account/lost-authenticator/{asked.public_id}/"
    link = f"{path}{sign_path(path)}/"
    assert client.get(link).status_code == 200
    assert client.post(link)["Location"] == "/account/login/"
    assert not Authenticator.objects.filter(user=user).exists()
    assert client.post("/account/login/", {"login": user.email, "password": PASSWORD})["Location"] != link
    assert "_auth_user_id" in client.session
    assert client.get(link).status_code == 410
    client.post(link)
    assert [
        d.action for d in AuditDetail.objects.filter(action__contains="authenticator").order_by("pk")
    ] == [
        "accounts.ask_authenticator_reset",
        "accounts.approve_authenticator_reset",
        "accounts.reset_authenticator",
    ]


def test_asking_needs_the_password_first(client: Client, user: User) -> None:
    assert client.get("/account/lost-authenticator/")["Location"] == "/account/login/"
    assert client.post("/account/lost-authenticator/")["Location"] == "/account/login/"
    assert not AuthenticatorReset.objects.exists()


def test_asking_twice_is_one_request(user: User) -> None:
    person_with("coordinator")
    assert ask_reset(user=user, now=NOW) == ask_reset(user=user, now=NOW + timedelta(hours=1))
    assert Notice.objects.count() == 2
    later = ask_reset(user=user, now=NOW + timedelta(days=8))
    states = {
        reset.state_at(NOW + timedelta(days=8)) for reset in AuthenticatorReset.objects.exclude(pk=later.pk)
    }
    assert (later.asked_at, states) == (NOW + timedelta(days=8), {ResetState.EXPIRED})


@pytest.mark.parametrize("role", ["city-manager", "auditor", "clerk"])
def test_only_who_may_decides(user: User, role: str) -> None:
    by = person_with(role, None if role == "auditor" else "raytown")
    reset = ask_reset(user=user, now=NOW)
    with pytest.raises(Refusal):
        approve_reset(by=by, user=user, checked_how=HOW, now=NOW)
    with pytest.raises(Refusal):
        refuse_reset(by=by, reset=reset, now=NOW)


def test_nobody_approves_their_own(client: Client) -> None:
    coordinator = person_with("coordinator")
    with pytest.raises(Refusal):
        approve_reset(by=coordinator, user=coordinator, checked_how=HOW, now=NOW)
    client.force_login(coordinator)
    answer = client.post(f"/people/{coordinator.public_id}/authenticator/", {"checked_how": HOW})
    assert answer.status_code == 404


def test_approving_says_how_the_person_was_identified(user: User) -> None:
    with pytest.raises(Refusal) as refused:
        approve_reset(by=person_with("coordinator"), user=user, checked_how="  yes  ", now=NOW)
    assert refused.value.field == "checked_how"


def test_the_link_lasts_two_days_and_works_once(user: User) -> None:
    coordinator = person_with("coordinator")
    reset = approve_reset(by=coordinator, user=user, checked_how=HOW, now=NOW)
    with pytest.raises(Refusal):
        confirm_reset(reset=reset, now=NOW + timedelta(days=2))
    Client().force_login(user)
    confirm_reset(reset=reset, now=NOW + timedelta(days=1))
    assert not SignIn.objects.filter(user=user).exists()
    TOTP.activate(user, generate_totp_secret())
    with pytest.raises(Refusal):
        confirm_reset(reset=reset, now=NOW + timedelta(days=1))
    assert Authenticator.objects.filter(user=user).count() == 1


def test_a_refused_request_cannot_be_confirmed(user: User) -> None:
    coordinator = person_with("coordinator")
    ask_reset(user=user, now=NOW)
    reset = approve_reset(by=coordinator, user=user, checked_how=HOW, now=NOW)
    refuse_reset(by=coordinator, reset=reset, now=NOW)
    with pytest.raises(Refusal):
        confirm_reset(reset=reset, now=NOW)
    assert Authenticator.objects.filter(user=user).count() == 2


def test_a_request_not_approved_cannot_be_confirmed(client: Client) -> None:
    reset = AuthenticatorResetFactory.create()
    path = f"/account/lost-authenticator/{reset.public_id}/"
    link = f"{path}{sign_path(path)}/"
    assert client.get(link).status_code == 410
    client.post(link)
    reset.refresh_from_db()
    assert reset.done_at is None
    assert client.get(f"{path}{sign_path('/elsewhere/')}/").status_code == 404


def test_somebody_suspended_cannot_be_reset() -> None:
    with pytest.raises(Refusal):
        approve_reset(
            by=person_with("coordinator"),
            user=UserFactory.create(is_suspended=True),
            checked_how=HOW,
            now=clock.now(),
        )
