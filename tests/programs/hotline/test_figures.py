"""Yearly figures: published once, the same for all, and nothing hidden can be worked out."""

import json
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.accounts import person_with
from tests.factories.hotline import CategoryFactory, CityHotlineFactory

from interlocal.kernel.periods import Period
from interlocal.programs.hotline.actions.figures import publish_year
from interlocal.programs.hotline.models import Count, Opening, YearlyFigures
from interlocal.programs.hotline.queries import figures
from interlocal.programs.hotline.queries.measures import days_open
from interlocal.programs.hotline.rules.figures import Closed, closed_from, yearly_tables
from interlocal.programs.hotline.rules.outcomes import NO_CITY, Outcome
from mutual.disclosure import SecretSeed

NOW = datetime(2027, 2, 1, 11, tzinfo=UTC)
CITIES, KINDS = ("a", "b", "c", NO_CITY), ("theft", "waste")
SEED = SecretSeed(b"0123456789abcdef")
reports = st.lists(
    st.builds(
        Closed,
        city=st.sampled_from(CITIES),
        category=st.sampled_from(KINDS),
        outcome=st.sampled_from(Outcome.values),
        recovered_cents=st.integers(0, 10**8),
    ),
    max_size=120,
)


@given(reports)
def test_figures_show_true_counts_and_none_below_the_threshold(closed: list[Closed]) -> None:
    tables = yearly_tables(closed, cities=CITIES, categories=KINDS, seed=SEED)

    *rows, total = tables["figures"]
    for city, row in zip(tables["cities"], rows, strict=True):
        for outcome, figure in zip(tables["outcomes"], row[:-1], strict=True):
            true = sum(one.city == city and one.outcome == outcome for one in closed)
            assert figure is None or figure == true >= 5
    assert total[-1] in (None, len(closed))
    for kind, count in (tables["categories"] or {}).items():
        assert count is None or count == sum(one.category == kind for one in closed) >= 5


@given(reports)
def test_no_line_of_figures_hides_one_figure_alone(closed: list[Closed]) -> None:
    """A single hidden figure in a row or column whose total is shown would be a subtraction away."""
    tables = yearly_tables(closed, cities=CITIES, categories=KINDS, seed=SEED)

    lines = [*tables["figures"], *(list(column) for column in zip(*tables["figures"], strict=True))]
    assert [line for line in lines if line.count(None) == 1] == []
    kinds = tables["categories"]
    if kinds is not None:
        assert [*kinds.values(), tables["figures"][-1][-1]].count(None) != 1


@given(reports)
def test_categories_are_shown_only_beside_a_total_that_is(closed: list[Closed]) -> None:
    tables = yearly_tables(closed, cities=CITIES, categories=KINDS, seed=SEED)

    assert tables["categories"] is None or tables["figures"][-1][-1] == len(closed)


def _many(city: str, outcome: str, number: int, **fields: int) -> list[Closed]:
    return [Closed(city=city, category=KINDS[one % 2], outcome=outcome, **fields) for one in range(number)]


def test_figures_of_busy_cities_are_shown() -> None:
    closed = [
        one
        for city, many in (("a", 20), ("b", 30), ("c", 25))
        for outcome in Outcome.values
        for one in _many(city, outcome, many)
    ]

    tables = yearly_tables(closed, cities=("a", "b", "c"), categories=KINDS, seed=SEED)

    assert tables["figures"][0] == [20, 20, 20, 20, 80]
    assert tables["categories"] == {"theft": 152, "waste": 148}


@pytest.mark.parametrize(
    ("cents", "shown"),
    [
        ([300_000] * 6, 1_800_000),
        ([300_000] * 4 + [0, 0], None),
        ([300_000] * 5 + [9_000_000], None),
    ],
)
def test_what_was_recovered_is_shown_when_no_report_stands_out(cents: list[int], shown: int | None) -> None:
    closed = [
        Closed(city=CITIES[place % 3], category="theft", outcome="substantiated", recovered_cents=amount)
        for place, amount in enumerate(cents)
    ]

    assert yearly_tables(closed, cities=CITIES, categories=KINDS)["recovered_cents"] == shown


