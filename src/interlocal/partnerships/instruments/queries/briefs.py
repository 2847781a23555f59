"""One page for a council's members: what the city gave, what it got, and why renew, from the records.

This room knows the city's commitments and the text. What rooms above know (hours, programs, money) comes
from the functions that ``config.wiring.COUNCIL_BRIEFS`` names. What nobody recorded is said to be so, and
never guessed.
"""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.db.models import Q
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interlocal.kernel.outbox.events import wiring
from interlocal.partnerships.commitments.public import Commitment, Visibility
from interlocal.partnerships.instruments.models import Instrument, Standing, Statement
from interlocal.partnerships.instruments.queries.matrix import is_adopted
from interlocal.partnerships.instruments.queries.proposals import proposals_of
from interlocal.partnerships.jurisdictions.public import Jurisdiction, Membership
from interlocal.web.dates import short

_MONEY = re.compile(r"\$\s?\d[\d,.]*(?:\s(?:million|billion))?|\b\d[\d,.]*\sdollars\b", re.IGNORECASE)
_LATEST = 6


class Side(StrEnum):
    """The three questions of the page."""

    GAVE = "gave"
    GOT = "got"
    WHY = "why"


@dataclass(frozen=True)
class BriefLine:
    """One record or figure: its words, where it leads in the site, and where it comes from."""

    text: str
    note: str = ""
    url: str = ""
    source_title: str = ""
    source_url: str = ""
    source_on: date | None = None
    is_synthetic: bool = False
    is_unconfirmed: bool = False


@dataclass(frozen=True)
class BriefPart:
    """One subject under one of the questions. ``figure`` sums its lines up; ``empty`` is said without any.

    ``more`` is how many records there are beside the ``lines`` that are given.
    """

    side: Side
    heading: str
    empty: str
    figure: str = ""
    lines: Sequence[BriefLine] = field(default=())
    more: int = 0


@dataclass(frozen=True)
class CouncilBrief:
    """The page of one council, as on ``as_of``; what it counts begins on ``since`` where that is known."""

    instrument: Instrument
    since: date | None
    as_of: date
    parts: tuple[BriefPart, ...]

    @property
    def gave(self) -> tuple[BriefPart, ...]:
        """What we gave."""
        return self._of(Side.GAVE)

    @property
    def got(self) -> tuple[BriefPart, ...]:
        """What we got."""
        return self._of(Side.GOT)

    @property
    def why(self) -> tuple[BriefPart, ...]:
        """Why renew."""
        return self._of(Side.WHY)

    def _of(self, side: Side) -> tuple[BriefPart, ...]:
        return tuple(one for one in self.parts if one.side == side)


def council_brief(instrument: Instrument, *, today: date) -> CouncilBrief:
    """Return the page for the council of ``instrument``.

    It is given to a council and thereby to the public, so it tells only of commitments that all members may
    read. A function of ``COUNCIL_BRIEFS`` takes ``(jurisdiction, since, today)`` and returns ``BriefPart``s.
    """
    city = instrument.jurisdiction
    since = since_when(instrument)
    parts = list(_commitments(city, since))
    for name in wiring().COUNCIL_BRIEFS:
        parts += import_string(name)(city, since, today)
    if not any(part.side == Side.GOT and part.heading == savings_heading() for part in parts):
        parts.append(
            BriefPart(Side.GOT, savings_heading(), _("Not recorded: nobody has certified a figure."))
        )
    parts += _asked(instrument)
    return CouncilBrief(instrument, since, today, tuple(parts))


def savings_heading() -> str:
    """What the part about savings is called, whichever room brings it."""
    return _("Savings in money")


def since_when(instrument: Instrument) -> date | None:
    """Return the day from which the page counts: when this council passed what is being renewed.

    Where that is not recorded, the day its membership began; ``None`` where neither is known.
    """
    earlier = instrument.statement.renews if instrument.statement else None
    if earlier is not None:
        former = earlier.instruments.filter(jurisdiction=instrument.jurisdiction).first()
        if former is not None and former.passed_on is not None:
            return former.passed_on
    terms = Membership.objects.filter(jurisdiction=instrument.jurisdiction).exclude(starts_on=None)
    return terms.order_by("starts_on").values_list("starts_on", flat=True).first()


