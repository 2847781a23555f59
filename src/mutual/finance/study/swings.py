"""Which figure in doubt matters to the saving of a study's foremost option with its first rule."""

import numpy as np

from mutual.finance.distributions import Amounts
from mutual.finance.draws import at_levels
from mutual.finance.sensitivity import Function, groups_of, one_at_a_time, sobol_indices
from mutual.finance.study.model import Option, Study
from mutual.finance.study.result import Influence, Swing
from mutual.finance.study.simulation import chunk_size, outcomes

_LOW, _HIGH = 0.1, 0.9


def savings_at(study: Study, option: Option) -> Function:
    """Return what turns levels of the figures in doubt into a year's saving: in all, then of each member."""
    names = [doubt.name for doubt in study.doubts]
    narrowed = study.looking_at(option)
    size = chunk_size(study)

    def savings(levels: Amounts) -> Amounts:
        return np.concatenate([some(levels[first : first + size]) for first in range(0, len(levels), size)])

    def some(levels: Amounts) -> Amounts:
        draw = at_levels(study.distributions(), {name: levels[:, place] for place, name in enumerate(names)})
        found = outcomes(narrowed, draw, len(levels))
        saved = (found["alone"] - found["0.0.pays"])[:, :, list(option.members)]
        factors = found["factors"]
        level = (saved * factors[:, :, np.newaxis]).sum(axis=1) / factors.sum(axis=1)[:, np.newaxis]
        return np.concatenate([level.sum(axis=1, keepdims=True), level], axis=1)

    return savings


def swings_of(study: Study, option: Option) -> tuple[Swing, ...]:
    """Return the tornado: one swing a figure in doubt, the widest first."""
    if not study.doubts:
        return ()
    found = one_at_a_time(savings_at(study, option), len(study.doubts), low=_LOW, high=_HIGH)
    ends = [doubt.distribution.at(np.array([_LOW, _HIGH])) for doubt in study.doubts]
    order = sorted(range(len(study.doubts)), key=lambda k: (-abs(float(found[k, 1, 0] - found[k, 0, 0])), k))
    cities = [study.cities[place] for place in option.members]
    return tuple(
        Swing(
            study.doubts[k].name,
            float(ends[k][0]),
            float(ends[k][1]),
            round(float(found[k, 0, 0]) * 100),
            round(float(found[k, 1, 0]) * 100),
            {
                city: (round(float(found[k, 0, 1 + i]) * 100), round(float(found[k, 1, 1 + i]) * 100))
                for i, city in enumerate(cities)
            },
        )
        for k in order
    )


def influences_of(study: Study, option: Option, *, samples: int, seed: int) -> tuple[Influence, ...]:
    """Return the Sobol indices of a year's saving, in the order of the figures in doubt.

    Figures that are correlated stand together: what they explain cannot be told apart. Raises
    ``FinanceError``.
    """
    if not study.doubts:
        return ()
    names = [doubt.name for doubt in study.doubts]
    found = sobol_indices(
        savings_at(study, option), names, samples=samples, seed=seed, correlations=study.correlations
    )
    cities = [study.cities[place] for place in option.members]
    return tuple(
        Influence(
            " and ".join(group),
            float(found[0].first[k]),
            float(found[0].first_error[k]),
            float(found[0].total[k]),
            float(found[0].total_error[k]),
            {city: float(found[1 + i].total[k]) for i, city in enumerate(cities)},
        )
        for k, group in enumerate(groups_of(names, study.correlations))
    )
