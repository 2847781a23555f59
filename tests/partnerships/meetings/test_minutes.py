"""Minutes: what the record becomes, corrections that overwrite nobody, approval at the next meeting."""

import io
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from tests.factories.meetings import AgendaItemFactory
from tests.partnerships.meetings.running import GROUND, a_room

from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.meetings.actions import minutes as actions
from interlocal.partnerships.meetings.actions import session
from interlocal.partnerships.meetings.drafting import (
    MODULES,
    Block,
    UnknownField,
    check_words,
    filled,
    merged,
    read_blocks,
)
from interlocal.partnerships.meetings.models import ItemKind, Minutes, MinutesState, MotionKind
from interlocal.partnerships.meetings.queries.minutes import drafted_blocks, published_minutes_of

SECRET = "The second bid is lower."


@pytest.fixture
def room(db):
    """A meeting that was run: a recusal, a roll call, a pulled item, a closed session, an action."""
    room = a_room()
    room.open(0, 1, 2, 3)
    room.take(1)
    room.attend("recuse", 3, item=room.item(1))
    room.vote(room.move("Begin the pilot"), "yyn")
    session.assign_action(
        meeting=room.meeting,
        what="Compare workshops",
        who=room.seats[2],
        due_on=None,
        item=room.item(1),
        key="a",
        **room.tick(),
    )
    room.attend("return", 3, item=room.item(1))
    room.attend("arrive", 4, is_remote=True)
    session.pull_from_consent(item=room.item(3), asked_by=room.seats[1], **room.tick())
    motion = room.move("", kind=MotionKind.CONSENT)
    session.decide_without_roll_call(motion=motion, is_unanimous=True, **room.tick())
    room.take(4)
    room.vote(room.move("", kind=MotionKind.CLOSE_SESSION, grounds=[GROUND]), "yyyyy")
    session.add_note(meeting=room.meeting, text=SECRET, item=room.item(4), key="n", **room.tick())
    session.return_to_open_session(meeting=room.meeting, **room.tick())
    session.adjourn(meeting=room.meeting, **room.tick())
    room.meeting.refresh_from_db()
    return room


def blocks_of(minutes):
    return read_blocks(Minutes.objects.get(pk=minutes.pk).blocks)


def block(minutes, start):
    return next(one for one in blocks_of(minutes) if one.key.startswith(start))


def correct(room, minutes, start, text, seen=None):
    found = block(minutes, start)
    return actions.correct_block(
        minutes=minutes,
        key=found.key,
        text=text,
        seen=found.text if seen is None else seen,
        **room.tick(),
    )


def test_minutes_show_what_the_law_asks(room):
    texts = [one.text for one in drafted_blocks(room.meeting, room.now)]
    everybody = [str(seat) for seat in room.seats]
    body = room.meeting.body.name
    assert texts[0] == f"The {body} met on March 19, 2026 at 9:01 a.m. Place: Council Chamber."
    assert texts[2:5] == [
        f"Present: {'; '.join(everybody[:4])}.",
        "Absent: nobody.",
        (
            f"{everybody[0]} called the meeting to order at 9:01 a.m. 4 of 5 seats were present; "
            "3 make a quorum."
        ),
    ]
    motion = next(text for text in texts if "Begin the pilot" in text)
    assert motion == (
        f"{everybody[0]} moved, seconded by {everybody[1]}: Begin the pilot. Roll call. "
        f"Yea: {everybody[0]}; {everybody[1]}. Nay: {everybody[2]}. Abstain: none. "
        f"Stepped aside: {everybody[3]}. Absent: {everybody[4]}. The motion passed: 2 yea, 1 nay; 2 needed."
    )
    assert texts[-1].startswith("The meeting was adjourned at 9:")


def test_minutes_follow_the_items_and_mark_what_was_closed(room):
    blocks = drafted_blocks(room.meeting, room.now)
    assert [one.text for one in blocks if one.is_heading] == [
        "1. Fleet repair pilot",
        "Consent items",
        "4. Bids",
    ]
    assert [one.text for one in blocks if one.is_closed] == [SECRET]
    kinds = [one.kind for one in blocks]
    assert kinds[5:] == [
        "item",
        "recuse",
        "motion",
        "action",
        "return",
        "arrive",
        "item",
        "pulled",
        "motion",
        "item",
        "motion",
        "closed-begin",
        "note",
        "closed-end",
        "not-reached",
        "adjourn",
    ]


