"""The instrument in the shape that `interlocal instruments read --format json` prints."""

from typing import Any

from .instrument import ReadDate, ReadInstrument, Signatory


def to_json(read: ReadInstrument) -> dict[str, Any]:
    """A dictionary that `json.dumps` takes as it is. What the text leaves blank is None."""
    return {
        "kind": read.kind,
        "title": read.title,
        "bill_number": read.bill_number,
        "resolution_number": read.resolution_number,
        "body": read.body,
        "recitals": [recital.text for recital in read.recitals],
        "sections": [
            {"number": one.number, "heading": one.heading, "text": one.text} for one in read.sections
        ],
        "parties": [{"name": party.name, "role": party.role} for party in read.parties],
        "dates": [_date(one) for one in read.dates],
        "signatories": [_signatory(one) for one in read.signatories],
        "footer": read.footer,
    }


def _date(read: ReadDate) -> dict[str, Any]:
    return {
        "text": read.text,
        "date": read.date.isoformat() if read.date else None,
        "year": read.year,
        "month": read.month,
        "day": read.day,
        "meaning": read.meaning,
    }


def _signatory(read: Signatory) -> dict[str, Any]:
    return {
        "role": read.role,
        "attests": read.attests,
        "title": read.title,
        "caption": read.caption,
        "name": read.name,
    }
