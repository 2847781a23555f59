"""Draws of a whole study, chunk by chunk: the same bytes however the chunks are run."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from os import getpid
from pathlib import Path
from typing import Protocol
from zipfile import BadZipFile

import numpy as np

from mutual.finance.distributions import Amounts, FinanceError
from mutual.finance.draws import MOST_DRAWS, chunks, drawn
from mutual.finance.study.evaluation import basis, evaluate
from mutual.finance.study.figures import Draw
from mutual.finance.study.model import Study
from mutual.finance.study.rules import rule_of
from mutual.finance.workers import InProcess, Workers
from mutual.games import GameError, core_test_of_many

Arrays = dict[str, Amounts]
Progress = Callable[[int, int], None]
_FIGURES_AT_ONCE = 1 << 20  # costs of groups that one chunk holds for one year: 8 MB


class Cancelled(Exception):
    """The draws were stopped; what was stored is kept."""


class Store(Protocol):
    """Where finished chunks are kept, so that work can be taken up again."""

    def load(self, key: str) -> Arrays | None:
        """Return a chunk that was saved under ``key``, or ``None``."""

    def save(self, key: str, arrays: Arrays) -> None:
        """Keep a chunk."""


@dataclass(frozen=True)
class FolderStore:
    """Chunks in a folder, one file each."""

    folder: Path

    def load(self, key: str) -> Arrays | None:
        """Return a chunk that was saved, or ``None`` where there is none that can be read."""
        try:
            # Opened here: what cannot be read would leave the file open otherwise.
            with (
                (self.folder / f"{key}.npz").open("rb") as file,
                np.load(file, allow_pickle=False) as held,
            ):
                return {name: held[name] for name in held.files}
        except (OSError, ValueError, EOFError, BadZipFile):
            return None

    def save(self, key: str, arrays: Arrays) -> None:
        """Keep a chunk: written beside and moved, so that a file is whole or not there."""
        self.folder.mkdir(parents=True, exist_ok=True)
        beside = self.folder / f"{key}.{getpid()}.part"
        with beside.open("wb") as file:
            np.savez(file, **arrays)  # type: ignore[arg-type] # its stubs take names for options
        beside.replace(self.folder / f"{key}.npz")


@dataclass(frozen=True, eq=False)
class Drawn:
    """What every draw of a study came to; the first axis of every array is the draw.

    ``alone``, shape ``(draws, years, cities)``; ``factors``, shape ``(draws, years)``; and for each option
    and rule the arrays of ``Outcome``.
    """

    study: Study
    seed: int
    draws: int
    arrays: Mapping[str, Amounts]

    def outcome(self, option: str, rule: str) -> "Outcome":
        """Return what an option with a rule came to."""
        place = study_places(self.study)[option, rule]
        return Outcome(*(self.arrays[f"{place}.{name}"] for name in OUTCOME))


@dataclass(frozen=True, eq=False)
class Outcome:
    """``pays``, shape ``(draws, years, cities)``; the rest is about the game of the members in present value.

    ``groups`` is the group of members with the strongest complaint, ``by_city`` the strongest complaint of a
    group that holds the member, ``single`` what a member would pay by itself, ``owed`` what it pays.
    """

    pays: Amounts
    owed: Amounts
    single: Amounts
    stable: Amounts
    groups: Amounts
    complaints: Amounts
    by_city: Amounts
    tolerances: Amounts
    found: Amounts


OUTCOME = ("pays", "owed", "single", "stable", "groups", "complaints", "by_city", "tolerances", "found")


def study_places(study: Study) -> dict[tuple[str, str], str]:
    """Return a short key for each option and rule that is looked at."""
    return {
        (option.name, rule): f"{i}.{j}"
        for i, option in enumerate(study.options)
        for j, rule in enumerate(option.rules)
    }


def chunk_size(study: Study) -> int:
    """Return how many draws make a chunk: it follows from the number of cities alone."""
    return max(1, min(1000, _FIGURES_AT_ONCE >> len(study.cities)))


def work_of(study: Study, draws: int) -> int:
    """Return how many costs of groups are worked out in so many draws."""
    return (draws * study.years.count * sum(1 + len(option.rules) for option in study.options)) << len(
        study.cities
    )


def outcomes(study: Study, draw: Draw, draws: int) -> Arrays:
    """Return what a set of draws comes to, for every option and rule.

    Raises ``FinanceError`` where a rule cannot divide or a figure is not finite or too large.
    """
    try:
        with np.errstate(over="ignore", invalid="ignore"):  # what is not finite is refused by name
            return _outcomes(study, draw, draws)
    except GameError as error:
        raise FinanceError(str(error)) from error


def _outcomes(study: Study, draw: Draw, draws: int) -> Arrays:
    on = basis(study, draw, draws)
    found = {
        "alone": _draws_first(on.alone, draws),
        "factors": np.ascontiguousarray(np.broadcast_to(on.factors, (study.years.count, draws)).T),
    }
    for i, option in enumerate(study.options):
        case = evaluate(on, option)
        members = list(option.members)
        if not np.isfinite(case.table).all():
            raise FinanceError(f"The cost of {option.name!r} is not a finite number in some draw.")
        for j, name in enumerate(option.rules):
            division = rule_of(study, name).divide(case)
            pays = np.array(np.broadcast_to(on.alone, (len(study.cities), study.years.count, draws)))
            pays[members] = case.kept_in_all + division.amounts
            owed = np.ascontiguousarray((pays[members] * on.factors).sum(axis=1).T)
            if not np.isfinite(owed).all():
                raise FinanceError(
                    f"What {option.name!r} costs a city by {name!r} is not a finite number in some draw."
                )
            tests = core_test_of_many(case.table, owed)
            found |= {
                f"{i}.{j}.{key}": value
                for key, value in {
                    "pays": _draws_first(pays, draws),
                    "owed": owed,
                    "single": case.table[:, 1 << np.arange(len(members))],
                    "stable": tests.complaints <= tests.tolerances,
                    "groups": tests.groups,
                    "complaints": tests.complaints,
                    "by_city": tests.by_player,
                    "tolerances": tests.tolerances,
                    "found": division.found,
                }.items()
            }
    return found


def _draws_first(amounts: Amounts, draws: int) -> Amounts:
    """Turn (cities, years, draws) into (draws, years, cities)."""
    return np.ascontiguousarray(np.broadcast_to(amounts, (*amounts.shape[:-1], draws)).transpose(2, 1, 0))


def run_chunk(study: Study, seed: int, chunk: tuple[int, int]) -> Arrays:
    """Return what one chunk of draws comes to."""
    first, count = chunk
    draw = drawn(study.distributions(), seed=seed, first=first, count=count, correlations=study.correlations)
    return outcomes(study, draw, count)


def simulate(
    study: Study,
    *,
    draws: int | None = None,
    seed: int | None = None,
    workers: Workers | None = None,
    progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
    store: Store | None = None,
) -> Drawn:
    """Draw a study: every figure in doubt, every option, every group of cities, with common random numbers.

    ``draws`` and ``seed`` default to the study's own. ``workers`` run the chunks (in this process by
    default); the result does not depend on them. ``progress`` is told the draws done and to be done after
    every chunk. ``is_cancelled`` is asked before and after every chunk; ``Cancelled`` is raised when it says
    so. Chunks in ``store`` are read from it instead of being drawn, and finished ones are kept there.

    Raises ``FinanceError`` for a number of draws that is not between 1 and ten million, or what ``outcomes``
    raises.
    """
    count, start = study.draws if draws is None else draws, study.seed if seed is None else seed
    if not 1 <= count <= MOST_DRAWS:
        raise FinanceError(f"Draws are between 1 and {MOST_DRAWS:,}, not {count:,}.")
    pieces = list(chunks(count, chunk_size(study)))
    mark = f"{study.fingerprint()}-{start}"
    kept: dict[int, Arrays] = {}
    for place, (first, size) in enumerate(pieces):
        held = store.load(f"{mark}-{first}-{size}") if store else None
        if held is not None:
            kept[place] = held
    done = sum(pieces[place][1] for place in kept)
    _go_on(progress, is_cancelled, done, count)
    missing = [place for place in range(len(pieces)) if place not in kept]
    work = partial(run_chunk, study, start)
    finished: Iterator[tuple[int, Arrays]] = (workers or InProcess()).run(
        work, [pieces[place] for place in missing]
    )
    for turn, arrays in finished:
        place = missing[turn]
        kept[place] = arrays
        first, size = pieces[place]
        if store:
            store.save(f"{mark}-{first}-{size}", arrays)
        done += size
        _go_on(progress, is_cancelled, done, count)
    names = kept[0]
    return Drawn(
        study,
        start,
        count,
        {name: np.concatenate([kept[i][name] for i in range(len(pieces))]) for name in names},
    )


def _go_on(progress: Progress | None, is_cancelled: Callable[[], bool] | None, done: int, draws: int) -> None:
    if progress:
        progress(done, draws)
    if is_cancelled and is_cancelled():
        raise Cancelled(f"Stopped after {done:,} of {draws:,} draws.")
