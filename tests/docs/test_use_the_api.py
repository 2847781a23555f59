"""The examples of the how-to "Use the API" are run one after the other against a real server."""

import re

import pytest
from tests.architecture.house import ROOT
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import PartnershipFactory
from tests.factories.studies import begun_version, planned_study
from tests.http_api.conftest import secret_of

from interlocal.config.sample.data import read
from interlocal.costing.studies.models import Cell

HOW_TO = ROOT / "docs" / "how-to" / "use-the-api.md"


@pytest.mark.django_db(transaction=True)
def test_examples_say_what_they_promise(live_server, monkeypatch, capsys):
    PartnershipFactory.create()
    study = planned_study(read("studies")["studies"][0])
    city = study.cities.get(jurisdiction__name="Raytown")
    begun_version(city)
    person = person_with("finance-officer", city.jurisdiction.public_id)
    monkeypatch.setenv("INTERLOCAL_URL", live_server.url)
    monkeypatch.setenv("INTERLOCAL_TOKEN", secret_of(person, may_write=True))
    names: dict[str, object] = {}
    for block in re.findall(r"^```py\n(.*?)^```", HOW_TO.read_text("utf-8"), re.MULTILINE | re.DOTALL):
        exec(block, names)
    said = capsys.readouterr().out.splitlines()
    assert said[0] == study.title
    assert re.fullmatch(r"Raytown: [\d,]+\.\d\d a year", said[-2])
    assert said[-1] == "1 []"
    assert Cell.objects.filter(note="From the ledger", hundredths=4_120_000).count() == 1
