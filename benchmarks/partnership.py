"""Fills an empty installation (the one that the environment names) and prints how to look at it, as JSON."""

import json
import os
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interlocal.config.settings")
django.setup()

from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402

from interlocal.config.running import preparation  # noqa: E402
from interlocal.config.sample.data import read  # noqa: E402
from interlocal.config.sample.steps.studies import line_of, plan  # noqa: E402
from interlocal.costing.studies import public as studies  # noqa: E402
from interlocal.costing.studies.rules import read_figure  # noqa: E402
from interlocal.foundation.accounts.models import RoleGrant, User  # noqa: E402
from interlocal.foundation.audit.public import Ref, act  # noqa: E402
from interlocal.kernel import clock  # noqa: E402
from interlocal.kernel.scopes import ScopeKind  # noqa: E402
from interlocal.partnerships.commitments.models import Commitment  # noqa: E402
from interlocal.partnerships.commitments.public import close_commitment  # noqa: E402
from interlocal.partnerships.instruments import public as instruments  # noqa: E402
from interlocal.partnerships.jurisdictions.models import (  # noqa: E402
    Jurisdiction,
    JurisdictionFigure,
    Measure,
    Membership,
    MembershipRole,
    Partnership,
)
from interlocal.partnerships.meetings import public as meetings  # noqa: E402

CITIES = 119
COMMITMENTS = 10_000
AUDIT_ENTRIES = 10_000
ITEMS, DEALT_WITH = 200, 21
TEXT = Path(__file__).parent.parent / "tests" / "data" / "instruments" / "independence-renewal-2022.txt"
NOW, TODAY = clock.now(), clock.today()
BEGUN = TODAY - timedelta(days=60)
SYNTHETIC = {"is_synthetic": False, "created_at": NOW}
# What the steps of a council take down that it comes to in this time.
TAKEN_DOWN: dict[str, dict[str, Any]] = {
    "bill": {"outcome": "done", "bill_number": "26-014"},
    "agenda": {"outcome": "done", "to_on": TODAY},
}
chance = random.Random(CITIES)


def add_cities() -> list[Jurisdiction]:
    Partnership.objects.create(
        name="Generated Partnership", short_name="Generated", purpose="To be measured.", **SYNTHETIC
    )
    cities = Jurisdiction.objects.bulk_create(
        Jurisdiction(
            name=f"City {number:03}",
            formal_name=f"City of City {number:03}",
            kind="city",
            state="Missouri",
            governing_body="City Council",
            **SYNTHETIC,
        )
        for number in range(CITIES)
    )
    Membership.objects.bulk_create(
        Membership(jurisdiction=city, role=MembershipRole.MEMBER, starts_on=BEGUN, **SYNTHETIC)
        for city in cities
    )
    JurisdictionFigure.objects.bulk_create(
        JurisdictionFigure(
            jurisdiction=city,
            measure=Measure.POPULATION,
            year=2020,
            value=chance.randrange(800, 190_000),
            **SYNTHETIC,
        )
        for city in cities
    )
    return cities


def add_people(cities: list[Jurisdiction], role: str) -> list[User]:
    """Add one person with this role in each city."""
    people = User.objects.bulk_create(
        User(
            email=f"{role}{number:03}@example.org",
            name=f"Synthetic {role} {number:03}",
            password="!",
            joined_at=NOW,
        )
        for number in range(CITIES)
    )
    RoleGrant.objects.bulk_create(
        RoleGrant(
            user=person,
            role=role,
            scope_kind=ScopeKind.JURISDICTION,
            scope_public_id=city.public_id,
            from_on=BEGUN,
            granted_at=NOW,
        )
        for person, city in zip(people, cities, strict=True)
    )
    return people


