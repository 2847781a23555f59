"""Running a meeting: who is present, what is in order, what is decided, and what each refusal cites."""

from datetime import timedelta

import pytest
from tests.factories.meetings import STARTS, BodyMemberFactory, MeetingFactory
from tests.partnerships.meetings.running import GROUND, Room, a_room

from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.commitments.models import Commitment
from interlocal.partnerships.meetings import actions
from interlocal.partnerships.meetings.actions import session
from interlocal.partnerships.meetings.models import (
    AttendanceEvent,
    Choice,
    ClosedSession,
    ItemState,
    MeetingState,
    Motion,
    MotionKind,
    MotionState,
    RecordNote,
    Vote,
)
from interlocal.partnerships.meetings.queries import left_over
from interlocal.partnerships.meetings.queries.floor import cast_of, floor_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(db):
    return a_room()


def fresh(row):
    row.refresh_from_db()
    return row


def votes(motion):
    counting = Vote.objects.filter(motion=motion, corrected_by=None).order_by("member_id")
    return [vote.choice for vote in counting]


def test_meeting_begins_once_with_those_who_are_there(room):
    room.open(0, 1, 2)
    room.open(0, 1, 2)
    assert (room.meeting.state, room.meeting.presiding) == (MeetingState.OPEN, room.seats[0])
    assert AttendanceEvent.objects.count() == 3
    standing = floor_of(room.meeting, room.now).standing
    assert (standing.present, standing.needed, standing.is_quorate) == (3, 3, True)


def test_public_meeting_does_not_begin_before_its_time(room):
    room.now -= timedelta(minutes=10)
    with pytest.raises(Refusal, match=r"610\.020\.1"):
        room.open()


def test_formal_meeting_needs_somebody_present_who_presides(room):
    with pytest.raises(Refusal) as refused:
        session.call_to_order(
            meeting=room.meeting, presiding=room.seats[4], present=room.seats[:2], key="k", **room.tick()
        )
    assert refused.value.field == "presiding"


def test_motion_without_a_quorum_is_refused_with_the_rule(room):
    room.open(0, 1)
    with pytest.raises(Refusal, match="More than half of the seats"):
        room.move()
    assert room.move("", kind=MotionKind.ADJOURN).state == MotionState.SECONDED


@pytest.mark.parametrize(
    ("mover", "seconder", "field", "words"),
    [(0, 0, "seconder", "own motion"), (4, 1, "mover", "not present"), (0, 4, "mover", "not present")],
)
def test_motion_from_somebody_who_may_not_is_refused(room, mover, seconder, field, words):
    room.open(0, 1, 2)
    with pytest.raises(Refusal, match=words) as refused:
        room.move(mover=mover, seconder=seconder)
    assert refused.value.field == field


def test_motion_is_voted_on_after_its_second_which_one_person_makes(room):
    room.open()
    motion = room.move(seconder=None)
    with pytest.raises(Refusal, match="seconded"):
        session.begin_roll_call(motion=motion, **room.tick())
    with pytest.raises(Refusal, match="own motion"):
        session.second_motion(motion=motion, seconder=room.seats[0], **room.tick())
    session.second_motion(motion=motion, seconder=room.seats[1], **room.tick())
    session.second_motion(motion=motion, seconder=room.seats[1], **room.tick())
    with pytest.raises(Refusal, match="already"):
        session.second_motion(motion=motion, seconder=room.seats[2], **room.tick())
    assert fresh(motion).seconder == room.seats[1]


def test_same_key_puts_one_motion(room):
    room.open()
    key = {"key": "one form"}
    said = {"meeting": room.meeting, "kind": "main", "text": "T", "mover": room.seats[0], **key}
    assert (
        session.make_motion(**said, **room.tick()).pk
        == session.make_motion(**said, **room.tick()).pk
        == Motion.objects.get().pk
    )


def test_roll_call_names_everybody(room):
    room.open(0, 1, 2, 3)
    room.take(1)
    room.attend("recuse", 3, item=room.item(1))
    motion = room.vote(room.move(), "yny")
    assert votes(motion) == ["yea", "nay", "yea", "recused", "absent"]
    assert (motion.state, motion.tally["yea"], motion.tally["nay"], motion.rule["quorum_counted"]) == (
        MotionState.PASSED,
        2,
        1,
        3,
    )


