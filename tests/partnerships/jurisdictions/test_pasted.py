"""A list of contacts: who is named, with address and telephone, and taken back as one."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory, RepresentationFactory
from tests.factories.lists import bring, ready

from interlocal.foundation.lists.public import lines_of, save_list, undo_list
from interlocal.kernel import clock
from interlocal.partnerships.jurisdictions.models import Representation
from interlocal.partnerships.jurisdictions.public import NameBook
from interlocal.partnerships.jurisdictions.views.pasted import CONTACTS

pytestmark = pytest.mark.django_db
HEADINGS = ["Agency", "Contact name", "Title", "Email", "Tel", "Since", "Until"]


@pytest.fixture
def city():
    PartnershipFactory.create()
    JurisdictionFactory.create(name="Mid-America Regional Council", council=True)
    return JurisdictionFactory.create(name="Grandview")


@pytest.fixture
def coordinator(city):
    return person_with("coordinator")


def saved(user, *rows):
    now = clock.now()
    pasted = bring(user, CONTACTS, HEADINGS, *rows, now=now)
    seen = ready(user, CONTACTS, pasted, now=now)
    return save_list(by=user, pasted=pasted, purpose=CONTACTS, seen=seen, now=now)


def lines(user, *rows, headings=HEADINGS):
    pasted = bring(user, CONTACTS, headings, *rows, now=clock.now())
    return lines_of(pasted, CONTACTS, user, clock.now())


def test_contact_is_named_with_address_and_telephone(coordinator, city):
    saved(
        coordinator, ["Grandview", "Doe,  Jane", "City Clerk", "jane@example.org", "816-555-0100", "1/5/2026"]
    )
    named = Representation.objects.get()
    assert (named.jurisdiction, named.name, named.office) == (city, "Jane Doe", "City Clerk")
    assert (named.email, named.phone, named.starts_on) == (
        "jane@example.org",
        "816-555-0100",
        date(2026, 1, 5),
    )


def test_contact_with_an_account_is_the_person(coordinator, city):
    clerk = person_with("clerk", city.public_id, name="Jane Doe", email="jane@example.org")
    saved(coordinator, ["Grandview", "J. Doe", "City Clerk", "Jane@Example.org"])
    named = Representation.objects.get()
    assert (named.user, named.name, named.starts_on) == (clerk, "", clock.today())


def test_first_and_last_name_are_read_from_two_columns(coordinator):
    (line,) = lines(
        coordinator, ["MARC", "Rob", "Roe", "Planner"], headings=["City", "First name", "Last", "Title"]
    )
    assert (line.title, line.facts.jurisdiction.name) == ("Rob Roe, Planner", "Mid-America Regional Council")


@pytest.mark.parametrize(
    ("row", "key", "words"),
    [
        (["Grandview", "", "Clerk"], "name", "Nobody is named"),
        (["Grandview", "A", ""], "office", "This cell is empty"),
        (["Grandview", "A", "Clerk", "a@@b"], "email", "is no e-mail address"),
        (["Grandview", "A", "Clerk", "", "", "2/1/2026", "1/1/2026"], "ends_on", "before the start"),
        (["Grandview", "A", "x" * 121], "office", "Up to 120 letters"),
    ],
)
def test_fault_stands_at_its_cell(coordinator, row, key, words):
    (line,) = lines(coordinator, row)
    assert words in line.faults[key]


def test_who_represents_already_is_recognised(coordinator, city):
    RepresentationFactory.create(jurisdiction=city, name="Jane Doe", office="Mayor")
    RepresentationFactory.create(
        jurisdiction=city, name="Rob Roe", starts_on=date(2020, 1, 1), ends_on=date(2021, 1, 1)
    )
    found = lines(
        coordinator,
        ["Grandview", "JANE DOE", "Clerk"],
        ["Grandview", "Rob Roe", "Clerk"],
        ["Grandview", "Rob Roe", "Planner"],
    )
    assert [line.state for line in found] == ["there", "ready", "there"]
    assert found[0].twin.words == "Jane Doe represents Grandview already, as Mayor."


def test_list_is_undone_as_far_as_nobody_stands_in(coordinator):
    pasted = saved(coordinator, ["Grandview", "Jane Doe", "Clerk"], ["Grandview", "Rob Roe", "Planner"])
    principal = Representation.objects.get(name="Jane Doe")
    RepresentationFactory.create(jurisdiction=principal.jurisdiction, substitute_for=principal)
    assert undo_list(by=coordinator, pasted=pasted, purpose=CONTACTS, now=clock.now()) == (1, 1)
    assert not Representation.objects.filter(name="Rob Roe").exists()
    assert list(pasted.records.values_list("kept_because", flat=True)) == [
        "Somebody stands in for this person.",
        "",
    ]


def test_manager_names_contacts_of_their_own_city_only(city):
    manager = person_with("city-manager", city.public_id)
    found = lines(manager, ["Grandview", "A", "Clerk"], ["MARC", "B", "Planner"])
    assert [line.state for line in found] == ["ready", "faulty"]


def test_role_that_is_lost_takes_nothing_back(city):
    manager = person_with("city-manager", city.public_id)
    pasted = saved(manager, ["Grandview", "A", "Clerk"])
    grant = manager.grants.get()
    grant.until_on = clock.today() - timedelta(days=1)
    grant.save()
    manager = type(manager).objects.get(pk=manager.pk)
    assert undo_list(by=manager, pasted=pasted, purpose=CONTACTS, now=clock.now()) == (0, 1)


def test_contact_is_shown_with_a_way_to_reach_them(client, coordinator, city):
    client.force_login(coordinator)
    saved(coordinator, ["Grandview", "Jane Doe", "Clerk", "jane@example.org", "816-555-0100"])
    page = client.get(reverse("jurisdictions:detail", args=[city.public_id])).content.decode()
    assert 'href="mailto:jane@example.org"' in page
    assert "816-555-0100" in page


def test_initials_that_two_bodies_share_name_neither():
    PartnershipFactory.create()
    first = JurisdictionFactory.create(name="Metro Area Regional Council")
    assert NameBook([first]).find("MARC") == first
    second = JurisdictionFactory.create(name="Mid-America Regional Council")
    assert NameBook([first, second]).find("MARC") is None
