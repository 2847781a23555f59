"""What one city takes along: its own and what all share, and nothing that is another's."""

import json
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from tests.factories import instruments, training
from tests.factories.accounts import RoleGrantFactory, UserFactory
from tests.factories.commitments import CommitmentFactory
from tests.factories.files import stored_file
from tests.factories.jurisdictions import JurisdictionFactory
from tests.resilience.growth import grow

from interlocal.kernel.leaving import own
from interlocal.kernel.scopes import jurisdiction_scope
from interlocal.leaving.declared.partnerships import without_closed
from interlocal.leaving.kinds import kind_of, kinds, target_of
from interlocal.leaving.rows import Rows
from interlocal.leaving.writing import _of_the_city_alone
from interlocal.partnerships.commitments.models import Commitment, Visibility
from interlocal.programs.hotline.models import Report
from interlocal.programs.training.models import Learner

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)


@pytest.fixture
def raytown():
    return JurisdictionFactory.create(name="Raytown", member=True)


@pytest.fixture
def grandview():
    return JurisdictionFactory.create(name="Grandview", member=True)


def taken(city):
    """Return what the city takes along, by kind."""
    rows = Rows(connection, city.public_id)
    return {kind.name: list(rows.of(kind)) for kind in kinds()}


def ids(found, kind):
    return {record["public_id"] for record in found[kind]}


def test_every_reference_leads_to_what_goes_too(raytown):
    grow(raytown, [UserFactory.create()], 0, 2)
    found = taken(raytown)
    named = {
        kind.name: {record[kind.identity] for record in found[kind.name]} for kind in kinds() if kind.identity
    }
    dangling = [
        f"{kind.name}.{field.name}"
        for kind in kinds()
        for field in kind.fields
        if field.is_relation
        for record in found[kind.name]
        if record[field.name] is not None
        and record[field.name] not in named[kind_of(target_of(field)).name]
        and not (kind.is_named and field.name == "replaces")
    ]
    assert dangling == []
    assert sum(map(len, found.values())) > 40


def test_learners_of_others_do_not_go_with_a_city(raytown, grandview):
    mine = training.LearnerFactory.create(jurisdiction=raytown)
    theirs = training.LearnerFactory.create(jurisdiction=grandview)
    found = taken(raytown)
    assert ids(found, "training.learner") == {mine.public_id}
    assert theirs.email not in json.dumps(found)
    assert Learner.objects.count() == 2


def test_what_is_between_two_others_does_not_go_with_a_city(raytown, grandview):
    third = JurisdictionFactory.create(name="Blue Springs", member=True)
    between = CommitmentFactory.create(
        owed_by=grandview, owed_to=third, visibility=Visibility.JURISDICTION, title="Between two"
    )
    mine = CommitmentFactory.create(owed_by=grandview, owed_to=raytown, visibility=Visibility.JURISDICTION)
    shared = CommitmentFactory.create(owed_by=grandview, owed_to=None)
    found = taken(raytown)
    assert ids(found, "commitments.commitment") == {mine.public_id, shared.public_id}
    assert "Between two" not in json.dumps(found)
    assert between.pk in Commitment.objects.values_list("pk", flat=True)


def test_drafts_of_others_do_not_go_with_a_city(raytown, grandview):
    mine = instruments.InstrumentFactory.create(jurisdiction=raytown, standing="draft")
    draft = instruments.InstrumentFactory.create(jurisdiction=grandview, standing="draft")
    adopted = instruments.InstrumentFactory.create(jurisdiction=grandview, standing="adopted")
    found = ids(taken(raytown), "instruments.instrument")
    assert {mine.public_id, adopted.public_id} <= found
    assert draft.public_id not in found


def test_people_of_others_go_without_name_and_address(raytown, grandview):
    clerk, other = UserFactory.create(name="Ray Clerk"), UserFactory.create(name="Gran Manager")
    RoleGrantFactory.create(user=clerk, role="clerk", scope=jurisdiction_scope(raytown.public_id))
    RoleGrantFactory.create(user=other, role="clerk", scope=jurisdiction_scope(grandview.public_id))
    for person in (clerk, other):
        CommitmentFactory.create(owed_by=raytown, owner=person)
    rows = Rows(connection, raytown.public_id)
    for kind in kinds():
        records = list(rows.of(kind))
    told = {one["public_id"]: one for one in _of_the_city_alone(records, rows.people_of_city(), NOW)}
    assert (told[clerk.public_id]["name"], told[clerk.public_id]["email"]) == ("Ray Clerk", clerk.email)
    assert told[other.public_id]["name"] == ""
    assert told[other.public_id]["email"].endswith("@former.invalid")
    assert not told[other.public_id]["is_active"]
    assert len(told) == 2


def test_a_person_whom_no_record_names_does_not_go(raytown):
    stranger = UserFactory.create()
    assert stranger.public_id not in ids(taken(raytown), "accounts.user")


def test_the_version_before_a_citys_file_does_not_go_unless_a_record_names_it(raytown):
    first = stored_file()
    second = stored_file(replaces=first)
    CommitmentFactory.create(owed_by=raytown, evidence_file=second)
    rows = Rows(connection, raytown.public_id)
    found = {kind.name: list(rows.of(kind)) for kind in kinds()}
    assert ids(found, "files.storedfile") == rows.files == {second.public_id}
    assert [key for _public_id, key in rows.keys_of_files()] == [second.storage_key]
    CommitmentFactory.create(owed_by=raytown, evidence_file=first)
    assert ids(taken(raytown), "files.storedfile") == {first.public_id, second.public_id}


def test_reports_to_the_hotline_change_nothing_in_an_archive(raytown):
    grow(raytown, [UserFactory.create()], 0, 1)
    Report.objects.all().delete()
    before, whole = taken(raytown), [list(Rows(connection, "").of(kind)) for kind in kinds()]
    Report.objects.create(
        jurisdiction=raytown,
        public_key=b"k",
        receipt_lookup="r",
        receipt_wrap=b"w",
        received_on=NOW.date(),
        delete_after=NOW.date(),
    )
    assert Report.objects.count() == 1
    assert taken(raytown) == before
    assert [list(Rows(connection, "").of(kind)) for kind in kinds()] == whole


def test_what_was_said_in_closed_session_is_not_in_a_citys_minutes():
    blocks = [{"text": "Open.", "is_closed": False}, {"text": "Closed.", "is_closed": True}]
    assert without_closed(blocks) == blocks[:1]


def test_what_a_city_owns_is_asked_by_every_path_that_leads_to_it():
    rule = own("owed_by", "owed_to").city
    assert rule is not None
    assert {child[0] for child in rule("x").children} == {"owed_by__public_id", "owed_to__public_id"}


def test_a_citys_archive_is_of_the_days_of_its_records(raytown):
    """A date stands as a date, whatever the database keeps it as."""
    CommitmentFactory.create(owed_by=raytown, due_on=date(2026, 4, 1))
    assert [one["due_on"] for one in taken(raytown)["commitments.commitment"]] == ["2026-04-01"]
