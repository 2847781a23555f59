"""A person who left: name, address and sign-in are gone; what they did stays, and the chain verifies."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import serializers
from django.urls import reverse
from tests.factories.accounts import InvitationFactory, RoleGrantFactory, UserFactory, person_with

from interlocal.foundation.accounts.actions.leaving import FORMER, erase_never_accepted
from interlocal.foundation.accounts.models import AccountState, User
from interlocal.foundation.accounts.public import anonymise
from interlocal.foundation.audit.models import AuditDetail
from interlocal.foundation.audit.public import act, entries_about, ref_to, verify_book, without
from interlocal.foundation.notices.models import Notice
from interlocal.foundation.notices.public import notify
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return person_with("coordinator")


@pytest.fixture
def leaver():
    person = UserFactory.create(name="Wanda Querhoff", email="wanda.querhoff@example.org")
    RoleGrantFactory.create(user=person)
    return person


def all_stored():
    """Return every row of every table that has to do with people, as text."""
    rows = [*User.objects.all(), *AuditDetail.objects.all(), *Notice.objects.all()]
    return serializers.serialize("json", rows, ensure_ascii=False)


def leave_traces(leaver, other):
    now = clock.now()
    with act(by=leaver, action="tests.write", subject=ref_to(other), now=now, told="Wanda Querhoff called"):
        pass
    with act(by=other, action="tests.name", subject=ref_to(leaver), now=now, to="wanda.querhoff@example.org"):
        pass
    template = "accounts/mail/reset_to_decide"
    for to, key in ((leaver, "a"), (other, "b")):
        notify(
            to=to,
            kind="accounts.security",
            key=key,
            template=template,
            context={"name": leaver.name},
            now=now,
        )


def test_name_and_address_are_gone_everywhere_and_the_chain_verifies(coordinator, leaver):
    leave_traces(leaver, coordinator)
    assert "Querhoff" in all_stored()
    anonymise(by=coordinator, user=leaver, now=clock.now())
    stored = all_stored()
    assert "Querhoff" not in stored
    assert "querhoff" not in stored
    outcome = verify_book()
    assert (outcome.is_whole, outcome.redacted) == (True, 0)


def test_what_they_did_stays_with_a_former_person(coordinator, leaver):
    leave_traces(leaver, coordinator)
    anonymise(by=coordinator, user=leaver, now=clock.now())
    told = entries_about("accounts.user", coordinator.public_id).get(detail__action="tests.write").told
    assert (told.actor_id, told.actor_label, told.values) == (
        leaver.public_id,
        FORMER,
        {"told": "A former person called"},
    )
    leaver.refresh_from_db()
    assert (str(leaver), leaver.state) == (FORMER, AccountState.FORMER)
    assert leaver.grants.get().ended_by == coordinator
    assert not leaver.has_usable_password()
    assert [notice.context for notice in Notice.objects.filter(key__in="ab")] == [{"name": FORMER}]


def test_details_put_back_after_they_were_restated_are_found(coordinator, leaver):
    leave_traces(leaver, coordinator)
    kept = AuditDetail.objects.get(action="tests.write")
    anonymise(by=coordinator, user=leaver, now=clock.now())
    kept.save()
    assert [(fault.kind.value, fault.seq) for fault in verify_book().faults] == [
        ("details-changed", kept.entry.seq)
    ]


def test_a_listing_that_was_altered_proves_nothing(coordinator, leaver):
    leave_traces(leaver, coordinator)
    anonymise(by=coordinator, user=leaver, now=clock.now())
    AuditDetail.objects.filter(action="audit.redact").update(actor_label="Somebody")
    changed = {fault.seq for fault in verify_book().faults}
    assert len(changed) == 3  # the listing, and the two entries that it speaks for


def test_who_erased_others_can_be_erased_in_turn(coordinator, leaver):
    second = person_with("coordinator")
    leave_traces(leaver, coordinator)
    anonymise(by=coordinator, user=leaver, now=clock.now())
    name = coordinator.name
    anonymise(by=second, user=coordinator, now=clock.now())
    assert name not in AuditDetail.objects.values_list("actor_label", flat=True)
    assert verify_book().is_whole


def test_sign_in_is_gone(coordinator, leaver):
    Authenticator.objects.create(user=leaver, type=Authenticator.Type.TOTP, data={"secret": "x"})
    anonymise(by=coordinator, user=leaver, now=clock.now())
    assert not Authenticator.objects.filter(user=leaver).exists()


@pytest.mark.parametrize(
    ("value", "left"),
    [
        ("Mae", "[gone]"),
        ("in Mae or June", "in Mae or June"),
        ("Mae West called", "[gone] called"),
        ("Mae Westerly", "Mae Westerly"),
        (["Mae West", 3, None], ["[gone]", 3, None]),
        ({"who": {"name": "Mae West"}}, {"who": {"name": "[gone]"}}),
    ],
)
def test_names_are_taken_from_texts(value, left):
    assert without(value, ["Mae", "Mae West"], "[gone]") == left


def test_nobody_erases_themselves_or_the_last_who_can_grant(coordinator):
    with pytest.raises(Refusal, match="Nobody erases their own account"):
        anonymise(by=coordinator, user=coordinator, now=clock.now())
    with pytest.raises(Refusal, match="Nobody else could grant roles"):
        anonymise(by=None, user=coordinator, now=clock.now())


def test_it_is_done_once(coordinator, leaver):
    anonymise(by=coordinator, user=leaver, now=clock.now())
    with pytest.raises(Refusal, match="erased already"):
        anonymise(by=coordinator, user=leaver, now=clock.now())


@pytest.mark.parametrize(("days", "erased"), [(105, 1), (103, 0)])
def test_who_never_accepted_is_erased_90_days_after_the_invitation_ended(days, erased):
    now = clock.now()
    asked = now - timedelta(days=days)
    invited = UserFactory.create(is_active=False, joined_at=asked)
    InvitationFactory.create(user=invited, invited_at=asked, expires_at=asked + timedelta(days=14))
    assert erase_never_accepted(now=now) == erased
    invited.refresh_from_db()
    assert (invited.state == AccountState.FORMER) == bool(erased)
    assert erase_never_accepted(now=now) == 0


def test_page_asks_for_the_typed_address(client, coordinator, leaver):
    client.force_login(coordinator)
    address = reverse("accounts:anonymise", args=[leaver.public_id])
    assert leaver.email in client.get(address).content.decode()
    refused = client.post(address, {"typed": "somebody@example.org"})
    assert "Nothing was erased." in refused.content.decode()
    client.post(address, {"typed": " Wanda.Querhoff@example.org "})
    page = client.get(reverse("accounts:person", args=[leaver.public_id])).content.decode()
    assert FORMER in page
    assert ".invalid" not in page
    assert client.get(address).status_code == 404
    listed = client.get(reverse("accounts:people")).context["page"].object_list
    assert leaver.pk not in [person.pk for person in listed]
