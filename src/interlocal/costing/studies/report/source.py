"""Everything a report is written from: the records, the file, the engine's answer and its working."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from interlocal.costing.studies import queries
from interlocal.costing.studies.models import Baseline, Option, ShareRule, Study, StudyCity
from interlocal.costing.studies.queries import Sheet
from interlocal.costing.studies.report.blocks import Run
from interlocal.costing.studies.report.numbering import Numbering, lines_in_order, numbered
from interlocal.kernel.exceptions import Refusal
from mutual.finance import FinanceError, read_study
from mutual.finance.study.working import OptionWorking, ShareWorking, Working, working_of


@dataclass(frozen=True)
class Source:
    """A study worked out. ``found`` is what ``mutual study --format json`` prints of ``text``.

    ``is_first_look`` says that not all draws of the file were made; ``taking`` who takes part in a what-if.
    """

    study: Study
    text: str
    found: Mapping[str, Any]
    is_first_look: bool
    taking: Collection[str] | None
    baselines: tuple[Baseline, ...]
    working: Working
    numbers: Numbering

    @property
    def digest(self) -> str:
        """The digest of the study file."""
        return queries.digest_of_file(self.text)

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The signed sheets, with what stands out in them and the questions about them."""
        return tuple(queries.sheet_of(one) for one in self.baselines)

    @cached_property
    def cities(self) -> tuple[StudyCity, ...]:
        """Every city of the study, signed or not."""
        return tuple(queries.cities_of(self.study))

    @cached_property
    def options(self) -> Mapping[str, Option]:
        """The options on record by title."""
        return {one.title: one for one in queries.options_of(self.study)}

    @cached_property
    def rules(self) -> Mapping[str, ShareRule]:
        """The ways of sharing on record by name."""
        return {one.name: one for one in queries.shares_of(self.study)}

    def chosen(self, option: str = "", share: str = "") -> tuple[dict[str, Any], dict[str, Any]]:
        """Return an option and a way of sharing of the result by name, the first ones where there is none."""
        options = self.found["options"]
        one = next((each for each in options if each["name"] == option), options[0])
        rule = next((each for each in one["shares"] if each["rule"] == share), one["shares"][0])
        return one, rule

    def steps(self, option: Mapping[str, Any]) -> OptionWorking:
        """Return the working of an option of the result."""
        return self.working.option(option["name"])

    def share_steps(self, option: Mapping[str, Any], share: Mapping[str, Any]) -> ShareWorking:
        """Return the working of a way of sharing of the result."""
        return next(one for one in self.steps(option).shares if one.rule == share["rule"])

    def link(self, text: str, key: str) -> Run:
        """Return words that lead to a row of the working."""
        number = self.numbers.of(key)
        return Run(text, number)


def source_of(study: Study, taking: Collection[str] | None = None) -> Source:
    """Return a study worked out as its result page shows it. Raises ``Refusal``: what is missing."""
    text = queries.study_file(study, taking)
    run = queries.run_of(study, text) if taking is None else None
    found = run.result if run and run.result else queries.looked_at(text)
    baselines = tuple(queries.signed_baselines(study))
    working = _working(text)
    lines = lines_in_order(list(queries.lines_of(study)))
    return Source(
        study=study,
        text=text,
        found=found,
        is_first_look=not (run and run.result),
        taking=taking,
        baselines=baselines,
        working=working,
        numbers=numbered(lines, baselines, working),
    )


@lru_cache(maxsize=16)
def _working(text: str) -> Working:
    try:
        return working_of(read_study(text))
    except FinanceError as error:
        raise Refusal(f"The engine cannot show how it is worked out: {error}") from error
