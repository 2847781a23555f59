"""A cohort of thirty seats and five cities: who applies, and on which day what happens."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import time_machine
from django.db.models import QuerySet
from playwright.sync_api import Page, expect
from tests.factories.accounts import PASSWORD, person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.programs.training.mails import link_to

from interlocal.foundation.accounts.models import User
from interlocal.foundation.jobs.public import enqueue, run_due
from interlocal.kernel import clock
from interlocal.partnerships.jurisdictions.models import Jurisdiction
from interlocal.programs.training.actions import applications, nominating
from interlocal.programs.training.models import Application, ApplicationState, Cohort

# Thirty seats, six for each city. Two cities have more who apply than seats, one has fewer.
APPLY = {"Blue Springs": 9, "Grandview": 8, "Independence": 6, "Lee's Summit": 6, "Raytown": 4}
SHARE, SEATS = 6, 30
FIRST_DAY = datetime(2026, 3, 2, 15, tzinfo=UTC)
CALL, RELEASE, LESSONS, END = 0, 18, (36, 43), 50
ANA, BOSS = "ana@grandview.example.org", "boss@grandview.example.org"
HOME = "/programs/training/"
TITLE = "Spring 2026"
BEN = "learner1@leessummit.example.org"
TEACHER = "robin@college.example.org"


@dataclass
class Cast:
    """The cities, and everybody with an account."""

    cities: dict[str, Jurisdiction]
    coordinator: User
    contacts: dict[str, User]
    others: dict[str, User] = field(default_factory=dict)


def make_cast() -> Cast:
    """Return five cities with a training contact each, the coordinator, and who only looks on."""
    PartnershipFactory.create()
    cities = {name: JurisdictionFactory.create(name=name, member=True) for name in APPLY}
    own = cities["Grandview"].public_id
    return Cast(
        cities=cities,
        coordinator=person_with("training-coordinator", password=PASSWORD),
        contacts={
            name: person_with("training-contact", city.public_id, password=PASSWORD)
            for name, city in cities.items()
        },
        others={
            "auditor": person_with("auditor", password=PASSWORD),
            "manager": person_with("city-manager", own, password=PASSWORD),
            "hr": person_with("hr-officer", own, password=PASSWORD),
        },
    )


@contextmanager
def on_day(number: int, *, hours: float = 0) -> Iterator[datetime]:
    """Let everybody live on a day of the cohort's life, at nine in the morning or ``hours`` later."""
    with time_machine.travel(FIRST_DAY + timedelta(days=number, hours=hours), tick=True):
        yield clock.now()


def post() -> None:
    """Send what is to be sent."""
    run_due(now=clock.now() + timedelta(seconds=1))


def let_run(task: str) -> None:
    """Run what the schedule runs by itself, now."""
    enqueue(f"interlocal.programs.training.tasks.{task}", key=f"{task} {clock.now()}", now=clock.now())
    post()


def mailed(email: str, kind: str) -> str:
    """Return where the newest mail of a kind leads whoever has this address."""
    post()
    return link_to(email, f"training.{kind}")


def apply_all(cohort: Cohort, cast: Cast, *, left_out: str) -> None:
    """Everybody but one person of ``left_out`` applies, proves the address, and has the supervisor agree."""
    for name, count in APPLY.items():
        host = name.lower().replace(" ", "").replace("'", "")
        for number in range(1, count + (name != left_out)):
            wish = applications.Wish(
                name=f"{name} learner {number}",
                email=f"learner{number}@{host}.example.org",
                jurisdiction=cast.cities[name],
                job_title="Crew leader",
                supervisor_name="Chris Lead",
                supervisor_email=f"lead@{host}.example.org",
            )
            now = clock.now()
            sent = applications.apply_for_seat(cohort=cohort, wish=wish, now=now)
            applications.confirm_address(application=sent, now=now)
            applications.agree(application=sent, now=now)


def nominate_all(cohort: Cohort, cast: Cast, *, left_out: str) -> None:
    """The contacts of all cities but ``left_out`` nominate in the order of applying."""
    for name in (name for name in APPLY if name != left_out):
        rows = list(Application.objects.filter(cohort=cohort, jurisdiction=cast.cities[name]).order_by("pk"))
        nominating.nominate_marked(
            by=cast.contacts[name],
            cohort=cohort,
            ranks={one: rank for rank, one in enumerate(rows, start=1)},
            marked=rows,
            now=clock.now(),
        )


def fill(page: Page, **texts: object) -> None:
    """Type into fields by their names."""
    for name, text in texts.items():
        page.locator(f"#id_{name}").fill(str(text))


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.locator("main").get_by_role("link", name=name, exact=True).click()


def said(page: Page, words: str) -> None:
    expect(page.locator("main")).to_contain_text(words)


def seated(cohort: Cohort) -> QuerySet[Application]:
    return Application.objects.filter(cohort=cohort, state=ApplicationState.SEATED)
