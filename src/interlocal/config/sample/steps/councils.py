"""What two councils' own records say of the statements that they adopted: published, with its address."""

from datetime import datetime
from typing import Any

from interlocal.config.sample.data import read
from interlocal.partnerships.instruments.public import Instrument
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.partnerships.meetings import public as meetings


def is_loaded() -> bool:
    """Is there a council's meeting?"""
    return meetings.CouncilMeeting.objects.exists()


def load(now: datetime) -> None:
    """Bring in each meeting as written by hand, save it, and tie its items to their instruments."""
    cities = {one.name: one for one in Jurisdiction.objects.all()}
    for row in read("councils")["meetings"]:
        _meeting(row, cities[row["jurisdiction"]], now)


def _meeting(row: dict[str, Any], city: Jurisdiction, now: datetime) -> None:
    facts = {name: row[name] for name in ("source_id", "body", "on", "url")}
    items = [{"number": "", **item} for item in row["items"]]
    ties = [item.pop("ties") for item in items]
    told = meetings.ReadMeeting(**facts, items=tuple(meetings.ReadItem(**item) for item in items))
    brought = meetings.bring_record(
        by=None, jurisdiction=city, source=meetings.ImportSource.HAND, read=[told], now=now
    )
    seen = meetings.plan_of(brought).seal
    saved = meetings.save_import(by=None, brought=brought, seen=seen, now=now)
    for item, number in zip(saved.items.order_by("position"), ties, strict=True):
        instrument = Instrument.objects.get(jurisdiction=city, number=number)
        meetings.tie_item(by=None, item=item, instrument=instrument, now=now)
