"""What was read is whole and fits the record: ids told once, nobody voting twice, texts of a length."""

from collections.abc import Iterable
from dataclasses import replace

from .council_record import ReadItem, ReadMeeting, Unreadable

MAX_ID = 120
MAX_BODY, MAX_PLACE = 200, 300
_ITEM_LENGTHS = {"number": 40, "matter": 80, "matter_kind": 80, "mover": 150, "seconder": 150, "result": 120}
_MAX_NAME, _MAX_CHOICE, _MAX_ADDRESS = 150, 40, 500


def checked(meetings: Iterable[ReadMeeting]) -> tuple[ReadMeeting, ...]:
    """Return ``meetings`` with texts cut to what a record holds, each cut marked by an ellipsis at its end.

    Raises ``Unreadable`` with the meeting and item where an id is missing, told twice or too long, and where
    somebody votes twice on one item.
    """
    whole = tuple(_meeting(one) for one in meetings)
    _once([one.source_id for one in whole], "Meeting")
    return whole


def _meeting(read: ReadMeeting) -> ReadMeeting:
    where = f"Meeting {read.source_id[:40]}"
    _once([item.source_id for item in read.items], f"{where}, item")
    _fits(read.source_id, where)
    return replace(
        read,
        items=tuple(_item(item, f"{where}, item {item.source_id[:40]}") for item in read.items),
        url=read.url if len(read.url) <= _MAX_ADDRESS else "",
        body=_cut(read.body, MAX_BODY),
        place=_cut(read.place, MAX_PLACE),
    )


def _item(read: ReadItem, where: str) -> ReadItem:
    _fits(read.source_id, where)
    votes = tuple(
        replace(vote, person=_cut(vote.person, _MAX_NAME), choice=_cut(vote.choice, _MAX_CHOICE))
        for vote in dict.fromkeys(read.votes)
    )
    names = [vote.person for vote in votes]
    twice = next((name for place, name in enumerate(names) if name in names[:place]), None)
    if twice is not None:
        raise Unreadable(f"{where}: {twice} votes twice.")
    return replace(
        read,
        votes=votes,
        **{name: _cut(getattr(read, name), limit) for name, limit in _ITEM_LENGTHS.items()},
    )


def _once(ids: list[str], what: str) -> None:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise Unreadable(f"{what} {one[:40]} is told twice.")
        seen.add(one)


def _fits(source_id: str, where: str) -> None:
    if not source_id or len(source_id) > MAX_ID:
        raise Unreadable(f"{where}: its id is empty or longer than {MAX_ID} characters.")


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
