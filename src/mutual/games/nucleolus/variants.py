"""Four ways to measure a complaint, one solver."""

from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mutual.games.allocation import Allocation
from mutual.games.cost_game import CostGame, tables_of
from mutual.games.nucleolus.certificate import certificate, check
from mutual.games.nucleolus.exact import exact_bindings
from mutual.games.nucleolus.scan import PER_HEAD, PLAIN, PROPORTIONAL
from mutual.games.nucleolus.small import FEW, solve_small
from mutual.games.nucleolus.solver import Answer, solve, solve_many
from mutual.games.nucleolus.written import Binding, Unproved, Written
from mutual.games.solution import Certificate, Level, Solution

_TOLERANCE = 1e-10  # of the largest cost: what rounding may hide
_IN_FRACTIONS = 14  # players up to whom fractions are waited for where doubles do not do


class _Concept(NamedTuple):
    kind: int
    bounded: bool  # by what each player pays alone


CONCEPTS = {
    "nucleolus": _Concept(PLAIN, bounded=True),
    "prenucleolus": _Concept(PLAIN, bounded=False),
    "per_capita_nucleolus": _Concept(PER_HEAD, bounded=True),
    "proportional_nucleolus": _Concept(PROPORTIONAL, bounded=True),
}


def nucleolus(game: CostGame, *, certify: bool = False) -> Solution:
    """Return the nucleolus: nobody pays more than alone, and the strongest complaint is as weak as can be.

    The complaint of a group is what it pays over its own cost. Among the splits with the least largest
    complaint those with the least second largest are taken, and so on; one is left. Where the players alone
    cost less than all together no such split exists, and ``reason`` says so. ``certify`` adds a proof in
    exact fractions (time and memory in proportion to ``2**n``).

    Source: D. Schmeidler, "The nucleolus of a characteristic function game", SIAM J. Appl. Math. 17 (1969).
    """
    return _solved(game, "nucleolus", certify=certify)


def prenucleolus(game: CostGame, *, certify: bool = False) -> Solution:
    """Return the nucleolus over all splits of the cost, also those in which somebody pays more than alone.

    Source: A. Sobolev (1975); B. Peleg and P. Sudhölter, Introduction to the Theory of Cooperative Games
    (2007).
    """
    return _solved(game, "prenucleolus", certify=certify)


def per_capita_nucleolus(game: CostGame, *, certify: bool = False) -> Solution:
    """Return the nucleolus with complaints a head: what a group pays over its own cost, for each member.

    Nobody pays more than alone. Source: J. Grotte, "Computation of and observations on the nucleolus, the
    normalized nucleolus and the central games" (1970); H. P. Young, N. Okada and T. Hashimoto, Water
    Resources Research 18 (1982).
    """
    return _solved(game, "per_capita_nucleolus", certify=certify)


def proportional_nucleolus(game: CostGame, *, certify: bool = False) -> Solution:
    """Return the nucleolus with complaints in proportion to a group's own cost.

    Nobody pays more than alone. Needs a cost of one sign for every group. Source: H. P. Young, N. Okada and
    T. Hashimoto, Water Resources Research 18 (1982).
    """
    costs = game.costs[1:]
    if not (np.all(costs > 0) or np.all(costs < 0)):
        index = int(np.flatnonzero(costs <= 0 if costs[-1] > 0 else costs >= 0)[0]) + 1
        group = " + ".join(game.group(index))
        reason = f"{group} would cost {game.costs[index]:,.2f}, to which nothing can be in proportion."
        return Solution("proportional_nucleolus", None, reason)
    return _solved(game, "proportional_nucleolus", certify=certify)


def check_certificate(game: CostGame, solution: Solution) -> None:
    """Check in exact fractions that the certificate of ``solution`` proves it for ``game``.

    Trusts nothing in it: shares that add up, bounds kept, every complaint at its level, positive weights that
    balance, one split determined, and no other group above its level. Time and memory in proportion to
    ``2**n``. Raises ``Unproved`` naming the first claim that is false, or where there is no certificate.

    Source: A. Kohlberg, "On the nucleolus of a characteristic function game", SIAM J. Appl. Math. 20 (1971).
    """
    proof, concept = solution.certificate, CONCEPTS.get(solution.name)
    if proof is None or concept is None or solution.allocation is None:
        raise Unproved(f"The {solution.name.replace('_', ' ')} carries no certificate.")
    if dict(solution.allocation) != {name: float(share) for name, share in proof.shares.items()}:
        raise Unproved("The shares are not those that the certificate proves.")
    check(Written(game, concept.kind, concept.bounded), proof)


