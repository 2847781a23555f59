"""The partnership, its cities and its regional council, with their figures and memberships."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from interlocal.config.sample.data import read
from interlocal.config.sample.sources import without_source
from interlocal.partnerships.jurisdictions import public as jurisdictions
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.partnerships.law import public as law


def is_loaded() -> bool:
    """Is there a partnership?"""
    return jurisdictions.the_partnership() is not None


def load(now: datetime) -> None:
    """Found the partnership and add those who take part."""
    data = read("partnership")
    source, facts = without_source(data["partnership"])
    jurisdictions.found_partnership(by=None, **facts, source=source, now=now)
    law.choose_pack(by=None, jurisdiction=None, pack=data["law"]["pack"], now=now)
    for body in data["jurisdictions"]:
        _add(body, now)


def _add(body: dict[str, Any], now: datetime) -> None:
    source, facts = without_source(body)
    figures, membership = facts.pop("figures", []), facts.pop("membership")
    start = facts.pop("fiscal_year_starts", None)
    jurisdiction = jurisdictions.add_jurisdiction(
        by=None, **facts, fiscal_year_starts=tuple(start) if start else None, source=source, now=now
    )
    _begin(jurisdiction, membership, now)
    for figure in figures:
        source, facts = without_source(figure)
        facts["value"] = Decimal(facts["value"])
        jurisdictions.record_figure(by=None, jurisdiction=jurisdiction, **facts, source=source, now=now)


def _begin(jurisdiction: Jurisdiction, membership: dict[str, Any], now: datetime) -> None:
    source, facts = without_source(membership)
    facts.setdefault("starts_on", None)
    jurisdictions.begin_membership(by=None, jurisdiction=jurisdiction, **facts, source=source, now=now)
