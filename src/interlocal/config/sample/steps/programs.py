"""The programs that the partners have run, and the regional precedent."""

from datetime import datetime
from typing import Any

from interlocal.config.sample.data import read
from interlocal.config.sample.sources import without_source
from interlocal.partnerships.initiatives import public as initiatives
from interlocal.partnerships.initiatives.public import ProgramFacts, ProgramRecord
from interlocal.partnerships.jurisdictions.public import Jurisdiction


def is_loaded() -> bool:
    """Is there a program record?"""
    return ProgramRecord.objects.exists()


def load(now: datetime) -> None:
    """Add the program records and publish them."""
    bodies = {body.name: body for body in Jurisdiction.objects.all()}
    for row in read("programs")["programs"]:
        _add(row, bodies, now)


def _add(row: dict[str, Any], bodies: dict[str, Jurisdiction], now: datetime) -> None:
    source, facts = without_source(row)
    parts, outcomes, links = (facts.pop(name, []) for name in ("parts", "outcomes", "links"))
    program = initiatives.add_program(by=None, facts=ProgramFacts(**facts), source=source, now=now)
    for part in parts:
        body = bodies[part["jurisdiction"]]
        initiatives.record_participation(
            by=None, program=program, **{**part, "jurisdiction": body}, source=source, now=now
        )
    for outcome in outcomes:
        reported, statement = without_source(outcome)
        initiatives.report_outcome(by=None, program=program, **statement, source=reported, now=now)
    for link in links:
        initiatives.add_link(by=None, program=program, **link, now=now)
    initiatives.publish_program(by=None, program=program, now=now)
