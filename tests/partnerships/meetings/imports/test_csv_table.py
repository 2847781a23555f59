"""Reading agendas and votes from a CSV file."""

from datetime import date, time

import pytest

from interlocal.partnerships.meetings.imports import ReadItem, ReadMeeting, ReadVote, Unreadable, read_csv

HEAD = "Meeting,Body,Date,Time,Item,Title,Person,Vote\n"
FILE = (
    HEAD + "m1,Sample Council,3/10/2026,6:00 PM,i1,Roll call,,\n"
    "m1,Sample Council,2026-03-10,,i2,Hotline,Member A,yea\n"
    "m1,Sample Council,2026-03-10,,i2,Hotline,Member B,nay\n"
)


def test_rows_with_one_item_are_its_votes():
    assert read_csv(FILE.encode()) == (
        ReadMeeting(
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
                    votes=(ReadVote("Member A", "yea"), ReadVote("Member B", "nay")),
                ),
            ),
        ),
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_files_of_excel_are_read(encoding):
    (meeting,) = read_csv((HEAD + "m,Cañón,2026-03-10,,i,T,,\n").encode(encoding))
    assert meeting.body == "Cañón"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "The first row lacks these columns: meeting, body, date, item, title."),
        ("Meeting,Date\n", "The first row lacks these columns: body, item, title."),
        (HEAD + "m,B,2026-03-10,,i,,,\n", "Row 2: title is empty."),
        (HEAD + "m,B,soon,,i,T,,\n", "Row 2: “soon” is no date such as 2026-03-05 or 3/5/2026."),
        (HEAD + "m,B,2026-03-10,late,i,T,,\n", "Row 2: “late” is no time such as 18:00 or 6:00 PM."),
        (
            HEAD + "m,B,2026-03-10,,i,T,,\nm,C,2026-03-10,,j,T,,\n",
            "Row 3: meeting m has another body or date further up.",
        ),
    ],
)
def test_faults_are_named_with_their_row(text, words):
    with pytest.raises(Unreadable) as refused:
        read_csv(text.encode())
    assert str(refused.value) == words


def test_large_files_are_refused():
    with pytest.raises(Unreadable, match="over 4 MB"):
        read_csv(b"x" * (4 * 1024 * 1024 + 1))
