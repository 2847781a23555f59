"""What points at a person says what becomes of it when they leave: a new field is decided here, or fails."""

from django.apps import apps
from django.contrib.auth import get_user_model

from interlocal.config import wiring

# Told by ``holdings_of`` of the room, so that another is named.
HELD = {
    "commitments.Commitment.owner",
    "initiatives.Risk.owner",
    "jurisdictions.Representation.user",
    "meetings.BodyMember.user",
}
# The person's own: of no use to anybody else; it ends, or waits until they come back.
OWN = {
    "account.EmailAddress.user",
    "accounts.ApiToken.user",
    "accounts.AuthenticatorReset.user",
    "accounts.Invitation.user",
    "accounts.ProviderIdentity.user",
    "accounts.RoleGrant.user",
    "accounts.SignIn.user",
    "commitments.ActionLink.person",
    "commitments.Reminder.person",
    "initiatives.HoursAsk.person",
    "instruments.ReadingDraft.by",
    "lists.PastedList.by",
    "lists.RememberedColumn.by",
    "meetings.CalendarFeed.owner",
    "meetings.CalendarMessage.recipient",
    "mfa.Authenticator.user",
    "notices.MailPreference.user",
    "notices.Notice.recipient",
}
# Sealed rooms look after their own, and say nothing.
SEALED = {"hotline"}
# Who did something once: it stays on record. Such a field is named by what was done.
DONE = (
    "by",
    "added_by",
    "answered_by",
    "asked_by",
    "author",
    "brought_by",
    "changed_by",
    "closed_by",
    "created_by",
    "decided_by",
    "ended_by",
    "frozen_by",
    "granted_by",
    "invited_by",
    "made_by",
    "nominated_by",
    "opened_by",
    "posted_by",
    "proposed_by",
    "recorded_by",
    "revoked_by",
    "said_by",
    "started_by",
    "stated_by",
    "tied_by",
    "uploaded_by",
)


def fields_to_people() -> set[str]:
    user = get_user_model()
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label not in SEALED
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is user
    }


def test_every_field_that_names_a_person_says_what_becomes_of_it() -> None:
    done = {name for name in fields_to_people() if name.rpartition(".")[2] in DONE}
    assert fields_to_people() - (done - HELD - OWN) == HELD | OWN


def test_each_room_that_holds_something_is_asked() -> None:
    rooms = {name.split(".")[0] for name in HELD}
    assert {path.split(".")[2] for path in wiring.HOLDINGS} == rooms
    assert {path.split(".")[2] for path in wiring.HAND_OVER} <= rooms
