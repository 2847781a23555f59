"""A person's corrections, laid over what was read."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from .instrument import Party, ReadDate, ReadInstrument, Recital, Section, Signatory
from .reader import read_text
from .unreadable import UnreadableInstrument
from .writing import write_text


def corrected(read: ReadInstrument, parts: Mapping[str, Any]) -> ReadInstrument:
    """Return `read` with the values of `parts` (the shape of `to_json`) in place of those that were read.

    Where the wording of a date changed, what it says is read anew from the corrected text.
    """
    changed = replace(
        read,
        kind=parts["kind"],
        title=parts["title"],
        bill_number=parts["bill_number"],
        resolution_number=parts["resolution_number"],
        body=parts["body"],
        recitals=tuple(Recital(text) for text in parts["recitals"]),
        sections=tuple(Section(one["number"], one["heading"], one["text"]) for one in parts["sections"]),
        parties=tuple(Party(one["name"], one["role"]) for one in parts["parties"]),
        dates=_dates(read.dates, parts["dates"]),
        signatories=tuple(_signatory(one) for one in parts["signatories"]),
        footer=parts["footer"],
    )
    return changed if _same_wording(read, parts) else replace(changed, dates=_read_again(changed))


def _dates(read: Sequence[ReadDate], parts: Sequence[Mapping[str, Any]]) -> tuple[ReadDate, ...]:
    return tuple(
        ReadDate(
            text=one["text"],
            date=date.fromisoformat(one["date"]) if one["date"] else None,
            meaning=one["meaning"],
            year=one["year"],
            month=one["month"],
            day=one["day"],
            line=read[index].line if index < len(read) else 0,
        )
        for index, one in enumerate(parts)
    )


def _signatory(one: Mapping[str, Any]) -> Signatory:
    return Signatory(
        role=one["role"],
        attests=one["attests"],
        title=one["title"],
        caption=one["caption"],
        name=one["name"],
    )


def _same_wording(read: ReadInstrument, parts: Mapping[str, Any]) -> bool:
    return [one.text for one in read.dates] == [one["text"] for one in parts["dates"]]


def _read_again(changed: ReadInstrument) -> tuple[ReadDate, ...]:
    try:
        dates = read_text(write_text(changed)).dates
    except UnreadableInstrument:
        return changed.dates
    return dates if len(dates) == len(changed.dates) else changed.dates