def test_roll_call_waits_for_everybody_present(room):
    room.open()
    motion = room.move()
    session.begin_roll_call(motion=motion, **room.tick())
    room.answer(motion, "yyyy")
    with pytest.raises(Refusal, match=r"Person 4.*610\.020"):
        session.close_roll_call(motion=motion, **room.tick())
    assert fresh(motion).state == MotionState.VOTING


def test_vote_of_somebody_absent_or_aside_is_refused(room):
    room.open(0, 1, 2, 3)
    room.take(1)
    room.attend("recuse", 3, item=room.item(1))
    motion = room.move()
    session.begin_roll_call(motion=motion, **room.tick())
    for answers, words in (("yyy-y", "not present"), ("yyyy", "stepped aside")):
        with pytest.raises(Refusal, match=words):
            room.answer(motion, answers)
    assert votes(motion) == []


def test_recusal_can_take_the_quorum_away(room):
    room.open(0, 1, 2)
    room.take(1)
    room.attend("recuse", 2, item=room.item(1))
    with pytest.raises(Refusal, match="2 count for this item, and it takes 3"):
        room.move()
    room.attend("return", 2, item=room.item(1))
    assert room.move().state == MotionState.SECONDED


def test_amendment_is_decided_before_what_it_amends(room):
    room.open()
    main = room.move()
    amendment = room.move("Add “in Easton”.", mover=2, seconder=3, kind=MotionKind.AMEND)
    assert (amendment.amends, floor_of(room.meeting, room.now).motion) == (main, amendment)
    with pytest.raises(Refusal, match="stands on this one"):
        session.begin_roll_call(motion=main, **room.tick())
    room.vote(amendment, "yyynn")
    assert room.vote(main, "yyyyn").state == MotionState.PASSED


def test_two_main_motions_at_a_time_are_out_of_order(room):
    room.open()
    room.move()
    with pytest.raises(Refusal, match="RONR"):
        room.move("Another")


def test_tie_fails_or_waits_for_the_chair(room):
    room.open(0, 1, 2, 3)
    assert room.vote(room.move(), "yynn").state == MotionState.FAILED
    room.meeting.body.tie_rule = "chair"
    room.meeting.body.save()
    motion = room.move("Again")
    with pytest.raises(Refusal, match="tie of 2 to 2") as refused:
        room.vote(motion, "yynn")
    assert refused.value.field == "casting"
    decided = session.close_roll_call(motion=motion, casting="yea", **room.tick())
    assert (decided.state, decided.chair_vote_broke_tie) == (MotionState.PASSED, True)


def test_share_is_that_of_the_body_and_is_frozen(room):
    room.meeting.body.thresholds.create(
        basis="seats", numerator=2, denominator=3, is_strict=False, rule="Bylaws 4", created_at=room.now
    )
    room.open(0, 1, 2, 3)
    failed = room.vote(room.move(), "yyyn")
    assert (failed.state, failed.tally["needed"], failed.rule["section"]) == (
        MotionState.FAILED,
        4,
        "Bylaws 4",
    )
    motion = room.move("Again")
    with pytest.raises(Refusal, match="Bylaws 4"):
        session.decide_without_roll_call(motion=motion, is_unanimous=False, **room.tick())
    agreed = session.decide_without_roll_call(motion=motion, is_unanimous=True, **room.tick())
    assert (agreed.state, agreed.is_roll_call, agreed.tally["yea"]) == (MotionState.PASSED, False, 4)


def test_weights_count_where_the_body_weighs(db):
    room = a_room(voting_kind="weighted")
    room.seats[0].weight = 10
    room.seats[0].save()
    room.open()
    motion = room.vote(room.move(), "ynnnn")
    assert (motion.state, motion.tally["yea"], motion.tally["nay"]) == (MotionState.PASSED, 10, 4)


def test_substitute_votes_while_the_member_is_away(room):
    stand_in = BodyMemberFactory.create(
        body=room.meeting.body,
        jurisdiction=room.seats[4].jurisdiction,
        substitute_for=room.seats[4],
        name="Stand-in",
    )
    room.seats.append(stand_in)
    room.open(0, 1, 2, 3, 5)
    motion = room.vote(room.move(), "yyyn-y")
    assert votes(motion) == ["yea", "yea", "yea", "nay", "yea"]
    room.attend("arrive", 4)
    with pytest.raises(Refusal, match="stands in for Person 4"):
        room.move(mover=5)