def test_words_of_the_body_take_the_place_of_the_usual_ones(room):
    body = actions.set_minute_texts(
        body=room.meeting.body,
        texts={"arrive": "Enters {who}.", "leave": MODULES["leave"].words, "return": " "},
        **room.tick(),
    )
    assert body.text_modules == {"arrive": "Enters {who}."}
    texts = [one.text for one in drafted_blocks(room.meeting, room.now) if one.kind == "arrive"]
    room.meeting.body.refresh_from_db()
    texts = [one.text for one in drafted_blocks(room.meeting, room.now) if one.kind == "arrive"]
    assert texts == [f"Enters {room.seats[4]}."]


@pytest.mark.parametrize(("words", "field"), [("{whom} came", "whom"), ("{who!r}", "who"), ("{who", "")])
def test_words_with_a_field_that_does_not_exist_are_refused(room, words, field):
    with pytest.raises(Refusal, match=r"\{who\}, \{time\}") as refused:
        actions.set_minute_texts(body=room.meeting.body, texts={"arrive": words}, **room.tick())
    assert refused.value.field == "arrive"
    with pytest.raises(UnknownField) as wrong:
        check_words("arrive", words)
    assert wrong.value.field == field


def test_usual_words_use_their_own_fields():
    for name in MODULES:
        check_words(name, MODULES[name].words)


@given(st.dictionaries(st.sampled_from(MODULES["motion"].fields), st.text()))
def test_filled_words_never_read_what_people_typed(values):
    words = filled("motion", {"motion": "{mover}|{seconder}|{text}"}, values)
    assert words == "|".join(values.get(name, "") for name in ("mover", "seconder", "text")).strip()


def test_minutes_are_drafted_once_the_meeting_is_over(db):
    room = a_room()
    room.open()
    with pytest.raises(Refusal, match="not adjourned"):
        actions.draft_minutes(meeting=room.meeting, **room.tick())


def test_drafting_again_keeps_what_was_corrected_and_added(room):
    minutes = actions.draft_minutes(meeting=room.meeting, **room.tick())
    correct(room, minutes, "note", "Corrected.")
    actions.add_paragraph(
        minutes=minutes, after=block(minutes, "note").key, text="Added.", is_closed=False, **room.tick()
    )
    room.meeting.body.text_modules = {"adjourn": "The end."}
    room.meeting.body.save()
    again = actions.draft_minutes(meeting=room.meeting, **room.tick())
    assert (again.pk, again.version) == (minutes.pk, 1)
    assert (block(again, "note").text, block(again, "adjourn").text) == ("Corrected.", "The end.")
    keys = [one.key for one in blocks_of(again)]
    assert keys.index(block(again, "added").key) == keys.index(block(again, "note").key) + 1
    # What is added after something closed is closed too, whatever the box says.
    assert block(again, "added").is_closed


BLOCKS = st.lists(st.tuples(st.integers(0, 9), st.booleans()), unique_by=lambda pair: pair[0], max_size=8)


@given(BLOCKS, BLOCKS)
def test_merging_loses_no_typed_word_and_shows_every_row_once(before, after):
    old = [Block(key=str(n), kind="note", text="typed" if c else "row", drafted="row") for n, c in before]
    new = [Block(key=str(n), kind="note", text="row", drafted="row") for n, _c in after]
    found = merged(old, new)
    assert sorted(one.key for one in found) == sorted(
        {one.key for one in new} | {one.key for one in old if one.text == "typed"}
    )
    kept = {one.key for one in old if one.text == "typed"}
    assert {one.key for one in found if one.text == "typed"} == kept
    assert [one.key for one in found if one.key in {row.key for row in new}] == [one.key for one in new]


def test_correction_overwrites_nobody(room):
    minutes = actions.draft_minutes(meeting=room.meeting, **room.tick())
    before = block(minutes, "note").text
    correct(room, minutes, "note", "First.")
    with pytest.raises(Refusal, match="First"):
        correct(room, minutes, "note", "Second.", seen=before)
    assert block(minutes, "note").text == "First."


def test_votes_are_not_left_out_and_a_note_is(room):
    minutes = actions.draft_minutes(meeting=room.meeting, **room.tick())
    for start in ("motion", "present", "absent", "meeting"):
        with pytest.raises(Refusal, match=r"610\.020\.7"):
            correct(room, minutes, start, " ")
    correct(room, minutes, "note", "")
    assert block(minutes, "note").text == ""


@pytest.fixture
def later(room):
    """The next meeting of the same five, with an item for the minutes."""
    later = a_room(body=room.meeting.body, members=0)
    later.seats = room.seats
    later.meeting.starts_at += timedelta(days=28)
    later.meeting.ends_at += timedelta(days=28)
    later.meeting.save()
    later.now = later.meeting.starts_at
    AgendaItemFactory.create(meeting=later.meeting, position=6, title="Minutes", kind=ItemKind.MINUTES)
    return later


