"""Every address of planning and seats, as each kind of reader meets it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.accounts import person_with
from tests.factories.files import stored_file
from tests.factories.jurisdictions import JurisdictionFactory
from tests.factories.scorm import lesson_in
from tests.factories.training import (
    ApplicationFactory,
    CohortFactory,
    InstructorFactory,
    MaterialFactory,
    SessionFactory,
)

from interlocal.programs.training.queries.lessons import key_to
from interlocal.programs.training.urls.planning import urlpatterns

pytestmark = pytest.mark.django_db

# Read by everybody who may read training; of a cohort, by whoever has a share in it.
CATALOGUE = {"home", "export", "courses", "course", "material-file"}
COHORT = {"cohort", "seats", "waiting", "decisions"}
# Opened by a signed key, whoever asks.
KEYED = {"lesson-script", "lesson-file"}
# Only under the second name, which is not set up here.
APART = {"lesson-stage"}


def _parts(city: Any) -> dict[str, dict[str, str]]:
    """Return what stands in the path, for addresses below a course and for those below a cohort."""
    cohort = CohortFactory.create(seats=2, shares={city: 1})
    file = stored_file("handout.pdf")
    material = MaterialFactory.create(course=cohort.course, link="", file=file)
    cohort_parts = {
        "session_id": SessionFactory.create(cohort=cohort).public_id,
        "instructor_id": InstructorFactory.create(cohort=cohort).public_id,
        "application_id": ApplicationFactory.create(cohort=cohort, jurisdiction=city).public_id,
        "jurisdiction_id": city.public_id,
        "public_id": cohort.public_id,
    }
    lesson = lesson_in(cohort.course)
    course_parts = {
        "material_id": material.public_id,
        "homework_id": lesson.homework.public_id,
        "public_id": cohort.course.public_id,
    }
    key = {
        "key": key_to(lesson, person_with("training-coordinator")),
        "name": "index.html",
        "script": "alone.js",
    }
    return {"cohorts": cohort_parts, "courses": course_parts, "lessons": key}


def _address(pattern: Any, parts: dict[str, dict[str, str]]) -> str:
    text = str(pattern.pattern)
    named = [part.split(">")[0].split(":")[-1] for part in text.split("<")[1:]]
    values = parts.get(text.split("/", maxsplit=1)[0], {})
    return reverse(f"training:{pattern.name}", kwargs={name: values[name] for name in named})


def _outcome(client: Client, address: str) -> str:
    answer = client.get(address)
    if answer.status_code == 405:
        answer = client.post(address)
    for close in answer._resource_closers:  # answer.close() would close the test's database too
        close()
    if answer.status_code in {302, 303} and answer["Location"].startswith("/account/login/"):
        return "asks to sign in"
    return "not there" if answer.status_code == 404 else "open" if answer.status_code < 400 else "broken"


@pytest.mark.parametrize(
    ("role", "open_to"),
    [
        ("", set()),
        ("training-contact", CATALOGUE | COHORT),
        ("training-contact elsewhere", CATALOGUE),
        ("auditor", CATALOGUE | COHORT),
        ("training-coordinator", {pattern.name for pattern in urlpatterns} - APART),
    ],
    ids=["anybody", "contact", "contact of another city", "auditor", "coordinator"],
)
def test_addresses_of_planning_are_open_to_those_named(client: Client, role: str, open_to: set[str]) -> None:
    """What is not open is not there; who has not signed in is asked to."""
    city, other = JurisdictionFactory.create(), JurisdictionFactory.create()
    if role:
        place = {"training-contact": city.public_id, "training-contact elsewhere": other.public_id}
        client.force_login(person_with(role.split(maxsplit=1)[0], place.get(role)))
    closed = "not there" if role else "asks to sign in"
    found = {}
    for pattern in urlpatterns:
        found[pattern.name] = _outcome(client, _address(pattern, _parts(city)))
    expected = {
        pattern.name: "open" if pattern.name in open_to | KEYED else closed for pattern in urlpatterns
    } | dict.fromkeys(APART, "not there")
    assert {name: found[name] for name in found if found[name] != expected[name]} == {}


def test_records_of_planning_that_do_not_exist_are_not_there(client: Client) -> None:
    """An unknown id in any place of the path is not found, not an error."""
    client.force_login(person_with("training-coordinator"))
    absent = dict.fromkeys(
        (
            *("public_id", "material_id", "homework_id", "session_id"),
            *("instructor_id", "application_id", "jurisdiction_id"),
        ),
        "0" * 16,
    )
    key = {"key": "0" * 16, "name": "index.html", "script": "alone.js"}
    parts = {"cohorts": absent, "courses": absent, "lessons": key}
    named = [pattern for pattern in urlpatterns if "<" in str(pattern.pattern)]
    assert {one.name for one in named if _outcome(client, _address(one, parts)) != "not there"} == set()
