"""What cities used and paid, and transcripts: pages, CSV and Excel tell the same."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
import time_machine
from openpyxl import load_workbook
from tests.factories import training as made
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import PartnershipFactory
from tests.programs.training.finished import AFTER, finished_cohort

from interlocal.foundation.notices.public import sign_path
from interlocal.kernel.periods import FiscalYear, Period
from interlocal.programs.training import models
from interlocal.programs.training.actions.closing import close_out
from interlocal.programs.training.actions.costs import add_cost_line
from interlocal.programs.training.queries import measures
from interlocal.programs.training.queries.usage import usage
from interlocal.programs.training.queries.years import CityYear, used_in

pytestmark = pytest.mark.django_db
ALL_YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def coordinator():
    return person_with("training-coordinator")


def closed(coordinator, cents=90_000, **fields):
    cohort = finished_cohort(**fields)
    add_cost_line(
        by=coordinator, cohort=cohort, kind="actual", title="Course", cents=cents, source="", now=AFTER
    )
    return close_out(by=coordinator, cohort=cohort, now=AFTER)


def cities_of(cohort):
    seated = cohort.applications.select_related("jurisdiction").order_by("pk")
    return list(dict.fromkeys(one.jurisdiction for one in seated))


def sheet_of(answer):
    return [list(row) for row in load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)]


def lines_of(answer):
    return b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()


def test_measures_count_seats_hours_people_and_cost(coordinator):
    cohort = closed(coordinator, people=3, cities=2, attended={2: [0, 0]})
    two, one = cities_of(cohort)
    assert measures.seats_used(ALL_YEAR) == {two.public_id: 2, one.public_id: 1}
    assert measures.contact_hours(ALL_YEAR) == {two.public_id: 6, one.public_id: 6}
    used = used_in([FiscalYear(2026, 1, 1)])
    assert used[two.public_id, 2026] == CityYear(seats=2, people=2, completed=1, minutes=360, cents=60_000)
    assert used[one.public_id, 2026] == CityYear(seats=1, people=1, completed=1, minutes=360, cents=30_000)
    assert round(measures.share_completed(ALL_YEAR), 1) == Decimal("66.7")


def test_one_person_in_two_cohorts_is_one_person_and_two_seats(coordinator):
    first, second = closed(coordinator, people=1, cities=1), closed(coordinator, people=1, cities=1)
    learner, city = first.applications.get().learner, first.applications.get().jurisdiction
    second.applications.update(learner=learner, jurisdiction=city)
    assert used_in([FiscalYear(2026, 1, 1)])[city.public_id, 2026].people == 1
    assert measures.seats_used(ALL_YEAR) == {city.public_id: 2}


def test_nobody_used_a_seat_of_a_cohort_that_was_cancelled(coordinator):
    cohort = finished_cohort(people=2)
    models.Cohort.objects.filter(pk=cohort.pk).update(state=models.CohortState.CANCELLED)
    assert measures.seats_used(ALL_YEAR) == {}
    assert measures.share_completed(ALL_YEAR) is None


def test_years_are_those_of_the_partnership(coordinator):
    PartnershipFactory.create(fiscal_year_starts_month=5, fiscal_year_starts_day=1)
    cohort = closed(coordinator, people=1, cities=1)
    rows = usage(cities_of(cohort), AFTER.date())
    assert [(one.year, one.seats, str(one.hours), one.cents) for one in rows] == [
        ("FY2027", 0, "6.00", 90_000),
        ("FY2026", 1, "0.00", 0),
    ]


def test_a_contact_sees_own_use_and_cost_on_the_page_as_csv_and_as_workbook(client, coordinator):
    cohort = closed(coordinator, people=3, cities=2)
    mine, other = cities_of(cohort)
    with time_machine.travel(AFTER, tick=False):
        client.force_login(person_with("training-contact", mine.public_id))
        page = client.get("/programs/training/usage/").content.decode()
        assert mine.name in page
        assert other.name not in page
        assert "$600.00" in page
        assert lines_of(client.get("/programs/training/usage/?form=csv"))[1:] == [
            f"{mine.name},FY2026,2,2,2,12.00,600.0"
        ]
        [_head, row] = sheet_of(client.get("/programs/training/usage/?form=xlsx"))
    assert row == [mine.name, "FY2026", 2, 2, 2, 12, 600]


def test_a_transcript_tells_courses_hours_and_certificates(client, coordinator):
    cohort = closed(coordinator, people=1, course__valid_months=12, course__title='=HYPERLINK("x")')
    learner = cohort.applications.get().learner
    path = f"/programs/training/learners/{learner.public_id}/transcript/"
    with time_machine.travel(AFTER + timedelta(days=1), tick=False):
        client.force_login(person_with("training-contact", learner.jurisdiction.public_id))
        assert "Valid" in client.get(path).content.decode()
        assert lines_of(client.get(f"{path}?form=csv"))[1].startswith('"\'=HYPERLINK(""x"")"')
        answer = client.get(f"{path}?form=xlsx")
        [_head, row] = sheet_of(answer)
    cell = load_workbook(BytesIO(answer.content)).active["A2"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("x")')
    assert row[3] == 6
    assert row[6] == "valid"


def test_another_citys_contact_finds_no_transcript(client, coordinator):
    cohort = closed(coordinator, people=2, cities=2)
    learner = cohort.applications.first().learner
    other = next(one for one in cities_of(cohort) if one != learner.jurisdiction)
    client.force_login(person_with("training-contact", other.public_id))
    assert client.get(f"/programs/training/learners/{learner.public_id}/transcript/").status_code == 404


@pytest.mark.parametrize(("language", "title"), [("en", "Your transcript"), ("es", "Su historial")])
def test_learners_read_their_own_transcript_by_their_link_until_it_ends(client, coordinator, language, title):
    cohort = closed(coordinator, people=1)
    learner = cohort.applications.get().learner
    path = f"/programs/training/transcript/{learner.public_id}/{learner.link_round}/"
    link = f"{path}{sign_path(path)}/"
    assert title in client.get(f"{link}?language={language}").content.decode()
    assert client.get(f"{link}?form=xlsx").status_code == 200
    learner.link_round += 1
    learner.save()
    assert client.get(link).status_code == 404


def test_a_learner_without_a_seat_has_an_empty_transcript(client, coordinator):
    application = made.ApplicationFactory.create()
    client.force_login(coordinator)
    page = client.get(f"/programs/training/learners/{application.learner.public_id}/transcript/")
    assert "No courses yet" in page.content.decode()


def test_usage_of_several_years_puts_each_row_into_its_own(coordinator):
    now, then = [closed(coordinator, people=3, cities=2, attended={2: [0, 0]}) for _turn in range(2)]
    then.applications.update(seated_at=AFTER - timedelta(days=400))
    this = FiscalYear.containing(AFTER.date(), 7, 1)
    last = FiscalYear.containing((AFTER - timedelta(days=400)).date(), 7, 1)
    used = used_in([this, last])
    for year in (this, last):
        seats, hours = measures.seats_used(year.period), measures.contact_hours(year.period)
        for city in cities_of(now) + cities_of(then):
            one = used.get((city.public_id, year.ending_in), CityYear())
            assert (one.seats, one.hours) == (seats.get(city.public_id, 0), hours.get(city.public_id, 0))
    of_then = cities_of(then)[0].public_id
    assert used[of_then, last.ending_in] == CityYear(seats=2, people=2)
    assert (used[of_then, this.ending_in].seats, used[of_then, this.ending_in].cents) == (0, 60_000)


def test_usage_asks_as_often_for_ten_years_as_for_one(coordinator, django_assert_num_queries):
    closed(coordinator, people=3, cities=2)
    with django_assert_num_queries(5):
        used_in([FiscalYear(2026)])
    with django_assert_num_queries(5):
        used_in([FiscalYear(year) for year in range(2017, 2027)])