def test_what_one_city_recovered_alone_is_not_shown() -> None:
    closed = _many("a", "substantiated", 9, recovered_cents=100_000)

    assert yearly_tables(closed, cities=CITIES, categories=KINDS)["recovered_cents"] is None


def test_words_of_a_browser_are_not_published() -> None:
    facts = {"city": "", "category": "The director did it", "outcome": "he did", "recovered_cents": 5}

    assert closed_from(facts, KINDS) == Closed(NO_CITY, "other", "no-basis", 5)


@pytest.fixture
def city(db: None) -> str:
    hotline = CityHotlineFactory.create()
    Opening.objects.create(hotline=hotline, starts_on=date(2026, 3, 1), created_at=NOW)
    return str(hotline.jurisdiction.public_id)


def _count(city: str, number: int) -> None:
    facts = json.dumps({"city": city, "category": "theft", "outcome": "substantiated"})
    Count.objects.bulk_create([Count(year=2026, facts=facts) for _ in range(number)])


def test_a_year_is_published_once_and_its_counts_are_gone(city: str) -> None:
    _count(city, 12)
    first = publish_year(year=2026, on=NOW.date(), now=NOW)
    _count(city, 30)

    again = publish_year(year=2026, on=date(2027, 3, 1), now=NOW)

    assert (again.pk, again.tables, again.published_on) == (first.pk, first.tables, NOW.date())
    assert YearlyFigures.objects.count() == 1
    assert Count.objects.count() == 30


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2027, 1, 31), None),
        (date(2027, 2, 1), 2026),
        (date(2027, 12, 31), 2026),
        (date(2026, 5, 1), None),
    ],
)
def test_a_year_is_due_from_february_where_a_hotline_was_open(
    city: str, today: date, due: int | None
) -> None:
    assert figures.due_year(today) == due


def test_a_published_year_is_not_due_again(city: str) -> None:
    publish_year(year=2026, on=NOW.date(), now=NOW)

    assert figures.due_year(date(2027, 2, 2)) is None


def test_everybody_reads_the_same_figures(city: str, client: Client) -> None:
    CategoryFactory.create(slug="theft", title="Theft", title_es="Robo")
    _count(city, 12)
    publish_year(year=2026, on=NOW.date(), now=NOW)
    address = reverse("hotline:figures-of-year", args=[2026])
    seen = []
    for person in (None, person_with("coordinator"), person_with("hotline-investigator", city)):
        if person is not None:
            client.force_login(person)
        seen.append(client.get(address).context["shown"])

    assert seen[0] == seen[1] == seen[2]


def test_the_page_speaks_spanish(city: str, client: Client) -> None:
    publish_year(year=2026, on=NOW.date(), now=NOW)

    with translation.override("es"):
        page = client.get(
            reverse("hotline:figures-of-year", args=[2026]), headers={"accept-language": "es"}
        ).content.decode()

    assert "La línea de denuncia en 2026" in page


def test_share_substantiated_comes_from_published_figures_alone(city: str) -> None:
    year = Period(date(2026, 1, 1), date(2026, 12, 31))
    _count(city, 12)

    assert figures.share_substantiated(year) is None

    YearlyFigures.objects.create(
        year=2026,
        published_on=NOW.date(),
        tables={"outcomes": Outcome.values, "figures": [[9, 12, 7, 8, 36]]},
    )

    assert str(figures.share_substantiated(year)) == "25.0"
    assert figures.share_substantiated(Period(date(2025, 1, 1), date(2025, 12, 31))) is None


def test_days_open_count_both_ends(city: str) -> None:
    Opening.objects.update(ends_on=date(2026, 3, 10))

    assert days_open(Period(date(2026, 3, 5), date(2026, 12, 31)))[city] == 6
    assert days_open(Period(date(2026, 3, 11), date(2026, 12, 31))) == {}
