"""Studies over the API: to those who may see them, and with the cents of the command line."""

import hashlib
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.studies import (
    NOW,
    LineFactory,
    begun_version,
    city_of,
    fill,
    signed,
    signed_city,
    study_begun_with,
)

from interlocal.costing.studies import queries
from interlocal.costing.studies.catalog import services
from interlocal.costing.studies.models import Cell, DraftRule
from interlocal.foundation.jobs.public import run_due
from interlocal.kernel import clock
from mutual.cli import main

pytestmark = pytest.mark.django_db


def test_list_names_the_studies_and_how_many_there_are(program, study):
    asking = program("coordinator")
    found = asking.get("/studies").json()
    assert (found["count"], [one["title"] for one in found["items"]]) == (1, [study.title])
    assert found["items"][0]["signed"] == 5
    assert asking.get("/studies", {"words": "no such thing"}).json() == {"count": 0, "items": []}
    assert asking.get("/studies", {"offset": 1}).json()["items"] == []
    assert asking.get("/studies", {"limit": 0}).status_code == 422


def test_study_is_given_with_everything_but_figures(program, study):
    found = program("coordinator").get(f"/studies/{study.public_id}").json()
    assert [city["name"] for city in found["cities"]] == [
        "Blue Springs",
        "Grandview",
        "Independence",
        "Lee's Summit",
        "Raytown",
    ]
    assert {city["signed_version"] for city in found["cities"]} == {1}
    assert len(found["lines"]) == study.lines.count()
    assert len(found["options"]) == study.options.count()
    assert [share["name"] for share in found["shares"]] == [share.name for share in study.shares.all()]
    assert found["assumptions"]["draws"] == 300


def test_file_and_result_are_those_of_the_command_line(program, study, tmp_path, capsys):
    asking = program("coordinator")
    file = asking.get(f"/studies/{study.public_id}/file")
    assert file["Content-Type"] == "application/toml; charset=utf-8"
    found = asking.get(f"/studies/{study.public_id}/result").json()
    assert found["digest"] == hashlib.sha256(file.content).hexdigest()
    path = tmp_path / "study.toml"
    path.write_bytes(file.content)
    # A first look has no Sobol indices: they come with all draws.
    first_look = ["--draws", "500", "--sobol", "0"]
    assert main(["study", str(path), *first_look, "--format", "json"]) == 0
    assert found["result"] == json.loads(capsys.readouterr().out)

    three = [city.public_id for city in study.cities.all()[:3]]
    what_if = asking.get(f"/studies/{study.public_id}/result", {"city": three}).json()
    assert len(what_if["result"]["options"][0]["members"]) == 3
    assert what_if["digest"] != found["digest"]
    alone = asking.get(f"/studies/{study.public_id}/result", {"city": three[:1]})
    assert (alone.status_code, alone.json()["detail"]) == (
        409,
        "Choose two cities or more that have signed: they take part together.",
    )


@pytest.mark.slow
@pytest.mark.parametrize("service", services().values(), ids=lambda service: service.slug)
def test_study_of_every_service_pays_the_cents_of_the_command_line(program, service, tmp_path, capsys):
    study, asking = study_begun_with(service), program("coordinator")
    path = tmp_path / "study.toml"
    path.write_bytes(asking.get(f"/studies/{study.public_id}/file").content)
    found = asking.get(f"/studies/{study.public_id}/result").json()["result"]
    assert main(["study", str(path), "--draws", "500", "--format", "json", "--sobol", "0"]) == 0
    assert found == json.loads(capsys.readouterr().out)


def test_draws_are_asked_for_and_their_result_is_then_the_studys(program, study):
    writing = program("coordinator", may_write=True)
    address = f"/studies/{study.public_id}"
    begun = writing.post(f"{address}/runs").json()
    assert (begun["state"], begun["result"]) == ("open", None)
    assert writing.post(f"{address}/runs").json()["id"] == begun["id"]
    run_due(now=clock.now())
    done = writing.get(f"{address}/runs/{begun['id']}").json()
    assert (done["state"], done["result"]["draws"]) == ("finished", 300)
    found = writing.get(f"{address}/result").json()
    assert (found["run_id"], found["result"]) == (begun["id"], done["result"])


def test_token_that_reads_draws_nothing_and_fills_nothing(program, study, city):
    reading = program("coordinator")
    refused = reading.post(f"/studies/{study.public_id}/runs")
    assert (refused.status_code, refused.json()["detail"]) == (
        403,
        "This token only reads. Make one that may also change.",
    )
    assert not study.runs.exists()
    officer = program("finance-officer", city.jurisdiction)
    body = {"cells": [{"line_id": study.lines.first().public_id, "figure": 1}]}
    assert officer.patch(f"/studies/{study.public_id}/baselines/{city.public_id}", body).status_code == 403


