from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories.accounts import person_with
from tests.factories.instruments import NOW, RENEWAL, InstrumentFactory, ReadingDraftFactory, StatementFactory
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.foundation.accounts.models import User
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.instruments import actions, queries
from interlocal.partnerships.instruments.actions.drafts import Filing
from interlocal.partnerships.instruments.models import Instrument, ReadingDraft, Standing, Statement
from interlocal.partnerships.jurisdictions.models import Jurisdiction

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> Jurisdiction:
    return JurisdictionFactory.create(name="Independence")


@pytest.fixture
def clerk(city: Jurisdiction) -> User:
    return person_with("clerk", city.public_id)


@pytest.fixture
def coordinator() -> User:
    return person_with("coordinator")


def squeezed(text: str) -> str:
    return "".join(text.split())


def bring(by: User) -> ReadingDraft:
    upload = SimpleUploadedFile("renewal.txt", RENEWAL.read_bytes())
    return actions.bring_text(by=by, content=upload, file_name=upload.name, now=NOW)


def test_saved_draft_is_the_text_that_was_brought(clerk: User, city: Jurisdiction) -> None:
    instrument = actions.save_draft(by=clerk, draft=bring(clerk), filing=Filing(jurisdiction=city), now=NOW)
    assert squeezed(instrument.text) == squeezed(RENEWAL.read_text(encoding="utf-8"))
    assert (instrument.bill_number, instrument.number, instrument.standing) == (None, None, Standing.DRAFT)
    assert (len(instrument.parts["recitals"]), len(instrument.parts["sections"])) == (9, 2)
    assert not ReadingDraft.objects.exists()


def test_correction_stands_in_parts_and_text(clerk: User) -> None:
    draft = bring(clerk)
    corrections = {**draft.parts, "resolution_number": "6999", "body": "City Council of Independence"}
    corrections["dates"] = [*draft.parts["dates"]]
    corrections["dates"][1] = {**draft.parts["dates"][1], "text": "4th DAY OF April, 2022"}
    actions.correct_draft(by=clerk, draft=draft, corrections=corrections, now=NOW)
    draft.refresh_from_db()
    assert (draft.parts["resolution_number"], draft.parts["body"]) == ("6999", "City Council of Independence")
    assert draft.parts["dates"][1]["date"] == "2022-04-04"
    assert "RESOLUTION NO. 6999" in draft.text
    assert "PASSED THIS 4th DAY OF April, 2022" in draft.text


def test_correcting_twice_is_correcting_once(clerk: User) -> None:
    draft = bring(clerk)
    corrections = {**draft.parts, "bill_number": "22-101"}
    actions.correct_draft(by=clerk, draft=draft, corrections=corrections, now=NOW)
    once = draft.text
    actions.correct_draft(by=clerk, draft=draft, corrections=corrections, now=NOW)
    assert draft.text == once


def test_statement_takes_the_first_text_brought_under_it(coordinator: User, city: Jurisdiction) -> None:
    statement = StatementFactory.create()
    filing = Filing(jurisdiction=city, statement=statement)
    instrument = actions.save_draft(by=coordinator, draft=bring(coordinator), filing=filing, now=NOW)
    statement.refresh_from_db()
    assert (statement.text, statement.parts) == (instrument.text, instrument.parts)


def test_new_statement_is_made_only_by_who_acts_for_all(clerk: User, city: Jurisdiction) -> None:
    draft = bring(clerk)
    with pytest.raises(Refusal, match="whole partnership"):
        actions.save_draft(
            by=clerk, draft=draft, filing=Filing(jurisdiction=city, new_statement="Ours"), now=NOW
        )
    assert (Instrument.objects.count(), Statement.objects.count(), ReadingDraft.objects.count()) == (0, 0, 1)


def test_council_known_from_a_register_receives_its_text(coordinator: User) -> None:
    known = InstrumentFactory.create(number="6376")
    filing = Filing(jurisdiction=known.jurisdiction, statement=known.statement)
    saved = actions.save_draft(by=coordinator, draft=bring(coordinator), filing=filing, now=NOW)
    assert saved.pk == known.pk


def test_second_text_under_a_statement_is_refused(coordinator: User) -> None:
    known = InstrumentFactory.create(text="The text on record")
    filing = Filing(jurisdiction=known.jurisdiction, statement=known.statement)
    with pytest.raises(Refusal, match="correct that one instead"):
        actions.save_draft(by=coordinator, draft=bring(coordinator), filing=filing, now=NOW)
    known.refresh_from_db()
    assert known.text == "The text on record"


def test_clerk_cannot_record_for_another_council(clerk: User) -> None:
    other = JurisdictionFactory.create()
    with pytest.raises(Refusal, match="your own council"):
        actions.save_draft(by=clerk, draft=bring(clerk), filing=Filing(jurisdiction=other), now=NOW)


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02" * 500, b"WHEREAS, it begins; and", b"x" * (5 * 1024 * 1024 + 1)],
    ids=["empty", "binary", "truncated", "too large"],
)
def test_unreadable_file_is_refused_and_nothing_saved(clerk: User, content: bytes) -> None:
    upload = SimpleUploadedFile("bad.txt", content)
    with pytest.raises(Refusal) as refusal:
        actions.bring_text(by=clerk, content=upload, file_name="bad.txt", now=NOW)
    assert refusal.value.field == "upload"
    assert not ReadingDraft.objects.exists()


def test_drafts_are_seen_by_their_maker_alone(clerk: User, coordinator: User) -> None:
    ReadingDraftFactory.create(by=clerk)
    assert [queries.drafts_of(person).count() for person in (clerk, coordinator)] == [1, 0]


def test_drafts_that_nobody_finishes_are_dropped_after_a_month(clerk: User) -> None:
    old = ReadingDraftFactory.create(by=clerk, created_at=NOW - timedelta(days=31))
    new = ReadingDraftFactory.create(by=clerk, created_at=NOW - timedelta(days=29))
    assert [actions.forget_old_drafts(now=NOW) for _twice in range(2)] == [1, 0]
    assert list(ReadingDraft.objects.values_list("pk", flat=True)) == [new.pk]
    assert old.pk != new.pk
