"""A table that can be given out: what is shown, why the rest is not, and what anybody could work out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutual.disclosure.attackers import Readers, Setting, setting
from mutual.disclosure.audit import Audit, audited
from mutual.disclosure.count_table import CountTable, DisclosureError
from mutual.disclosure.linked import complemented_after
from mutual.disclosure.network import Marks
from mutual.disclosure.rules import Place, Reason, Release, Rules, naive, primary
from mutual.disclosure.secret import SecretSeed
from mutual.disclosure.suppression import Task, complemented

_OF_A_TOTAL = 1.1  # a total tells a little more than a cell


@dataclass(frozen=True, eq=False)
class SafeTable:
    """A release with the rule that hid each figure and with its audits, the outsider's first.

    ``reasons`` and the partners' audits tell about hidden counts and stay with the release, sealed.
    ``plain`` is the number of figures that a threshold alone would have shown.
    """

    release: Release
    reasons: dict[Place, Reason]
    audits: tuple[Audit, ...]
    rules: Rules
    plain: int

    @property
    def shown(self) -> tuple[tuple[int | None, ...], ...]:
        """The figures row by row with their totals, ``None`` for every hidden one."""
        return self.release.shown

    @property
    def is_safe(self) -> bool:
        """Does every audit find every interval wide enough?"""
        return all(one.is_safe for one in self.audits)

    def kept(self, reader: str | None = None) -> float:
        """Return the share shown of what a threshold alone would show; for a partner, outside its own row."""
        marks = naive(self.release.table, self.rules)
        if reader is not None:
            if reader not in self.release.table.rows:
                raise DisclosureError(f"There is no row {reader!r}.")
            marks[self.release.table.rows.index(reader)] = False
        return float((marks & ~self.release.hidden).sum() / marks.sum()) if marks.any() else 1.0


def safe_table(
    table: CountTable,
    *,
    rules: Rules | None = None,
    known_by: Readers | None = None,
    earlier: Sequence[Release] = (),
    at_most: Mapping[str, int] | None = None,
    seed: SecretSeed | None = None,
) -> SafeTable:
    """Return ``table`` with figures hidden so that no attacker can work out a hidden one, nor come close.

    First the rules hide what they hide by themselves (``primary``). Then further figures are hidden until
    every hidden figure, whatever its reason, could be any of a range ``rules.width`` wide or more: for an
    outsider who knows what is shown, and for each partner who knows its own row too. ``known_by`` names the
    partners; by default every row is one, ``()`` leaves the outsider alone, and several rows in one tuple are
    partners who put their figures together. ``earlier`` releases, the oldest first, are known to all of them;
    what they hide stays protected, and so does what came in between.
    ``at_most`` is the number of responses by row that everybody knows cannot be passed: those who left.
    ``seed`` breaks ties; keep one for all releases, or the choice cannot be repeated.

    What everybody knew before this table cannot be made a secret again: such an interval needs to be as wide
    as it was, and no wider.

    Raises ``DisclosureError`` for figures that do not fit together, and for an earlier release with fewer
    than ``rules.new_responses`` responses less.
    """
    chosen = rules or Rules()
    given = setting(table, chosen, known_by=known_by, earlier=earlier, at_most=at_most)
    if given.earlier and table.total - given.earlier[-1].table.total < chosen.new_responses:
        new = table.total - given.earlier[-1].table.total
        raise DisclosureError(
            f"{new} new responses since the last release; the next one needs {chosen.new_responses}."
        )
    reasons = primary(table, chosen, given.earlier)
    hidden = _hidden(given, reasons, (seed or SecretSeed()).generator(table))
    for row, column in np.argwhere(hidden):
        reasons.setdefault((int(row), int(column)), Reason.COMPLEMENTARY)
    found = SafeTable(
        Release(table, hidden),
        reasons,
        audited(given, hidden.ravel()),
        chosen,
        int(naive(table, chosen).sum()),
    )
    assert found.is_safe, "the search ends only where every interval is wide enough"
    return found


def _hidden(given: Setting, reasons: Mapping[Place, Reason], generator: np.random.Generator) -> Marks:
    shape = given.table.figures.shape
    first = np.zeros(shape, dtype=np.bool_)
    for place in reasons:
        first[place] = True
    losses: NDArray[np.float64] = np.full(shape, _OF_A_TOTAL)
    losses[:-1, :-1] = 1.0
    task = Task(given.networks[-1], given.own, given.enough(), losses.ravel())
    hidden = complemented(task, first.ravel(), generator)
    if given.is_linked:
        hidden = complemented_after(given, task, first.ravel(), hidden, generator)
    return hidden.reshape(shape)
