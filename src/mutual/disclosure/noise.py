"""Pooled figures with noise, for open data."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType

from mutual.disclosure.count_table import CountTable, DisclosureError
from mutual.disclosure.ledger import Amount, PrivacyLedger, epsilon_of
from mutual.disclosure.rules import Release

CONFIDENCE = 0.95
_SLACK = 1e-6


@dataclass(frozen=True)
class NoisyTotals:
    """Pooled counts by reason group with noise; they can fall below 0 and need not add up to anything.

    ``within`` is the distance from the truth that a count keeps with probability ``CONFIDENCE``. ``ledger``
    holds what they cost. The exact counts are not in here.
    """

    columns: tuple[str, ...]
    counts: tuple[int, ...]
    epsilon: float
    within: int
    ledger: PrivacyLedger

    def explained(self) -> str:
        """Return in a sentence what the noise does."""
        return (
            f"Each count is off by chance, by {self.within} or less in {CONFIDENCE:.0%} of cases, so that "
            f"nobody can tell from it whether one person answered (epsilon {self.epsilon:g})."
        )


def noisy_totals(
    table: CountTable,
    *,
    epsilon: Amount,
    year: int,
    ledger: PrivacyLedger,
    purpose: str = "open data",
    cities: int = 3,
    releases: Sequence[Release] = (),
) -> NoisyTotals:
    """Return the totals of the columns with discrete Laplace noise, and the ledger with its cost.

    One response is in one column, so that with or without it the totals differ by 1 in all: noise of scale 1
    / epsilon makes them epsilon-differentially private (A. Ghosh, T. Roughgarden and M. Sundararajan, STOC
    2009). The noise comes from OpenDP, which proves its own mechanisms down to the floating point; ``pip
    install 'interlocal[noise]'``. Never beside the exact value: ``releases`` are those that were given out,
    and a column whose total one of them shows, or whose cells it all shows, is refused.

    Raises ``DisclosureError`` for a pool of fewer than ``cities`` with responses, for an exact value that is
    out, and where the ledger's year has not enough left; ``ImportError`` naming the extra where OpenDP is
    missing.
    """
    amount = epsilon_of(epsilon)
    with_responses = int((table.figures[:-1, -1] > 0).sum())
    if with_responses < cities:
        raise DisclosureError(f"{with_responses} cities have responses; a pooled figure needs {cities}.")
    _check_unshown(table, releases)
    dp = _opendp()
    spent = ledger.spend(year, amount, purpose)
    scale = float(1 / amount)
    space = dp.vector_domain(dp.atom_domain(T="i64"), size=len(table.columns)), dp.l1_distance(T="i64")
    mechanism = dp.m.make_laplace(*space, scale=scale)
    assert mechanism.map(1) <= float(amount) * (1 + _SLACK), "the noise must cost what the ledger says"
    counts = tuple(int(count) for count in mechanism([int(total) for total in table.figures[-1, :-1]]))
    within = int(dp.discrete_laplacian_scale_to_accuracy(scale=scale, alpha=1 - CONFIDENCE))
    return NoisyTotals(table.columns, counts, float(amount), within, spent)


def _check_unshown(table: CountTable, releases: Sequence[Release]) -> None:
    for release in releases:
        for place, name in enumerate(release.table.columns):
            hidden = release.hidden[:, place]
            if name in table.columns and (not hidden[-1] or not hidden[:-1].any()):
                raise DisclosureError(
                    f"The exact total of {name!r} is out already: noise beside it would protect nobody."
                )


def _opendp() -> ModuleType:
    try:
        import opendp.prelude as dp
    except ImportError:
        raise ImportError("Noise needs OpenDP: pip install 'interlocal[noise]'.") from None
    dp.enable_features("contrib")
    return dp
