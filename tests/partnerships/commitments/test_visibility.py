"""Who sees which commitment: the query, the rule and a slow oracle agree for everybody."""

import itertools

import pytest
from django.http import Http404
from tests.factories.accounts import UserFactory, person_with
from tests.factories.commitments import TODAY, CommitmentFactory
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.partnerships.commitments import queries, rules
from interlocal.partnerships.commitments.models import Commitment, Visibility

pytestmark = pytest.mark.django_db


@pytest.fixture
def cities():
    return JurisdictionFactory.create_batch(3)


@pytest.fixture
def people(cities):
    return {
        "coordinator": person_with("coordinator"),
        "auditor": person_with("auditor"),
        "clerk of A": person_with("clerk", cities[0].public_id),
        "head of B": person_with("department-head", cities[1].public_id),
        "nobody": UserFactory.create(),
        "owner without role": UserFactory.create(),
        "suspended owner": UserFactory.create(is_suspended=True),
    }


@pytest.fixture
def commitments(cities, people):
    owners = [None, people["owner without role"], people["suspended owner"], people["head of B"]]
    parties = [pair for pair in itertools.product(cities, [None, *cities]) if pair[0] != pair[1]]
    return [
        CommitmentFactory.create(owed_by=debtor, owed_to=creditor, visibility=visibility, owner=owner)
        for (debtor, creditor), visibility, owner in itertools.product(parties, Visibility.values, owners)
    ]


def oracle(name, person, commitment, cities):
    """Written out by hand from the rule, without asking reaches or the database."""
    if name in {"coordinator", "auditor"}:
        return True
    if name == "suspended owner":
        return False
    if commitment.owner == person:
        return True
    home = {"clerk of A": cities[0], "head of B": cities[1]}.get(name)
    if home is None:
        return False
    return commitment.visibility == "partnership" or home in {commitment.owed_by, commitment.owed_to}


def test_everybody_sees_exactly_what_the_oracle_says(cities, people, commitments):
    for name, person in people.items():
        seen = set(queries.commitments_for(person))
        assert seen == {row for row in commitments if oracle(name, person, row, cities)}, name
        assert seen == {row for row in commitments if rules.may_read(person, row)}, name


def test_commitment_one_may_not_see_does_not_exist(cities, people):
    hidden = CommitmentFactory.create(owed_by=cities[2], confidential=True)
    for public_id in (hidden.public_id, "0000000000000000"):
        with pytest.raises(Http404):
            queries.commitment_for(people["clerk of A"], public_id)
    assert queries.commitment_for(people["coordinator"], hidden.public_id) == hidden


def test_what_may_be_seen_may_not_always_be_changed(cities, people):
    shown = CommitmentFactory.create(owed_by=cities[1])
    clerk = people["clerk of A"]
    assert queries.commitment_for(clerk, shown.public_id) == shown
    for rule in (rules.may_close, rules.may_assign, rules.may_withdraw):
        with pytest.raises(Http404):
            queries.commitment_for(clerk, shown.public_id, rule)


def test_owner_closes_their_own_without_any_role(people):
    own = CommitmentFactory.create(owner=people["owner without role"])
    assert queries.commitment_for(people["owner without role"], own.public_id, rules.may_close) == own


def test_balances_count_only_what_the_reader_may_see(cities, people):
    CommitmentFactory.create(owed_by=cities[2], owed_to=cities[1], confidential=True)
    CommitmentFactory.create(owed_by=cities[2], overdue=True)
    CommitmentFactory.create(owed_by=cities[2], undated=True)
    CommitmentFactory.create(owed_by=cities[2], done=True)
    found = queries.balances(cities, today=TODAY, user=people["clerk of A"])[cities[2].public_id].owes
    assert (found.open_count, found.overdue_count, found.undated_count, found.next_on) == (2, 1, 1, None)
    everything = queries.balances(cities, today=TODAY)
    assert everything[cities[2].public_id].owes.open_count == 3
    assert everything[cities[1].public_id].is_owed.open_count == 1
    assert Commitment.objects.count() == 4
