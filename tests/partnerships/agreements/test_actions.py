"""What is done to agreements, and what is refused."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories.accounts import person_with
from tests.factories.agreements import (
    NOW,
    TODAY,
    AgreementFactory,
    NoticeRuleFactory,
    agreement_of,
)
from tests.factories.instruments import InstrumentFactory
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.foundation.audit.public import entries_about, ref_to
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.agreements import actions, queries
from interlocal.partnerships.agreements.models import ClauseKind
from interlocal.partnerships.commitments.models import Commitment
from interlocal.partnerships.commitments.public import commitments_about
from interlocal.partnerships.jurisdictions.public import Source

pytestmark = pytest.mark.django_db
SOURCE = Source(source_title="Council minutes")


def facts(**more):
    return {"title": "Shared store", "starts_on": date(2024, 7, 1), "ends_on": date(2027, 6, 30), **more}


def add(*parties, by=None, **more):
    parties = parties or (JurisdictionFactory.create(),)
    return actions.add_agreement(by=by, facts=facts(**more), parties=parties, source=SOURCE, now=NOW)


def deeds(agreement):
    ref = ref_to(agreement)
    return [entry.detail.action for entry in entries_about(ref.kind, ref.public_id)]


def test_parties_of_an_added_agreement_are_bound_from_its_first_day():
    city = JurisdictionFactory.create()
    agreement = add(city)

    assert [(party.jurisdiction, party.joined_on) for party in agreement.parties.all()] == [
        (city, date(2024, 7, 1))
    ]
    assert deeds(agreement) == ["agreements.add"]


def test_clerk_adds_an_agreement_of_the_own_city_only():
    own, other = JurisdictionFactory.create(), JurisdictionFactory.create()
    clerk = person_with("clerk", own.public_id)

    with pytest.raises(Refusal, match="your own jurisdiction") as refused:
        add(other, by=clerk)
    assert refused.value.field == "parties"
    assert add(own, other, by=clerk).parties.count() == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ends_on": date(2024, 6, 30)}, "ends_on"),
        ({"is_open_ended": True}, "ends_on"),
        ({"options_left": 1}, "option_months"),
        ({"title": " "}, "title"),
    ],
)
def test_term_that_cannot_be_is_refused(wrong, field):
    with pytest.raises(Refusal) as refused:
        add(**wrong)
    assert refused.value.field == field


def test_terms_of_a_chain_follow_each_other():
    first = add()
    actions.write_clause(
        by=None, agreement=first, kind=ClauseKind.DURATION, section="Section 4", text="Three years.", now=NOW
    )

    with pytest.raises(Refusal, match=r"overlaps .* Section 4") as refused:
        add(renews=first, starts_on=date(2027, 6, 30), ends_on=date(2029, 6, 30))
    assert refused.value.field == "starts_on"
    second = add(renews=first, starts_on=date(2027, 7, 1), ends_on=date(2029, 6, 30))
    assert queries.timeline_of(first) == queries.timeline_of(second) == [first, second]


def test_third_of_a_chain_is_held_against_the_first():
    first = add()
    second = add(renews=first, starts_on=None, ends_on=None)

    with pytest.raises(Refusal, match="overlaps"):
        add(renews=second, starts_on=date(2025, 1, 1), ends_on=date(2029, 6, 30))


def test_correction_keeps_the_chain_sound_and_free_of_circles():
    first = add()
    second = add(renews=first, starts_on=date(2027, 7, 1), ends_on=date(2029, 6, 30))

    with pytest.raises(Refusal, match="cannot renew itself"):
        actions.correct_agreement(
            by=None, agreement=first, facts=facts(renews=second), source=SOURCE, now=NOW
        )
    with pytest.raises(Refusal, match="overlaps"):
        actions.correct_agreement(
            by=None, agreement=first, facts=facts(ends_on=date(2027, 8, 1)), source=SOURCE, now=NOW
        )
    corrected = actions.correct_agreement(
        by=None, agreement=first, facts=facts(ends_on=date(2027, 5, 31)), source=SOURCE, now=NOW
    )
    assert corrected.ends_on == date(2027, 5, 31)


def test_option_renews_the_term_by_its_months_once():
    agreement = add(options_left=1, option_months=24)
    renewed = actions.use_option(by=None, agreement=agreement, decided_on=TODAY, now=NOW)

    assert (renewed.ends_on, renewed.options_left) == (date(2029, 6, 30), 0)
    with pytest.raises(Refusal, match="No renewal option is left"):
        actions.use_option(by=None, agreement=agreement, decided_on=TODAY, now=NOW)


def test_agreement_ends_early_with_a_reason_and_once():
    agreement = add()
    with pytest.raises(Refusal, match="Say why"):
        actions.end_agreement(by=None, agreement=agreement, ended_on=TODAY, reason=" ", now=NOW)
    ended = actions.end_agreement(by=None, agreement=agreement, ended_on=TODAY, reason="Merged", now=NOW)

    assert ended.state_on(TODAY) == "in-force"
    assert ended.state_on(TODAY + timedelta(days=1)) == "ended"
    with pytest.raises(Refusal, match="ended already"):
        actions.end_agreement(by=None, agreement=agreement, ended_on=TODAY, reason="Again", now=NOW)


def test_replaced_and_struck_clauses_stay_on_record():
    agreement = add()

    def write(text, replaces=None):
        return actions.write_clause(
            by=None, agreement=agreement, kind="cost", section="5", text=text, replaces=replaces, now=NOW
        )

    first = write("Half each.")
    second = write("By population.", replaces=first)
    with pytest.raises(Refusal, match="meanwhile"):
        write("By use.", replaces=first)
    actions.strike_clause(by=None, clause=second, now=NOW)

    assert agreement.clauses.count() == 2
    assert all(topic.clauses == () for topic in queries.topics_of(agreement))


def test_missing_kinds_of_clause_are_those_nobody_wrote():
    agreement = add()
    actions.write_clause(by=None, agreement=agreement, kind="purpose", section="2", text="To share.", now=NOW)
    missing = [topic.kind for topic in queries.topics_of(agreement) if not topic.clauses]

    assert missing == [kind for kind in ClauseKind.values if kind != "purpose"]
    assert len(ClauseKind.values) == 18


def test_jurisdiction_is_a_party_once_at_a_time():
    city = JurisdictionFactory.create()
    agreement = add(city)
    party = agreement.parties.get()

    def again(joined_on):
        return actions.add_party(
            by=None, agreement=agreement, jurisdiction=city, joined_on=joined_on, now=NOW
        )

    with pytest.raises(Refusal, match="party already"):
        again(date(2026, 1, 1))
    actions.correct_party(by=None, party=party, joined_on=party.joined_on, left_on=date(2025, 6, 30), now=NOW)
    with pytest.raises(Refusal, match="until Jun 30, 2025"):
        again(date(2025, 6, 30))
    assert again(date(2025, 7, 1)).left_on is None


def test_last_signature_opens_the_filings_once():
    cities = [JurisdictionFactory.create(), JurisdictionFactory.create()]
    council = JurisdictionFactory.create(council=True)
    agreement = add(*cities, council)
    parties = list(agreement.parties.order_by("pk"))

    for number, party in enumerate(parties):
        assert commitments_about(ref_to(agreement)).count() == 0
        day = date(2024, 6, 10 + number)
        actions.record_signature(by=None, party=party, signed_on=day, office="Mayor", now=NOW)
    actions.record_signature(by=None, party=parties[0], signed_on=date(2024, 6, 11), office="Mayor", now=NOW)

    opened = commitments_about(ref_to(agreement)).order_by("pk")
    assert [(row.title, row.owed_by, row.due_on, row.source_text) for row in opened] == [
        (
            "File the agreement with the Secretary of State",
            min(cities, key=lambda city: city.name),
            date(2024, 7, 12),
            "RSMo 70.300",
        ),
        *(
            ("File the agreement with the county recorder", city, date(2024, 7, 12), "RSMo 70.300")
            for city in sorted(cities, key=lambda city: city.name)
        ),
    ]


def test_party_that_signs_later_files_for_itself_alone():
    agreement = add(JurisdictionFactory.create(name="Zenith"))
    for name in ("Zenith", "Alpha"):
        if name == "Alpha":
            city = JurisdictionFactory.create(name=name)
            actions.add_party(by=None, agreement=agreement, jurisdiction=city, joined_on=TODAY, now=NOW)
        party = agreement.parties.get(jurisdiction__name=name)
        actions.record_signature(by=None, party=party, signed_on=TODAY, office="Mayor", now=NOW)

    opened = commitments_about(ref_to(agreement)).order_by("pk")
    assert [(row.owed_by.name, row.key.rpartition("filing:")[2].partition(":")[0]) for row in opened] == [
        ("Zenith", "secretary-of-state"),
        ("Zenith", "county-recorder"),
        ("Alpha", "county-recorder"),
    ]


def test_effect_before_the_last_signature_is_warned_of_with_its_section():
    agreement = add(JurisdictionFactory.create())
    party = agreement.parties.get()
    actions.record_signature(by=None, party=party, signed_on=date(2024, 6, 30), office="Mayor", now=NOW)
    NoticeRuleFactory.create(agreement=agreement)
    assert queries.cautions_of(agreement, [party]) == ()

    actions.record_signature(by=None, party=party, signed_on=date(2024, 7, 2), office="Mayor", now=NOW)
    (caution,) = queries.cautions_of(agreement, [party])
    assert caution.section == "RSMo 432.070"
    assert caution.words.startswith(
        "It takes effect on Jul 1, 2024, before the last signature of Jul 2, 2024."
    )


def test_signature_is_of_a_day_that_has_come_and_of_the_own_city():
    city, other = JurisdictionFactory.create(), JurisdictionFactory.create()
    party = add(city).parties.get()

    with pytest.raises(Refusal, match="not come"):
        actions.record_signature(
            by=None, party=party, signed_on=TODAY + timedelta(days=1), office="Mayor", now=NOW
        )
    with pytest.raises(Refusal, match="own jurisdiction"):
        actions.record_signature(
            by=person_with("clerk", other.public_id), party=party, signed_on=TODAY, office="Mayor", now=NOW
        )


def test_city_that_adopted_by_resolution_is_flagged_as_unconfirmed_rule():
    agreement = agreement_of(JurisdictionFactory.create())
    NoticeRuleFactory.create(agreement=agreement)
    party = agreement.parties.get()
    resolution = InstrumentFactory.create(jurisdiction=party.jurisdiction, statement=None)
    actions.link_instrument(by=None, party=party, instrument=resolution, now=NOW)

    (caution,) = queries.cautions_of(agreement, [party])
    assert (caution.section, caution.is_unconfirmed) == ("RSMo 70.230", True)
    ordinance = InstrumentFactory.create(jurisdiction=party.jurisdiction, statement=None, kind="ordinance")
    actions.link_instrument(by=None, party=party, instrument=ordinance, now=NOW)
    assert queries.cautions_of(agreement, [party]) == ()
    with pytest.raises(Refusal, match="same jurisdiction"):
        actions.link_instrument(by=None, party=party, instrument=InstrumentFactory.create(), now=NOW)


def test_new_amount_replaces_the_one_before_and_unknown_is_not_zero():
    agreement = add()
    for cents in (480_000, None):
        actions.record_amount(
            by=None, agreement=agreement, year=2024, amount_cents=cents, payer=None, source=SOURCE, now=NOW
        )

    assert list(agreement.amounts.filter(replaced_at=None).values_list("amount_cents")) == [(None,)]
    assert agreement.amounts.count() == 2


def test_attached_document_is_stored():
    agreement = add()
    upload = SimpleUploadedFile("signed.txt", b"Signed by all.")
    document = actions.attach_document(
        by=None, agreement=agreement, title="Signed copy", upload=upload, now=NOW
    )

    assert (document.file.size, document.file.purpose) == (14, "agreements.document")


def test_made_up_agreement_is_never_published():
    with pytest.raises(Refusal, match="made up"):
        actions.publish_agreement(
            by=None, agreement=agreement_of(JurisdictionFactory.create(), synthetic=True), now=NOW
        )
    with pytest.raises(Refusal, match="Nobody is a party"):
        actions.publish_agreement(by=None, agreement=AgreementFactory.create(), now=NOW)


def test_each_party_is_asked_to_decide_once_before_the_window_closes():
    cities = [JurisdictionFactory.create(), JurisdictionFactory.create()]
    manager = person_with("city-manager", cities[0].public_id)
    agreement = agreement_of(*cities, ends_on=TODAY + timedelta(days=180))
    NoticeRuleFactory.create(agreement=agreement, count=90)

    actions.open_decisions(by=None, now=NOW - timedelta(days=1))
    assert Commitment.objects.count() == 0
    for _again in range(2):
        actions.open_decisions(by=None, now=NOW)
    assert [(row.owed_by, row.owner, row.due_on) for row in Commitment.objects.order_by("pk")] == [
        (cities[0], manager, TODAY + timedelta(days=90)),
        (cities[1], None, TODAY + timedelta(days=90)),
    ]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"anchor": "on-date"}, "on"),
        ({"anchor": "before-end", "count": 0}, "count"),
        ({"anchor": "any-time", "count": 5000}, "count"),
        ({"anchor": "any-time", "count": 5, "section": ""}, "section"),
    ],
)
def test_notice_window_that_does_not_say_when_or_where_is_refused(wrong, field):
    values = {"act_of_notice": "end", "section": "Section 9"} | wrong
    with pytest.raises(Refusal) as refused:
        actions.set_notice_window(by=None, agreement=add(), now=NOW, **values)
    assert refused.value.field == field
