"""Pain points, a group that is an initiative now, and one initiative for each later stage: all made up."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from interlocal.config.sample.data import read
from interlocal.partnerships.initiatives import public as initiatives
from interlocal.partnerships.initiatives.public import (
    Initiative,
    Pain,
    PainPoint,
    ProgramRecord,
    Ruling,
    Stand,
)
from interlocal.partnerships.jurisdictions.public import Jurisdiction, Source

SYNTHETIC = Source(is_synthetic=True)
WAIVED = "Made up for the sample."


def is_loaded() -> bool:
    """Is there a pain point?"""
    return PainPoint.objects.exists()


def load(now: datetime) -> None:
    """State the pain points, make an initiative of the first three, bring the others to their stage."""
    data = read("initiatives")
    cities = {body.name: body for body in Jurisdiction.objects.all()}
    points = [_state(row, cities, now) for row in data["pain_points"]]
    group = initiatives.group_pain_points(by=None, title="Repair of heavy trucks", points=points[:3], now=now)
    initiatives.start_initiative(by=None, group=group, now=now)
    for row in data["initiatives"]:
        _begin(row, cities, now)


def _state(row: dict[str, Any], cities: dict[str, Jurisdiction], now: datetime) -> PainPoint:
    pain = Pain(**{name: value for name, value in row.items() if name != "jurisdiction"})
    return initiatives.state_pain_point(
        by=None, jurisdiction=cities[row["jurisdiction"]], pain=pain, source=SYNTHETIC, now=now
    )


def _begin(row: dict[str, Any], cities: dict[str, Jurisdiction], now: datetime) -> None:
    today = timezone.localdate(now)
    initiative = initiatives.add_initiative(
        by=None,
        title=row["title"],
        summary=row["summary"],
        lead=cities[row["lead"]],
        source=SYNTHETIC,
        now=now,
    )
    for stand in (Stand.JOINS, Stand.OBSERVES):
        for name in row[stand.value]:
            initiatives.take_part(
                by=None,
                initiative=initiative,
                jurisdiction=cities[name],
                stand=stand,
                starts_on=today - timedelta(days=200),
                now=now,
            )
    _make_case(initiative, row, today, now)
    for staff in row.get("staff", ()):
        _promise(initiative, staff, cities, today, now)
    _bring_to(initiative, row["stage"], today, now)


def _make_case(initiative: Initiative, row: dict[str, Any], today: date, now: datetime) -> None:
    common: dict[str, Any] = {"by": None, "initiative": initiative, "now": now}
    for pressure in row.get("pressures", ()):
        initiatives.show_pressure(**common, **pressure, source=SYNTHETIC)
    for stated in row.get("expectations", ()):
        figures: dict[str, Any] = {name: Decimal(stated[name]) for name in ("baseline", "target")}
        words = {name: stated[name] for name in ("whose", "measure", "unit")}
        days: dict[str, Any] = {
            "baseline_on": today - timedelta(days=300),
            "target_on": today + timedelta(days=300),
        }
        expected = initiatives.expect(**common, **words, **figures, **days, source=SYNTHETIC)
        if "result" in stated:
            initiatives.record_result(
                by=None,
                expectation=expected,
                result=Decimal(stated["result"]),
                result_on=today,
                result_source=WAIVED,
                now=now,
            )
    for practice in row.get("practices", ()):
        initiatives.compare_practice(**common, **practice, source=SYNTHETIC)
    for risk in row.get("risks", ()):
        initiatives.name_risk(**common, **risk, owner=None)
    for support in row.get("supports", ()):
        initiatives.give_support(**common, **support, given_by=None, starts_on=today, ends_on=None)
    if "program" in row:
        program = ProgramRecord.objects.get(title=row["program"])
        initiatives.link_program(by=None, initiative=initiative, program=program, now=now)


def _promise(
    initiative: Initiative, row: dict[str, Any], cities: dict[str, Jurisdiction], today: date, now: datetime
) -> None:
    city = cities[row["jurisdiction"]]
    months = [_month_before(today, number) for number in (2, 1)]
    assignment = initiatives.assign_staff(
        by=None,
        initiative=initiative,
        jurisdiction=city,
        task=row["task"],
        worker=row["worker"],
        hours=Decimal(row["hours"]),
        per=row["per"],
        starts_on=months[0],
        now=now,
    )
    for month_on, given in zip(months, row["given"], strict=True):
        initiatives.say_hours(
            by=None,
            jurisdiction=city,
            month_on=month_on,
            hours={assignment.public_id: Decimal(given)},
            now=now,
        )


def _bring_to(initiative: Initiative, stage: str, today: date, now: datetime) -> None:
    """Pass one gate after the other, a month apart, with what is missing waived as made up."""
    stages = [one.key for one in initiatives.current_stages()]
    gates = stages[: stages.index(stage)]
    for number, key in enumerate(gates):
        needs = initiatives.current_stages()[stages.index(key)].needs
        initiatives.pass_gate(
            by=None,
            initiative=initiative,
            from_stage=key,
            ruling=Ruling(
                decided_by="Steering group",
                decided_on=today - timedelta(days=25 * (len(gates) - number)),
                reason=WAIVED,
            ),
            waivers={need.key: WAIVED for need in needs},
            now=now,
        )


def _month_before(day: date, number: int) -> date:
    months = day.year * 12 + day.month - 1 - number
    return date(months // 12, months % 12 + 1, 1)
