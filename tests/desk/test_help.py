import re
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from tests.factories.accounts import UserFactory, person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory

import interlocal
from interlocal.desk import queries
from interlocal.desk.queries.help import TOPICS

TODAY = date(2026, 3, 10)
READING = {permission for topic in TOPICS for permission in topic.permissions}
SOURCE = Path(interlocal.__file__).parent


def places(person):
    return [topic.url_name for topic in queries.help_for(person, today=TODAY).topics]


def wishes(person):
    return {str(task.wish) for topic in queries.help_for(person, today=TODAY).topics for task in topic.tasks}


@pytest.mark.django_db
def test_help_speaks_of_what_the_person_may_use():
    assert places(UserFactory.create()) == ["desk:home"]
    assert places(person_with("coordinator")) == [topic.url_name for topic in TOPICS]


@pytest.mark.django_db
def test_help_leaves_out_what_the_role_does_not_do():
    # A city speaks for itself: that is the one thing that the coordinator does not do.
    manager = person_with("city-manager", JurisdictionFactory.create().public_id)
    everything = wishes(person_with("coordinator")) | wishes(manager)
    read_only = wishes(person_with("auditor"))
    acting = {task for topic in TOPICS for task in topic.tasks if task.permission not in {None, *READING}}
    assert everything - read_only == {str(task.wish) for task in acting}


@pytest.mark.django_db
def test_guest_is_told_of_initiatives():
    guest = person_with("explorer", JurisdictionFactory.create().public_id)
    assert places(guest) == ["desk:home", "initiatives:list"]
    assert "Make the yearly report for my council" not in wishes(guest)


@pytest.mark.django_db
def test_help_names_the_coordinators_alone():
    coordinator = person_with("coordinator")
    person_with("city-manager", JurisdictionFactory.create().public_id)
    assert queries.help_for(UserFactory.create(), today=TODAY).coordinators == (coordinator,)


@pytest.mark.django_db
def test_every_page_leads_to_help(client):
    PartnershipFactory.create()
    client.force_login(person_with("clerk", JurisdictionFactory.create().public_id))
    address = reverse("desk:help")
    assert f'href="{address}"' in client.get(reverse("desk:home")).content.decode()
    assert client.get(address).status_code == 200


def test_help_calls_things_by_the_words_on_the_pages():
    pages = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.html"))
    code = "\n".join(
        path.read_text(encoding="utf-8") for path in SOURCE.rglob("views/*.py") if path.name != "help.py"
    )
    quoted = [
        name for topic in TOPICS for task in topic.tasks for name in re.findall("“([^”]+)”", str(task.way))
    ]
    assert len(quoted) > 10
    assert [
        name for name in quoted if not re.search(rf"['\">]{re.escape(name)}['\"<%{{]", pages + code)
    ] == []
