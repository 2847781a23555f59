"""Invitations: by mail, once, in time."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from tests.factories.accounts import PASSWORD, InvitationFactory, UserFactory, person_with

from interlocal.foundation.accounts.actions.invitations import (
    accept_invitation,
    resend_invitation,
    withdraw_invitation,
)
from interlocal.foundation.accounts.models import AccountState, Invitation, RoleGrant, User
from interlocal.foundation.accounts.public import invite, suspend
from interlocal.foundation.notices.public import Notice, sign_path
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.scopes import PARTNERSHIP, jurisdiction_scope

NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
RAYTOWN = jurisdiction_scope("raytown")
ASKED = {
    "email": " New.Person@Example.org ",
    "name": "New Person",
    "role": "clerk",
    "scope": RAYTOWN,
    "from_on": date(2026, 3, 10),
    "language": "es",
    "now": NOW,
}
NEW = {"name": "Nueva Persona", "language": "es", "password": PASSWORD, "again": PASSWORD}


def link_of(invitation: Invitation) -> str:
    path = f"/invitations/{invitation.public_id}/{invitation.sent_count}/"
    return f"{path}{sign_path(path)}/"


@pytest.mark.django_db
def test_invite_makes_a_person_who_cannot_sign_in_and_writes_the_mail() -> None:
    invitation = invite(by=person_with("coordinator"), **ASKED)
    user = invitation.user
    assert (user.email, user.name, user.language) == ("new.person@example.org", "New Person", "es")
    assert (user.state, user.has_usable_password()) == (AccountState.INVITED, False)
    assert invitation.expires_at == NOW + timedelta(days=14)
    assert not RoleGrant.objects.filter(user=user).exists()
    notice = Notice.objects.get()
    assert (notice.recipient, notice.signed_path) == (user, f"/invitations/{invitation.public_id}/1/")


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["auditor", "clerk", "city-manager"])
def test_who_may_not_invite_there_is_refused(role: str) -> None:
    by = person_with(role, None if role == "auditor" else "lees-summit")
    with pytest.raises(Refusal):
        invite(by=by, **ASKED)
    assert not User.objects.filter(email="new.person@example.org").exists()


@pytest.mark.django_db
def test_nobody_invites_themselves_or_twice_or_somebody_suspended() -> None:
    by = person_with("coordinator", email="me@example.org")
    with pytest.raises(Refusal):
        invite(by=by, **ASKED | {"email": "ME@example.org"})
    invite(by=by, **ASKED)
    with pytest.raises(Refusal):
        invite(by=by, **ASKED)
    UserFactory.create(is_suspended=True, email="gone@example.org")
    with pytest.raises(Refusal):
        invite(by=by, **ASKED | {"email": "gone@example.org"})


@pytest.mark.django_db
def test_an_invitation_does_not_rename_somebody_who_is_here() -> None:
    known = UserFactory.create(email="known@example.org", name="Known", language="en")
    invite(by=None, **ASKED | {"email": "known@example.org"})
    known.refresh_from_db()
    assert (known.name, known.language, known.state) == ("Known", "en", AccountState.ACTIVE)


@pytest.mark.django_db
def test_a_second_invitation_does_not_rename_who_was_invited_before() -> None:
    first = invite(by=None, **ASKED)
    second = invite(by=None, **ASKED | {"role": "finance-officer", "name": "Somebody Else", "language": "en"})
    assert second.user == first.user
    assert (second.user.name, second.user.language) == ("New Person", "es")


@pytest.mark.django_db
def test_accepting_lets_the_person_in_with_the_role_and_leads_to_the_second_step(client: Client) -> None:
    invitation = InvitationFactory.create(role="clerk", scope=RAYTOWN, invited_by=person_with("coordinator"))
    page = client.get(link_of(invitation))
    assert (page.status_code, page.context["form"]["name"].value()) == (200, invitation.user.name)
    answer = client.post(link_of(invitation), NEW)
    assert (answer.status_code, answer["Location"]) == (302, "/account/2fa/totp/activate/")
    user = User.objects.get(pk=invitation.user_id)
    assert (user.state, user.name, user.check_password(PASSWORD)) == (
        AccountState.ACTIVE,
        "Nueva Persona",
        True,
    )
    assert client.session["_auth_user_id"] == str(user.pk)
    grant = user.grants.get()
    assert (grant.role, grant.scope, grant.granted_by) == ("clerk", RAYTOWN, invitation.invited_by)


@pytest.mark.django_db
def test_a_link_works_once(client: Client) -> None:
    invitation = InvitationFactory.create()
    client.post(link_of(invitation), NEW)
    client.logout()
    again = client.post(
        link_of(invitation), NEW | {"password": "another long password", "again": "another long password"}
    )
    assert again.status_code == 410
    user = User.objects.get(pk=invitation.user_id)
    assert (user.check_password(PASSWORD), user.grants.count()) == (True, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"expires_at": NOW - timedelta(seconds=1)},
        {"withdrawn_at": NOW},
    ],
)
def test_a_link_that_is_over_changes_nothing(client: Client, change: dict) -> None:
    invitation = InvitationFactory.create(**change)
    assert client.get(link_of(invitation)).status_code == 410
    assert client.post(link_of(invitation), NEW).status_code == 410
    with pytest.raises(Refusal):
        accept_invitation(invitation=invitation, name="X", language="en", password=PASSWORD, now=NOW)
    assert User.objects.get(pk=invitation.user_id).state == AccountState.INVITED


@pytest.mark.django_db
def test_a_link_with_another_signature_is_not_there(client: Client) -> None:
    invitation, other = InvitationFactory.create(), InvitationFactory.create()
    stolen = link_of(other).rsplit("/", 2)[1]
    path = f"/invitations/{invitation.public_id}/1/"
    assert client.get(f"{path}{stolen}/").status_code == 404
    assert client.get(f"{path}x/").status_code == 404


@pytest.mark.django_db
def test_sending_again_makes_the_earlier_link_void(client: Client) -> None:
    coordinator = person_with("coordinator")
    invitation = InvitationFactory.create(invited_by=coordinator)
    first = link_of(invitation)
    later = resend_invitation(by=coordinator, invitation=invitation, now=NOW)
    assert client.get(first).status_code == 404
    assert later.expires_at == NOW + timedelta(days=14)
    assert Notice.objects.get().signed_path == f"/invitations/{invitation.public_id}/2/"


@pytest.mark.django_db
def test_a_withdrawn_invitation_is_neither_sent_nor_accepted() -> None:
    coordinator = person_with("coordinator")
    invitation = withdraw_invitation(by=coordinator, invitation=InvitationFactory.create(), now=NOW)
    with pytest.raises(Refusal):
        resend_invitation(by=coordinator, invitation=invitation, now=NOW)
    with pytest.raises(Refusal):
        accept_invitation(invitation=invitation, name="X", language="en", password=PASSWORD, now=NOW)


@pytest.mark.django_db
def test_what_a_suspended_person_sent_cannot_be_accepted() -> None:
    by = person_with("coordinator")
    person_with("coordinator")
    invitation = InvitationFactory.create(invited_by=by)
    suspend(by=None, user=by, now=NOW)
    with pytest.raises(Refusal):
        accept_invitation(invitation=invitation, name="X", language="en", password=PASSWORD, now=NOW)


@pytest.mark.django_db
def test_somebody_known_accepts_without_a_new_password_and_still_has_to_sign_in(client: Client) -> None:
    user = person_with("clerk", "raytown", password=PASSWORD)
    invitation = InvitationFactory.create(user=user, role="auditor", scope=PARTNERSHIP)
    page = client.get(link_of(invitation))
    assert (page.status_code, "password" in page.content.decode()) == (200, True)
    assert re.search(r'type="password"', page.content.decode()) is None
    answer = client.post(link_of(invitation))
    assert (answer.status_code, answer["Location"]) == (302, "/account/login/")
    assert "_auth_user_id" not in client.session
    assert set(user.grants.values_list("role", flat=True)) == {"clerk", "auditor"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "given",
    [
        {"password": "short", "again": "short"},
        {"again": "something else entirely"},
        {"name": ""},
        {"language": "xx"},
    ],
)
def test_what_was_typed_is_kept_when_it_is_refused(client: Client, given: dict) -> None:
    invitation = InvitationFactory.create()
    answer = client.post(link_of(invitation), NEW | given)
    form = answer.context["form"]
    assert (answer.status_code, form["name"].value()) == (200, (NEW | given)["name"])
    assert form.errors
    assert PASSWORD not in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_an_invitation_is_accepted_once_however_many_try() -> None:
    invitation = InvitationFactory.create(role="clerk", scope=RAYTOWN)

    def accept(number: int) -> bool:
        try:
            accept_invitation(
                invitation=invitation, name=f"Try {number}", language="en", password=PASSWORD, now=NOW
            )
        except Refusal:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(6) as pool:
        accepted = list(pool.map(accept, range(6)))
    assert sorted(accepted) == [False] * 5 + [True]
    assert RoleGrant.objects.filter(user=invitation.user).count() == 1
