"""What the programs show of themselves: each brings its own synthetic story."""

from datetime import datetime

from interlocal.foundation.accounts.public import User
from interlocal.partnerships.jurisdictions.public import JurisdictionKind, members
from interlocal.programkit.public import SampleRequest, programs


def is_loaded() -> bool:
    """Does every program have something to export?"""
    coordinator = _coordinator()
    return coordinator is not None and all(program.export.rows(coordinator) for program in programs())


def load(now: datetime) -> None:
    """Let each program that has nothing yet make its synthetic records."""
    coordinator = _coordinator()
    assert coordinator is not None
    cities = [city.public_id for city in members(now.date()) if city.kind == JurisdictionKind.CITY]
    for program in programs():
        if not program.export.rows(coordinator):
            request = SampleRequest(by=coordinator, jurisdictions=cities, rows=1, now=now)
            (program.sample_story or program.sample_data)(request)


def _coordinator() -> User | None:
    return User.objects.filter(grants__role="coordinator").order_by("pk").first()