def adopt_everywhere(cities: list[Jurisdiction], clerk: User) -> str:
    """Read the renewal's text, start its adoption in every city, and bring each to a step of its own."""
    statement = instruments.make_statement(
        by=None, title="Statement of Common Purpose", now=NOW, is_synthetic=True
    )
    draft = instruments.bring_text(
        by=clerk, content=TEXT.read_text(encoding="utf-8"), file_name=TEXT.name, now=NOW
    )
    filing = instruments.Filing(jurisdiction=cities[0], statement=statement, source_title="Generated")
    instruments.save_draft(by=clerk, draft=draft, filing=filing, now=NOW)
    statement.refresh_from_db()
    (version, *_others) = instruments.load_pack(by=None, name="missouri", now=NOW)
    runs = instruments.start_adoption(
        by=None, statement=statement, jurisdictions=cities, version=version, starts_on=BEGUN, now=NOW
    )
    for run in runs:
        for number in range(chance.randrange(6)):
            for commitment in Commitment.objects.filter(run=run, outcome=""):
                take_step(commitment, BEGUN + timedelta(days=7 * number))
    instruments.publish_statement(by=None, statement=statement, now=NOW)
    return statement.public_id


def take_step(commitment: Commitment, day: date) -> None:
    """Do a step in the plainest way: with what it takes down, or with a note."""
    assert commitment.run is not None
    step = next(one for one in commitment.run.version.read() if one.key == commitment.step_key)
    evidence: dict[str, Any] = {"note": "Minutes", "url": "https://example.org/minutes"}
    if said := TAKEN_DOWN.get(step.records):
        report = instruments.StepReport(happened_on=day, **said, **evidence)
        instruments.record_step(by=None, commitment=commitment, report=report, now=NOW)
    else:
        close_commitment(
            by=None,
            commitment=commitment,
            now=NOW,
            done_on=day,
            **{f"evidence_{kind}": value for kind, value in evidence.items()},
        )


def add_commitments(cities: list[Jurisdiction], owners: list[User]) -> None:
    """Most are owed, some are overdue or undated, a third is done."""
    rows = []
    for number in range(COMMITMENTS):
        payer, claimant = chance.sample(range(CITIES), 2)
        is_done = number % 3 == 0
        due_on = None if number % 17 == 0 else TODAY + timedelta(days=chance.randrange(-20, 300))
        rows.append(
            Commitment(
                title=f"Report the hours of crew {number:05}",
                owed_by=cities[payer],
                owed_to=cities[claimant] if number % 2 else None,
                owner=owners[payer] if number % 5 else None,
                due_on=due_on,
                key=f"generated:{number}",
                source_label="Generated agreement, Section 4",
                opened_at=NOW,
                outcome="done" if is_done else "",
                closed_at=NOW if is_done else None,
                done_on=TODAY - timedelta(days=chance.randrange(400)) if is_done else None,
                evidence_note="Minutes" if is_done else "",
            )
        )
    Commitment.objects.bulk_create(rows, batch_size=1000)


def add_audit_entries() -> None:
    for start in range(0, AUDIT_ENTRIES, 1000):
        with transaction.atomic():
            for number in range(start, start + 1000):
                subject = Ref("benchmarks.record", f"{number:016}", f"Record {number}")
                with act(by=None, action="benchmarks.write", subject=subject, now=NOW, number=number):
                    pass


