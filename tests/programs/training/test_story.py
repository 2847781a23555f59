"""What the sample partnership shows of training."""

from datetime import UTC, datetime

import pytest
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.programkit.public import SampleRequest
from interlocal.programs.training.models import Application, ApplicationState, Cohort, Learner
from interlocal.programs.training.sample import tell_story

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, 15, tzinfo=UTC)


@pytest.fixture
def cohorts():
    cities = [JurisdictionFactory.create().public_id for _ in range(5)]
    tell_story(SampleRequest(by=person_with("coordinator"), jurisdictions=cities, rows=1, now=NOW))
    finished, coming = Cohort.objects.order_by("apply_from")
    return finished, coming


def test_story_is_all_made_up_and_says_so(cohorts):
    assert all("(synthetic)" in str(one) for one in [*cohorts, *Learner.objects.all()])
    assert all("(synthetic)" in one.supervisor_name for one in Application.objects.all())


def test_story_gives_seats_by_the_shares(cohorts):
    for cohort in cohorts:
        for share in cohort.shares.all():
            held = cohort.seats.filter(holder__jurisdiction=share.jurisdiction).count()
            waiting = cohort.applications.filter(
                state=ApplicationState.WAITING, jurisdiction=share.jurisdiction
            ).count()
            assert held <= share.seats
            assert held == share.seats or not waiting
    finished, coming = cohorts
    assert finished.seats.count() == finished.seats.filter(holder__isnull=False).count() == 14
    assert (coming.seats.count(), coming.seats.filter(holder__isnull=False).count()) == (30, 27)
    assert coming.decisions.count() == 27


def test_story_has_a_cohort_that_is_over_and_one_to_come(cohorts):
    finished, coming = cohorts
    assert finished.sessions.order_by("-ends_at")[0].ends_at < NOW < coming.sessions.all()[0].starts_at
    assert coming.apply_from < NOW.date() <= coming.apply_until
    assert finished.cost_lines.filter(kind="actual").count() == 4