def test_draft_is_filled_cell_by_cell_and_nothing_of_another_is_lost(program):
    city = city_of()
    line = fill(city, study_line := _line(city), 100).line
    officer = program("finance-officer", city.jurisdiction, may_write=True)
    address = f"/studies/{city.study.public_id}/baselines/{city.public_id}"
    seen = officer.get(address).json()["cells"][0]["id"]
    body = {"cells": [{"line_id": line.public_id, "seen": seen, "figure": 4_120_000, "note": "books"}]}
    assert officer.patch(address, body).json() == {"changed": 1, "taken": []}
    assert officer.patch(address, body).json() == {"changed": 0, "taken": []}
    other = {"cells": [{"line_id": line.public_id, "seen": seen, "figure": 7}]}
    taken = officer.patch(address, other).json()
    assert taken["changed"] == 0
    assert taken["taken"][0]["now"]["figure"] == 4_120_000
    assert officer.get(address).json()["cells"][0]["figure"] == 4_120_000

    named = {"cells": [{"line_id": line.public_id, "label": "Overtime", "figure": 50}], "year": 2027}
    assert officer.patch(address, named).json()["changed"] == 1
    found = officer.get(address).json()
    assert [(one["label"], one["figure"]) for one in found["cells"]] == [("Overtime", 50)]
    assert found["year"] == 2027
    assert Cell.objects.filter(baseline__city=city).count() == 3
    assert study_line.pk == line.pk


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ({"figure": -1}, "figure"),
        ({"figure": "12"}, "figure"),
        ({"figure": 1.5}, "figure"),
        ({"figure": True}, "figure"),
        ({"figure": 10**14}, "figure"),
        ({}, "figure"),
        ({"figure": 1, "note": "n" * 301}, "note"),
        ({"figure": 1, "label": "a\x00b"}, "label"),
        ({"figure": 1, "line": "Wages"}, "line"),
    ],
)
def test_figure_that_cannot_be_is_refused_at_its_place(program, cell, at):
    city = city_of()
    line = _line(city)
    officer = program("finance-officer", city.jurisdiction, may_write=True)
    address = f"/studies/{city.study.public_id}/baselines/{city.public_id}"
    answer = officer.patch(address, {"cells": [{"line_id": line.public_id, **cell}]})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["at"][-3:] == ["cells", "0", at]
    assert not Cell.objects.exists()


def test_place_given_twice_and_a_line_of_another_study_are_refused(program):
    city = city_of()
    line = _line(city)
    officer = program("finance-officer", city.jurisdiction, may_write=True)
    address = f"/studies/{city.study.public_id}/baselines/{city.public_id}"
    one = {"line_id": line.public_id, "figure": 1}
    assert "Two figures are for one place" in officer.patch(address, {"cells": [one, one]}).json()["detail"]
    strange = {"line_id": "0" * 16, "figure": 1}
    assert officer.patch(address, {"cells": [strange]}).json()["detail"] == (
        "cells[0]: the study has no line '0000000000000000'."
    )
    broken = officer.patch(address, "{")
    assert broken.status_code == 400
    assert not Cell.objects.exists()


def test_signed_baseline_is_not_filled(program, study, city):
    officer = program("finance-officer", city.jurisdiction, may_write=True)
    body = {"cells": [{"line_id": study.lines.first().public_id, "figure": 1}]}
    refused = officer.patch(f"/studies/{study.public_id}/baselines/{city.public_id}", body)
    assert (refused.status_code, refused.json()["detail"]) == (
        409,
        "The baseline is signed. Begin a new version to change it.",
    )


def test_draft_of_another_city_is_there_only_as_the_rule_says(program, elsewhere):
    city = city_of(study__drafts=DraftRule.OWN)
    study = city.study
    city_of(elsewhere, study=study)
    address = f"/studies/{study.public_id}/baselines/{city.public_id}"
    stranger = program("finance-officer", elsewhere, may_write=True)
    assert stranger.get(address).status_code == 404
    body = {"cells": [{"line_id": _line(city).public_id, "figure": 1}]}
    assert stranger.patch(address, body).status_code == 404
    study.drafts = DraftRule.MEMBERS
    study.save()
    assert stranger.get(address).status_code == 200
    assert stranger.patch(address, body).status_code == 404
    assert not Cell.objects.exists()


def test_city_is_found_under_its_own_study_alone(program, study, city):
    other = signed_city().study
    asking = program("coordinator")
    assert asking.get(f"/studies/{study.public_id}/baselines/{city.public_id}").status_code == 200
    assert asking.get(f"/studies/{other.public_id}/baselines/{city.public_id}").status_code == 404


def test_signed_baselines_are_what_a_comparison_rests_on(program, study):
    found = program("coordinator").get(f"/studies/{study.public_id}/baselines").json()
    assert [one["city"] for one in found] == [
        one.city.jurisdiction.name for one in queries.signed_baselines(study)
    ]
    assert {one["signed_by"] for one in found} == {"Dana Reyes"}
    paid = set(study.lines.filter(kind="cost").values_list("public_id", flat=True))
    totals = tuple(sum(cell["figure"] for cell in one["cells"] if cell["line_id"] in paid) for one in found)
    assert totals == queries.compared(study).totals


def test_version_that_is_asked_for_is_given(program, study, city):
    begun_version(city)
    officer = program("finance-officer", city.jurisdiction)
    address = f"/studies/{study.public_id}/baselines/{city.public_id}"
    assert officer.get(address).json()["versions"] == [1, 2]
    assert officer.get(address, {"version": 1}).json()["signed_by"] == "Dana Reyes"
    assert officer.get(address, {"version": 3}).status_code == 404


def test_answers_cost_the_same_with_one_three_and_many(program, study, city):
    asking = program("finance-officer", city.jurisdiction)
    address = f"/studies/{study.public_id}"
    costs = {}
    for rows in (1, 3, 20):
        while study.cities.count() < 5 + rows:
            added = city_of(study=study)
            for line in study.lines.all():
                fill(added, line, 100, note="checked")
            signed(added)
        asking.get("/me")
        for path in ("/studies", address, f"{address}/baselines", f"{address}/baselines/{city.public_id}"):
            with CaptureQueriesContext(connection) as made:
                asking.get(path)
            costs.setdefault(path, set()).add(len(made))
    assert {path for path, counts in costs.items() if len(counts) > 1} == set()


def test_head_is_answered_without_a_body(program, study):
    answer = program("coordinator").head(f"/studies/{study.public_id}")
    assert (answer.status_code, answer.content) == (200, b"")


def _line(city):
    return LineFactory.create(study=city.study, created_at=NOW)
