"""The cost formula: checked where it is in the formula language, kept as text where it is not."""

import pytest
from django.urls import reverse
from tests.factories.accounts import person_with
from tests.factories.agreements import NOW, AgreementFactory, agreement_of
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory

from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.agreements import actions, queries
from interlocal.partnerships.agreements.rules import check_formula, formula_problems, formula_words
from interlocal.partnerships.jurisdictions.public import Source

SOUND = "Each member has population in people.\n\nPool cost costs $91,000.\nShare cost by population.\n"
UNSOUND = "Each member has population in people.\n\nPool cost costs $91,000.\nShare cost by poplation.\n"
TEXT = "Half by population, half in equal parts."


def test_sound_formula_has_no_problem_and_plain_words():
    assert formula_problems(SOUND) == ()
    assert "population" in " ".join(formula_words(SOUND))
    check_formula(SOUND)


def test_problem_is_said_with_line_and_column():
    (problem,) = formula_problems(UNSOUND)
    assert problem.startswith("line 4, column 15:")
    assert "population" in problem
    with pytest.raises(Refusal, match="Line 4, column 15") as refused:
        check_formula(UNSOUND)
    assert refused.value.field == "cost_formula"


def test_formula_without_text_is_refused():
    with pytest.raises(Refusal, match="Write the formula"):
        check_formula(" ")


@pytest.mark.django_db
def test_correction_refuses_a_formula_that_cannot_be_read_and_keeps_what_was_typed(client):
    PartnershipFactory.create()
    agreement = agreement_of(JurisdictionFactory.create(), cost_formula=TEXT)
    client.force_login(person_with("coordinator"))
    said = {
        "title": agreement.title,
        "cost_formula": UNSOUND,
        "is_computable": "on",
        "options_left": "0",
        "source_title": "The signed copy",
    }
    page = client.post(reverse("agreements:correct", args=[agreement.public_id]), said)
    assert "Line 4, column 15" in page.content.decode()
    assert page.context["form"]["cost_formula"].value() == UNSOUND
    agreement.refresh_from_db()
    assert (agreement.cost_formula, agreement.is_computable) == (TEXT, False)

    client.post(reverse("agreements:correct", args=[agreement.public_id]), said | {"cost_formula": SOUND})
    agreement.refresh_from_db()
    assert (agreement.cost_formula.replace("\r\n", "\n").strip(), agreement.is_computable) == (
        SOUND.strip(),
        True,
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("formula", "is_computable", "words"),
    [
        (TEXT, False, "Not in the engine&#x27;s language"),
        (SOUND, True, "It is sound in the formula language"),
        (UNSOUND, True, "Line 4, column 15"),
    ],
)
def test_page_says_how_the_formula_stands(client, formula, is_computable, words):
    PartnershipFactory.create()
    agreement = agreement_of(JurisdictionFactory.create(), cost_formula=formula, is_computable=is_computable)
    client.force_login(person_with("coordinator"))
    page = client.get(reverse("agreements:detail", args=[agreement.public_id])).content.decode()
    assert words in page.replace("engine's", "engine&#x27;s")


@pytest.mark.django_db
def test_text_that_no_engine_reads_is_kept():
    agreement = AgreementFactory.create()
    facts = queries.facts_of(agreement) | {"cost_formula": TEXT, "is_computable": False, "renews": None}
    kept = {name: facts[name] for name in actions.records.FACTS}
    source = Source(source_title="The signed copy")
    corrected = actions.correct_agreement(by=None, agreement=agreement, facts=kept, source=source, now=NOW)
    assert corrected.cost_formula == TEXT