def test_two_who_type_the_roll_call_lose_nothing(room):
    room.open()
    motion = room.move()
    session.begin_roll_call(motion=motion, **room.tick())
    room.answer(motion, "y")
    with pytest.raises(Refusal, match="meanwhile"):
        room.answer(motion, "n")
    room.answer(motion, "n", seen={room.seats[0].pk: "yea"})
    assert votes(motion) == ["nay"]
    assert [vote.choice for vote in Vote.objects.order_by("pk")] == ["yea", "nay"]


def test_vote_is_corrected_after_the_count_where_the_result_stays(room):
    room.open()
    motion = room.vote(room.move(), "yyynn")
    with pytest.raises(Refusal, match="reconsider"):
        session.correct_vote(motion=motion, member=room.seats[0], choice=Choice.NAY, **room.tick())
    session.correct_vote(motion=motion, member=room.seats[3], choice=Choice.YEA, **room.tick())
    assert (fresh(motion).tally["yea"], motion.tally["nay"], Vote.objects.count()) == (4, 1, 6)
    (row,) = (one for one in floor_of(room.meeting, room.now).motions if one.pk == motion.pk)
    assert [vote.choice for vote in sorted(cast_of(row), key=lambda vote: vote.member_id)] == [
        "yea",
        "yea",
        "yea",
        "yea",
        "nay",
    ]


def test_consent_items_are_taken_together_but_for_the_one_pulled(room):
    room.open()
    with pytest.raises(Refusal, match="out of consent first"):
        room.take(2)
    session.pull_from_consent(item=room.item(3), asked_by=room.seats[1], **room.tick())
    motion = room.move("", kind=MotionKind.CONSENT)
    session.decide_without_roll_call(motion=motion, is_unanimous=True, **room.tick())
    assert motion.text == "To approve the consent items: Report of hours."
    assert [room.item(place).state for place in (2, 3)] == [ItemState.DONE, ItemState.PLANNED]
    with pytest.raises(Refusal, match="No consent item"):
        room.move("", kind=MotionKind.CONSENT)
    assert room.take(3).state == ItemState.OPEN


def close(room, answers="yyyyy"):
    room.take(4)
    motion = room.move("", kind=MotionKind.CLOSE_SESSION, grounds=[GROUND])
    return room.vote(motion, answers)


def test_session_is_closed_by_a_roll_call_that_cites_what_the_notice_names(room):
    room.open()
    room.take(4)
    for grounds, words in (
        ([], r"Name the section.*610\.022"),
        (["610.021(99)"], "names no ground"),
        (["610.021(1)"], "notice does not name"),
    ):
        with pytest.raises(Refusal, match=words) as refused:
            room.move("", kind=MotionKind.CLOSE_SESSION, grounds=grounds)
        assert refused.value.field == "grounds"
    motion = room.move("", kind=MotionKind.CLOSE_SESSION, grounds=[GROUND])
    with pytest.raises(Refusal, match=r"Call the roll \(RSMo 610\.022\)"):
        session.decide_without_roll_call(motion=motion, is_unanimous=True, **room.tick())
    room.vote(motion, "yyynn")
    assert [(row.item.title, row.grounds) for row in ClosedSession.objects.all()] == [("Bids", [GROUND])]


def test_closed_session_deals_with_its_business_alone(room):
    room.open()
    close(room)
    for act in (
        lambda: room.take(5),
        lambda: session.add_note(meeting=room.meeting, text="Aside", key="a", **room.tick()),
        lambda: room.move("", kind=MotionKind.ADJOURN),
        lambda: session.adjourn(meeting=room.meeting, **room.tick()),
        lambda: session.close_item(item=room.item(4), **room.tick()),
        lambda: session.assign_action(
            meeting=room.meeting, what="Ask", who=room.seats[0], due_on=None, key="b", **room.tick()
        ),
    ):
        with pytest.raises(Refusal, match=r"610\.022"):
            act()
    session.add_note(meeting=room.meeting, text="Secret", item=room.item(4), key="c", **room.tick())
    motion = room.move("Take the second bid.")
    with pytest.raises(Refusal, match=r"610\.022"):
        session.decide_without_roll_call(motion=motion, is_unanimous=True, **room.tick())
    with pytest.raises(Refusal, match="Decide or withdraw"):
        session.return_to_open_session(meeting=room.meeting, **room.tick())
    room.vote(motion, "yyyyy")
    session.return_to_open_session(meeting=room.meeting, **room.tick())
    session.return_to_open_session(meeting=room.meeting, **room.tick())
    assert (RecordNote.objects.get().is_closed, fresh(motion).is_closed) == (True, True)
    assert ClosedSession.objects.get().ended_at is not None
    assert room.take(5).state == ItemState.OPEN


