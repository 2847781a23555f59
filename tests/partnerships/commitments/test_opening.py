"""Opening a commitment."""

from datetime import timedelta

import pytest
from tests.factories.accounts import UserFactory
from tests.factories.commitments import NOW, TODAY
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.foundation.audit.public import Ref, entries_about
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.models import OutboxEvent
from interlocal.partnerships.commitments import actions
from interlocal.partnerships.commitments.models import Commitment

pytestmark = pytest.mark.django_db


def opened(**fields):
    values = {"by": None, "title": "Post the notice", "key": "test:1", "now": NOW} | fields
    values.setdefault("owed_by", JurisdictionFactory.create())
    return actions.open_commitment(**values)


def test_opening_keeps_the_source_and_writes_one_audit_entry_and_one_event():
    source = Ref("instruments.instrument", "0123456789abcdef", "Resolution 6376")
    commitment = opened(source=source, source_text="That staff be assigned.", due_on=TODAY)
    assert (commitment.source_kind, commitment.source_id) == ("instruments.instrument", "0123456789abcdef")
    assert (commitment.source_label, commitment.source_text) == ("Resolution 6376", "That staff be assigned.")
    entry = entries_about("commitments.commitment", commitment.public_id).get()
    assert (entry.detail.action, entry.detail.values["due_on"]) == ("commitments.open", "2026-03-10")
    assert OutboxEvent.objects.get().payload == {
        "commitment": commitment.public_id,
        "owed_by": commitment.owed_by.public_id,
        "source_kind": "instruments.instrument",
        "source_id": "0123456789abcdef",
        "due_on": "2026-03-10",
        "owner": "",
    }


def test_opening_twice_with_one_key_opens_once():
    city = JurisdictionFactory.create()
    first = opened(owed_by=city)
    assert opened(owed_by=city, title="Something else") == first
    assert Commitment.objects.get().title == "Post the notice"


@pytest.mark.parametrize(
    ("fields", "field"), [({"title": "  "}, "title"), ({"title": "x" * 201}, "title")], ids=["empty", "long"]
)
def test_opening_refuses_a_title_that_cannot_be_read(fields, field):
    with pytest.raises(Refusal) as refused:
        opened(**fields)
    assert refused.value.field == field
    assert not Commitment.objects.exists()


def test_jurisdiction_cannot_owe_itself():
    city = JurisdictionFactory.create()
    with pytest.raises(Refusal) as refused:
        opened(owed_by=city, owed_to=city)
    assert refused.value.field == "owed_to"


def test_owner_with_a_suspended_account_is_refused_by_name():
    owner = UserFactory.create(name="Ana Ruiz", is_suspended=True)
    with pytest.raises(Refusal, match="Ana Ruiz"):
        opened(owner=owner)


def test_state_is_derived_from_outcome_and_day():
    commitment = opened(due_on=TODAY)
    assert commitment.state_on(TODAY) == "open"
    assert commitment.state_on(TODAY + timedelta(days=1)) == "overdue"
    assert Commitment.objects.with_state(TODAY + timedelta(days=1)).get().state == "overdue"
