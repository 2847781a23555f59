"""The verbs: what they change, what the audit says, what they announce."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from tests.factories.accounts import UserFactory
from tests.factories.jurisdictions import (
    JurisdictionFactory,
    JurisdictionFigureFactory,
    MembershipFactory,
    PartnershipFactory,
    RepresentationFactory,
)

from interlocal.foundation.audit.public import entries_about, ref_to
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.outbox.models import OutboxEvent
from interlocal.partnerships.jurisdictions import actions
from interlocal.partnerships.jurisdictions.models import Jurisdiction, Membership, Partnership, Representation
from interlocal.partnerships.jurisdictions.rules import Source

pytestmark = pytest.mark.django_db
MINUTES = Source(source_title="Council minutes", source_on=date(2026, 2, 1))


def deeds(record):
    return [entry.detail.action for entry in entries_about(ref_to(record).kind, record.public_id)]


def events():
    return [(event.name.rpartition(".")[2], event.payload) for event in OutboxEvent.objects.order_by("pk")]


def found(now):
    return actions.found_partnership(
        by=None,
        name="Three Rivers Partnership",
        short_name="Three Rivers",
        purpose="Solve problems together.",
        founded_on=date(2018, 10, 15),
        source=MINUTES,
        now=now,
    )


def test_partnership_is_founded_once(now):
    partnership = found(now)

    with pytest.raises(Refusal, match="already serves a partnership"):
        found(now)
    assert Partnership.objects.get() == partnership
    assert deeds(partnership) == ["jurisdictions.found_partnership"]


def test_database_itself_holds_one_partnership():
    PartnershipFactory.create()

    with pytest.raises(IntegrityError), transaction.atomic():
        PartnershipFactory.create()


def add(now, **changes):
    facts = {
        "name": "Riverton",
        "formal_name": "City of Riverton",
        "kind": "city",
        "state": "Missouri",
        "fiscal_year_starts": (11, 1),
        "source": MINUTES,
        **changes,
    }
    return actions.add_jurisdiction(by=None, now=now, **facts)


def test_jurisdiction_is_added_with_its_source(now):
    jurisdiction = add(now)

    assert jurisdiction.source_title == "Council minutes"
    assert (jurisdiction.fiscal_year_starts_month, jurisdiction.fiscal_year_starts_day) == (11, 1)
    assert deeds(jurisdiction) == ["jurisdictions.add_jurisdiction"]


def test_two_jurisdictions_of_one_name_are_refused(city, now):
    with pytest.raises(Refusal) as refusal:
        add(now, name="RIVERTON")

    assert refusal.value.field == "name"
    assert Jurisdiction.objects.count() == 1


def record(city, value, now, by=None):
    return actions.record_figure(
        by=by,
        jurisdiction=city,
        measure="population",
        year=2020,
        value=Decimal(value),
        source=MINUTES,
        now=now,
    )


def test_figure_is_recorded_by_somebody(city, coordinator, now):
    figure = record(city, "26209", now, by=coordinator)

    assert (figure.recorded_by, figure.replaced_at) == (coordinator, None)


def test_new_figure_takes_the_place_of_the_earlier_one(city, now):
    earlier = record(city, "26200", now)
    figure = record(city, "26209", now)

    earlier.refresh_from_db()
    assert earlier.replaced_at == now
    assert list(city.figures.filter(replaced_at=None)) == [figure]
    assert entries_about(ref_to(city).kind, city.public_id)[0].detail.values["replaced"] == "26200.00"


def test_database_itself_holds_one_current_figure(city):
    JurisdictionFigureFactory.create(jurisdiction=city)

    with pytest.raises(IntegrityError), transaction.atomic():
        JurisdictionFigureFactory.create(jurisdiction=city)


def begin(city, now, starts_on=date(2026, 3, 1)):
    return actions.begin_membership(
        by=None, jurisdiction=city, role="member", starts_on=starts_on, source=MINUTES, now=now
    )


def test_membership_begins_and_is_announced(city, now):
    membership = begin(city, now)

    assert deeds(city) == ["jurisdictions.begin_membership"]
    assert events() == [
        (
            "MembershipBegan",
            {
                "jurisdiction_id": city.public_id,
                "membership_id": membership.public_id,
                "role": "member",
                "starts_on": "2026-03-01",
            },
        )
    ]


def test_membership_may_begin_on_an_unpublished_day(city, now):
    assert begin(city, now, starts_on=None).starts_on is None


def test_refused_membership_leaves_no_trace(city, now):
    MembershipFactory.create(jurisdiction=city)

    with pytest.raises(Refusal):
        begin(city, now)
    assert (Membership.objects.count(), deeds(city), events()) == (1, [], [])


def test_membership_ends_and_begins_again_the_next_day(city, now):
    first = MembershipFactory.create(jurisdiction=city)

    actions.end_membership(by=None, membership=first, ends_on=date(2026, 3, 31), note="Withdrew.", now=now)
    second = begin(city, now, starts_on=date(2026, 4, 1))

    first.refresh_from_db()
    assert (first.ends_on, first.end_note) == (date(2026, 3, 31), "Withdrew.")
    assert list(city.memberships.all()) == [first, second]
    assert [name for name, _payload in events()] == ["MembershipEnded", "MembershipBegan"]


def test_database_itself_holds_one_running_membership(city):
    MembershipFactory.create(jurisdiction=city)

    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory.create(jurisdiction=city, starts_on=date(2025, 1, 1))


def test_membership_takes_the_date_that_became_known(city, now):
    membership = MembershipFactory.create(jurisdiction=city, unpublished_start=True)

    actions.correct_membership(
        by=None, membership=membership, starts_on=date(2021, 5, 3), source=MINUTES, now=now
    )

    membership.refresh_from_db()
    assert (membership.starts_on, membership.source_on) == (date(2021, 5, 3), date(2026, 2, 1))
    assert entries_about(ref_to(city).kind, city.public_id)[0].detail.values["stood"] is None


def test_correction_may_not_reach_into_an_earlier_membership(city, now):
    MembershipFactory.create(jurisdiction=city, ended=True)
    later = MembershipFactory.create(jurisdiction=city, starts_on=date(2022, 1, 1))

    with pytest.raises(Refusal):
        actions.correct_membership(
            by=None, membership=later, starts_on=date(2021, 6, 30), source=MINUTES, now=now
        )


def speak(city, now, **fields):
    facts = {"name": "A. Clerk", "office": "City Manager", "starts_on": date(2026, 1, 1), **fields}
    return actions.name_representative(by=None, jurisdiction=city, now=now, **facts)


def test_representative_is_a_person_with_an_account_or_a_name(city, now):
    user = UserFactory.create(name="Sample manager")

    assert speak(city, now, name="", user=user).person == "Sample manager"
    assert speak(city, now, name="A. Clerk").person == "A. Clerk"


def test_nobody_represents_the_same_city_twice_at_a_time(city, now):
    speak(city, now)

    with pytest.raises(Refusal, match="already represents"):
        speak(city, now, name="a. clerk", starts_on=date(2026, 2, 1))


def test_one_person_may_represent_two_cities(city, now):
    speak(city, now)

    assert speak(JurisdictionFactory.create(), now).person == "A. Clerk"


def stand_in(principal, now, **fields):
    facts = {"name": "B. Deputy", "office": "Deputy", "starts_on": date(2026, 2, 1), **fields}
    return actions.name_substitute(by=None, principal=principal, now=now, **facts)


def test_substitute_without_an_end_ends_with_the_principal(city, now):
    principal = speak(city, now, ends_on=date(2026, 12, 31))

    assert stand_in(principal, now).ends_on == date(2026, 12, 31)


def test_principal_does_not_stand_in_for_themselves(city, now):
    with pytest.raises(Refusal, match="already represents"):
        stand_in(speak(city, now), now, name="A. Clerk")


def test_when_the_principal_goes_the_substitutes_go(city, now):
    principal = speak(city, now)
    running = stand_in(principal, now)
    planned = stand_in(principal, now, name="C. Planned", starts_on=date(2026, 9, 1))
    over = stand_in(principal, now, name="D. Over", ends_on=date(2026, 2, 28))

    actions.end_representation(by=None, representation=principal, ends_on=date(2026, 3, 31), now=now)

    ends = dict(Representation.objects.values_list("pk", "ends_on"))
    assert ends == {
        principal.pk: date(2026, 3, 31),
        running.pk: date(2026, 3, 31),
        over.pk: date(2026, 2, 28),
    }
    assert planned.pk not in ends


@pytest.mark.parametrize("ends_on", [date(2023, 12, 31), date(2025, 6, 30), date(2025, 7, 1)])
def test_end_moves_only_earlier_and_never_before_the_start(city, ends_on, now):
    representation = RepresentationFactory.create(jurisdiction=city, ends_on=date(2025, 6, 30))

    with pytest.raises(Refusal):
        actions.end_representation(by=None, representation=representation, ends_on=ends_on, now=now)
