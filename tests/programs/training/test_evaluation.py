"""Evaluation: asked once, answered once, kept without the person; small groups tell nothing."""

from datetime import date, timedelta
from itertools import product

import pytest
import time_machine
from tests.factories import training as made
from tests.factories.accounts import person_with
from tests.programs.training.finished import AFTER, finished_cohort

from interlocal.foundation.audit.models import AuditDetail
from interlocal.foundation.notices.models import Notice
from interlocal.foundation.notices.public import sign_path
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.commitments.public import Commitment
from interlocal.programs.training import models
from interlocal.programs.training.actions.evaluation import (
    answer,
    ask,
    ask_for_figures,
    evaluation_path,
    record_staff_figure,
)
from interlocal.programs.training.queries.evaluation import (
    due_questions,
    results_of_cohort,
    results_of_course,
    safe_counts,
)
from interlocal.programs.training.queries.figures import cities_to_count, figures_for, turnover_by_year
from interlocal.programs.training.questionnaires import questionnaires

pytestmark = pytest.mark.django_db
GOOD = {"useful": 5, "clear": 4, "took_part": 4, "better": ""}
LONG_AFTER = AFTER + timedelta(days=400)


def ask_all(now):
    for one in list(due_questions(now)):
        ask(application=one.application, form=one.form, session=one.session, now=now)


def asked_forms():
    return sorted(models.Ask.objects.values_list("form", flat=True))


def reaction_answered(cohort, answers):
    """Everybody of the cohort is asked after the first session, and answers as told."""
    session = cohort.sessions.get(number=1)
    for application, said in zip(cohort.applications.order_by("pk"), answers, strict=True):
        asked = ask(application=application, form="reaction", session=session, now=session.ends_at)
        if said is not None:
            answer(asked=asked, answers=said, now=session.ends_at)
    cohort.state = models.CohortState.CLOSED_OUT
    cohort.save()


def reaction_of(cohort):
    [found] = results_of_cohort(cohort, now=LONG_AFTER, language="en")
    return found


def test_each_questionnaire_speaks_english_and_spanish():
    course = made.CourseFactory.create()
    for one in questionnaires().values():
        assert one.version >= 1
        for question in one.asked_about(course):
            assert question.in_language("en") != question.in_language("es")
    assert {one.level for one in questionnaires().values()} == {1, 2, 3, 4}


def test_people_are_asked_after_each_session_at_the_end_and_after_ninety_days_once_each():
    cohort = finished_cohort(people=1)
    first, second = cohort.sessions.order_by("number")
    ask_all(first.starts_at)
    assert asked_forms() == []
    for _again in range(2):
        ask_all(first.ends_at)
    assert asked_forms() == ["reaction"]
    for _again in range(2):
        ask_all(second.ends_at)
    assert asked_forms() == ["learning", "reaction", "reaction"]
    ask_all(second.ends_at + timedelta(days=89))
    assert len(asked_forms()) == 3
    for _again in range(2):
        ask_all(second.ends_at + timedelta(days=91))
    assert asked_forms() == ["learner-90", "learning", "reaction", "reaction", "supervisor-90"]
    application = cohort.applications.select_related("learner").get()
    assert sorted(Notice.objects.filter(kind="training.ask").values_list("to_email", flat=True)) == sorted(
        [application.learner.email] * 4 + [application.supervisor_email]
    )


def test_who_did_not_come_is_asked_nothing_and_nobody_is_asked_too_late():
    cohort = finished_cohort(people=2, attended={0: [0, 0], 1: [180, 0]})
    last = cohort.sessions.get(number=2).ends_at
    ask_all(last)
    assert {one.application for one in models.Ask.objects.all()} == {cohort.applications.order_by("pk")[1]}
    other = finished_cohort(people=1)
    ask_all(last + timedelta(days=30))
    assert not models.Ask.objects.filter(application__cohort=other).exists()


def test_an_answer_is_kept_without_the_person_the_time_and_the_order():
    cohort = finished_cohort(people=12, cities=1)
    reaction_answered(cohort, [{**GOOD, "useful": 1 + number % 5} for number in range(12)])
    rows = list(models.Response.objects.order_by("pk"))
    assert {(one.answered_on, one.created_at.isoformat()) for one in rows} == {
        (date(2026, 5, 1), "2026-05-01T00:00:00+00:00")
    }
    assert {one.answered_at.isoformat() for one in models.Ask.objects.all()} == {"2026-05-01T00:00:00+00:00"}
    assert [one.answers["useful"] for one in rows] != [1 + number % 5 for number in range(12)]
    told = AuditDetail.objects.filter(action="training.answer")
    assert {one.subject_id for one in told} == {cohort.public_id}
    assert {one.values_json for one in told} == {'{"form":"reaction"}'}