def _commitments(city: Jurisdiction, since: date | None) -> list[BriefPart]:
    # The steps of a procedure are how a city decides, not what it gave.
    done = Commitment.objects.filter(visibility=Visibility.PARTNERSHIP, outcome="done", run=None)
    done = done.select_related("owed_by")
    if since is not None:
        done = done.filter(done_on__gte=since)
    kept = done.filter(owed_by=city).order_by("-done_on", "-pk")
    others = done.filter(Q(owed_to=city) | Q(owed_to=None)).exclude(owed_by=city).order_by("-done_on", "-pk")
    gave, got = list(kept), list(others)
    made_up = _from_synthetic([*gave[:_LATEST], *got[:_LATEST]])
    return [
        _counted(Side.GAVE, _("Commitments that we kept"), gave, made_up),
        _counted(Side.GOT, _("Commitments that others kept to us or to all"), got, made_up),
    ]


def _counted(side: Side, heading: str, rows: Sequence[Commitment], made_up: Container[int]) -> BriefPart:
    lines = [
        BriefLine(
            row.title,
            note=f"{row.owed_by.name}, {_day(row.done_on)}" if side == Side.GOT else _day(row.done_on),
            url=reverse("commitments:detail", args=[row.public_id]),
            is_synthetic=row.pk in made_up,
        )
        for row in rows[:_LATEST]
    ]
    figure = str(len(rows)) if rows else ""
    return BriefPart(
        side, heading, _("None is recorded as kept."), figure, lines, more=len(rows) - len(lines)
    )


def _from_synthetic(rows: Sequence[Commitment]) -> frozenset[int]:
    """The commitments that come from a record made up for a sample, by primary key."""
    found: set[int] = set()
    for kind, name in wiring().SYNTHETIC_SOURCES.items():
        ids = {row.source_id for row in rows if row.source_kind == kind}
        if ids:
            made_up = import_string(name)(ids)
            found.update(row.pk for row in rows if row.source_kind == kind and row.source_id in made_up)
    return frozenset(found)


def _asked(instrument: Instrument) -> list[BriefPart]:
    statement = instrument.statement
    if statement is None:
        return []
    proposals = proposals_of(statement)
    lines = [
        BriefLine(one.title, note=_("Section %(number)s") % {"number": one.section_number})
        for one in proposals
    ]
    amounts = sorted({found[0].strip() for found in _MONEY.finditer(statement.text)})
    return [
        BriefPart(
            Side.WHY,
            _("What the text asks of us"),
            _("No duty was read in the text.") if statement.text else _("The text is not recorded."),
            str(len(proposals)) if proposals else "",
            lines,
        ),
        BriefPart(
            Side.WHY,
            _("Amounts of money that the text names"),
            _("None.") if statement.text else _("The text is not recorded."),
            lines=[BriefLine(one) for one in amounts],
        ),
        _others(statement),
    ]


def _others(statement: Statement) -> BriefPart:
    rows = list(statement.instruments.select_related("jurisdiction").order_by("jurisdiction__name"))
    adopted = [row for row in rows if is_adopted(row.standing, None)]
    said = ngettext("%(n)d of %(all)d council", "%(n)d of %(all)d councils", len(rows))
    lines = [
        BriefLine(
            row.jurisdiction.name,
            note=_day(row.passed_on) if row.passed_on else str(Standing(row.standing).label),
            url=reverse("instruments:detail", args=[row.public_id]),
            source_title=row.source_title,
            source_url=row.source_url,
            source_on=row.source_on,
            is_synthetic=row.is_synthetic,
            is_unconfirmed=row.is_unconfirmed,
        )
        for row in adopted
    ]
    return BriefPart(
        Side.WHY,
        _("Councils that have adopted it"),
        _("None of %(all)d so far.") % {"all": len(rows)},
        said % {"n": len(adopted), "all": len(rows)} if adopted else "",
        lines,
    )


def _day(day: date | None) -> str:
    return short(day) if day else _("day not recorded")
