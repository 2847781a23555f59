"""Proofs in exact fractions: judged by Kohlberg's criterion, made where doubles fail, refused if false."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog
from tests.mutual.games.made import IS_FULL, LEMAIRE, TVA, games, named

from mutual.games import (
    Allocation,
    CostGame,
    Unproved,
    check_certificate,
    nucleolus,
    per_capita_nucleolus,
    prenucleolus,
    proportional_nucleolus,
    shapley,
)
from mutual.games.nucleolus.certificate import certificate
from mutual.games.nucleolus.exact import exact_bindings
from mutual.games.nucleolus.scan import PER_HEAD, PLAIN, PROPORTIONAL
from mutual.games.nucleolus.written import Written
from mutual.games.solution import Solution

VARIANTS = (nucleolus, prenucleolus, per_capita_nucleolus, proportional_nucleolus)
# Groups so unequal, and costs so nearly equal, that doubles do not tell their complaints apart.
UNEQUAL = CostGame("abc", [0, 1e-9, 2e-9, 2.5e-9, 7e8, 7e8, 7e8 + 1, 7e8])
TENTHS = CostGame("abcd", [0, 0.3, 0.6, 0.8, 0.9, 1.1, 1.4, 1.6, 1.2, 1.4, 1.7, 1.9, 2.0, 2.2, 2.5, 2.7])


STAGED = CostGame("abc", [0, 40, 40, 45, 40, 80, 80, 84])


def criterion_holds(costs, shares, measure, *, bounded):
    """At every height the groups that complain as much or more balance, with bounds that are met to help."""
    count = len(shares)
    complaints = {
        group: (sum(shares[i] for i in range(count) if group >> i & 1) - costs[group]) / measure(group)
        for group in range(1, (1 << count) - 1)
    }
    capped = [1 << i for i in range(count) if bounded and shares[i] == costs[1 << i]]
    return all(
        balances([group for group, own in complaints.items() if own >= height], capped, count)
        for height in set(complaints.values())
    )


def balances(groups, capped, count):
    """Are there weights, positive on groups and not negative on what is capped, that give all the same?"""
    columns = [[group >> i & 1 for i in range(count)] for group in (*groups, *capped)]
    answer = linprog(
        [0] * (len(columns) + 1),
        A_eq=np.column_stack([np.array(columns).T, -np.ones(count)]),
        b_eq=np.zeros(count),
        bounds=[(1, None)] * len(groups) + [(0, None)] * len(capped) + [(None, None)],
    )
    return answer.status == 0


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.__name__)
@given(game=games(most=5 if IS_FULL else 4, least=2))
def test_every_proved_split_meets_the_criterion_of_kohlberg(variant, game):
    found = variant(game, certify=True)
    if found.allocation is not None:
        costs = [Fraction(cost) for cost in game.costs.tolist()]
        measure = {
            "per_capita_nucleolus": lambda group: group.bit_count(),
            "proportional_nucleolus": lambda group: abs(costs[group]),
        }.get(found.name, lambda group: 1)
        shares = list(found.certificate.shares.values())
        assert criterion_holds(costs, shares, measure, bounded=found.name != "prenucleolus")


def test_the_criterion_tells_another_split_from_the_nucleolus():
    costs = [Fraction(cost) for cost in TVA.costs.tolist()]
    shares = [Fraction(117_829), Fraction(201_513, 2), Fraction(387_997, 2)]
    assert not criterion_holds(costs, shares, lambda group: 1, bounded=True)


@given(games())
def test_certificates_of_whole_costs_are_exact(game):
    for variant in VARIANTS:
        found = variant(game, certify=True)
        if found.allocation is not None:
            assert (found.certificate.is_exact, found.certificate.gap) == (True, 0)
            assert sum(found.certificate.shares.values()) == game.costs[-1]
            check_certificate(game, found)
        else:
            assert found.reason


@given(st.lists(st.integers(1, 40), min_size=15, max_size=15))
def test_tenths_are_taken_as_written(tenths):
    as_tenths = CostGame(named(4), [0, *(amount / 10 for amount in tenths)])
    as_whole = CostGame(named(4), [0, *tenths])
    for variant in VARIANTS:
        one, ten = variant(as_tenths, certify=True), variant(as_whole, certify=True)
        assert (one.allocation is None) == (ten.allocation is None)
        if one.allocation is not None:
            assert one.certificate.is_exact
            assert {name: 10 * share for name, share in one.certificate.shares.items()} == (
                ten.certificate.shares
            )


@given(games(least=2))
def test_fractions_alone_find_what_doubles_find(game):
    for kind, bounded, variant in (
        (PLAIN, True, nucleolus),
        (PLAIN, False, prenucleolus),
        (PER_HEAD, True, per_capita_nucleolus),
        (PROPORTIONAL, True, proportional_nucleolus),
    ):
        found = variant(game, certify=True)
        if found.allocation is not None:
            written = Written(game, kind, bounded)
            proof = certificate(written, exact_bindings(written))
            assert (proof.shares, proof.gap) == (found.certificate.shares, 0)


@pytest.mark.parametrize("game", [UNEQUAL, TENTHS], ids=["unequal", "tenths"])
def test_what_doubles_cannot_tell_apart_is_told_in_fractions(game):
    for variant in (nucleolus, prenucleolus, per_capita_nucleolus):
        found = variant(game, certify=True)
        assert found.certificate.is_exact
        check_certificate(game, found)


def test_a_rounding_that_leaves_no_split_is_shared_without_a_proof():
    found = nucleolus(CostGame("ab", [0, 0.1, 0.2, 0.1 + 0.2]), certify=True)
    assert dict(found.allocation) == pytest.approx({"a": 0.1, "b": 0.2})
    assert found.certificate is None or not found.certificate.is_exact


def changed_weights(proof):
    first = dict(proof.weights[0])
    name = next(iter(first))
    return first, name


def without(proof):
    """One false claim after another, with what the check says of it."""
    shares = dict(proof.shares)
    yield replace(proof, shares=shares | {"a": shares["a"] + 1}), "do not add up"
    moved = shares | {"a": shares["a"] + 1, "b": shares["b"] - 1}
    yield replace(proof, shares=moved), "The complaint of"
    yield replace(proof, shares=dict(reversed(shares.items()))), "not of the players"
    yield replace(proof, levels=(proof.levels[0] - 1, *proof.levels[1:])), "The complaint of"
    yield replace(proof, levels=proof.levels[:1]), "not of the players"
    yield replace(proof, levels=proof.levels[:1], weights=proof.weights[:1]), "do not determine one split"
    first, name = changed_weights(proof)
    yield replace(proof, weights=(first | {name: -first[name]}, *proof.weights[1:])), "not positive"
    doubled = {key: 2 * weight for key, weight in first.items()}
    yield replace(proof, weights=(doubled, *proof.weights[1:])), "do not balance"
    uneven = dict(zip(first, [Fraction(1, 3), Fraction(2, 3)], strict=True))
    yield replace(proof, weights=(uneven, *proof.weights[1:])), "do not balance"
    strange = {("nobody known",): Fraction(1)}
    yield replace(proof, weights=(strange, *proof.weights[1:])), "is not a player"


def test_a_corrupted_certificate_is_refused():
    found = nucleolus(STAGED, certify=True)
    assert len(found.levels) == 2
    check_certificate(STAGED, found)
    tried = 0
    for proof, message in without(found.certificate):
        split = Allocation(STAGED.players, [float(proof.shares[name]) for name in "abc"])
        with pytest.raises(Unproved) as refused:
            check_certificate(STAGED, replace(found, certificate=proof, allocation=split))
        assert message in str(refused.value)
        tried += 1
    assert tried == 10


def test_the_proof_of_a_worse_split_is_refused_by_the_group_that_it_leaves_out():
    # Two balanced groups at a level that others pass: every claim holds but the last.
    cost = CostGame("abc", [0, 10, 10, 20, 10, 20, 5, 24])
    found = prenucleolus(cost, certify=True)
    third = Fraction(24, 3)
    proof = replace(
        found.certificate,
        shares=dict.fromkeys("abc", third),
        levels=(third - 10,),
        weights=({(name,): Fraction(1, 3) for name in "abc"},),
    )
    worse = Solution("prenucleolus", Allocation(cost.players, [8, 8, 8]), certificate=proof)
    with pytest.raises(Unproved, match=r"^b \+ c passes its level by 13\.$"):
        check_certificate(cost, worse)


def test_a_certificate_of_another_game_or_concept_is_refused():
    found = nucleolus(TVA, certify=True)
    with pytest.raises(Unproved, match="not of the players"):
        check_certificate(LEMAIRE, found)
    with pytest.raises(Unproved, match="carries no certificate"):
        check_certificate(TVA, nucleolus(TVA))
    with pytest.raises(Unproved, match="carries no certificate"):
        check_certificate(TVA, Solution("shapley", shapley(TVA), certificate=found.certificate))
    with pytest.raises(Unproved, match="not those that the certificate proves"):
        check_certificate(TVA, replace(found, allocation=shapley(TVA)))


def test_a_bound_counts_only_where_nobody_may_pay_more_than_alone():
    game = CostGame("abc", [0, 2, 9, 5, 9, 5, 6, 9])
    found = nucleolus(game, certify=True)
    assert any(isinstance(key, str) for weights in found.certificate.weights for key in weights)
    check_certificate(game, found)
    with pytest.raises(Unproved, match=r"^Nothing bounds what a pays\.$"):
        check_certificate(game, replace(found, name="prenucleolus"))


def test_the_proof_names_every_group_that_binds():
    found = nucleolus(TVA, certify=True)
    for level, weights in zip(found.levels, found.certificate.weights, strict=True):
        assert set(weights) == {*level.groups, *level.capped}
    assert set(found.certificate.weights[0]) <= {
        group for size in (1, 2) for group in combinations(TVA.players, size)
    }