def test_laying_on_the_table_takes_the_motion_and_its_item_along(room):
    room.open()
    room.take(1)
    main, amendment = room.move(), room.move("Amend", kind=MotionKind.AMEND)
    room.vote(room.move("", kind=MotionKind.TABLE), "yyyyy")
    assert (fresh(main).state, fresh(amendment).state) == (MotionState.TABLED, MotionState.TABLED)
    assert room.item(1).state == ItemState.POSTPONED
    assert room.take(1).state == ItemState.OPEN
    assert (fresh(main).state, fresh(amendment).state) == (MotionState.SECONDED, MotionState.SECONDED)
    (note,) = room.meeting.notes.all()
    assert note.text.endswith(f"put off with it: “{main.text}”; “{amendment.text}”")
    room.vote(amendment, "yyyyy")
    room.vote(main, "yyyyy")
    assert (fresh(main).state, fresh(amendment).state) == (MotionState.PASSED, MotionState.PASSED)


def next_meeting(room):
    """The body's next meeting, with all that the first left over."""
    meeting = MeetingFactory.create(
        body=room.meeting.body,
        starts_at=STARTS + timedelta(days=28),
        ends_at=STARTS + timedelta(days=28, hours=2),
    )
    actions.carry_over(by=None, meeting=meeting, items=left_over(meeting), now=room.now)
    actions.post_notice(by=None, meeting=meeting, posted_at=room.now, place="Board", now=room.now)
    later = Room(fresh(meeting), room.seats, meeting.starts_at)
    later.number = 100
    return later


def test_what_was_put_off_is_before_the_body_again_at_the_next_meeting(room):
    room.open()
    room.take(1)
    main, amendment = room.move(), room.move("Amend", kind=MotionKind.AMEND, mover=2)
    room.vote(room.move("", kind=MotionKind.ADJOURN), "yyyyy")

    later = next_meeting(room)
    later.open()
    later.take(1)

    first, second = later.meeting.motions.order_by("number")
    assert (first.text, first.mover, first.continues) == (main.text, main.mover, main)
    assert (second.amends, second.mover, second.continues) == (first, amendment.mover, amendment)
    assert {first.state, second.state} == {MotionState.SECONDED}
    assert {fresh(main).state, fresh(amendment).state} == {MotionState.TABLED}
    (note,) = later.meeting.notes.all()
    assert note.text.startswith("Taken up from the meeting of Mar 19, 2026, with what was put off there")
    later.vote(second, "yyyyy")
    later.vote(first, "yyyyy")
    assert fresh(first).state == MotionState.PASSED
    session.close_item(item=later.item(1), **later.tick())
    later.take(5)
    assert later.meeting.motions.count() == 2


def test_what_was_not_reached_goes_on_without_a_motion(room):
    room.open()
    room.take(1)
    session.adjourn(meeting=room.meeting, **room.tick())

    later = next_meeting(room)

    titles = ["Report of hours", "Report of courses", "Bids", "Other business"]
    assert [later.item(place).title for place in range(1, 5)] == titles
    later.open()
    later.take(4)
    assert not later.meeting.motions.exists()
    assert not later.meeting.notes.exists()


def test_closing_debate_needs_two_thirds_and_ends_it(room):
    room.open()
    main = room.move()
    assert room.vote(room.move("", kind=MotionKind.CLOSE_DEBATE), "yyynn").state == MotionState.FAILED
    room.vote(room.move("", kind=MotionKind.CLOSE_DEBATE), "yyyyn")
    with pytest.raises(Refusal, match="closed debate"):
        room.move("Amend", kind=MotionKind.AMEND)
    assert room.vote(main, "yyyyy").state == MotionState.PASSED


def test_meeting_ends_by_motion_or_by_the_chair_when_nothing_is_left(room):
    room.open()
    room.take(1)
    motion = room.move()
    with pytest.raises(Refusal, match="before the body"):
        session.adjourn(meeting=room.meeting, **room.tick())
    room.vote(room.move("", kind=MotionKind.ADJOURN), "yyyyy")
    assert fresh(room.meeting).state == MeetingState.ADJOURNED
    assert (fresh(motion).state, room.item(1).state) == (MotionState.TABLED, ItemState.POSTPONED)
    session.adjourn(meeting=room.meeting, **room.tick())
    with pytest.raises(Refusal, match="adjourned"):
        room.attend("arrive", 0)


