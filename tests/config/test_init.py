"""`interlocal init`: asked or given, once; and what an empty installation says at its start."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from tests.factories.jurisdictions import PartnershipFactory

from interlocal.config.management.commands.run import way_in
from interlocal.config.start.asking import complete
from interlocal.foundation.accounts.models import Invitation
from interlocal.founding.models import SetupCode
from interlocal.founding.public import Answers, Place
from interlocal.partnerships.jurisdictions.public import Jurisdiction, the_partnership

pytestmark = pytest.mark.django_db

GIVEN = (
    *("--name", "Twin Rivers", "--state", "Missouri", "--city", "Raytown", "--city", "Olathe | Kansas"),
    *("--coordinator-name", "Ada Park", "--coordinator-email", "ada@example.org"),
)


def init(*words, capsys):
    call_command("init", *words)
    return capsys.readouterr().out


def test_init_makes_the_partnership_and_hands_the_invitation_over(capsys, client):
    said = init(*GIVEN, capsys=capsys)
    assert (the_partnership().name, Jurisdiction.objects.count()) == ("Twin Rivers", 2)
    link = next(line.strip() for line in said.splitlines() if "/invitations/" in line)
    assert client.get(link.replace("http://localhost:8000", "")).status_code == 200


def test_init_again_with_the_same_answers_changes_nothing(capsys):
    init(*GIVEN, capsys=capsys)
    assert init(*GIVEN, capsys=capsys) == "Twin Rivers is set up already. Nothing changed.\n"
    assert (Jurisdiction.objects.count(), Invitation.objects.count()) == (2, 1)


@pytest.mark.parametrize("words", [GIVEN, ("--link",)])
def test_init_is_refused_beside_another_partnership(words):
    PartnershipFactory.create(name="Older")
    with pytest.raises(CommandError, match="serves Older already"):
        call_command("init", *words)


def test_init_reads_a_file(tmp_path, capsys):
    file = tmp_path / "answers.toml"
    file.write_text(
        'name = "Twin Rivers"\nstate = "Ohio"\ncities = ["Athens"]\n'
        '[coordinator]\nname = "Ada"\nemail = "ada@example.org"\n'
    )
    assert "No rules ship for this state" in init("--answers", str(file), capsys=capsys)
    with pytest.raises(CommandError, match="Cannot read"):
        call_command("init", "--answers", str(tmp_path / "none.toml"))


def test_init_without_answers_or_a_terminal_says_what_is_missing():
    with pytest.raises(CommandError, match="Give the partnership a name"):
        call_command("init")


def test_first_start_prints_the_link_and_later_ones_do_not(client):
    first, second = way_in(), way_in()
    link = first.splitlines()[-1].strip().replace("http://localhost:8000", "")
    assert client.get(link).status_code == 200
    assert ("/setup/" in second, SetupCode.objects.count()) == (False, 1)
    PartnershipFactory.create()
    assert way_in() == ""


def test_link_can_be_made_anew(capsys, client):
    old = way_in().splitlines()[-1].strip().replace("http://localhost:8000", "")
    said = init("--link", capsys=capsys)
    new = said.split()[-1].replace("http://localhost:8000", "")
    assert new.startswith(reverse("founding:first-run", args=["x"])[:-2])
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)


def test_questions_are_asked_again_until_they_are_answered():
    cities = ["", "a | b | c | d", "Olathe | Kansas", ""]
    typed = iter(["", "Twin Rivers", "Ohio", "", *cities, "", "Ada", "ada", "ada@x.org"])
    said = []
    answers = complete(
        Answers(name="", state="", cities=(), coordinator_name="", coordinator_email=""),
        ask=lambda _question: next(typed),
        say=said.append,
    )
    assert (answers.name, answers.state, answers.cities) == (
        "Twin Rivers",
        "Ohio",
        (Place("Olathe", "Kansas"),),
    )
    assert (answers.coordinator_name, answers.coordinator_email) == ("Ada", "ada@x.org")
    assert [line.strip() for line in said if line.startswith("  ")] == [
        "This one is needed.",
        "No rules ship for this state yet. Starting values hold until you set your own.",
        "Name at least one.",
        "Write a city as: name | state | website. “a | b | c | d” has more.",
        "Enter the first coordinator's e-mail address, like name@example.org.",
    ]
    assert list(typed) == []


def test_what_was_given_is_not_asked():
    given = Answers(
        "Twin", "Missouri", (Place("Raytown"),), "Ada", "ada@x.org", purpose="p", council=Place("C")
    )
    assert complete(given, ask=pytest.fail, say=lambda _line: None) == given