def nucleolus_of_many(costs: ArrayLike, *, bounded: bool = True) -> NDArray[np.float64]:
    """Return the nucleolus (``bounded=False``: the prenucleolus) of many games at once.

    ``costs`` has shape ``(games, 2**n)``, each row as ``CostGame.costs``; the answer has shape ``(games,
    n)``, with rows of NaN where no split exists. Raises ``GameError`` for another shape or a figure that is
    not finite.
    """
    tables, players = tables_of(costs)
    tolerances = _TOLERANCE * np.abs(tables).max(axis=1, initial=0)
    possible = np.ones(len(tables), dtype=bool)
    if bounded:
        possible = tables[:, 1 << np.arange(players)].sum(axis=1) >= tables[:, -1] - tolerances
    splits = np.full((len(tables), players), np.nan)
    rows = np.flatnonzero(possible)
    if players <= FEW:
        found, solved = solve_small(players, _as_of_one(tables[rows]), bounded, tolerances[rows])
        splits[rows[solved]] = found[solved]
        rows = rows[~solved]
    if rows.size:
        found, solved = solve_many(players, _as_of_one(tables[rows]), PLAIN, bounded, tolerances[rows])
        splits[rows[solved]] = found[solved]
    return splits


def _as_of_one(tables: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the tables, read-only as a game's is: writable ones would be compiled for anew."""
    tables.flags.writeable = False
    return tables


def _solved(game: CostGame, name: str, *, certify: bool) -> Solution:
    concept, players, costs = CONCEPTS[name], game.players, game.costs
    alone = costs[1 << np.arange(len(players))]
    tolerance = _TOLERANCE * game.largest
    if concept.bounded and alone.sum() < costs[-1] - tolerance:
        reason = (
            f"Alone the players would pay {alone.sum():,.2f}, together {costs[-1]:,.2f}: "
            "in every split somebody pays more than alone."
        )
        return Solution(name, None, reason)
    answer = solve(len(players), costs, concept.kind, concept.bounded, tolerance)
    bindings = _bindings(answer) if answer.solved else []
    if certify or not answer.solved:
        return _proved(Written(game, concept.kind, concept.bounded), name, bindings, answer)
    levels = [float(level) for level in answer.levels[: answer.stages]]
    return Solution(name, Allocation(players, answer.split), levels=_levels(game, levels, bindings))


def _proved(written: Written, name: str, bindings: list[Binding], answer: Answer) -> Solution:
    """Return the split that is proved, found in fractions where doubles did not tell figures apart."""
    proof = _proof(written, bindings) if answer.solved else None
    if (proof is None or not proof.is_exact) and written.count <= _IN_FRACTIONS:
        likely = {group for binding in bindings for group in binding.groups}
        with suppress(Unproved):
            bindings = exact_bindings(written, likely)
            proof = certificate(written, bindings)
    if proof is not None:
        shares = [float(share) for share in proof.shares.values()]
        levels = _levels(written.game, [float(level) for level in proof.levels], bindings)
        return Solution(name, Allocation(written.game.players, shares), "", levels, proof)
    if not answer.solved:
        return Solution(name, None, "The figures differ too much in size to be told apart.")
    levels = _levels(written.game, [float(level) for level in answer.levels[: answer.stages]], bindings)
    return Solution(name, Allocation(written.game.players, answer.split), levels=levels)


def _proof(written: Written, bindings: list[Binding]) -> Certificate | None:
    try:
        return certificate(written, bindings)
    except Unproved:
        return None


def _levels(game: CostGame, levels: Sequence[float], bindings: Sequence[Binding]) -> tuple[Level, ...]:
    return tuple(
        Level(
            level,
            tuple(game.group(group) for group in binding.groups),
            tuple(game.players[i] for i in binding.bounds),
        )
        for level, binding in zip(levels, bindings, strict=True)
    )


def _bindings(answer: Answer) -> list[Binding]:
    found = []
    for stage in range(answer.stages):
        codes = [int(code) for code in answer.binding[stage, : answer.bound[stage]]]
        found.append(
            Binding(
                tuple(code for code in codes if code >= 0), tuple(-1 - code for code in codes if code < 0)
            )
        )
    return found
