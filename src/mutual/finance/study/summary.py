"""From draws to what can be said of them."""

from collections.abc import Callable, Mapping

import numpy as np

import mutual
from mutual.finance.distributions import Amounts
from mutual.finance.draws import central
from mutual.finance.present_value import break_even
from mutual.finance.study.amounts import (
    added,
    cents,
    cents_by_year,
    chances_of,
    level_amount,
    range_of,
    ranges_of,
    single_draw,
    worth_today,
    year_at,
)
from mutual.finance.study.evaluation import Evaluation, basis, evaluate
from mutual.finance.study.leaving import leavers_of, saves_without, without
from mutual.finance.study.model import Option, Study
from mutual.finance.study.result import (
    Cents,
    CityResult,
    GrantEnd,
    OptionResult,
    Range,
    ShareResult,
    StudyResult,
)
from mutual.finance.study.rules import rule_of
from mutual.finance.study.simulation import Drawn, Outcome, simulate, work_of
from mutual.finance.study.swings import influences_of, swings_of
from mutual.finance.workers import Workers, workers_for
from mutual.games import Allocation, CostGame, core_test


def study_result(drawn: Drawn, *, sobol: int | None = None) -> StudyResult:
    """Return what the draws of a study come to.

    ``sobol`` asks for Sobol indices from so many samples (a power of two; 0 for none; as the study says if
    not given). Raises ``FinanceError``.
    """
    study = drawn.study
    samples = study.sobol if sobol is None else sobol
    foremost = study.foremost or study.options[0].name
    on = basis(study, central(study.distributions()), 1)
    return StudyResult(
        study,
        drawn.seed,
        drawn.draws,
        mutual.__version__,
        study.fingerprint(),
        foremost,
        tuple(_option(drawn, option, evaluate(on, option)) for option in study.options),
        swings_of(study, study.option(foremost)),
        influences_of(study, study.option(foremost), samples=samples, seed=drawn.seed) if samples else None,
    )


def run_study(
    study: Study,
    *,
    draws: int | None = None,
    seed: int | None = None,
    workers: Workers | None = None,
    progress: Callable[[int, int], None] | None = None,
    sobol: int | None = None,
) -> StudyResult:
    """Draw a study and return what it comes to: ``simulate`` and ``study_result`` in one.

    Large work goes to a pool of processes unless ``workers`` says otherwise.
    """
    able = workers or workers_for(work_of(study, study.draws if draws is None else draws))
    return study_result(simulate(study, draws=draws, seed=seed, workers=able, progress=progress), sobol=sobol)


def _option(drawn: Drawn, option: Option, case: Evaluation) -> OptionResult:
    study = drawn.study
    left = {place: without(case, place) for place in option.members}
    shares = tuple(_share(drawn, option, case, rule, left) for rule in option.rules)
    first = drawn.outcome(option.name, option.rules[0])
    members = list(option.members)
    savings = (drawn.arrays["alone"] - first.pays)[:, :, members].sum(axis=2)
    factors = drawn.arrays["factors"]
    taking_part = [city for city in shares[0].cities if city.takes_part]
    expected = single_draw(case.basis.alone)[members] - case.kept_in_all[:, :, 0]
    expected = expected.sum(axis=0) - case.shared[:, 0]
    own = case.basis.factors[:, 0]
    worth = float((expected * own).sum())
    shared, lines = _shared_lines(case)
    alone_worth = float((single_draw(case.basis.alone)[members].sum(axis=0) * own).sum())
    level = float(own.sum())
    return OptionResult(
        option.name,
        option.title,
        option.kind,
        tuple(study.cities[place] for place in option.members),
        added(city.alone for city in taking_part),
        added(city.pays for city in taking_part),
        shared,
        lines,
        cents((alone_worth - worth) / level),
        cents(worth / level),
        cents(worth),
        range_of(level_amount(savings, factors)),
        ranges_of(savings),
        float((worth_today(savings, factors) > 0).mean()),
        year_at(study, int(break_even(expected, own))),
        chances_of(study, break_even(savings, factors, axis=1)),
        _grants_end(study, option, case),
        shares,
    )


def _share(
    drawn: Drawn, option: Option, case: Evaluation, name: str, left: Mapping[int, Evaluation | None]
) -> ShareResult:
    study, outcome = drawn.study, drawn.outcome(option.name, name)
    rule = rule_of(study, name)
    amounts = rule.divide(case).amounts[:, :, 0]
    cities = tuple(study.cities[place] for place in option.members)
    game = CostGame(cities, case.table[0])
    owed = ((case.kept_in_all[:, :, 0] + amounts) * case.basis.factors[:, 0]).sum(axis=1)
    test = core_test(game, Allocation(cities, owed))
    parts = _parts(case, amounts)
    saves = {place: saves_without(one, rule) for place, one in left.items()}
    return ShareResult(
        name,
        rule.explained(),
        tuple(
            _city(drawn, option, case, outcome, place, parts[option.members.index(place)], saves)
            if place in option.members
            else _bystander(drawn, case, place)
            for place in range(len(study.cities))
        ),
        bool(test.complaint <= test.tolerance),
        test.explained(f"{study.unit} over the years".strip()),
        float(outcome.stable.mean()),
        _all_save(drawn, outcome, option),
        leavers_of(drawn, outcome, cities),
        float(1 - outcome.found.mean()),
    )


