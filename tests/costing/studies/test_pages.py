"""The pages: what they cost, what they show to whom, and that what was typed is kept."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.accounts import person_with
from tests.factories.initiatives import InitiativeFactory
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.factories.studies import (
    YEAR,
    LineFactory,
    QuestionFactory,
    StudyFactory,
    city_of,
    fill,
    signed,
    signed_city,
)

from interlocal.costing.studies import queries
from interlocal.costing.studies.models import LineKind, Study, StudyCity

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"studies:{name}", args=args)


@pytest.fixture
def city():
    return JurisdictionFactory.create(name="Riverton")


@pytest.fixture
def officer(client, city):
    PartnershipFactory.create()
    person = person_with("finance-officer", city.public_id)
    client.force_login(person)
    return person


@pytest.fixture
def coordinator(client):
    PartnershipFactory.create()
    person = person_with("coordinator")
    client.force_login(person)
    return person


def inputs(page):
    """Return what a sheet would send as it stands."""
    found = re.findall(
        r'name="((?:figure|last|note|seen)-[^"]+|year)" value="([^"]*)"', page.content.decode()
    )
    return dict(found)


def words(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def test_list_costs_the_same_with_one_three_and_many_rows(client, officer, city):
    costs = {}
    for rows in (1, 3, 20):
        while Study.objects.count() < rows:
            QuestionFactory.create(city=city_of(city))
        client.get(url("list"))
        with CaptureQueriesContext(connection) as made:
            client.get(url("list"))
        costs[rows] = len(made)
    assert len(set(costs.values())) == 1, costs


def test_study_and_baseline_cost_the_same_with_two_three_and_many_cities(client, coordinator):
    study = StudyFactory.create()
    line = LineFactory.create(study=study)
    volume = LineFactory.create(study=study, kind=LineKind.VOLUME)
    costs = {"detail": {}, "baseline": {}}
    for rows in (2, 3, 12):
        while study.cities.count() < rows:
            asked = city_of(study=study)
            fill(asked, line, 100, label="Pay")
            fill(asked, volume, 700)
            signed(asked)
            QuestionFactory.create(city=asked, line=line)
        for name, record in (("detail", study), ("baseline", study.cities.first())):
            client.get(url(name, record.public_id))
            with CaptureQueriesContext(connection) as made:
                client.get(url(name, record.public_id))
            costs[name][rows] = len(made)
    assert [len(set(one.values())) for one in costs.values()] == [1, 1], costs


def test_list_says_what_waits_for_the_own_city(client, officer, city):
    mine = city_of(city, study__title="Trucks")
    city_of()
    QuestionFactory.create(city=mine)

    assert [(one.city.pk, one.open_questions) for one in client.get(url("list")).context["waiting"]] == [
        (mine.pk, 1)
    ]
    assert "Answer what is asked about the figures of Riverton" in words(client.get(url("list")))


def test_study_is_begun_from_an_initiative_and_its_panel_shows_it(client, coordinator):
    initiative = InitiativeFactory.create()
    place = reverse("initiatives:initiative", args=[initiative.public_id]) + "?show=risks"
    begin = f"{url('add')}?initiative={initiative.public_id}"
    assert begin in client.get(place).content.decode()
    form = client.get(begin).context["form"]
    assert form["initiative"].value() == initiative.public_id

    typed = {
        "title": "Trucks",
        "service": "Repair",
        "base_year": YEAR,
        "drafts": "own",
        "answers": "together",
        "initiative": initiative.public_id,
    }
    made = client.post(url("add"), typed)
    study = Study.objects.get()
    assert (made.url, study.initiative) == (url("detail", study.public_id), initiative)
    assert "0 of 0 cities have signed their baselines" in words(client.get(place))
    typed["goals_agreed_on"] = "2026-01-05"
    refused = client.post(url("change", study.public_id), typed)
    assert refused.context["form"].errors["goals"] == [
        "Write the goals that were agreed, or take the day out."
    ]
    assert refused.context["form"]["goals_agreed_on"].value() == "2026-01-05"


def test_city_and_line_are_added_and_taken_out(client, coordinator, city):
    study = StudyFactory.create()
    client.post(url("add-city", study.public_id), {"city": city.public_id, "stand": "might"})
    asked = study.cities.get()
    client.post(url("set-stand", study.public_id, asked.public_id))
    assert StudyCity.objects.get().stand == "part"
    line = {"kind": "volume", "name": "Trucks", "unit": "trucks", "is_required": "on"}
    client.post(url("add-line", study.public_id), line)
    made = study.lines.get()
    client.post(url("change-line", study.public_id, made.public_id), {**line, "name": "Heavy trucks"})
    assert study.lines.get().name == "Heavy trucks"
    client.post(url("withdraw-line", study.public_id, made.public_id))
    client.post(url("take-out-city", study.public_id, asked.public_id), {"reason": "Has no trucks"})
    assert (list(queries.lines_of(study)), list(queries.cities_of(study))) == ([], [])


def test_sheet_saves_what_is_sound_and_keeps_the_rest_as_it_was_typed(client, officer, city):
    asked = city_of(city)
    cost = LineFactory.create(study=asked.study, name="Parts")
    volume = LineFactory.create(study=asked.study, name="Trucks", kind=LineKind.VOLUME, unit="trucks")
    page = client.get(url("baseline", asked.public_id))
    typed = inputs(page) | {
        "year": "26",
        f"figure-{cost.public_id}": "$41,200",
        f"figure-{volume.public_id}": "-24",
        f"note-{volume.public_id}": "counted in May",
    }
    after = client.post(url("baseline", asked.public_id), typed)

    said = words(after)
    assert "1 figure is saved." in said
    assert "“-24” is negative" in said
    assert "“26” is no year" in said
    kept = inputs(after)
    assert (kept[f"figure-{volume.public_id}"], kept[f"note-{volume.public_id}"], kept["year"]) == (
        "-24",
        "counted in May",
        "26",
    )
    client.post(
        url("baseline", asked.public_id),
        {**inputs(client.get(url("baseline", asked.public_id))), "year": "2019"},
    )
    assert "These figures are of 2019." in words(client.get(url("baseline", asked.public_id)))
    mended = kept | {f"figure-{volume.public_id}": "24", "year": "FY2026"}
    assert client.post(url("baseline", asked.public_id), mended).status_code == 302
    draft = asked.baselines.get()
    assert (draft.year, queries.figures_of([draft])[draft.pk]) == (
        2026,
        {cost.pk: 4_120_000, volume.pk: 2_400},
    )


def test_sheet_shows_who_was_faster_and_saves_the_own_figure_on_the_second_try(client, officer, city):
    asked = city_of(city)
    cost = LineFactory.create(study=asked.study, name="Parts")
    typed = inputs(client.get(url("baseline", asked.public_id))) | {f"figure-{cost.public_id}": "300"}
    fill(asked, cost, 20_000)
    after = client.post(url("baseline", asked.public_id), typed)

    assert "Somebody has entered $200 meanwhile" in words(after)
    assert inputs(after)[f"figure-{cost.public_id}"] == "300"
    assert client.post(url("baseline", asked.public_id), inputs(after)).status_code == 302
    draft = asked.baselines.get()
    assert queries.figures_of([draft])[draft.pk] == {cost.pk: 30_000}


def test_text_for_a_place_that_is_gone_is_shown(client, officer, city):
    asked = city_of(city)
    cost = LineFactory.create(study=asked.study, name="Parts")
    typed = inputs(client.get(url("baseline", asked.public_id))) | {f"figure-{cost.public_id}": "317"}
    fill(asked, cost, 20_000, label="5100 Tires")
    assert "“317” has no place any more" in words(client.post(url("baseline", asked.public_id), typed))


def test_draft_of_another_city_is_not_there_and_nobody_else_writes_into_it(client, officer):
    other = city_of()
    line = LineFactory.create(study=other.study)
    assert client.get(url("baseline", other.public_id)).status_code == 404
    assert client.get(url("line", other.public_id, line.public_id)).status_code == 404
    fill(other, line, 100)
    signed(other)
    assert client.get(url("baseline", other.public_id)).status_code == 200
    assert client.post(url("baseline", other.public_id), {"year": "2026"}).status_code == 404
    study_page = client.get(url("detail", other.study.public_id)).content.decode()
    assert url("baseline", other.public_id) in study_page


def test_study_page_does_not_lead_to_drafts_that_are_hidden(client, officer):
    other = city_of()
    LineFactory.create(study=other.study)
    page = client.get(url("detail", other.study.public_id)).content.decode()
    assert url("baseline", other.public_id) not in page


def test_signing_shows_what_is_missing_and_is_a_version_then(client, officer, city):
    asked = city_of(city)
    line = LineFactory.create(study=asked.study, name="Parts")
    typed = {"name": "Dana Reyes", "office": "Finance director", "is_right": "on"}
    assert "1 line is empty: Parts" in words(client.post(url("freeze", asked.public_id), typed))
    fill(asked, line, 100)
    assert client.post(url("freeze", asked.public_id), typed).url == url("baseline", asked.public_id)
    assert "Version 1 signed" in words(client.get(url("baseline", asked.public_id)))
    client.post(url("revise", asked.public_id), {"reason": "A truck was sold"})
    assert "Draft of version 2" in words(client.get(url("baseline", asked.public_id)))
    first = client.get(url("baseline", asked.public_id), {"version": 1})
    assert ("Version 1 signed" in words(first), inputs(first)) == (True, {})
    assert client.get(url("baseline", asked.public_id), {"version": 9}).status_code == 404


def test_question_and_answer_stand_beside_the_figure(client, officer, city):
    asked = city_of(city)
    line = LineFactory.create(study=asked.study, name="Parts")
    fill(asked, line, 100)
    here = url("line", asked.public_id, line.public_id)
    client.post(here, {"text": "Is overtime in it?"})
    question = asked.questions.get()
    assert "Waits for an answer" in words(client.get(here))
    done = client.post(url("answer", asked.public_id, question.public_id), {"answer": "No, it is under pay."})
    assert done.url == here
    assert "No, it is under pay." in words(client.get(here))
    assert "1 question" in words(client.get(url("baseline", asked.public_id)))


def test_figures_are_added_and_taken_out_one_by_one(client, officer, city):
    asked = city_of(city)
    line = LineFactory.create(study=asked.study, name="Pay")
    typed = {"line": line.public_id, "label": "5100 Salaries", "figure": "9k"}
    refused = client.post(url("add-cell", asked.public_id), typed)
    assert (refused.context["form"].errors["figure"], refused.context["form"]["label"].value()) == (
        ["“9k” is shortened. Write the whole figure, such as 41,200."],
        "5100 Salaries",
    )
    client.post(url("add-cell", asked.public_id), {**typed, "figure": "9,000"})
    cell = asked.baselines.get().cells.get()
    assert (cell.hundredths, cell.label) == (900_000, "5100 Salaries")
    client.post(url("strike-cell", asked.public_id, cell.public_id))
    assert list(queries.standing_cells(asked.baselines.get())) == []


def test_export_holds_the_signed_figures_side_by_side(client, coordinator):
    asked = signed_city()
    line = asked.study.lines.get()
    fill(city_of(study=asked.study), line, 999)
    rows = list(
        csv.reader(
            io.StringIO(client.get(url("export", asked.study.public_id)).getvalue().decode("utf-8-sig"))
        )
    )
    assert rows == [
        ["Kind", "Line", "Unit", asked.jurisdiction.name],
        ["Cost of the service", line.name, "USD", "41200.00"],
    ]


def test_search_finds_a_study_by_its_service(client, officer):
    StudyFactory.create(title="Trucks", service="Repair of fire engines")
    page = client.get(reverse("desk:search"), {"q": "fire engines"})
    assert "Trucks" in words(page)
