"""A study from a file of TOML."""

from mutual.finance import evidence
from mutual.finance.distributions import FinanceError
from mutual.finance.draws import MOST_DRAWS, central
from mutual.finance.sensitivity import FEWEST_SAMPLES, MOST_SAMPLES
from mutual.finance.study.figures import Series, Years
from mutual.finance.study.model import Option, Study
from mutual.finance.study.rules import Dividing
from mutual.finance.study.simulation import outcomes
from mutual.finance.study_file.doubts import correlations, doubt
from mutual.finance.study_file.options import option
from mutual.finance.study_file.parts import Known, series_by_name, years
from mutual.finance.study_file.reader import File, StudyError, Table
from mutual.finance.study_file.rules import rule
from mutual.finance.study_file.take_up import take_up

MOST_CITIES = 20
LARGEST_SEED = 2**63 - 1


def read_study(text: str, *, name: str = "the study") -> Study:
    """Return the study that a text in TOML describes; docs/reference/study-file.md says how it is written.

    ``name`` is what messages call the file. Raises ``StudyError`` for the first thing that is wrong, with
    its line, its key and the word that was perhaps meant; also for a study that cannot be worked out on its
    central figures.
    """
    file = File(text, name)
    top = file.top()
    cities = _cities(top)
    known = Known(cities)
    known.doubts = {key: doubt(inner, key) for key, inner in top.tables_by_name("doubt")}
    given = set(known.doubts)
    correlated = correlations(top, known.doubts)
    span = years(known, top.table("years"))
    known.drivers = dict(series_by_name(known, top, "drivers"))
    baseline = _baseline(known, top)
    hidden = dict(series_by_name(known, top, "hidden"))
    rules = {key: rule(known, inner, key) for key, inner in top.tables_by_name("shares")}
    options = _options(known, top, span, rules, hidden)
    brought = take_up(known, top)
    _refuse_unused(top, given - known.used)
    foremost = top.text("option", options[0].name)
    study = Study(
        top.text("title"),
        cities,
        span,
        _series(baseline),
        _series(known.drivers),
        options,
        tuple(rules.values()),
        _series(hidden),
        tuple(known.doubts.values()),
        top.whole("seed", 1, least=0, most=LARGEST_SEED),
        top.whole("draws", 10_000, least=1, most=MOST_DRAWS),
        top.text("unit", "USD"),
        top.text("note", ""),
        top.one_of(foremost, [one.name for one in options], "option", "option"),
        evidence.FINDINGS if known.rests_on_evidence else (),
        correlated,
        brought,
        _sobol(top),
    )
    top.done()
    _try(top, study)
    return study


def _cities(top: Table) -> tuple[str, ...]:
    cities = tuple(top.texts("cities"))
    if len(cities) > MOST_CITIES:
        top.refuse(f"{len(cities)} cities make too many groups; {MOST_CITIES} are the most.", "cities")
    return cities


def _baseline(known: Known, top: Table) -> dict[str, Series]:
    found = dict(series_by_name(known, top, "baseline"))
    if not found:
        top.refuse("say what each city pays today: at least one [baseline.NAME].", "baseline")
    return found


def _refuse_unused(top: Table, unused: set[str]) -> None:
    if unused:
        top.refuse("no figure uses this doubt.", "doubt", min(unused))


def _sobol(top: Table) -> int:
    samples = top.whole("sobol", 0, least=0, most=MOST_SAMPLES)
    if samples and (samples < FEWEST_SAMPLES or samples & (samples - 1)):
        top.refuse(f"samples for Sobol indices are 64, 128, 256, ..., not {samples}.", "sobol")
    return samples


def _options(
    known: Known, top: Table, span: Years, rules: dict[str, Dividing], hidden: dict[str, Series]
) -> tuple[Option, ...]:
    found = tuple(
        option(known, inner, key, span, rules, hidden) for key, inner in top.tables_by_name("options")
    )
    if not found:
        top.refuse("give at least one way of doing it together: [options.NAME].", "options")
    return found


def _series(by_name: dict[str, Series]) -> tuple[Series, ...]:
    return tuple(by_name.values())


def _try(top: Table, study: Study) -> None:
    """Work the study out once, so that what cannot be divided is said before any draw."""
    try:
        outcomes(study, central(study.distributions()), 1)
    except StudyError:
        raise
    except FinanceError as error:
        top.refuse(str(error))