def _all_save(drawn: Drawn, outcome: Outcome, option: Option) -> float:
    members, factors = list(option.members), drawn.arrays["factors"][:, :, np.newaxis]
    saved = ((drawn.arrays["alone"] - outcome.pays)[:, :, members] * factors).sum(axis=1)
    return float((saved > 0).all(axis=1).mean())


def _parts(case: Evaluation, amounts: Amounts) -> list[tuple[Cents, ...]]:
    """Return each member's part of what is shared by year, in cents that add up to it."""
    names = tuple(str(place) for place in case.option.members)
    by_year = [Allocation(names, amounts[:, year]).in_cents() for year in range(amounts.shape[1])]
    return [tuple(year[name] for year in by_year) for name in names]


def _alone(case: Evaluation, place: int) -> tuple[tuple[Cents, ...], Cents]:
    """Return what a city pays alone, cents by year, and that as a level amount, taking part or not."""
    alone, own = cents_by_year(single_draw(case.basis.alone)[place]), case.basis.factors[:, 0]
    return alone, cents(float((np.array(alone) / 100 * own).sum() / own.sum()))


def _city(
    drawn: Drawn,
    option: Option,
    case: Evaluation,
    outcome: Outcome,
    place: int,
    part: tuple[Cents, ...],
    saves: dict[int, dict[int, float] | None],
) -> CityResult:
    study, at = drawn.study, option.members.index(place)
    lines = {name: cents_by_year(line[place, :, 0]) for name, line in case.kept.items()}
    lines = {name: line for name, line in lines.items() if any(line)}
    lines["part of what is shared"] = part
    pays = added(lines.values())
    alone, alone_level = _alone(case, place)
    savings = drawn.arrays["alone"][:, :, place] - outcome.pays[:, :, place]
    factors, own = drawn.arrays["factors"], case.basis.factors[:, 0]
    expected = (np.array(alone) - np.array(pays)) / 100
    worth = float((expected * own).sum())
    level = worth / float(own.sum())
    levels = (level_amount(outcome.pays[:, :, place], factors), level_amount(savings, factors))
    paying, saving = ranges_of(np.stack(levels, axis=1))
    return CityResult(
        study.cities[place],
        True,
        alone,
        pays,
        lines,
        alone_level,
        alone_level - cents(level),
        cents(level),
        cents(worth),
        paying,
        saving,
        ranges_of(savings),
        year_at(study, int(break_even(expected, own))),
        chances_of(study, break_even(savings, factors, axis=1)),
        float((worth_today(savings, factors) > 0).mean()),
        float((outcome.owed[:, at] - outcome.single[:, at] > outcome.tolerances).mean()),
        float((outcome.by_city[:, at] <= outcome.tolerances).mean()),
        {
            study.cities[other]: None if left is None else cents(left[place])
            for other, left in saves.items()
            if other != place
        },
    )


def _bystander(drawn: Drawn, case: Evaluation, place: int) -> CityResult:
    """Return a city that does not take part: it pays what it would pay anyway."""
    study = drawn.study
    alone, level = _alone(case, place)
    nothing = Range(0, 0, 0, 0, 0, 0)
    paying = range_of(level_amount(drawn.arrays["alone"][:, :, place], drawn.arrays["factors"]))
    return CityResult(
        city=study.cities[place],
        takes_part=False,
        alone=alone,
        pays=alone,
        lines={"today's service": alone},
        alone_a_year=level,
        pays_a_year=level,
        saves_a_year=0,
        worth_saved=0,
        paying=paying,
        saving=nothing,
        saving_by_year=(nothing,) * study.years.count,
        break_even=None,
        break_even_chances=(),
        chance_saves=0.0,
        chance_better_alone=0.0,
        chance_stays=1.0,
        saves_if_leaves={},
    )


def _grants_end(study: Study, option: Option, case: Evaluation) -> tuple[GrantEnd, ...]:
    last = study.years.all[-1]
    return tuple(
        GrantEnd(
            grant.name,
            grant.last + 1,
            -cents_by_year(case.shared_lines[grant.name][:, 0])[grant.last - study.years.first],
        )
        for grant in option.grants
        if study.years.first <= grant.last < last
    )


def _shared_lines(case: Evaluation) -> tuple[tuple[Cents, ...], dict[str, tuple[Cents, ...]]]:
    names = tuple(case.shared_lines)
    by_year = [
        Allocation(
            names,
            [float(np.broadcast_to(case.shared_lines[name], case.shared.shape)[year, 0]) for name in names],
        ).in_cents()
        for year in range(case.shared.shape[0])
    ]
    lines = {name: tuple(year[name] for year in by_year) for name in names}
    return added(lines.values()), lines
