"""A way of sharing tried on a study before anybody keeps it: what each city would pay."""

import re
from dataclasses import dataclass

from interlocal.costing.studies.models import Option, ShareRule, Study
from interlocal.costing.studies.queries.working_out import looked_at, study_file
from interlocal.kernel.exceptions import Refusal

# Where in the study file the engine stopped: nobody who fills a form has seen that file.
_PLACE = re.compile(r"the study(, line \d+)?(, [^:]+)?: ")


@dataclass(frozen=True)
class PreviewRow:
    """A city: what it pays alone and would pay, in cents a year."""

    city: str
    alone: int
    pays: int

    @property
    def saves(self) -> int:
        """What it pays less than alone."""
        return self.alone - self.pays


@dataclass(frozen=True)
class Preview:
    """What each city that takes part would pay under one option, or why that cannot be said."""

    option: str = ""
    rows: tuple[PreviewRow, ...] = ()
    is_stable: bool = False
    refusal: str = ""

    @property
    def total(self) -> PreviewRow:
        """All together."""
        return PreviewRow("", sum(row.alone for row in self.rows), sum(row.pays for row in self.rows))


def tried(study: Study, share: ShareRule, option: Option) -> Preview:
    """Return what ``share``, not saved, would come to under ``option`` on the central figures."""
    try:
        found = looked_at(study_file(study, trying=share, under=option), 1)["options"][0]
    except Refusal as refusal:
        return Preview(option.title, refusal=_PLACE.sub("", str(refusal)))
    one = found["shares"][0]
    rows = (
        PreviewRow(city["city"], city["alone_a_year"], city["pays_a_year"])
        for city in one["cities"]
        if city["takes_part"]
    )
    return Preview(option.title, tuple(rows), one["stable"])
