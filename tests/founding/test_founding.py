"""An empty partnership from answers: whole or not at all, once, and marked as somebody's word."""

import pytest
from tests.factories.jurisdictions import NOW, PartnershipFactory

from interlocal.foundation.accounts.models import Invitation, User
from interlocal.founding import public as founding
from interlocal.founding.models import SetupCode
from interlocal.founding.public import Answers, Place
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.commitments.public import Procedure
from interlocal.partnerships.jurisdictions.public import Jurisdiction, Membership, the_partnership
from interlocal.partnerships.law.public import law_of

pytestmark = pytest.mark.django_db


def answers(**changes):
    facts = {
        "name": "Twin Rivers Shared Services",
        "state": "Missouri",
        "cities": (Place("Raytown"), Place("Grandview", website="https://www.grandview.org")),
        "council": Place("Mid-America Regional Council"),
        "coordinator_name": "Ada Park",
        "coordinator_email": "Ada@Example.org",
    }
    return Answers(**{**facts, **changes})


def test_founding_makes_what_was_answered():
    made = founding.found(answers=answers(), now=NOW)

    assert [(b.name, b.formal_name, b.kind, b.state) for b in Jurisdiction.objects.order_by("name")] == [
        ("Grandview", "City of Grandview", "city", "Missouri"),
        ("Mid-America Regional Council", "Mid-America Regional Council", "regional-council", "Missouri"),
        ("Raytown", "City of Raytown", "city", "Missouri"),
    ]
    assert sorted(Membership.objects.values_list("jurisdiction__name", "role", "is_unconfirmed")) == [
        ("Grandview", "member", True),
        ("Mid-America Regional Council", "supporter", True),
        ("Raytown", "member", True),
    ]
    invitation = Invitation.objects.get()
    assert (invitation.user.email, invitation.role, invitation.invited_by) == (
        "ada@example.org",
        "coordinator",
        None,
    )
    assert (made.partnership, made.invitation, made.has_pack) == (the_partnership(), invitation, True)
    assert made.partnership.short_name == "Twin Rivers Shared Services"


def test_founding_brings_the_procedures_of_the_state_and_of_its_cities():
    founding.found(answers=answers(), now=NOW)
    places = set(Procedure.objects.values_list("jurisdiction__name", flat=True))
    assert places == {None, "Raytown", "Grandview"}


@pytest.mark.parametrize(("state", "pack"), [("Kansas", "kansas"), ("Ohio", "none")])
def test_founding_elsewhere_brings_no_rules_of_missouri(state, pack):
    made = founding.found(answers=answers(state=state), now=NOW)
    assert made.has_pack == (pack != "none")
    assert law_of().pack.slug == pack
    assert set(Procedure.objects.values_list("slug", flat=True)) == {"joining", "withdrawing"}


def test_founding_takes_the_rules_that_were_chosen():
    founding.found(answers=answers(rules="none"), now=NOW)
    assert law_of().pack.slug == "none"


def test_founding_knows_no_rules_of_other_names():
    with pytest.raises(Refusal, match="Choose one of: kansas, missouri, none"):
        founding.found(answers=answers(rules="atlantis"), now=NOW)


def test_founding_happens_once():
    founding.found(answers=answers(), now=NOW)
    with pytest.raises(Refusal, match="serves Twin Rivers Shared Services already"):
        founding.found(answers=answers(name="Another"), now=NOW)
    assert Jurisdiction.objects.count() == 3


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"state": ""}, "state"),
        ({"cities": ()}, "cities"),
        ({"cities": (Place("Raytown"), Place("raytown"))}, "cities"),
        ({"council": Place("Raytown")}, "council"),
        ({"cities": (Place("Raytown", website="ftp://raytown"),)}, "cities"),
        ({"cities": (Place("x" * 121),)}, "cities"),
        ({"coordinator_email": "ada"}, "coordinator_email"),
        ({"coordinator_name": ""}, "coordinator_name"),
        ({"language": "fr"}, "language"),
    ],
)
def test_founding_with_a_bad_answer_names_it_and_makes_nothing(changes, field):
    with pytest.raises(Refusal) as refused:
        founding.found(answers=answers(**changes), now=NOW)
    assert refused.value.field == field
    assert (the_partnership(), Jurisdiction.objects.count(), User.objects.count()) == (None, 0, 0)


def test_founding_that_fails_half_way_leaves_nothing(monkeypatch):
    def fail(*_args, **_kwargs):
        raise RuntimeError("power cut")

    monkeypatch.setattr("interlocal.founding.actions.partnership._invite", fail)
    with pytest.raises(RuntimeError):
        founding.found(answers=answers(), now=NOW)
    assert (the_partnership(), Jurisdiction.objects.count(), Procedure.objects.count()) == (None, 0, 0)


def test_answers_are_read_from_a_file():
    text = """
name = "Twin Rivers"
state = "Missouri"
cities = ["Raytown", "Prairie Village | Kansas | https://www.pvkansas.com", {name = "Lee's Summit"}]
council = "Mid-America Regional Council"
[coordinator]
name = "Ada Park"
email = "ada@example.org"
"""
    read = founding.read_answers(text)
    assert read.cities == (
        Place("Raytown"),
        Place("Prairie Village", "Kansas", "https://www.pvkansas.com"),
        Place("Lee's Summit"),
    )
    assert (read.council, read.coordinator_email) == (
        Place("Mid-America Regional Council"),
        "ada@example.org",
    )
    assert read.checked() == read


@pytest.mark.parametrize(
    "text",
    [
        "name = ",
        "cities = 3",
        'cities = [{town = "Raytown"}]',
        "cities = [3]",
        'coordinator = "Ada"',
        'cities = ["a | b | c | d"]',
    ],
)
def test_answers_that_cannot_be_read_are_refused(text):
    with pytest.raises(Refusal):
        founding.read_answers(text)


def test_answers_to_what_nobody_asked_are_refused():
    read = founding.read_answers(
        'colour = "blue"\nname = "n"\nstate = "s"\ncities = ["c"]\n'
        '[coordinator]\nname = "a"\nemail = "a@b.org"'
    )
    with pytest.raises(Refusal, match="colour"):
        read.checked()


def test_setup_code_is_kept_nowhere_and_replaces_the_last():
    first, second = founding.make_code(now=NOW), founding.make_code(now=NOW)
    rows = SetupCode.objects.order_by("pk")
    assert [row.replaced_at for row in rows] == [NOW, None]
    assert {first, second} & set(rows.values_list("digest", flat=True)) == set()


def test_setup_code_is_not_made_beside_a_partnership():
    PartnershipFactory.create()
    with pytest.raises(Refusal):
        founding.make_code(now=NOW)
