"""Every address of the set-up and of the figures, as each kind of reader meets it."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.accounts import person_with
from tests.factories.hotline import CategoryFactory, CityHotlineFactory, staff

from interlocal.kernel import clock
from interlocal.programs.hotline.models import CityHotline, Holder, Office, Recipient, YearlyFigures
from interlocal.programs.hotline.urls import figures, setup

pytestmark = pytest.mark.django_db
PATTERNS = [*setup.urlpatterns, *figures.urlpatterns]
OPEN = {"figures", "figures-of-year"}
READ = OPEN | {"home", "city", "categories"}
CONFIRM = {"to-confirm", "confirm-person"}
ALL = {str(pattern.name) for pattern in PATTERNS}
CASES = [
    ("coordinator", ALL - CONFIRM),
    ("hotline-coordinator", ALL - CONFIRM),
    ("hotline-investigator", READ | CONFIRM),
    ("hotline-keeper", READ | CONFIRM),
    *((role, OPEN) for role in ("auditor", "city-manager", "clerk", "finance-officer", "explorer")),
]
WHOLE = {"coordinator", "hotline-coordinator", "auditor"}


@pytest.fixture
def parts() -> dict[str, str]:
    """What stands in the paths; the duty waits for somebody of another city."""
    hotline = CityHotlineFactory.create()
    now, city = clock.now(), hotline.jurisdiction
    office = Office.objects.create(jurisdiction=city, title="Finance", created_at=now)
    duty = Recipient.objects.create(
        jurisdiction=city,
        user=person_with("hotline-investigator", city.public_id),
        duty="recipient",
        named_by=person_with("coordinator"),
        created_at=now,
    )
    tables = {
        "cities": [],
        "outcomes": ["substantiated"],
        "figures": [[None, None]],
        "categories": None,
        "recovered_cents": None,
        "threshold": 5,
    }
    YearlyFigures.objects.create(year=2025, published_on=date(2026, 2, 1), tables=tables)
    return {
        "public_id": hotline.public_id,
        "office_id": office.public_id,
        "holder_id": Holder.objects.create(office=office, name="Ana", created_at=now).public_id,
        "duty_id": duty.public_id,
        "category_id": CategoryFactory.create().public_id,
        "year": "2025",
    }


def _address(pattern: object, parts: dict[str, str]) -> str:
    named = [part.split(">")[0].split(":")[-1] for part in str(pattern.pattern).split("<")[1:]]  # type: ignore[attr-defined]
    return reverse(f"hotline:{pattern.name}", kwargs={name: parts[name] for name in named})  # type: ignore[attr-defined]


def _may_open(client: Client, address: str) -> bool:
    answer = client.get(address)
    if answer.status_code == 405:
        answer = client.post(address)
    assert answer.status_code in {200, 302, 404}, address
    return answer.status_code != 404 and not answer.get("Location", "").startswith("/account/login/")


@pytest.mark.parametrize(("role", "open_to"), CASES, ids=[role for role, _open in CASES])
def test_addresses_are_open_to_those_named(
    client: Client, parts: dict[str, str], role: str, open_to: set[str]
) -> None:
    elsewhere = CityHotlineFactory.create().jurisdiction.public_id
    client.force_login(person_with(role, None if role in WHOLE else elsewhere))

    # What takes something away comes last.
    ordered = sorted(PATTERNS, key=lambda one: one.name in {"confirm-person", "remove-holder"})
    opened = {str(one.name) for one in ordered if _may_open(client, _address(one, parts))}

    assert opened == open_to


def test_without_sign_in_the_figures_alone_are_open(client: Client, parts: dict[str, str]) -> None:
    assert {str(one.name) for one in PATTERNS if _may_open(client, _address(one, parts))} == OPEN


@pytest.mark.parametrize(
    "name", ["city", "rules", "texts", "rehearsal", "name-person", "add-office", "close"]
)
def test_a_hotline_that_does_not_exist_is_not_there(client: Client, name: str) -> None:
    client.force_login(person_with("coordinator"))

    assert client.get(reverse(f"hotline:{name}", args=["0" * 16])).status_code == 404


@pytest.mark.parametrize("name", ["change-office", "add-holder", "end-duty", "remove-holder"])
def test_what_belongs_to_another_city_is_not_there(client: Client, parts: dict[str, str], name: str) -> None:
    client.force_login(person_with("coordinator"))
    other = CityHotlineFactory.create().public_id
    pattern = next(one for one in PATTERNS if one.name == name)
    address = _address(pattern, {**parts, "public_id": other})

    assert {client.get(address).status_code, client.post(address).status_code} <= {404, 405}
    assert Holder.objects.count() == 1


def test_whose_own_city_waits_cannot_confirm(client: Client, parts: dict[str, str]) -> None:
    hotline = CityHotline.objects.get(public_id=parts["public_id"])
    client.force_login(staff(hotline))

    assert client.post(reverse("hotline:confirm-person", args=[parts["duty_id"]])).status_code == 404
    assert Recipient.objects.get(public_id=parts["duty_id"]).confirmed_by is None
