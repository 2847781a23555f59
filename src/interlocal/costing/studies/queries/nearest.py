"""The weights nearest to those of a way of sharing that no group of cities would leave."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from interlocal.kernel.exceptions import Refusal

if TYPE_CHECKING:
    from mutual.finance.study.evaluation import Evaluation
    from mutual.formulas import Drivers
    from mutual.games import CostGame


@dataclass(frozen=True)
class NearestWeights:
    """``weights`` in percent by volume; nothing where no weights are stable, and ``reason`` says why."""

    weights: Mapping[str, Decimal]
    reason: str

    @property
    def words(self) -> str:
        """The weights as a sentence says them: ``74 % Repair orders + 26 % Heavy trucks``."""
        parts = (f"{weight.normalize():f} % {name}" for name, weight in self.weights.items())
        return " + ".join(parts)


@lru_cache(maxsize=64)
def nearest_weights(text: str, option: str, rule: str) -> NearestWeights | None:
    """Return the nearest stable weights of a way of sharing under one option of a study file.

    The costs are those of the years together on the central figures, without what stays with each city
    whatever the weights. ``None`` where the way of sharing has no weights to change. Raises ``Refusal`` where
    the engine cannot say.
    """
    from mutual.finance import central, read_study
    from mutual.finance.study.evaluation import basis, evaluate
    from mutual.finance.study.rules import DriverRule
    from mutual.formulas import EvaluationError, nearest_stable, parse

    study = read_study(text)
    found = study.rule(rule)
    if not isinstance(found, DriverRule) or len(found.weights) == 1:
        return None
    case = evaluate(basis(study, central(study.distributions()), 1), study.option(option))
    places = {name: f"volume_{number}" for number, (name, _weight) in enumerate(found.weights)}
    game = _shared_game(case)
    try:
        nearest = nearest_stable(
            parse(_formula(found.weights, places, float(game.costs[-1]))), _figures(case, places), game
        )
    except EvaluationError as error:
        raise Refusal(
            _("The engine cannot say which weights are stable: %(why)s") % {"why": error}
        ) from error
    if nearest.formula is None:
        return NearestWeights({}, nearest.reason)
    by_place = {place: share for (_pool, place), share in nearest.weights.items()}
    weights = {
        name: Decimal(by_place[place].numerator) * 100 / Decimal(by_place[place].denominator)
        for name, place in places.items()
    }
    return NearestWeights(weights, nearest.reason)


def _shared_game(case: "Evaluation") -> "CostGame":
    """Return the game of what is shared: each group's cost without what stays with its members anyway."""
    from mutual.finance.study.figures import group_sums
    from mutual.games import CostGame

    stays = (case.kept_in_all[:, :, 0] * case.basis.factors[:, 0]).sum(axis=1)
    cities = tuple(case.basis.study.cities[place] for place in case.option.members)
    return CostGame(cities, case.table[0] - group_sums(stays))


def _figures(case: "Evaluation", places: Mapping[str, str]) -> "Drivers":
    """Return each member's volumes in the first year: all grow alike, so that shares stay."""
    from mutual.formulas import Drivers

    study, members = case.basis.study, case.option.members
    return Drivers.from_table(
        {
            place: {study.cities[at]: float(case.basis.drivers[name][at, 0, 0]) for at in members}
            for name, place in places.items()
        }
    )


def _formula(weights: tuple[tuple[str, float], ...], places: Mapping[str, str], dollars: float) -> str:
    """Return the way of sharing as a formula for one amount."""
    whole = sum(Decimal(str(weight)) for _name, weight in weights)
    # Percentages with four decimals that add up to 100: the last one takes the rest.
    parts = [
        (Decimal(str(weight)) * 100 / whole).quantize(Decimal("0.0001")) for _name, weight in weights[:-1]
    ]
    parts.append(100 - sum(parts, Decimal(0)))
    named = [
        f"{part.normalize():f}% {places[name]}" for part, (name, _weight) in zip(parts, weights, strict=True)
    ]
    by = f"{', '.join(named[:-1])} and {named[-1]}"
    inputs = "\n".join(f"Each member has {place} in units." for place in places.values())
    return f"{inputs}\nPool service costs ${dollars:.2f}.\nShare service by {by}."
