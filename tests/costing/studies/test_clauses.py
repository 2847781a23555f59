"""One click from a study to an agreement: what its clause says, who may send it, and what is refused."""

import io
from decimal import Decimal
from fractions import Fraction

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from tests.factories.accounts import person_with
from tests.factories.agreements import AgreementFactory, ClauseFactory, PartyFactory
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.factories.studies import NOW, planned_study

from interlocal.config.sample.data import read
from interlocal.costing.studies import actions, rules
from interlocal.costing.studies.models import Assumptions, CostClause
from interlocal.costing.studies.report import source_of, terms_of
from interlocal.foundation.audit.public import entries_about, ref_to
from interlocal.foundation.files.public import open_file
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.agreements.models import Agreement, ClauseKind
from mutual.formulas import Drivers, evaluate, parse

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client):
    PartnershipFactory.create()
    person = person_with("coordinator")
    client.force_login(person)
    return person


@pytest.fixture
def study():
    found = planned_study(read("studies")["studies"][0])
    Assumptions.objects.filter(study=found).update(years=2)
    return found


@pytest.fixture
def draft():
    return AgreementFactory.create(undated=True)


def terms_for(study, share="Orders and trucks"):
    return terms_of(source_of(study), option="option-1", share=share, now=NOW)


def send(study, agreement, *, by=None, share="Orders and trucks", **more):
    facts = {"title": "", "section": "Section 4", **more}
    return actions.send_cost_clause(
        by=by, study=study, terms=terms_for(study, share), agreement=agreement, now=NOW, **facts
    )


def computed(text, budget, **volumes):
    drivers = Drivers.from_table(
        {name.replace("_", " "): amounts for name, amounts in volumes.items()}, {"budget": budget}
    )
    return evaluate(parse(text), drivers).cents


def parts_of(share, year):
    """What each city pays of what is shared, in cents of the engine."""
    return {
        city["city"]: city["lines"]["part of what is shared"][year]
        for city in share["cities"]
        if city["takes_part"]
    }


def test_weights_become_a_formula_that_pays_the_cents_of_the_study(study, draft):
    send(study, draft)
    draft.refresh_from_db()
    source = source_of(study)
    option, share = source.chosen("option-1", "Orders and trucks")
    volumes = {
        name: {
            one.baseline.city.jurisdiction.name: one.cell.hundredths / 100
            for one in source.numbers.cells
            if one.line.name == line and one.baseline.city.jurisdiction.name in option["members"]
        }
        for name, line in (("Heavy_trucks", "Heavy trucks"), ("Repair_orders", "Repair orders"))
    }
    year = option["shared"][0] / 100

    assert draft.is_computable
    assert computed(draft.cost_formula, year, **volumes) == parts_of(share, 0)


def test_solution_becomes_fixed_parts_that_name_where_they_come_from(study, draft):
    send(study, draft, share="Nucleolus")
    draft.refresh_from_db()
    source = source_of(study)
    option, share = source.chosen("option-1", "Nucleolus")
    fixed = computed(draft.cost_formula, option["shared"][1] / 100)
    paid = parts_of(share, 1)

    assert sum(fixed.values()) == option["shared"][1]
    # Four decimals of a percent.
    assert all(abs(fixed[city] - paid[city]) <= option["shared"][1] * 1e-6 + 1 for city in paid)
    clause = draft.clauses.get(replaced_at=None)
    assert "They come from the nucleolus of the cost game in the study" in clause.text
    assert "percent" in clause.text


def test_equal_parts_and_formulas_are_written_as_they_are(study, draft):
    send(study, draft, share="Equal parts")
    draft.refresh_from_db()
    assert draft.cost_formula.endswith("Share service equally.")
    formula = (
        "The group has budget in dollars.\nEach member has heavy_trucks in trucks.\n"
        "Pool repair costs budget.\nShare repair by 100% heavy_trucks."
    )
    facts = {"name": "As adopted", "kind": "formula", "formula": formula}
    actions.put_share(by=None, study=study, facts=facts, now=NOW)
    send(study, draft, share="As adopted")
    draft.refresh_from_db()
    assert (draft.cost_formula, draft.is_computable) == (formula, True)
    text = draft.clauses.get(replaced_at=None).text
    assert all(line in text for line in rules.read_formula(formula).legal)


@given(st.lists(st.integers(1, 10**9), min_size=2, max_size=8))
def test_percentages_add_up_and_lie_close_to_the_parts(parts):
    given_parts = {f"City {place}": Fraction(part) for place, part in enumerate(parts)}
    found = rules.percentages(given_parts)

    assert sum(found.values()) == 100
    whole = sum(parts)
    slack = Decimal("0.0001") * len(parts)
    assert all(
        abs(found[name] - Decimal(int(part)) * 100 / whole) <= slack for name, part in given_parts.items()
    )


