"""One study for which most cities have signed and one has not: all made up."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from interlocal.config.sample.data import read
from interlocal.costing.studies import actions
from interlocal.costing.studies import public as studies
from interlocal.costing.studies.models import Line, StudyCity
from interlocal.costing.studies.public import CityStand, DraftRule, LineKind, Study, Typed
from interlocal.costing.studies.rules import read_figure
from interlocal.foundation.accounts.public import User
from interlocal.partnerships.initiatives.public import Initiative
from interlocal.partnerships.jurisdictions.public import Jurisdiction

OFFICE = "Finance director"


def is_loaded() -> bool:
    """Is there a study?"""
    return Study.objects.exists()


def load(now: datetime) -> None:
    """Begin each study, ask its cities, fill what they give, and sign what is whole."""
    bodies = {body.name: body for body in Jurisdiction.objects.all()}
    for row in read("studies")["studies"]:
        study = _begin(row, now)
        lines = [line_of(study, given, now) for given in row["lines"]]
        for stand in CityStand:
            for name in row[stand.value]:
                city = studies.ask_city(by=None, study=study, jurisdiction=bodies[name], stand=stand, now=now)
                _fill(city, row, lines, now)
        plan(study, row, lines, now)
        asker = User.objects.get(email="coordinator@example.org")
        for question in row["questions"]:
            city = StudyCity.objects.get(study=study, jurisdiction=bodies[question["city"]])
            line = next(one for one in lines if one.name == question["line"])
            actions.ask_about_cell(by=asker, city=city, line=line, text=question["text"], now=now)


def _begin(row: dict[str, Any], now: datetime) -> Study:
    today = timezone.localdate(now)
    facts = {name: row[name] for name in ("title", "service", "better", "goals", "goals_agreed_by")}
    facts |= {
        "initiative": Initiative.objects.get(title=row["initiative"]),
        "goals_agreed_on": today - timedelta(days=row["goals_agreed_days_ago"]),
        "base_year": today.year,
        "baselines_due_on": today + timedelta(days=row["due_in_days"]),
        "drafts": DraftRule.OWN,
    }
    return studies.begin_study(by=None, facts=facts, is_synthetic=True, now=now)


def plan(study: Study, row: dict[str, Any], lines: list[Line], now: datetime) -> None:
    """Add the options with their amounts, and the ways of sharing."""
    by_name = {line.name: line for line in lines}
    cities = {city.jurisdiction.name: city for city in study.cities.select_related("jurisdiction")}
    for given in row["options"]:
        facts = {name: given.get(name, "") for name in ("title", "kind", "phase_in")}
        facts["lead"] = cities[given["lead"]] if "lead" in given else None
        option = actions.put_option(by=None, study=study, facts=facts, now=now)
        for part in given["parts"]:
            amount: dict[str, Any] = {
                name: Decimal(part[name]) for name in ("size", "saving", "low", "high") if name in part
            }
            amount |= {
                name: part[name] for name in ("kind", "name", "amount_cents", "source") if name in part
            }
            if "driver" in part:
                amount["driver"] = by_name[part["driver"]]
            if "years" in part:
                amount["last_year"] = study.base_year + part["years"]
            actions.put_part(by=None, option=option, facts=amount, now=now)
    for share in row["shares"]:
        weights = {by_name[name].public_id: weight for name, weight in share.get("weights", {}).items()}
        facts = {name: share[name] for name in ("name", "kind", "solution") if name in share}
        actions.put_share(by=None, study=study, facts={**facts, "weights": weights}, now=now)


def line_of(study: Study, given: dict[str, Any], now: datetime) -> Line:
    """Add a line that every city fills."""
    facts = {
        "kind": given["kind"],
        "name": given["name"],
        "unit": given.get("unit", ""),
        "meaning": given.get("meaning", ""),
        "is_required": not given.get("is_optional", False),
    }
    return studies.add_line(by=None, study=study, facts=facts, now=now)


def _fill(city: StudyCity, row: dict[str, Any], lines: list[Line], now: datetime) -> None:
    """Fill what the sample gives for a city; where nothing is missing it signs."""
    name = city.jurisdiction.name
    typed = [
        Typed(
            line.public_id,
            line,
            "",
            "",
            read_figure(given["figures"].get(name, ""), LineKind(line.kind)),
            read_figure(given.get("last_year", {}).get(name, ""), LineKind(line.kind)),
            "",
        )
        for given, line in zip(row["lines"], lines, strict=True)
    ]
    studies.save_cells(by=None, city=city, year=city.study.base_year, typed=typed, now=now)
    missing = any(one.hundredths is None and one.line.is_required for one in typed)
    if not missing:
        studies.freeze_baseline(
            by=None, city=city, name=f"Sample finance officer of {name}", office=OFFICE, now=now
        )
