"""Cities that leave: what the others save then, and who would have a reason to go."""

import numpy as np

from mutual.finance.distributions import FinanceError
from mutual.finance.study.amounts import cents, single_draw
from mutual.finance.study.evaluation import Evaluation, evaluate
from mutual.finance.study.result import Leaver
from mutual.finance.study.rules import Dividing
from mutual.finance.study.simulation import Drawn, Outcome

_LEAVERS = 8


def without(case: Evaluation, leaver: int) -> Evaluation | None:
    """Return the option on the central figures once a city left, or ``None`` where that ends it."""
    left = case.basis.study.without(leaver, case.option.name)
    return None if left is None else evaluate(case.basis, left.option(case.option.name))


def saves_without(left: Evaluation | None, rule: Dividing) -> dict[int, float] | None:
    """Return what each member that is left would save a year, by their places."""
    if left is None:
        return None
    try:
        amounts = rule.divide(left).amounts
    except FinanceError:
        return None  # without that city the rule has nothing to divide by
    pays = (left.kept_in_all + amounts)[:, :, 0]
    saved = single_draw(left.basis.alone)[list(left.option.members)] - pays
    own = left.basis.factors[:, 0]
    return {
        place: float((row * own).sum() / own.sum())
        for place, row in zip(left.option.members, saved, strict=True)
    }


def leavers_of(drawn: Drawn, outcome: Outcome, cities: tuple[str, ...]) -> tuple[Leaver, ...]:
    """Return the groups that would do better alone in most draws, with how often and by how much a year."""
    unstable = ~outcome.stable.astype(bool)
    groups = outcome.groups[unstable].astype(np.int64)
    level = outcome.complaints[unstable] / drawn.arrays["factors"][unstable].sum(axis=1)
    found, counts = np.unique(groups, return_counts=True)
    order = sorted(range(len(found)), key=lambda k: (-int(counts[k]), int(found[k])))[:_LEAVERS]
    return tuple(
        Leaver(
            tuple(city for place, city in enumerate(cities) if int(found[k]) >> place & 1),
            int(counts[k]) / drawn.draws,
            cents(float(np.median(level[groups == found[k]]))),
        )
        for k in order
    )