def test_part_below_zero_is_said_in_words_alone():
    shared = rules.in_fixed_parts({"A": Fraction(110), "B": Fraction(-10)}, "the tau value")
    assert (shared.formula, "B pays -10 percent" in " ".join(shared.legal)) == ("", True)


def test_exhibit_is_a_paper_of_the_agreement_with_amounts_method_and_sources(study, draft):
    sent = send(study, draft)
    with open_file(sent.exhibit.file) as held:
        pdf = PdfReader(io.BytesIO(held.read()))
    words = " ".join("".join(page.extract_text() for page in pdf.pages).split())
    _option, share = source_of(study).chosen("option-1", "Orders and trucks")

    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert sent.exhibit.agreement == draft
    for city in share["cities"]:
        if city["takes_part"]:
            assert f"${city['pays'][0] // 100:,}" in words
    assert "Dana Reyes, Finance director" in words
    assert source_of(study).digest in words
    assert "appendix" not in words


def test_sending_twice_changes_nothing_and_another_result_replaces_the_clause(study, draft):
    first = send(study, draft)
    assert send(study, draft) == first
    assert (draft.clauses.count(), draft.documents.count()) == (1, 1)
    written = entries_about(ref_to(draft).kind, draft.public_id)
    assert [one.detail.action for one in written].count("agreements.set_cost_terms") == 1
    second = send(study, draft, share="Heavy trucks")
    first.refresh_from_db()
    assert (first.stands, second.stands) == (False, True)
    assert draft.clauses.get(replaced_at=None) == second.clause


def test_clause_written_by_hand_goes_only_when_it_is_said(study, draft):
    by_hand = ClauseFactory.create(agreement=draft, kind=ClauseKind.COST, section="Section 9")
    with pytest.raises(Refusal, match="It has a cost clause already: Section 9") as refused:
        send(study, draft)
    assert (refused.value.field, draft.documents.count()) == ("in_place", 0)
    send(study, draft, in_place=True)
    by_hand.refresh_from_db()
    assert by_hand.replaced_at == NOW


def test_agreement_that_binds_already_or_no_more_is_refused_with_words(study):
    signed = PartyFactory.create(signed=True, agreement=AgreementFactory.create(undated=True))
    cases = {
        signed.agreement: "signed it, so its terms stand",
        AgreementFactory.create(): "It is in force",
        AgreementFactory.create(ends_on=NOW.date().replace(year=2025)): "It is over",
        AgreementFactory.create(undated=True, ended_on=NOW.date().replace(year=2025)): "It is over",
    }
    for agreement, why in cases.items():
        with pytest.raises(Refusal, match=why):
            send(study, agreement)
        assert agreement.clauses.count() == 0
    assert CostClause.objects.count() == 0


def test_both_sides_say_who_may_send_it(study, draft):
    manager = person_with("city-manager", JurisdictionFactory.create().public_id)
    with pytest.raises(Refusal, match="Only the parties and the coordinator"):
        send(study, draft, by=manager)
    officer = person_with("finance-officer", JurisdictionFactory.create().public_id)
    with pytest.raises(Refusal, match="Only those who keep studies"):
        send(study, draft, by=officer)
    assert draft.clauses.count() == 0


def test_page_offers_drafts_begins_an_agreement_and_both_sides_lead_to_each_other(client, coordinator, study):
    draft = AgreementFactory.create(undated=True, title="Shared shop")
    AgreementFactory.create(title="In force")
    here = f"{reverse('studies:send-clause', args=[study.public_id])}?option=option-1&share=Equal+parts"
    page = client.get(here)
    assert [title for _key, title in page.context["form"].fields["agreement"].choices] == [
        "A new agreement",
        "Shared shop",
    ]
    refused = client.post(here, {"agreement": "", "title": " ", "section": "Section 4"})
    assert "title" in refused.context["form"].errors
    assert refused.context["form"]["section"].value() == "Section 4"
    client.post(here, {"agreement": "", "title": "Truck repair", "section": "Section 4"})
    made = Agreement.objects.get(title="Truck repair")
    assert sorted(made.parties.values_list("jurisdiction__name", flat=True)) == [
        "Grandview",
        "Independence",
        "Lee's Summit",
        "Raytown",
    ]
    result = reverse("studies:result", args=[study.public_id])
    detail = reverse("agreements:detail", args=[made.public_id])
    assert result in client.get(detail).content.decode()
    assert detail in client.get(result).content.decode()
    client.post(here, {"agreement": draft.public_id, "section": "Section 4"})
    assert CostClause.objects.get(agreement=draft).share == "Equal parts"
