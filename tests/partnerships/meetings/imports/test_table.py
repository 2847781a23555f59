"""Reading agendas and votes from a table."""

import csv
import io
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlocal.partnerships.meetings.imports import (
    FaultyRows,
    ReadItem,
    ReadMeeting,
    ReadVote,
    Unreadable,
    read_council_table,
)
from interlocal.web.tables import read_pasted, read_table

HEAD = "Meeting,Body,Date,Time,Item,Title,Result,Person,Vote\n"
FILE = (
    HEAD + "m1,Sample Council,3/10/2026,6:00 PM,i1,Roll call,,,\n"
    "m1,Sample Council,2026-03-10,,i2,Hotline,Passed,Member A,yea\n"
    'm1,Sample Council,"March 10, 2026",,i2,Hotline,,Member B,nay\n'
)
MEETING = ReadMeeting(
    source_id="m1",
    body="Sample Council",
    on=date(2026, 3, 10),
    starts_at_time=time(18),
    items=(
        ReadItem(source_id="i1", number="", title="Roll call"),
        ReadItem(
            source_id="i2",
            number="",
            title="Hotline",
            result="Passed",
            votes=(ReadVote("Member A", "yea"), ReadVote("Member B", "nay")),
        ),
    ),
)


def read(text):
    return read_council_table(read_pasted(text)[0])


def faults(text):
    with pytest.raises(FaultyRows) as refused:
        read(text)
    return [(one.row, one.column, one.cell) for one in refused.value.faults]


def test_rows_with_one_item_are_its_votes():
    assert read(FILE) == (MEETING,)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_files_of_excel_are_read(encoding):
    data = (HEAD + "m,Cañón,2026-03-10,,i,T,,,\n").encode(encoding)
    (meeting,) = read_council_table(read_table("council.csv", data)[0])
    assert meeting.body == "Cañón"


def test_rows_without_ids_are_known_by_body_day_and_number():
    (meeting,) = read("Body\tDate\tNumber\tTitle\nCouncil\t3/10/2026\t7.\tHotline\n")
    assert (meeting.source_id, meeting.items[0].source_id) == ("Council 2026-03-10", "7.")


def test_headings_may_stand_below_a_title():
    assert read("Votes of the year,,,,,,,,\n" + FILE) == (MEETING,)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("nothing that is a table", "No row has headings such as Body, Date and Title."),
        ("Meeting,Date\nm,2026-03-10\n", "These columns are missing: Body, Title. Name them so in row 1."),
        (HEAD, "No row stands below the headings."),
    ],
)
def test_what_lacks_its_headings_is_refused(text, words):
    with pytest.raises(Unreadable) as refused:
        read(text)
    assert str(refused.value).startswith(words)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("m,B,2026-03-10,,i,,,,", (2, "Title", "")),
        ("m,,2026-03-10,,i,T,,,", (2, "Body", "")),
        ("m,B,2026-03-10,,,T,,,", (2, "Item", "")),
        ("m,B,,,i,T,,,", (2, "Date", "")),
        ("m,B,soon,,i,T,,,", (2, "Date", "soon")),
        ("m,B,31/3/2026,,i,T,,,", (2, "Date", "31/3/2026")),
        ("m,B,2026-03-10,late,i,T,,,", (2, "Time", "late")),
        ("m,B,2026-03-10,,i,T,,Member A,", (2, "Vote", "")),
        ("m,B,2026-03-10,,i,T,,,yea", (2, "Person", "")),
        (f"m,B,2026-03-10,,{'i' * 121},T,,,", (2, "Item", "i" * 121)),
        ("m,B,2026-03-10,,i,T,,,\nm,C,2026-03-10,,j,T,,,", (3, "Body", "C")),
        ("m,B,2026-03-10,,i,T,,,\nm,B,2026-03-11,,j,T,,,", (3, "Date", "2026-03-11")),
        ("m,B,2026-03-10,,i,T,Passed,,\nm,B,2026-03-10,,i,T,Failed,,", (3, "Result", "Failed")),
        ("m,B,2026-03-10,,i,T,,A,yea\nm,B,2026-03-10,,i,T,,A,nay", (3, "Person", "A")),
    ],
)
def test_fault_is_named_with_its_row_and_column(row, fault):
    assert faults(HEAD + row + "\n") == [fault]


def test_all_faults_are_told_at_once():
    assert faults(HEAD + "m,B,soon,late,i,,,,\nm,B,2026-03-10,,i,T,,A,\n") == [
        (2, "Date", "soon"),
        (2, "Time", "late"),
        (2, "Title", ""),
        (3, "Vote", ""),
    ]


NAMES = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=6)
AGENDAS = st.dictionaries(
    NAMES, st.dictionaries(NAMES, st.dictionaries(NAMES, st.sampled_from(["yea", "nay"])), min_size=1)
)


@given(AGENDAS, st.data())
def test_rows_in_any_order_tell_the_same_votes(agendas, data):
    """However the rows are shuffled, each item has exactly the votes that were written down for it."""
    rows = [
        [meeting, "B", "2026-03-10", item, "T", person, vote]
        for meeting, items in agendas.items()
        for item, votes in items.items()
        for person, vote in (votes or {"": ""}).items()
    ]
    if not rows:
        return
    written = io.StringIO()
    csv.writer(written).writerows(
        [["Meeting", "Body", "Date", "Item", "Title", "Person", "Vote"], *data.draw(st.permutations(rows))]
    )
    read_back = {
        meeting.source_id: {
            item.source_id: {vote.person: vote.choice for vote in item.votes} for item in meeting.items
        }
        for meeting in read(written.getvalue())
    }
    assert read_back == agendas
