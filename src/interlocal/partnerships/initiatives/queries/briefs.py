"""What this room knows for the page that a council's members get: hours, programs, outcomes, what goes on."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from interlocal.partnerships.initiatives import rules
from interlocal.partnerships.initiatives.models import (
    Assignment,
    Initiative,
    Outcome,
    Part,
    Participation,
    ProgramKind,
    Stance,
    Stand,
)
from interlocal.partnerships.initiatives.queries.pipeline import current_stages
from interlocal.partnerships.initiatives.queries.staff import hours_by_city
from interlocal.partnerships.instruments.public import BriefLine, BriefPart, Side
from interlocal.partnerships.jurisdictions.public import Jurisdiction

_TAKES_PART = (Part.TAKES_PART, Part.ADMINISTERS)


def council_brief(city: Jurisdiction, since: date | None, today: date) -> list[BriefPart]:
    """Return the hours that ``city`` gave, the programs in which it took part, and what goes on."""
    return [_hours(city, since, today), _programs(city, since), _outcomes(city), _ahead(city)]


def synthetic_among(public_ids: Collection[str]) -> frozenset[str]:
    """Return those of ``public_ids`` whose initiative is made up for a sample."""
    rows = Initiative.objects.filter(public_id__in=public_ids, is_synthetic=True)
    return frozenset(rows.values_list("public_id", flat=True))


def _hours(city: Jurisdiction, since: date | None, today: date) -> BriefPart:
    heading, empty = _("Staff hours"), _("Not recorded.")
    first = Assignment.objects.filter(jurisdiction=city).order_by("starts_on").first()
    if first is None:
        return BriefPart(Side.GAVE, heading, empty)
    begins_on = max(first.starts_on, since) if since else first.starts_on
    ends_on = rules.months_ended(today, 1)[1]
    found = hours_by_city(begins_on, ends_on, jurisdictions=[city])
    if not found:
        return BriefPart(Side.GAVE, heading, empty)
    (given,) = found
    said = {"given": _number(given.given), "promised": _number(given.promised)}
    by_initiative: dict[str, list[Decimal]] = {}
    links: dict[str, str] = {}
    for line in given.lines:
        initiative = line.assignment.initiative
        links[initiative.title] = reverse("initiatives:initiative", args=[initiative.public_id])
        by_initiative.setdefault(initiative.title, []).append(line.given or Decimal(0))
    lines = [
        BriefLine(
            title,
            note=_("%(hours)s hours given") % {"hours": _number(sum(hours, Decimal(0)))},
            url=links[title],
        )
        for title, hours in by_initiative.items()
    ]
    if given.unanswered:
        nobody = ngettext(
            "For %(n)d month nobody said what was given.",
            "For %(n)d months nobody said what was given.",
            given.unanswered,
        )
        lines.append(BriefLine(nobody % {"n": given.unanswered}))
    figure = _("%(given)s given of %(promised)s promised") % said
    return BriefPart(Side.GAVE, heading, empty, figure, lines)


def _programs(city: Jurisdiction, since: date | None) -> BriefPart:
    rows = list(_parts(city).select_related("program").order_by("program__title", "pk"))
    shown = {row.program_id: row for row in rows if not (since and row.ends_on and row.ends_on < since)}
    lines = [
        BriefLine(
            _own_words(row.program.title, row.program.title_es),
            note=f"{row.get_part_display()}; {row.program.get_status_display()}",
            url=reverse("initiatives:program", args=[row.program.public_id]),
            source_title=row.source_title,
            source_url=row.source_url,
            source_on=row.source_on,
            is_synthetic=row.is_synthetic,
            is_unconfirmed=row.is_unconfirmed,
        )
        for row in shown.values()
    ]
    heading = _("Programs in which we took part")
    return BriefPart(Side.GOT, heading, _("None is recorded."), str(len(lines)) if lines else "", lines)


def _outcomes(city: Jurisdiction) -> BriefPart:
    programs = _parts(city).values("program")
    rows = (
        Outcome.objects.filter(program__in=programs).select_related("program").order_by("-source_on", "-pk")
    )
    lines = [
        BriefLine(
            _outcome_words(row),
            url=reverse("initiatives:program", args=[row.program.public_id]),
            source_title=row.source_title,
            source_url=row.source_url,
            source_on=row.source_on,
            is_synthetic=row.is_synthetic,
            is_unconfirmed=row.is_unconfirmed,
        )
        for row in rows
    ]
    return BriefPart(Side.GOT, _("What these programs brought"), _("Not published."), lines=lines)


def _ahead(city: Jurisdiction) -> BriefPart:
    stages = current_stages()
    names = {stage.key: stage.title for stage in stages}
    stances = Stance.objects.filter(jurisdiction=city, stand=Stand.JOINS, ends_on=None)
    lines = []
    for stance in stances.select_related("initiative").order_by("initiative__title"):
        initiative = stance.initiative
        after = rules.stage_after(stages, initiative.stage_key)
        if after is not None:
            said = {"stage": names.get(initiative.stage_key, initiative.stage_key), "next": after.title}
            note = _("%(stage)s; next: %(next)s") % said
            url = reverse("initiatives:initiative", args=[initiative.public_id])
            lines.append(BriefLine(initiative.title, note=note, url=url))
    heading, empty = _("Initiatives that we have joined and that go on"), _("None is recorded.")
    return BriefPart(Side.WHY, heading, empty, str(len(lines)) if lines else "", lines)


def _parts(city: Jurisdiction) -> QuerySet[Participation]:
    return Participation.objects.filter(
        jurisdiction=city, part__in=_TAKES_PART, program__kind=ProgramKind.PROGRAM
    )


def _outcome_words(row: Outcome) -> str:
    program = _own_words(row.program.title, row.program.title_es)
    return f"{program}: {_own_words(row.statement, row.statement_es)}"


def _own_words(english: str, spanish: str) -> str:
    return spanish if spanish and (get_language() or "").startswith("es") else english


def _number(value: Decimal) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".")
