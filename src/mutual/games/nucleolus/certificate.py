"""Proof that a split is the nucleolus, in exact fractions: how it is made, and how it is checked.

At each level the solver names the groups whose complaints bind. The proof shows, without rounding: these
give one split and one level each; at each level positive weights on the binding groups balance (their
weighted members are a combination of what is held already), so no split has a lower level; and no other
group passes the level that counts for it. That is A. Kohlberg's criterion, "On the nucleolus of a
characteristic function game", SIAM J. Appl. Math. 20 (1971), taken level by level.
"""

from collections.abc import Sequence
from fractions import Fraction

from mutual.games.cost_game import say
from mutual.games.nucleolus.elimination import Row, complement, independent, members, solution_of
from mutual.games.nucleolus.written import Binding, Unproved, Written
from mutual.games.solution import Certificate


def certificate(written: Written, bindings: Sequence[Binding]) -> Certificate:
    """Return the proof that the split which ``bindings`` determine is the nucleolus.

    Takes time and memory in proportion to the groups. Raises ``Unproved``.
    """
    shares, levels = _exact_split(written, bindings)
    held, spans, weights = [written.everybody], [], []
    for binding in bindings:
        spans.append(complement(written.count, held))
        weights.append(_balance(written, binding, held))
        held += binding.held
    over = [share - written.cost(1 << i) for i, share in enumerate(shares) if written.bounded]
    gap = max([Fraction(0), *over, *written.passing(shares, levels, spans).values()])
    return Certificate(
        dict(zip(written.game.players, shares, strict=True)), tuple(levels), tuple(weights), gap
    )


def check(written: Written, proof: Certificate) -> None:
    """Check every claim of a proof against the game; raises ``Unproved`` naming the first that is false."""
    players = written.game.players
    if tuple(proof.shares) != players or len(proof.levels) != len(proof.weights):
        raise Unproved("The proof is not of the players of this game.")
    shares = list(proof.shares.values())
    if sum(shares) != written.cost(written.everybody):
        raise Unproved("The shares do not add up to the cost of all.")
    for i, share in enumerate(shares):
        if written.bounded and share > written.cost(1 << i):
            raise Unproved(f"{players[i]} pays more than alone.")
    held, spans = [written.everybody], []
    for level, weights in zip(proof.levels, proof.weights, strict=True):
        spans.append(complement(written.count, held))
        binding = _named(written, weights)
        _check_level(written, shares, level, binding)
        _check_balance(written, binding, list(weights.values()), spans[-1])
        held += binding.held
    if complement(written.count, held):
        raise Unproved("The binding groups do not determine one split.")
    passing = written.passing(shares, proof.levels, spans)
    if passing:
        group = max(passing, key=lambda one: passing[one])
        raise Unproved(f"{say(written.game.group(group))} passes its level by {passing[group]}.")


def _exact_split(written: Written, bindings: Sequence[Binding]) -> tuple[Row, Row]:
    """Solve: all pay for all, a binding group pays its cost and its level, a bound is met."""
    n, stages = written.count, len(bindings)

    def equation(group: int, stage: int | None) -> Row:
        row = members(n, group) + [Fraction(0)] * stages + [written.cost(group)]
        if stage is not None:
            row[n + stage] = -written.weight(group)
        return row

    rows = [equation(written.everybody, None)]
    for stage, binding in enumerate(bindings):
        rows += [equation(group, stage) for group in binding.groups]
        rows += [equation(1 << i, None) for i in binding.bounds]
    solved = solution_of(rows, n + stages)
    if solved is None:
        raise Unproved("The binding groups do not determine one split.")
    return solved[:n], solved[n:]


def _balance(
    written: Written, binding: Binding, held: Sequence[int]
) -> dict[tuple[str, ...] | str, Fraction]:
    """Return the weights under which the binding groups balance; measured, they sum to one."""
    n, players = written.count, written.game.players
    columns = [members(n, group) for group in (*binding.held, *independent(n, held))]
    rows = [[column[i] for column in columns] + [Fraction(0)] for i in range(n)]
    sizes = [written.weight(group) for group in binding.groups]
    rows.append(sizes + [Fraction(0)] * (len(columns) - len(sizes)) + [Fraction(1)])
    solved = solution_of(rows, len(columns))
    if solved is None or any(weight <= 0 for weight in solved[: len(binding.held)]):
        raise Unproved("The binding groups do not balance.")
    names: list[tuple[str, ...] | str] = [written.game.group(group) for group in binding.groups]
    names += [players[i] for i in binding.bounds]
    return dict(zip(names, solved, strict=False))


def _named(written: Written, weights: dict[tuple[str, ...] | str, Fraction]) -> Binding:
    """Return what the names in a proof stand for."""
    place = {name: i for i, name in enumerate(written.game.players)}
    try:
        groups = [sum(1 << place[name] for name in set(key)) for key in weights if not isinstance(key, str)]
        bounds = [place[key] for key in weights if isinstance(key, str)]
    except KeyError as error:
        raise Unproved(f"{error.args[0]!r} is not a player of this game.") from None
    if bounds and not written.bounded:
        raise Unproved(f"Nothing bounds what {written.game.players[bounds[0]]} pays.")
    return Binding(tuple(groups), tuple(bounds))


def _check_level(written: Written, shares: Row, level: Fraction, binding: Binding) -> None:
    for group in binding.groups:
        paid = sum((share for i, share in enumerate(shares) if group >> i & 1), Fraction(0))
        if paid - written.cost(group) != written.weight(group) * level:
            raise Unproved(f"The complaint of {say(written.game.group(group))} is not {level}.")
    for i in binding.bounds:
        if shares[i] != written.cost(1 << i):
            raise Unproved(f"{written.game.players[i]} does not pay its own cost.")


def _check_balance(
    written: Written, binding: Binding, weights: Sequence[Fraction], span: Sequence[Sequence[int]]
) -> None:
    """Check that positive weights make of the binding groups a combination of what is held."""
    if any(weight <= 0 for weight in weights):
        raise Unproved("A weight is not positive.")
    measured = zip(weights, map(written.weight, binding.groups), strict=False)
    pairs = list(zip(weights, binding.held, strict=True))
    weighted = [sum((w for w, group in pairs if group >> i & 1), Fraction(0)) for i in range(written.count)]
    if sum(weight * size for weight, size in measured) != 1 or any(
        sum(value * weight for value, weight in zip(vector, weighted, strict=True)) for vector in span
    ):
        raise Unproved("The binding groups do not balance.")