def test_a_questionnaire_is_answered_once_within_thirty_days_and_whole():
    cohort = finished_cohort(people=1)
    session = cohort.sessions.get(number=1)
    asked = ask(application=cohort.applications.get(), form="reaction", session=session, now=AFTER)
    for wrong in ({**GOOD, "useful": 6}, {**GOOD, "useful": "5"}, {"better": "More."}):
        with pytest.raises(Refusal):
            answer(asked=asked, answers=wrong, now=AFTER)
    with pytest.raises(Refusal):
        answer(asked=asked, answers=GOOD, now=AFTER + timedelta(days=31))
    answer(asked=asked, answers=GOOD, now=AFTER)
    with pytest.raises(Refusal):
        answer(asked=asked, answers=GOOD, now=AFTER)
    assert models.Response.objects.count() == 1


def test_fewer_than_five_answers_show_nothing():
    cohort = finished_cohort(people=5)
    reaction_answered(cohort, [GOOD] * 4 + [None])
    found = reaction_of(cohort)
    assert (found.asked, found.answered, found.rate) == (5, 4, 80)
    assert all(question.is_hidden for question in found.questions)


def test_what_enough_people_answered_is_shown_and_few_dissenters_are_not():
    cohort = finished_cohort(people=16, sessions=1)
    reaction_answered(
        cohort, [{**GOOD, "useful": 2 if number < 2 else 3 if number < 8 else 5} for number in range(16)]
    )
    useful = reaction_of(cohort).questions[0]
    assert useful.counts[2] is None
    assert sum(one or 0 for one in useful.counts) <= 8 + 6


def possible(shown, total):
    """What anybody could think of who knows the total: every table that looks like what is shown."""
    return [
        table
        for table in product(range(total + 1), repeat=3)
        if sum(table) == total and all(s is None or s == t for s, t in zip(shown, table, strict=True))
    ]


@pytest.mark.parametrize("total", [5, 6, 9, 12, 15])
def test_no_count_below_five_can_be_worked_out_even_by_who_knows_how_many_answered(total):
    for table in product(range(total + 1), repeat=3):
        if sum(table) != total:
            continue
        shown = safe_counts(*table)
        thinkable = possible(shown, total)
        for place, count in enumerate(table):
            if shown[place] is None:
                seen = {one[place] for one in thinkable}
                assert max(seen) - min(seen) >= 5
            else:
                assert count >= 5


def test_figures_are_hidden_the_same_way_at_every_look():
    assert len({safe_counts(6, 6, 0) for _look in range(20)}) == 1


def test_a_course_tells_the_sum_of_what_its_cohorts_tell_and_nothing_of_a_small_one():
    course = made.CourseFactory.create()
    large = [finished_cohort(people=12, sessions=1, course=course) for _each in range(2)]
    small = finished_cohort(people=3, sessions=1, course=course)
    for cohort in large:
        reaction_answered(cohort, [GOOD] * 6 + [{**GOOD, "useful": 3}] * 6)
    before = [one.questions[0].counts for one in results_of_course(course, now=LONG_AFTER, language="en")]
    reaction_answered(small, [{**GOOD, "useful": 1}] * 3)
    [after] = results_of_course(course, now=LONG_AFTER, language="en")
    parts = [reaction_of(cohort).questions[0].counts for cohort in large]
    assert before == [after.questions[0].counts]
    told = [[one for one in column if one is not None] for column in zip(*parts, strict=True)]
    assert [sum(one) if one else None for one in told] == list(after.questions[0].counts)
    assert (after.asked, after.answered) == (27, 27)


def test_nothing_is_told_while_somebody_can_still_answer():
    cohort = finished_cohort(people=12, sessions=1)
    reaction_answered(cohort, [GOOD] * 12)
    ended = cohort.sessions.get().ends_at
    [early] = results_of_cohort(cohort, now=ended + timedelta(days=29), language="en")
    assert early.is_open
    assert all(question.is_hidden for question in early.questions)
    assert not reaction_of(cohort).is_open


