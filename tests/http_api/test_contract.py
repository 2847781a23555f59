"""The description of the API and what it does are one: a program written by others looks for a difference."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import PartnershipFactory
from tests.factories.studies import begun_version, planned_study
from tests.http_api.conftest import secret_of

from interlocal.config.sample.data import read
from interlocal.http_api.views.api import guarded
from interlocal.http_api.views.tokens import PerToken

EXAMPLES = "40" if os.environ.get("FULL") else "3"
SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")


def described():
    return Client().get("/api/v1/openapi.json").json()


@pytest.mark.django_db
def test_description_is_open_and_every_operation_in_it_asks_for_a_token():
    entries = [one for path in described()["paths"].values() for one in path.values()]
    assert len({one["operationId"] for one in entries}) == len(entries)
    assert all(one["security"] == [{"Bearer": []}] for one in entries)


@pytest.mark.django_db
def test_every_address_of_the_api_is_described():
    paths = {re.sub(r"<(\w+)>", r"{\1}", f"/api/{one.pattern}") for one in guarded()}
    assert paths - set(described()["paths"]) == {"/api/v1/", "/api/v1/openapi.json"}


@pytest.mark.django_db
def test_every_operation_refuses_whoever_has_no_token():
    for path, methods in described()["paths"].items():
        for method in methods:
            address = path.replace("{", "").replace("}", "")
            answer = getattr(Client(), method)(address, content_type="application/json")
            assert (path, method, answer.status_code) == (path, method, 401)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("role", ["coordinator", "finance-officer"])
def test_what_the_description_promises_is_kept(role, live_server, monkeypatch, tmp_path):
    monkeypatch.setattr(PerToken, "allow_request", lambda *_: True)
    PartnershipFactory.create()
    study = planned_study(read("studies")["studies"][0])
    city = study.cities.get(jurisdiction__name="Raytown")
    begun_version(city)
    scope = city.jurisdiction.public_id if role == "finance-officer" else None
    secret = secret_of(person_with(role, scope), may_write=True)
    settings = tmp_path / "schemathesis.toml"
    settings.write_text(
        f'[parameters]\n"path.study_id" = "{study.public_id}"\n"path.city_id" = "{city.public_id}"\n'
    )
    command = [SCHEMATHESIS, "--config-file", settings, "run", f"{live_server.url}/api/v1/openapi.json"]
    command += ["--header", f"Authorization: Bearer {secret}", "--max-examples", EXAMPLES, "--no-color"]
    command += ["--seed", "7", "--suppress-health-check", "all"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-9000:] + done.stderr[-2000:]


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "status"), [("nothing/here", 404), ("me?a=%00", 400)])
def test_program_is_told_in_json_what_no_operation_answers(client, path, status):
    answer = client.get(f"/api/v1/{path}")
    assert (answer.status_code, set(answer.json())) == (status, {"detail", "errors", "request"})


@pytest.mark.django_db
def test_program_is_told_in_json_when_something_broke(client, monkeypatch):
    monkeypatch.setattr("interlocal.http_api.views.tokens.use_token", lambda **_: 1 / 0)
    client.raise_request_exception = False
    answer = client.get("/api/v1/me", headers={"Authorization": "Bearer x"})
    assert (answer.status_code, set(answer.json())) == (500, {"detail", "errors", "request"})
    assert b"division" not in answer.content
