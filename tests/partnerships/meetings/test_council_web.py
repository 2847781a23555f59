"""A council's web API is asked by a job: once, nothing saved, faults in words."""

from datetime import date

import pytest
from tests.factories.meetings import NOW, CouncilImportFactory
from tests.partnerships.meetings.council_told import record_of
from tests.partnerships.meetings.imports.recorded import ANSWERS, ITEMS_901, Recorded

from interlocal.foundation.jobs.public import Job, run_due
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.meetings import actions, tasks
from interlocal.partnerships.meetings.models import CouncilImport, CouncilItem, ImportSource, ImportState
from interlocal.partnerships.meetings.queries import councils as queries

pytestmark = pytest.mark.django_db
ADDRESS = "https://webapi.example.org/v1/sample"
DAYS = {"since": date(2026, 3, 1), "until": date(2026, 3, 31)}


def ask(by, city, **more):
    asked = {"address": ADDRESS, **DAYS, **more}
    return actions.bring_from_web(by=by, jurisdiction=city, now=NOW, **asked)


@pytest.fixture
def recorded(monkeypatch):
    """Whoever asks in a job gets recorded answers; ``recorded.answers`` may be replaced."""
    source = Recorded(dict(ANSWERS))
    monkeypatch.setattr(tasks.read_council_record, "__defaults__", (lambda _address: source,))
    return source


def read(by, city):
    brought = ask(by, city)
    run_due(now=NOW)
    brought.refresh_from_db()
    return brought


def save(by, brought):
    actions.save_import(by=by, brought=brought, seen=queries.plan_of(brought).seal, now=NOW)


def test_source_is_read_by_a_job_and_nothing_is_saved(clerk, city, recorded):
    brought = ask(clerk, city)
    assert (brought.state, recorded.asked) == (ImportState.READING, [])
    run_due(now=NOW)
    brought.refresh_from_db()
    assert (brought.state, len(brought.found)) == (ImportState.READ, 2)
    assert not CouncilItem.objects.exists()


def test_what_was_read_is_saved_as_it_was_told(clerk, city, recorded):
    save(clerk, read(clerk, city))
    assert record_of(city, ImportSource.LEGISTAR) == {
        ("901", "Sample City Council", date(2026, 3, 10)): {
            "5001": ("Roll call", "", {}),
            "5002": (
                "AN ORDINANCE on a shared hotline",
                "Pass",
                {"Member A": "Yea", "Member B": "Absent"},
            ),
        }
    }


def test_source_that_is_asked_again_changes_only_what_it_tells_otherwise(clerk, city, recorded):
    save(clerk, read(clerk, city))
    assert not queries.plan_of(read(clerk, city)).does_something
    CouncilImport.objects.filter(state=ImportState.READ).delete()
    adopted = {**ITEMS_901[0], "EventItemPassedFlagName": "Fail"}
    recorded.answers["Events/901/EventItems"] = [adopted, *ITEMS_901[1:]]
    again = read(clerk, city)
    assert queries.plan_of(again).counts["items_changed"] == 1
    save(clerk, again)
    (meeting, items), *_rest = record_of(city, ImportSource.LEGISTAR).items()
    assert {key: result for key, (_title, result, _votes) in items.items()} == {"5001": "", "5002": "Fail"}
    assert meeting[0] == "901"


def test_click_that_is_repeated_asks_once(clerk, city):
    assert ask(clerk, city) == ask(clerk, city)
    assert Job.objects.filter(key__startswith="council-record:").count() == 1
    assert ask(clerk, city, only_body="Parks Board").pk != CouncilImport.objects.last().pk


def test_job_that_runs_twice_reads_once(clerk, city, recorded):
    brought = read(clerk, city)
    asked = len(recorded.asked)
    again = actions.read_source(brought=brought, fetch=lambda _address: recorded, now=NOW)
    assert (again.state, len(recorded.asked)) == (ImportState.READ, asked)


def test_import_thrown_away_while_it_is_read_stays_away(clerk, city, recorded):
    brought = ask(clerk, city)
    actions.discard_import(by=clerk, brought=CouncilImport.objects.get(pk=brought.pk), now=NOW)
    actions.read_source(brought=brought, fetch=lambda _address: recorded, now=NOW)
    run_due(now=NOW)
    assert not CouncilImport.objects.exists()


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"Events": []}, f"{ADDRESS} tells of no meeting from 2026-03-01 to 2026-03-31."),
        ({"Events": {"Message": "no"}}, f"{ADDRESS}: The answer for Events is not a list of records."),
        ({}, f"{ADDRESS}: nothing recorded for Events"),
        (
            {**ANSWERS, "Events/901/EventItems": [ITEMS_901[0], ITEMS_901[0]]},
            f"{ADDRESS}: Meeting 901, item 5002 is told twice.",
        ),
    ],
)
def test_source_that_cannot_be_read_says_why(clerk, city, recorded, answers, words):
    recorded.answers = answers
    brought = read(clerk, city)
    assert (brought.state, brought.problem, brought.found) == (ImportState.FAILED, words, [])
    assert Job.objects.get(key=f"council-record:{brought.public_id}").state == "done"


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"address": "http://webapi.example.org/v1/sample"}, "address"),
        ({"address": "https://localhost:8000/"}, "address"),
        ({"address": "https://user:secret@webapi.example.org/"}, "address"),
        ({"since": date(2026, 4, 1)}, "until"),
    ],
)
def test_addresses_and_days_that_cannot_be_are_refused_before_anything_is_asked(clerk, city, asked, field):
    with pytest.raises(Refusal) as refused:
        ask(clerk, city, **asked)
    assert refused.value.field == field
    assert not Job.objects.exists()


@pytest.mark.parametrize("address", ["127.0.0.1", "169.254.169.254", "localhost"])
def test_address_within_the_house_is_never_connected_to(clerk, city, address):
    brought = ask(clerk, city, address=f"https://{address}/")
    run_due(now=NOW)
    brought.refresh_from_db()
    assert brought.state == ImportState.FAILED
    assert brought.problem == f"https://{address}: {address} is not on the public internet."


def test_answers_are_counted_while_a_source_is_read(clerk, city, recorded):
    brought = ask(clerk, city)
    assert queries.reading_progress(brought) == queries.ReadingProgress(0, has_failed=False)
    run_due(now=NOW)
    assert Job.objects.get().progress_done > 0
    brought.refresh_from_db()
    assert queries.reading_progress(brought) is None


def test_import_whose_job_is_gone_says_so(clerk, city):
    assert queries.reading_progress(CouncilImportFactory.create(being_read=True)) is None