def test_free_words_are_read_by_who_runs_training_where_five_wrote_some(client):
    cohort = finished_cohort(people=6, sessions=1)
    reaction_answered(cohort, [{**GOOD, "better": f"Remark {number}"} for number in range(6)])
    few = finished_cohort(people=6, sessions=1)
    reaction_answered(few, [{**GOOD, "better": "Only I" if number < 4 else ""} for number in range(6)])
    city = cohort.applications.first().jurisdiction
    models.SeatShare.objects.create(cohort=cohort, jurisdiction=city, seats=3)
    readers = {
        person_with("training-coordinator"): True,
        person_with("training-contact", city.public_id): False,
    }
    for reader, may in readers.items():
        with time_machine.travel(LONG_AFTER, tick=False):
            client.force_login(reader)
            page = client.get(f"/programs/training/cohorts/{cohort.public_id}/evaluation/").content.decode()
        assert ("Remark 3" in page) == may
    with time_machine.travel(LONG_AFTER, tick=False):
        client.force_login(person_with("training-coordinator"))
        page = client.get(f"/programs/training/cohorts/{few.public_id}/evaluation/").content.decode()
    assert "Only I" not in page


def test_the_link_takes_the_answers_in_both_languages_and_keeps_what_was_chosen(client):
    cohort = finished_cohort(people=1)
    asked = ask(
        application=cohort.applications.get(), form="reaction", session=cohort.sessions.first(), now=AFTER
    )
    path = evaluation_path(asked)
    link = f"{path}{sign_path(path)}/"
    with time_machine.travel(AFTER, tick=False):
        assert "How was the session?" in client.get(link).content.decode()
        assert "¿Cómo estuvo la sesión?" in client.get(f"{link}?language=es").content.decode()
        partly = client.post(link, {"useful": "5", "better": "More cases"}).content.decode()
        assert "Choose an answer." in partly
        assert "More cases" in partly
        assert models.Response.objects.count() == 0
        assert client.post(link, {**GOOD, "better": "More cases"}).status_code == 302
        assert "Your answers are kept." in client.get(link).content.decode()
        assert client.get(f"{path}wrong/").status_code == 404
    assert models.Response.objects.get().answers == {"version": 1, **GOOD, "better": "More cases"}


def test_results_are_exported_as_they_are_shown(client):
    cohort = finished_cohort(people=12, sessions=1)
    reaction_answered(cohort, [GOOD] * 6 + [{**GOOD, "useful": 3}] * 6)
    with time_machine.travel(LONG_AFTER, tick=False):
        client.force_login(person_with("training-coordinator"))
        for path in (
            f"/programs/training/cohorts/{cohort.public_id}/evaluation/",
            f"/programs/training/courses/{cohort.course.public_id}/evaluation/",
        ):
            lines = b"".join(client.get(f"{path}?form=csv").streaming_content).decode().splitlines()
            counts = ["" if one is None else str(one) for one in reaction_of(cohort).questions[0].counts]
            assert lines[1].split(",")[-3:] == counts


def test_hr_is_asked_once_a_year_for_each_city_that_trained_somebody():
    cohort = finished_cohort(people=2, cities=2)
    cohort.applications.update(completed_at=AFTER)
    cities = cities_to_count(2026)
    assert len(cities) == 2
    for _again in range(2):
        for city in cities:
            ask_for_figures(jurisdiction=city, year=2026, now=made.NOW)
    assert Commitment.objects.filter(key__startswith="training.figures:").count() == 2
    hr = person_with("hr-officer", cities[0].public_id)
    record(hr, cities[0])
    assert cities_to_count(2026) == [cities[1]]


def record(by, city, **counts):
    given = {"employees": 200, "left": 30, "employees_of_trained": 40, "left_of_trained": 4, **counts}
    return record_staff_figure(by=by, jurisdiction=city, year=2026, now=AFTER.replace(year=2027), **given)


def test_hr_records_its_own_city_and_sees_turnover_of_trained_beside_all(client):
    city, other = (made.LearnerFactory.create().jurisdiction for _each in range(2))
    hr = person_with("hr-officer", city.public_id)
    record(hr, city)
    record(hr, city, left=40)
    with pytest.raises(Refusal):
        record(hr, other)
    for wrong in ({"employees_of_trained": 201}, {"left_of_trained": 41}):
        with pytest.raises(Refusal):
            record(hr, city, left=40, **wrong)
    [found] = turnover_by_year(figures_for(hr))
    assert (str(found.of_all), str(found.of_trained), found.cities) == ("20.0", "10.0", 1)
    client.force_login(hr)
    page = client.get("/programs/training/figures/").content.decode()
    assert "shows no cause" in page
    assert "20.0 %" in page
    form = {
        "jurisdiction": city.pk,
        "year": 2025,
        "employees": 100,
        "left": 10,
        "employees_of_trained": 20,
        "left_of_trained": 1,
    }
    assert client.post("/programs/training/figures/", form).status_code == 302
    assert client.post("/programs/training/figures/", {**form, "jurisdiction": other.pk}).status_code == 200
    assert models.StaffFigure.objects.count() == 2
