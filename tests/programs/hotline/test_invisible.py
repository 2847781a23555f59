"""Whoever a report concerns, or who has no part in it, reads the same pages before and after it came.

Every address of the house that needs nothing in its path, and every page of the set-up, is read by each
person before and after a report; so are all rows that are not the report's own.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse
from tests.conftest import IS_FULL
from tests.factories.accounts import PASSWORD, person_with
from tests.factories.hotline import CategoryFactory, CityHotlineFactory, give_key, staff

from interlocal.foundation.accounts.models import User
from interlocal.kernel import clock
from interlocal.programs.hotline.actions.cities import open_hotline
from interlocal.programs.hotline.actions.submitting import submit
from interlocal.programs.hotline.models import CityHotline, Duty, Holder, Office, Report
from interlocal.programs.hotline.rules.filing import Filing
from interlocal.upkeep.doctor import clock as doctor_clock

pytestmark = pytest.mark.django_db
PHRASE = "quicksilver gazebo"
# What differs between two readings of the same page: form tokens, nonces, the moment.
CHANGING = re.compile(
    rb"""(name="csrfmiddlewaretoken" value="[^"]+")|(X-CSRFToken": "[^"]+")|(data-csrf="[^"]+")"""
    rb"""|(nonce="[^"]+")|(name="(key|token|entry_id)" value="[^"]+")|(<code>[0-9a-f]{16}</code>)"""
    rb"""|("request": ?"[0-9a-f]{16}")"""
)
# Reading these writes something itself, which the next reading shows.
TELL_OF_READERS = (
    *("/account/sessions/", "/account/login/passkey/challenge/", "/audit/export"),
    *("/dev/", "/health/"),
)
# The rows that are the report itself, in the hotline's own tables, and its own audit book.
OWN = {"report", "wrap", "recoverywrap", "exclusion", "entry", "sealedfile", "openreading"}
BOOK = {"audit.auditbook", "audit.auditentry", "audit.auditdetail"}
PASSING = {"accounts.signin", "sessions.session"}


def _addresses(resolver: URLResolver | None = None, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from _addresses(entry, (*spaces, entry.namespace) if entry.namespace else spaces)
        elif entry.name:
            try:
                yield reverse(":".join((*spaces, entry.name)))
            except NoReverseMatch:
                continue


def _pages(person: User | None, hotline: CityHotline) -> dict[str, tuple[int, bytes]]:
    """Return what a person reads at each address, and undo what the reading wrote."""
    with transaction.atomic():
        found = _read(person, hotline)
        transaction.set_rollback(True)
    return found


def _read(person: User | None, hotline: CityHotline) -> dict[str, tuple[int, bytes]]:
    client = Client()
    if person is not None:
        client.force_login(person)
    setup = [reverse(f"hotline:{name}", args=[hotline.public_id]) for name in ("city", "rules", "texts")]
    found = {}
    for address in sorted({*_addresses(), *setup}):
        if "logout" in address or address.startswith(TELL_OF_READERS):
            continue
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found[address] = (answer.status_code, CHANGING.sub(b"", body))
    return found


def _rows() -> dict[str, list[Any]]:
    """Return every row of the database that is not the report's own."""
    rows = {}
    for model in apps.get_models():
        label = model._meta.label_lower
        if label in PASSING or (model._meta.app_label == "hotline" and model._meta.model_name in OWN):
            continue
        found = model._default_manager.order_by("pk")
        if label in BOOK:
            path = {"auditbook": "name", "auditentry": "book__name", "auditdetail": "entry__book__name"}
            found = found.exclude(**{f"{path[label.partition('.')[2]]}__startswith": "hotline:"})
        rows[label] = list(found.values())
    return rows


@pytest.fixture
def city() -> CityHotline:
    """A finance director who receives reports, somebody beside them, a fallback, and keepers."""
    CategoryFactory.create(slug="corruption")
    council = CityHotlineFactory.create()
    give_key(staff(council))
    hotline = CityHotlineFactory.create(fallback=council, is_open=False)
    for name in ("Fina Director", "Ines Investigator"):
        give_key(staff(hotline, name=name))
    for body in (council, hotline, CityHotlineFactory.create()):
        give_key(staff(body, Duty.KEEPER))
    office = Office.objects.create(jurisdiction=hotline.jurisdiction, title="Finance", created_at=clock.now())
    director = User.objects.get(name="Fina Director")
    Holder.objects.create(office=office, name=director.name, user=director, created_at=clock.now())
    return open_hotline(
        by=person_with("hotline-coordinator"), hotline=hotline, on=clock.today(), now=clock.now()
    )


@pytest.fixture
def people(city: CityHotline) -> dict[str, User | None]:
    """Who reads: the person named, whoever sees most, and under FULL=1 more; ``reader`` gets the report."""
    own = city.jurisdiction.public_id
    few: dict[str, User | None] = {
        "named": User.objects.get(name="Fina Director"),
        "coordinator": person_with("coordinator", password=PASSWORD),
        "reader": User.objects.get(name="Ines Investigator"),
    }
    if not IS_FULL:
        return few
    roles = {"auditor": None, "clerk": own, "hotline-keeper": own}
    return {
        **few,
        **{role: person_with(role, scope, password=PASSWORD) for role, scope in roles.items()},
        "anybody": None,
    }


def _report(city: CityHotline, number: int) -> None:
    filing = Filing(
        jurisdiction=city.jurisdiction.public_id,
        category="corruption",
        what=f"{PHRASE} {number}",
        names=("Fina Director",),
    )
    submit(filing=filing, token=bytes([number]) * 32, now=clock.now())


def test_pages_are_the_same_before_and_after_a_report(
    city: CityHotline, people: dict[str, User | None], time_machine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The clock stands still here and the database's does not, which one page would tell.
    monkeypatch.setattr(doctor_clock, "_told_time", lambda: None)
    time_machine.move_to(clock.now().replace(hour=15, minute=0), tick=False)
    before = {who: _pages(person, city) for who, person in people.items()}
    for number in (1, 2):
        _report(city, number)

    after = {who: _pages(person, city) for who, person in people.items()}

    changed = [
        f"{who}: {address}"
        for who, pages in before.items()
        for address, page in pages.items()
        if after[who][address] != page
    ]
    # Who gets it reads of it at one address, so a change does show here.
    assert changed == [f"reader: {reverse('hotline:reports-listed')}"]
    assert Report.objects.count() == 2
    assert len(before["named"]) > 60


def test_no_row_but_the_reports_own_is_written_when_it_comes(city: CityHotline) -> None:
    before = _rows()

    _report(city, 1)

    assert _rows() == before
    assert mail.outbox == []