def hold_meeting(cities: list[Jurisdiction], managers: list[User], items: int = ITEMS) -> str:
    """A board of all cities in the middle of a roll call, 20 of its items dealt with."""
    body = meetings.add_body(
        by=None,
        facts={
            "name": "Board of all cities",
            "is_formal": True,
            "public_status": "open",
            "is_synthetic": False,
        },
        now=NOW,
    )
    seats = [
        meetings.seat_member(
            by=None, body=body, facts={"jurisdiction": city, "user": manager, "starts_on": BEGUN}, now=NOW
        )
        for city, manager in zip(cities, managers, strict=True)
    ]
    begins = NOW - timedelta(hours=1)
    facts = {
        "title": "Board meeting",
        "starts_at": begins,
        "ends_at": NOW + timedelta(hours=2),
        "place": "Hall",
    }
    meeting = meetings.schedule_meeting(by=None, body=body, facts=facts, now=NOW)
    agenda = [
        meetings.add_item(by=None, meeting=meeting, facts={"title": f"Matter {number:03}"}, now=NOW)
        for number in range(items)
    ]
    meetings.post_notice(
        by=None, meeting=meeting, posted_at=begins - timedelta(days=9), place="Board", now=NOW
    )
    meetings.call_to_order(by=None, meeting=meeting, presiding=seats[0], present=seats, key="k", now=NOW)
    yeas = {seat.pk: "yea" for seat in seats}
    for number, item in enumerate(agenda[:DEALT_WITH]):
        meetings.take_up_item(by=None, item=item, now=NOW)
        motion = meetings.make_motion(
            by=None,
            meeting=meeting,
            kind="main",
            text=f"To settle matter {number:03}.",
            mover=seats[0],
            seconder=seats[1],
            key=f"motion-{number}",
            now=NOW,
        )
        meetings.begin_roll_call(by=None, motion=motion, now=NOW)
        if number < DEALT_WITH - 1:
            meetings.record_votes(by=None, motion=motion, answers=yeas, seen={}, now=NOW)
            meetings.close_roll_call(by=None, motion=motion, now=NOW)
        meetings.add_note(
            by=None, meeting=meeting, text="They talked about it.", item=item, key=f"note-{number}", now=NOW
        )
    return meeting.public_id


def add_coordinator() -> User:
    """Add one person who records meetings for the whole partnership."""
    person = User.objects.create(
        email="coordinator@example.org", name="Synthetic coordinator", password="!", joined_at=NOW
    )
    RoleGrant.objects.create(
        user=person, role="coordinator", scope_kind=ScopeKind.PARTNERSHIP, from_on=BEGUN, granted_at=NOW
    )
    return person


def study_together(cities: list[Jurisdiction]) -> str:
    """Let five cities sign what the sample's study gives, with its options and ways of sharing."""
    row = read("studies")["studies"][0]
    facts = {name: row[name] for name in ("title", "service", "goals", "goals_agreed_by")}
    facts |= {"goals_agreed_on": BEGUN, "base_year": BEGUN.year, "initiative": None}
    study = studies.begin_study(by=None, facts=facts, is_synthetic=True, now=NOW)
    lines = [line_of(study, given, NOW) for given in row["lines"]]
    named = [*row["part"], *row["might"]]
    for jurisdiction, name in zip(cities, named, strict=False):
        city = studies.ask_city(
            by=None, study=study, jurisdiction=jurisdiction, stand=studies.CityStand.PART, now=NOW
        )
        for given, line in zip(row["lines"], lines, strict=True):
            figure = read_figure(given["figures"].get(name) or "10", line.holds)
            wanted = studies.WantedCell(line, "", figure, None, "Synthetic")
            studies.add_cell(by=None, city=city, wanted=wanted, now=NOW)
        typed: list[studies.Typed] = []
        studies.save_cells(by=None, city=city, year=BEGUN.year, typed=typed, now=NOW)
        studies.freeze_baseline(by=None, city=city, name="Synthetic officer", office="Finance", now=NOW)
    leads = [one for one in row["options"] if "lead" not in one]
    plan(study, {**row, "options": leads}, lines, NOW)
    return study.public_id


def cookie_of(person: User) -> str:
    """Return the cookie of a browser in which the person has signed in."""
    browser = Client()
    browser.force_login(person)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items())


def main() -> None:
    preparation.prepare_folder()
    preparation.prepare_database()
    with transaction.atomic():
        cities = add_cities()
        managers, clerks = add_people(cities, "city-manager"), add_people(cities, "clerk")
        statement = adopt_everywhere(cities, clerks[0])
        add_commitments(cities, managers)
        meeting = hold_meeting(cities, managers)
        coordinator = add_coordinator()
        study = study_together(cities)
    add_audit_entries()
    said = {"manager": cookie_of(managers[0]), "statement": statement}
    print(json.dumps({**said, "recorder": cookie_of(coordinator), "meeting": meeting, "study": study}))


if __name__ == "__main__":
    main()
