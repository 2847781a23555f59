"""Who completed: minutes at the edge, make-up sessions, cancelled sessions, homework."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories import training as made
from tests.programs.training.finished import AFTER, be_present, finished_cohort

from interlocal.programs.training import models
from interlocal.programs.training.queries.completion import completions

pytestmark = pytest.mark.django_db


def of(cohort):
    return completions(cohort, now=AFTER)


def test_who_attended_just_enough_completes_and_a_minute_less_does_not():
    cohort = finished_cohort(people=3, attended={0: [180, 108], 1: [180, 107]})
    assert sorted((one.minutes, one.completes) for one in of(cohort)) == [
        (287, False),
        (288, True),
        (360, True),
    ]


def test_a_make_up_session_counts_for_the_one_missed_and_never_for_more():
    cohort = finished_cohort(people=1, attended={0: [180, 0]})
    missed = cohort.sessions.get(number=2)
    extra = made.SessionFactory.create(
        cohort=cohort, number=3, starts_at=AFTER - timedelta(days=2), makes_up=missed, contact_minutes=300
    )
    [one] = of(cohort)
    assert (one.minutes, one.required_minutes, one.completes) == (180, 360, False)
    be_present(one.application, extra, 300)
    [one] = of(cohort)
    assert (one.minutes, one.required_minutes, one.completes) == (360, 360, True)


def test_a_cancelled_session_counts_only_where_another_makes_it_up():
    cohort = finished_cohort(people=1, attended={0: [180, None]})
    off = cohort.sessions.get(number=2)
    off.cancelled_at = made.NOW
    off.save()
    [one] = of(cohort)
    assert (one.minutes, one.required_minutes, one.without_record) == (180, 180, ())
    instead = made.SessionFactory.create(
        cohort=cohort,
        number=3,
        starts_at=AFTER - timedelta(days=2),
        ends_at=AFTER - timedelta(days=1),
        makes_up=off,
    )
    [one] = of(cohort)
    assert (one.minutes, one.required_minutes, one.without_record) == (180, 360, (off,))
    be_present(one.application, instead, 180)
    assert [one.minutes for one in of(cohort)] == [360]


def test_what_nobody_wrote_down_is_told_and_what_is_not_over_is_not():
    cohort = finished_cohort(people=1, attended={0: [None, None]})
    first, second = cohort.sessions.order_by("number")
    assert [one.without_record for one in completions(cohort, now=made.NOW)] == [()]
    assert [one.without_record for one in completions(cohort, now=first.ends_at)] == [(first,)]
    [one] = of(cohort)
    assert (one.without_record, one.never_came) == ((first, second), True)


def test_required_homework_is_needed_and_other_homework_is_not():
    cohort = finished_cohort(people=1)
    needed, _other = (
        models.Homework.objects.create(
            course=cohort.course,
            title=title,
            instructions="Do it.",
            session_number=1,
            is_required=required,
            created_at=made.NOW,
        )
        for title, required in (("Plan", True), ("Read", False))
    )
    [one] = of(cohort)
    assert (one.homework, one.completes) == ((needed,), False)
    handed_in = models.HandIn.objects.create(
        homework=needed, application=one.application, handed_in_at=made.NOW, created_at=made.NOW
    )
    assert [one.completes for one in of(cohort)] == [False]
    handed_in.accepted_at = AFTER
    handed_in.save()
    assert [(one.homework, one.completes) for one in of(cohort)] == [((), True)]


def test_who_gave_up_the_seat_is_not_counted():
    cohort = finished_cohort(people=2)
    cohort.applications.update(state=models.ApplicationState.WITHDRAWN)
    assert of(cohort) == []


def test_a_cohort_without_sessions_is_completed_by_nobody():
    cohort = finished_cohort(people=1, sessions=0)
    assert [(one.percent, one.completes) for one in of(cohort)] == [(0, False)]


@settings(deadline=None)
@given(
    st.lists(st.integers(1, 400), min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 500)), max_size=6),
    st.integers(1, 100),
)
def test_minutes_are_those_of_an_independent_count(contact, extras, least):
    cohort = made.CohortFactory.create(seats=1, least_percent=least)
    application = made.ApplicationFactory.create(cohort=cohort, seated=True, seat=cohort.seats.get())
    plain = [
        made.SessionFactory.create(cohort=cohort, number=n + 1, contact_minutes=minutes)
        for n, minutes in enumerate(contact)
    ]
    got = [0] * len(contact)
    for n, (place, minutes) in enumerate(extras):
        target = plain[place % len(plain)]
        session = made.SessionFactory.create(cohort=cohort, number=50 + n, makes_up=target)
        be_present(application, session, minutes)
        got[place % len(plain)] += minutes
    [one] = of(cohort)
    expected = sum(min(a, b) for a, b in zip(got, contact, strict=True))
    assert (one.minutes, one.required_minutes) == (expected, sum(contact))
    assert one.completes == (expected / sum(contact) * 100 >= least - 1e-9)