def test_withdrawn_motion_stays_on_record(room):
    room.open()
    motion = session.withdraw_motion(motion=room.move(), **room.tick())
    assert (motion.state, Motion.objects.count()) == (MotionState.WITHDRAWN, 1)
    assert room.move("Another").number == 2


def test_departure_ends_presence_and_a_repeated_arrival_adds_nothing(room):
    room.open()
    assert room.attend("arrive", 0, 1) == []
    room.attend("leave", 3, 4)
    assert floor_of(room.meeting, room.now).standing.present == 3
    with pytest.raises(Refusal, match="not present"):
        room.attend("leave", 4)
    (row,) = room.attend("arrive", 4, is_remote=True)
    assert row.is_remote


def test_departure_is_not_entered_before_the_vote(room):
    room.open()
    before = room.now
    room.vote(room.move(), "yyyyy")
    with pytest.raises(Refusal, match="voted after") as refused:
        room.attend("leave", 0, at=before)
    assert refused.value.field == "at"
    with pytest.raises(Refusal, match="before the call to order"):
        room.attend("arrive", 0, at=before - timedelta(hours=1))


def test_stepping_aside_comes_before_the_vote(room):
    room.open()
    room.take(1)
    motion = room.move()
    session.begin_roll_call(motion=motion, **room.tick())
    room.answer(motion, "y")
    with pytest.raises(Refusal, match="before the vote"):
        room.attend("recuse", 0, item=room.item(1))


def test_wrong_arrival_is_annulled_once_and_stays_on_record(room):
    room.open(0, 1, 2)
    (row,) = room.attend("arrive", 3)
    for _twice in range(2):
        session.annul_attendance(meeting=room.meeting, event=row, **room.tick())
    assert floor_of(room.meeting, room.now).standing.present == 3
    assert AttendanceEvent.objects.count() == 5
    room.vote(room.move(), "yyy")
    first = AttendanceEvent.objects.filter(member=room.seats[0]).get()
    with pytest.raises(Refusal, match="voted after that arrival"):
        session.annul_attendance(meeting=room.meeting, event=first, **room.tick())


def test_chair_is_handed_to_somebody_present(room):
    room.open(0, 1, 2)
    with pytest.raises(Refusal, match="present"):
        session.hand_over_chair(meeting=room.meeting, to=room.seats[4], **room.tick())
    assert (
        session.hand_over_chair(meeting=room.meeting, to=room.seats[1], **room.tick()).presiding
        == (room.seats[1])
    )


def test_note_is_corrected_by_a_row_of_its_own(room):
    room.open()
    note = session.add_note(meeting=room.meeting, text="Fourty", key="n", **room.tick())
    assert session.add_note(meeting=room.meeting, text="Fourty", key="n", **room.tick()).pk == note.pk
    session.correct_note(note=note, text="Forty", **room.tick())
    with pytest.raises(Refusal, match="Forty"):
        session.correct_note(note=note, text="40", **room.tick())
    assert list(RecordNote.objects.order_by("pk").values_list("text", flat=True)) == ["Fourty", "Forty"]


def test_action_is_a_commitment_of_the_city_and_opened_once(room):
    room.open()
    item = room.take(1)
    day = (room.now + timedelta(days=9)).date()
    said = {"meeting": room.meeting, "what": "Compare workshops", "who": room.seats[2], "due_on": day}
    for _twice in range(2):
        session.assign_action(**said, item=item, key="a", **room.tick())
    action = Commitment.objects.get(key__startswith="meetings:action:")
    assert (action.owed_by, action.due_on, action.source_id) == (
        room.seats[2].jurisdiction,
        day,
        room.meeting.public_id,
    )
    assert action.source_label.endswith("1. Fleet repair pilot")


def test_informal_meeting_needs_neither_chair_nor_quorum(db):
    room = a_room(informal=True)
    session.add_note(meeting=room.meeting, text="We met.", key="n", **room.tick())
    session.take_up_item(item=room.item(1), **room.tick())
    session.take_up_item(item=room.item(2), **room.tick())
    session.adjourn(meeting=room.meeting, **room.tick())
    assert fresh(room.meeting).state == MeetingState.ADJOURNED
    with pytest.raises(Refusal, match="adjourned"):
        session.add_note(meeting=room.meeting, text="Late", key="m", **room.tick())


def test_meeting_not_yet_opened_takes_no_record(room):
    with pytest.raises(Refusal, match="called to order"):
        room.attend("arrive", 0)
