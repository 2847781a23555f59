"""Services that cities often share: every file is whole, its example adds up, and a study begins with it."""

from decimal import Decimal

import pytest
from django.urls import reverse
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import PartnershipFactory

from interlocal.costing.studies.catalog import EXAMPLE_CITIES, known_of_all, services
from interlocal.costing.studies.models import LineKind, Study
from interlocal.costing.studies.queries import worked_example
from mutual.formulas import check, parse

EVERY = pytest.mark.parametrize("service", services().values(), ids=lambda service: service.slug)


def test_services_of_the_founding_text_and_of_every_city_hall_are_there():
    assert list(services()) == [
        "supervisory-training",
        "exit-interviews",
        "fraud-hotline",
        "co-responders",
        "regional-911",
        "purchasing",
        "information-technology",
        "fleet",
        "animal-services",
    ]


@EVERY
def test_lines_fit_the_baseline(service):
    names = [line.name.casefold() for line in service.lines]
    kinds = {line.kind for line in service.lines}
    assert len(names) == len(set(names))
    assert kinds >= {LineKind.COST, LineKind.HIDDEN, LineKind.VOLUME, LineKind.LEVEL}
    assert kinds <= set(LineKind.values)
    for line in service.lines:
        assert len(line.example) == len(EXAMPLE_CITIES)
        assert all(figure >= 0 and figure == round(figure, 2) for figure in line.example)
        assert bool(line.unit) != LineKind(line.kind).is_money
        assert len(line.name) <= 80
        assert len(line.meaning) <= 300


@EVERY
def test_formula_is_sound_and_asks_for_lines_of_the_service(service):
    assert check(service.formula) == ()
    volumes = {line.name.lower() for line in service.lines if line.kind == LineKind.VOLUME}
    assert {one.name for one in parse(service.formula).inputs} <= volumes | {"budget"}


@EVERY
def test_example_adds_up_to_the_cent(service):
    example = worked_example(service)
    assert sum(row.share for row in example.rows) == example.total.share == service.cost * 100
    assert [row.city for row in example.rows] == list(EXAMPLE_CITIES)
    assert example.total.change == example.total.share - example.total.today
    assert example.words


def test_example_of_animal_services_by_hand():
    # By use 2,450 : 1,180 : 560 of 4,190 and by residents 12 : 6 : 3 of 21, of 872,000 and 218,000 dollars.
    by_use = [Decimal(872_000) * one / 4190 for one in (2450, 1180, 560)]
    by_residents = [Decimal(218_000) * one / 21 for one in (12, 6, 3)]
    expected = [use + residents for use, residents in zip(by_use, by_residents, strict=True)]
    rows = worked_example(services()["animal-services"]).rows
    assert [abs(row.share - one * 100) < 1 for row, one in zip(rows, expected, strict=True)] == [True] * 3


@EVERY
def test_what_is_known_names_where_it_stands(service):
    assert service.evidence
    assert all(one.says and one.source_title for one in (*service.evidence, *known_of_all()))


@pytest.fixture
def coordinator(client, db):
    PartnershipFactory.create()
    person = person_with("coordinator")
    client.force_login(person)
    return person


@EVERY
def test_page_shows_the_example_and_begins_a_study(client, coordinator, service):
    page = client.get(reverse("studies:service", args=[service.slug])).content.decode()
    assert service.formula_name in page
    for one in service.evidence:
        assert one.source_title.split(",")[0] in page.replace("&#x27;", "'")
    address = f"{reverse('studies:add')}?service={service.slug}"
    assert address in page

    form = client.get(address).context["form"]
    said = {name: form[name].value() or "" for name in form.fields}
    answer = client.post(address, {**said, "title": "Ours"})

    study = Study.objects.get()
    assert answer.status_code == 302
    assert (study.title, study.service, study.goals) == ("Ours", service.service, service.goals)
    lines = study.lines.order_by("pk").values_list("kind", "name", "unit", "is_required")
    assert list(lines) == [(line.kind, line.name, line.unit, line.is_required) for line in service.lines]


def test_service_that_is_not_there_is_not_found(client, coordinator):
    assert client.get(reverse("studies:service", args=["moon-travel"])).status_code == 404
    assert client.get(f"{reverse('studies:add')}?service=moon-travel").status_code == 200


def test_refused_study_has_no_lines(client, coordinator):
    address = f"{reverse('studies:add')}?service=fleet"
    answer = client.post(
        address,
        {"title": "Ours", "service": "x", "base_year": "1066", "drafts": "own", "answers": "together"},
    )
    assert answer.status_code == 200
    assert not Study.objects.exists()
