"""What calendars answer, read and judged by the rule of RFC 5546."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlocal.partnerships.meetings.calendars import (
    Reply,
    Standing,
    UnreadableReply,
    read_reply,
    standing_of,
)

STAMP = datetime(2026, 1, 2, 15, tzinfo=UTC)
REPLY = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//A calendar//EN
METHOD:REPLY
BEGIN:VEVENT
UID:abc@interlocal
SEQUENCE:2
DTSTAMP:20260102T150000Z
DTSTART:20260305T150000Z
ORGANIZER:mailto:partnership@example.org
ATTENDEE;CN="Ada";PARTSTAT=ACCEPTED:MAILTO:Ada@Example.org
COMMENT:Ten minutes late
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


def test_reply_is_read():
    assert read_reply(REPLY.encode()) == Reply(
        "abc@interlocal", 2, "ada@example.org", "ACCEPTED", STAMP, "Ten minutes late"
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"hello", "The file is not a calendar file, or it is damaged."),
        (b"\xff\xfe\x00", "The file is not a calendar file, or it is damaged."),
        (b"x" * (256 * 1024 + 1), "The file is over 256 kB: a calendar's answer is a few hundred bytes."),
        (
            REPLY.replace("METHOD:REPLY", "METHOD:REQUEST").encode(),
            "The file is no answer: its method is REQUEST, not REPLY.",
        ),
        (
            REPLY.replace("METHOD:REPLY\r\n", "").encode(),
            "The file is no answer: its method is not given, not REPLY.",
        ),
        (REPLY.replace("UID:abc@interlocal\r\n", "").encode(), "The answer lacks UID."),
        (
            REPLY.replace("COMMENT:", "ATTENDEE:mailto:b@example.org\r\nCOMMENT:").encode(),
            "The answer names several people; it must name who answers.",
        ),
        (
            REPLY.replace("20260102T150000Z", "20260102").encode(),
            "The answer does not say when it was made (DTSTAMP).",
        ),
    ],
)
def test_what_is_no_reply_is_refused_in_words(data, words):
    with pytest.raises(UnreadableReply) as refused:
        read_reply(data)
    assert str(refused.value) == words


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    with pytest.raises(UnreadableReply):
        read_reply(data)


@given(st.integers(0, len(REPLY) - 1), st.binary(max_size=6))
def test_damaged_reply_is_read_or_refused(place, damage):
    data = REPLY.encode()
    try:
        read = read_reply(data[:place] + damage + data[place + len(damage) :])
    except UnreadableReply:
        return
    assert isinstance(read, Reply)


@given(
    st.integers(0, 4),
    st.integers(0, 4),
    st.one_of(st.none(), st.integers(-5, 5)),
)
def test_standing_is_that_of_the_rule(answered, current, minutes):
    reply = Reply("u", answered, "a@example.org", "ACCEPTED", STAMP)
    latest = None if minutes is None else STAMP + timedelta(minutes=minutes)
    expected = Standing.NEW
    if latest is not None and not reply.stamped_at > latest:
        expected = Standing.OUT_OF_ORDER
    if answered < current:
        expected = Standing.OLDER_VERSION
    assert standing_of(reply, sequence=current, latest=latest) is expected
