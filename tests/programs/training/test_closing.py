"""Closing out: all of it or nothing, once, and in seconds of a coordinator's time."""

from io import BytesIO

import pikepdf
import pytest
import time_machine
from pypdf import PdfReader
from tests.factories.accounts import person_with
from tests.programs.training.finished import AFTER, finished_cohort

from interlocal.foundation.files.public import open_file
from interlocal.foundation.notices.models import Notice
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.training import models
from interlocal.programs.training.actions import closing
from interlocal.programs.training.actions.closing import close_out
from interlocal.programs.training.actions.costs import add_cost_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return person_with("training-coordinator")


def spend(coordinator, cohort, cents):
    add_cost_line(
        by=coordinator, cohort=cohort, kind="actual", title="Course", cents=cents, source="", now=AFTER
    )


def test_closing_out_thirty_people_does_everything_once(coordinator):
    cohort = finished_cohort(people=30, cities=5, attended={0: [0, 0], 1: [180, 0]})
    spend(coordinator, cohort, 1_000_001)
    closed = close_out(by=coordinator, cohort=cohort, now=AFTER)
    assert (closed.state, closed.closed_at) == (models.CohortState.CLOSED_OUT, AFTER)
    assert models.Certificate.objects.count() == 28
    assert list(models.Application.objects.filter(is_no_show=True)) == [
        cohort.applications.order_by("pk").first()
    ]
    assert models.Decision.objects.filter(kind=models.DecisionKind.NO_SHOW).count() == 1
    found = models.CohortShare.objects.filter(cohort=cohort)
    assert sum(one.cents for one in found) == 1_000_001
    assert sorted(one.seats_used for one in found) == [6] * 5
    again = close_out(by=coordinator, cohort=cohort, now=AFTER.replace(year=2027))
    assert (again.closed_at, again.report_id) == (AFTER, closed.report_id)
    assert models.Certificate.objects.count() == 28
    assert Notice.objects.filter(kind="training.certificate").count() == 28


def test_the_report_is_tagged_and_names_cities_and_nobody(coordinator):
    cohort = finished_cohort(people=3, cities=2)
    spend(coordinator, cohort, 90_000)
    closed = close_out(by=coordinator, cohort=cohort, now=AFTER)
    with open_file(closed.report) as file:
        data = file.read()
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
    text = " ".join(PdfReader(BytesIO(data)).pages[0].extract_text().split())
    for one in cohort.applications.select_related("learner", "jurisdiction"):
        assert one.jurisdiction.name in text
        assert one.learner.name not in text
    assert "$600.00" in text


def test_missing_records_stop_it_until_they_are_said_to_be_absences(coordinator):
    cohort = finished_cohort(people=2, attended={0: [180, None]})
    with pytest.raises(Refusal, match="1 record of"):
        close_out(by=coordinator, cohort=cohort, now=AFTER)
    assert close_out(by=coordinator, cohort=cohort, now=AFTER, without_record=True).closed_at == AFTER
    assert models.Certificate.objects.count() == 1


@pytest.mark.parametrize(
    "state", [models.CohortState.PLANNED, models.CohortState.CANCELLED], ids=["planned", "cancelled"]
)
def test_only_an_open_cohort_is_closed_out(coordinator, state):
    cohort = finished_cohort(people=1)
    cohort.state = state
    cohort.save()
    with pytest.raises(Refusal):
        close_out(by=coordinator, cohort=cohort, now=AFTER)


def test_a_cohort_with_a_session_to_come_is_not_closed_out(coordinator):
    cohort = finished_cohort(people=1)
    with pytest.raises(Refusal, match="not over"):
        close_out(by=coordinator, cohort=cohort, now=cohort.sessions.get(number=2).starts_at)


def test_a_cost_that_nobody_can_bear_stops_it_whole(coordinator):
    cohort = finished_cohort(people=2)
    spend(coordinator, cohort, 100)
    models.Cohort.objects.filter(pk=cohort.pk).update(cost_rule="formula", cost_formula="Shrae it.")
    with pytest.raises(Refusal):
        close_out(by=coordinator, cohort=cohort, now=AFTER)
    assert models.Certificate.objects.count() == 0


def test_whatever_stops_it_leaves_nothing_behind_and_it_is_done_again(coordinator, monkeypatch):
    cohort = finished_cohort(people=3)
    spend(coordinator, cohort, 300)

    def stop(*_args, **_kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(closing, "store_upload", stop)
        with pytest.raises(KeyboardInterrupt):
            close_out(by=coordinator, cohort=cohort, now=AFTER)
    cohort.refresh_from_db()
    assert cohort.state == models.CohortState.OPEN
    assert models.Certificate.objects.count() == models.CohortShare.objects.count() == 0
    assert Notice.objects.filter(kind="training.certificate").count() == 0
    assert close_out(by=coordinator, cohort=cohort, now=AFTER).closed_at == AFTER
    assert models.Certificate.objects.count() == 3


def test_a_contact_of_a_city_closes_nothing_out(coordinator):
    cohort = finished_cohort(people=1)
    contact = person_with("training-contact", cohort.applications.get().jurisdiction.public_id)
    with pytest.raises(Refusal):
        close_out(by=contact, cohort=cohort, now=AFTER)


def test_the_page_tells_what_is_missing_and_closes_with_one_button(client, coordinator):
    cohort = finished_cohort(people=3, attended={0: [180, None], 1: [0, 0]})
    spend(coordinator, cohort, 30_000)
    path = f"/programs/training/cohorts/{cohort.public_id}/close-out/"
    with time_machine.travel(AFTER, tick=False):
        client.force_login(coordinator)
        page = client.get(path).content.decode()
        assert "No record:" in page
        assert "Did not come" in page
        assert "$100.00" in page
        refused = client.post(path)
        assert refused.status_code == 200
        assert "1 record of attendance is missing." in refused.content.decode()
        assert client.post(path, {"without_record": "on"}).status_code == 302
        assert "Closed out on" in client.get(path).content.decode()
        report = client.get(f"/programs/training/cohorts/{cohort.public_id}/report.pdf")
    assert b"".join(report.streaming_content).startswith(b"%PDF-")
    report.close()


def test_a_cohort_without_a_report_has_none_to_download(client, coordinator):
    cohort = finished_cohort(people=1)
    client.force_login(coordinator)
    assert client.get(f"/programs/training/cohorts/{cohort.public_id}/report.pdf").status_code == 404
