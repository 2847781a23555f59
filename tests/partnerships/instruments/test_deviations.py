"""A council's text comes back; each change is taken, accepted for it alone, or sent back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories.accounts import person_with
from tests.factories.instruments import (
    NOW,
    RENEWAL,
    TODAY,
    DeviationFactory,
    InstrumentFactory,
    StatementFactory,
)

from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.commitments.public import Commitment
from interlocal.partnerships.instruments import actions, queries, reading
from interlocal.partnerships.instruments.models import Deviation, Statement

pytestmark = pytest.mark.django_db

TEXT = RENEWAL.read_text(encoding="utf-8")
ANOTHER = RENEWAL.parent / "synthetic" / "ordinance-fairview.txt"
CHANGED = TEXT.replace("does commit to", "does pledge to")


def brought(text=CHANGED, statement=None):
    statement = statement or StatementFactory.create(with_text=True)
    instrument = InstrumentFactory.create(statement=statement)
    return actions.bring_back(by=None, instrument=instrument, content=text, file_name="", now=NOW)


def decide(deviation, decision, **said):
    values = {"due_on": TODAY, "reason": ""} | said
    actions.decide_deviation(by=None, deviation=deviation, decision=decision, now=NOW, **values)


def owed(title):
    return set(Commitment.objects.filter(title=title).values_list("owed_by", flat=True))


FOLLOW = "Follow the common text, which changed"
BACK = "Bring the text back as agreed, or say why not"


def test_one_word_is_one_change_and_the_instrument_takes_the_text():
    returned = brought()
    (deviation,) = returned.deviations.all()
    shown = queries.shown_text(returned)
    assert [piece.text for piece in shown.deviations[0].pieces if piece.kind != "kept"] == [
        "commit",
        "pledge",
    ]
    assert (deviation.kind, deviation.old_number, shown.unchanged, shown.undecided) == ("section", 1, 10, 1)
    returned.instrument.refresh_from_db()
    assert "does pledge to" in returned.instrument.text


def test_filled_blanks_are_local_particulars():
    returned = brought(TEXT.replace("BILL NO. _____", "BILL NO. 22-014").replace("NO. _____", "NO. 6512"))
    assert returned.deviations.count() == 0
    names = [(one.name, one.after) for one in queries.shown_text(returned).particulars]
    assert names == [("bill_number", "22-014"), ("resolution_number", "6512")]


def test_common_text_takes_it_and_the_others_must_follow():
    statement = StatementFactory.create(with_text=True)
    other, failed = InstrumentFactory.create_batch(2, statement=statement)
    failed.standing = "failed"
    failed.save()
    returned = brought(statement=statement)
    decide(returned.deviations.get(), "common")
    statement.refresh_from_db()
    assert "does pledge to" in statement.text
    assert "does pledge to" in statement.parts["sections"][0]["text"]
    assert owed(FOLLOW) == {other.jurisdiction_id}
    again = actions.bring_back(by=None, instrument=other, content=CHANGED, file_name="", now=NOW)
    assert again.deviations.count() == 0
    assert not Commitment.objects.filter(title=FOLLOW, outcome="").exists()


def test_same_change_of_two_councils_is_decided_once():
    statement = StatementFactory.create(with_text=True)
    first, second = brought(statement=statement), brought(statement=statement)
    decide(first.deviations.get(), "common")
    assert (second.deviations.get().decision, owed(FOLLOW)) == ("common", set())


def test_local_variant_leaves_the_common_text_and_stays_accepted():
    returned = brought()
    before = returned.instrument.statement.text
    decide(returned.deviations.get(), "local", due_on=None)
    assert Statement.objects.get().text == before
    again = actions.bring_back(
        by=None, instrument=returned.instrument, content=CHANGED, file_name="", now=NOW
    )
    assert again.deviations.get().decision == "local"


def test_sent_back_opens_a_commitment_that_the_next_text_closes():
    returned = brought()
    decide(returned.deviations.get(), "returned", reason="Commit is what the others said.")
    commitment = Commitment.objects.get(title=BACK)
    assert (commitment.owed_by, commitment.due_on) == (returned.instrument.jurisdiction, TODAY)
    assert "Commit is what the others said." in commitment.detail
    actions.bring_back(by=None, instrument=returned.instrument, content=TEXT, file_name="", now=NOW)
    commitment.refresh_from_db()
    assert commitment.outcome == "done"


@pytest.mark.parametrize(
    ("decision", "said", "match"),
    [
        ("returned", {}, "Say why"),
        ("common", {"due_on": None}, "Give the day"),
        ("returned", {"due_on": None, "reason": "No"}, "Give the day"),
    ],
)
def test_decision_without_what_it_needs_is_refused(decision, said, match):
    deviation = brought().deviations.get()
    with pytest.raises(Refusal, match=match):
        decide(deviation, decision, **said)
    deviation.refresh_from_db()
    assert (deviation.decision, Commitment.objects.count()) == ("", 0)


def test_deciding_twice_is_refused():
    deviation = brought().deviations.get()
    decide(deviation, "local")
    with pytest.raises(Refusal, match="decided already"):
        decide(deviation, "common")


def test_only_the_whole_partnership_decides():
    deviation = DeviationFactory.create()
    clerk = person_with("clerk", deviation.returned.instrument.jurisdiction.public_id)
    with pytest.raises(Refusal, match="whole partnership"):
        actions.decide_deviation(by=clerk, deviation=deviation, decision="local", now=NOW)


def test_newer_text_settles_what_was_open():
    returned = brought()
    actions.bring_back(by=None, instrument=returned.instrument, content=TEXT, file_name="", now=NOW)
    assert list(Deviation.objects.values_list("decision", flat=True)) == ["returned"]


@pytest.mark.parametrize(
    ("text", "match"),
    [
        (
            (RENEWAL.parent / "synthetic" / "ordinance-fairview.txt").read_text(encoding="utf-8"),
            "not the text",
        ),
        ("Nothing at all", "."),
    ],
)
def test_text_that_is_not_the_packet_is_refused(text, match):
    with pytest.raises(Refusal, match=match):
        brought(text)
    assert Deviation.objects.count() == 0


def test_word_file_of_another_council_is_refused(monkeypatch):
    from interlocal.partnerships.instruments.actions import deviations
    from interlocal.partnerships.instruments.packets import PacketMark

    monkeypatch.setattr(deviations, "packet_mark", lambda _file: PacketMark("another", "digest"))
    instrument = InstrumentFactory.create(statement__with_text=True)
    upload = SimpleUploadedFile("packet.docx", b"PK")
    with pytest.raises(Refusal, match="packet of another instrument"):
        actions.bring_back(by=None, instrument=instrument, content=upload, file_name="packet.docx", now=NOW)


def test_there_must_be_a_common_text():
    instrument = InstrumentFactory.create()
    with pytest.raises(Refusal, match="no common text"):
        actions.bring_back(by=None, instrument=instrument, content=TEXT, file_name="", now=NOW)


SECTIONS = {
    "added": TEXT.replace(
        "PASSED THIS", "SECTION 3. That this resolution ends on June 30, 2024.\n\nPASSED THIS"
    ),
    "removed": TEXT.replace(TEXT[TEXT.index("SECTION 2.") : TEXT.index("PASSED THIS")], ""),
}


@pytest.mark.parametrize("change", sorted(SECTIONS))
def test_added_and_removed_sections_reach_the_common_text(change):
    returned = brought(SECTIONS[change])
    assert [one.change for one in returned.deviations.all()] == [change]
    decide(returned.deviations.get(), "common")
    wanted = [one.text for one in reading.read_text(SECTIONS[change]).sections]
    assert [one["text"] for one in Statement.objects.get().parts["sections"]] == wanted


def test_change_of_a_passage_that_changed_since_is_refused():
    statement = StatementFactory.create(with_text=True)
    first = brought(statement=statement)
    second = brought(TEXT.replace("does commit to", "does promise to"), statement=statement)
    decide(first.deviations.get(), "common")
    with pytest.raises(Refusal, match="changed since"):
        decide(second.deviations.get(), "common")