def test_minutes_are_approved_by_a_motion_of_the_next_meeting_and_published(room, later):
    draft = actions.draft_minutes(meeting=room.meeting, **room.tick())
    with pytest.raises(Refusal, match="not approved"):
        actions.publish_minutes(minutes=draft, **room.tick())
    proposed = actions.propose_minutes(minutes=draft, **room.tick())
    assert later.item(6).subject_id == room.meeting.public_id
    later.open()
    later.take(6)
    with pytest.raises(Refusal, match="which minutes"):
        later.move("", kind=MotionKind.APPROVE_MINUTES)
    motion = later.move("", kind=MotionKind.APPROVE_MINUTES, minutes=proposed)
    assert motion.text == "To approve the minutes of March 19, 2026."
    corrected = correct(later, proposed, "note", "Better words.")
    assert (corrected.version, corrected.state) == (2, MinutesState.PROPOSED)
    later.vote(motion, "yyyyy")
    states = dict(Minutes.objects.values_list("version", "state"))
    assert states == {1: MinutesState.SUPERSEDED, 2: MinutesState.APPROVED}
    assert published_minutes_of(room.meeting) is None
    actions.publish_minutes(minutes=corrected, **later.tick())
    shown = published_minutes_of(room.meeting)
    assert (shown.version, shown.approved_at) == (2, Minutes.objects.get(version=2).approved_at)
    assert not any(one.is_closed or "Better" in one.text or SECRET in one.text for one in shown.blocks)


def test_failed_approval_leaves_the_minutes_proposed(room, later):
    draft = actions.draft_minutes(meeting=room.meeting, **room.tick())
    proposed = actions.propose_minutes(minutes=draft, **room.tick())
    later.open()
    later.take(6)
    later.vote(later.move("", kind=MotionKind.APPROVE_MINUTES, minutes=proposed), "nnnyy")
    proposed.refresh_from_db()
    assert (proposed.state, proposed.approving_motion) == (MinutesState.PROPOSED, None)


def test_approved_minutes_stay_while_a_correction_is_drafted(room, later):
    proposed = actions.propose_minutes(
        minutes=actions.draft_minutes(meeting=room.meeting, **room.tick()), **room.tick()
    )
    later.open()
    later.take(6)
    later.vote(later.move("", kind=MotionKind.APPROVE_MINUTES, minutes=proposed), "yyyyy")
    actions.publish_minutes(minutes=proposed, **later.tick())
    proposed.refresh_from_db()
    draft = correct(later, proposed, "adjourn", "The end.")
    assert (draft.version, draft.state) == (2, MinutesState.DRAFT)
    assert published_minutes_of(room.meeting).version == 1
    with pytest.raises(Refusal, match="later version"):
        correct(later, proposed, "adjourn", "Another end.")


def test_pages_of_minutes_take_them_to_publication(client, coordinator, room, later):
    client.force_login(coordinator)
    page = reverse("meetings:minutes", args=[room.meeting.public_id])
    with time_machine.travel(later.now, tick=False):
        client.post(f"{page}draft/")
        minutes = Minutes.objects.get()
        note = block(minutes, "note")
        edit = reverse("meetings:correct-minutes", args=[room.meeting.public_id, note.key])
        shown = client.get(edit)
        assert ("Note", SECRET) in shown.context["source"]
        refused = client.post(
            reverse("meetings:correct-minutes", args=[room.meeting.public_id, block(minutes, "motion").key]),
            {"text": "", "seen": block(minutes, "motion").text},
        )
        assert list(refused.context["form"].errors) == ["text"]
        client.post(edit, {"text": "Line one\r\nLine two", "seen": SECRET})
        assert block(minutes, "note").text == "Line one\nLine two"
        client.post(f"{page}propose/")
        minutes.refresh_from_db()
        assert minutes.state == MinutesState.PROPOSED


def test_printed_minutes_are_a_tagged_pdf(client, coordinator, room):
    client.force_login(coordinator)
    answer = client.get(reverse("meetings:minutes-pdf", args=[room.meeting.public_id]))
    pdf = PdfReader(io.BytesIO(answer.content))
    catalog = pdf.root_object
    assert (catalog["/Lang"], catalog["/MarkInfo"]["/Marked"]) == ("en-US", True)
    words = " ".join(page.extract_text() for page in pdf.pages)
    assert "Begin the pilot" in " ".join(words.split())
