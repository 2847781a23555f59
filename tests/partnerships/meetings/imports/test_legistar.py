"""Reading a Legistar-shaped API, from recorded answers."""

from datetime import date, time

import pytest
from tests.partnerships.meetings.imports.recorded import ANSWERS, EVENTS, Recorded

from interlocal.partnerships.meetings.imports import (
    ReadItem,
    ReadMeeting,
    ReadVote,
    Unreadable,
    read_legistar,
)
from interlocal.partnerships.meetings.imports.legistar import PAGE

SINCE, UNTIL = date(2026, 3, 1), date(2026, 3, 31)


def test_meetings_are_read_with_items_in_order_and_votes():
    assert read_legistar(Recorded(), since=SINCE, until=UNTIL) == (
        ReadMeeting(
            source_id="901",
            body="Sample City Council",
            on=date(2026, 3, 10),
            starts_at_time=time(18),
            place="Council Chambers",
            url="https://sample.example.org/MeetingDetail.aspx?ID=901",
            items=(
                ReadItem(source_id="5001", number="1.", title="Roll call"),
                ReadItem(
                    source_id="5002",
                    number="2.",
                    title="AN ORDINANCE on a shared hotline",
                    matter="BILL NO. 26-14",
                    matter_kind="Ordinance",
                    mover="Member A",
                    seconder="Member B",
                    result="Pass",
                    votes=(ReadVote("Member A", "Yea"), ReadVote("Member B", "Absent")),
                ),
            ),
        ),
        ReadMeeting(source_id="902", body="Sample City Council", on=date(2026, 3, 24)),
    )


def test_filter_quotes_the_name_of_the_body():
    recorded = Recorded()
    read_legistar(recorded, since=SINCE, until=UNTIL, body="Lee's Council")
    assert recorded.asked[0][1]["$filter"] == (
        "EventDate ge datetime'2026-03-01' and EventDate le datetime'2026-03-31' "
        "and EventBodyName eq 'Lee''s Council'"
    )


def test_votes_are_asked_for_items_that_were_decided_alone():
    recorded = Recorded()
    read_legistar(recorded, since=SINCE, until=UNTIL)
    assert [path for path, _query in recorded.asked if path.endswith("Votes")] == ["EventItems/5002/Votes"]


def test_all_pages_are_read(monkeypatch):
    monkeypatch.setattr("interlocal.partnerships.meetings.imports.legistar.PAGE", 1)
    recorded = Recorded()
    assert len(read_legistar(recorded, since=SINCE, until=UNTIL)) == 2
    assert [q["$skip"] for path, q in recorded.asked if path == "Events"] == ["0", "1", "2"]
    assert PAGE <= 1000


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"Events": {"Message": "no"}}, "The answer for Events is not a list of records."),
        ({"Events": [["x"]]}, "The answer for Events is not a list of records."),
        ({"Events": [{"EventId": "../1"}]}, "A record lacks its number (EventId)."),
        (
            {**ANSWERS, "Events": [{**EVENTS[0], "EventDate": "soon"}]},
            "Meeting 901 has no date (EventDate).",
        ),
    ],
)
def test_other_shapes_are_refused_in_words(answers, words):
    with pytest.raises(Unreadable) as refused:
        read_legistar(Recorded(answers), since=SINCE, until=UNTIL)
    assert str(refused.value) == words


def test_too_many_meetings_are_refused(monkeypatch):
    monkeypatch.setattr("interlocal.partnerships.meetings.imports.legistar.MAX_MEETINGS", 1)
    with pytest.raises(Unreadable, match="more than 1 meetings"):
        read_legistar(Recorded(), since=SINCE, until=UNTIL)
