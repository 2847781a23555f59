"""Every page of the house asks the database as often for many rows as for three."""

from datetime import timedelta

import pytest
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.access.routes import routes
from tests.conftest import IS_FULL
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.resilience.growth import grow

from interlocal.foundation.accounts import middleware

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FEW, MANY = 3, 300 if IS_FULL else 12
ROLES = ("coordinator", "city-manager", "hr-officer", "hotline-investigator")
PAGE_SIZES = {
    "commitments:list": 50,
    "instruments:list": 50,
    "audit:list": 50,
    "leaving:destructions": 50,
    "jobs:list": 50,
    "notices:inbox": 50,
    "accounts:people": 50,
    "jurisdictions:list": 50,
    "jurisdictions:representatives": 50,
    "initiatives:programs": 50,
    "meetings:councils": 50,
    "meetings:council-imports": 50,
    "hotline:home": 50,
    "hotline:categories": 50,
    "hotline:figures": 20,
    "training:home": 50,
    "training:courses": 50,
    "training:recertification": 50,
    "training:usage": 50,
}


@pytest.fixture
def city():
    PartnershipFactory.create()
    return JurisdictionFactory.create(member=True)


@pytest.fixture
def viewers(city):
    """Somebody with each role: of the partnership, or of the city."""
    return {
        role: person_with(role, None if role in {"coordinator", "auditor"} else city.public_id)
        for role in ROLES
    }


def browser_of(person):
    client = Client()
    client.force_login(person)
    return client


def queries_on_pages(client):
    """How many queries each of our pages asks that names no record in its address and that opens."""
    found = {}
    for route in routes(with_programs=True):
        if route.is_ours and not route.parameters:
            reset_queries()  # what Django keeps of them is bounded
            with CaptureQueriesContext(connection) as queries:
                opened = client.get(reverse(route.name))
            if opened.status_code == 200 and opened["Content-Type"].startswith("text/html"):
                found[route.name] = len(queries)
    return found


def different(few, many):
    """Which pages ask otherwise than before, by role: (before, now)."""
    return {
        (role, page): (few[role].get(page), many[role].get(page))
        for role in few
        for page in few[role].keys() | many[role].keys()
        if few[role].get(page) != many[role].get(page)
    }


def test_pages_ask_as_often_for_many_rows_as_for_three(city, viewers, monkeypatch):
    # That a session is used is written down once in a while: not here, where hundreds of rows take a while.
    monkeypatch.setattr(middleware, "NOTED_EVERY", timedelta(hours=1))
    browsers = {role: browser_of(viewer) for role, viewer in viewers.items()}
    grow(city, list(viewers.values()), 0, FEW)
    for browser in browsers.values():
        queries_on_pages(browser)  # what is asked once in a process is asked now
    few = {role: queries_on_pages(browser) for role, browser in browsers.items()}
    grow(city, list(viewers.values()), FEW, MANY)
    many = {role: queries_on_pages(browser) for role, browser in browsers.items()}
    assert different(few, many) == {}
    assert set(few["coordinator"]) > set(PAGE_SIZES)


def test_lists_break_into_pages(city, viewers):
    coordinator = viewers["coordinator"]
    grow(city, [coordinator], 0, 51)
    browser = browser_of(coordinator)
    shown = {}
    for name in PAGE_SIZES:
        context = browser.get(reverse(name)).context
        rows = context["stretch"].entries if "stretch" in context else context["page"].object_list
        shown[name] = len(rows)
    assert shown == PAGE_SIZES
