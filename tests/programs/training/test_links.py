"""From the first page on, every link below the program leads somewhere, for each role of the house."""

import re
from datetime import timedelta

import pytest
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.kernel import clock
from interlocal.programkit.public import SampleRequest
from interlocal.programs.training.sample import tell_story

pytestmark = pytest.mark.django_db
ROOT = "/programs/training/"


def _kind(path):
    return re.sub(r"/[0-9a-z]{16}/", "/*/", path)


@pytest.mark.parametrize("role", ["coordinator", "auditor", "city-manager", "hr-officer", "training-contact"])
def test_links_of_the_program_lead_somewhere(client, role):
    cities = [JurisdictionFactory.create().public_id for _ in range(5)]
    now = clock.now() - timedelta(minutes=1)
    tell_story(SampleRequest(by=person_with("coordinator"), jurisdictions=cities, rows=1, now=now))
    is_of_city = role in {"city-manager", "hr-officer", "training-contact"}
    client.force_login(person_with(role, cities[0] if is_of_city else None))
    waiting, seen, broken = [(ROOT, "")], {}, []
    while waiting:
        path, source = waiting.pop()
        if path in seen or list(map(_kind, seen)).count(_kind(path)) >= 2:
            continue
        answer = client.get(path)
        seen[path] = answer.status_code
        if answer.status_code not in {200, 302}:
            broken.append(f"{source} leads to {path}: {answer.status_code}")
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            waiting += [
                (link, path) for link in re.findall(rf'href="({ROOT}[^"#?]*)"', answer.content.decode())
            ]
    assert broken == []
    assert len(seen) > 8
