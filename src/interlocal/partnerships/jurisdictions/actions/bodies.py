"""Setting up the partnership and the bodies that can take part, with their figures."""

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from interlocal.foundation.audit.public import act
from interlocal.partnerships.jurisdictions import rules
from interlocal.partnerships.jurisdictions.models import Jurisdiction, JurisdictionFigure, Partnership
from interlocal.partnerships.jurisdictions.rules import Source

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User


def found_partnership(
    *,
    by: "User | None",
    name: str,
    short_name: str,
    purpose: str,
    purpose_es: str = "",
    founded_on: date | None,
    source: Source,
    now: datetime,
) -> Partnership:
    """Set up the partnership that this installation serves; there can be one."""
    rules.refuse_second_partnership(exists=Partnership.objects.exists())
    rules.refuse_unsourced(source)
    partnership = Partnership(
        name=name,
        short_name=short_name,
        purpose=purpose,
        purpose_es=purpose_es,
        founded_on=founded_on,
        created_at=now,
        **source.fields(),
    )
    with act(by=by, action="jurisdictions.found_partnership", subject=partnership, now=now, name=name):
        partnership.save(force_insert=True)
    return partnership


def add_jurisdiction(
    *,
    by: "User | None",
    name: str,
    formal_name: str,
    kind: str,
    state: str,
    website: str = "",
    governing_body: str = "",
    fiscal_year_starts: tuple[int, int] | None = None,
    source: Source,
    now: datetime,
) -> Jurisdiction:
    """Add a body that can take part. ``fiscal_year_starts`` is (month, day), ``None`` when not known."""
    month, day = fiscal_year_starts or (None, None)
    rules.refuse_impossible_fiscal_year(month, day)
    rules.refuse_unsourced(source)
    rules.refuse_second_of_name(name, exists=Jurisdiction.objects.filter(name__iexact=name).exists())
    jurisdiction = Jurisdiction(
        name=name,
        formal_name=formal_name,
        kind=kind,
        state=state,
        website=website,
        governing_body=governing_body,
        fiscal_year_starts_month=month,
        fiscal_year_starts_day=day,
        created_at=now,
        **source.fields(),
    )
    with act(
        by=by,
        action="jurisdictions.add_jurisdiction",
        subject=jurisdiction,
        now=now,
        name=name,
        kind=kind,
    ):
        jurisdiction.save(force_insert=True)
    return jurisdiction


def record_figure(
    *,
    by: "User | None",
    jurisdiction: Jurisdiction,
    measure: str,
    year: int,
    value: Decimal,
    source: Source,
    now: datetime,
) -> JurisdictionFigure:
    """Record a figure. One for the same measure and year is replaced and stays in the history."""
    rules.refuse_unsourced(source)
    rules.refuse_figure_of_the_future(year, now)
    figure = JurisdictionFigure(
        jurisdiction=jurisdiction,
        measure=measure,
        year=year,
        value=value,
        recorded_by=by,
        created_at=now,
        **source.fields(),
    )
    with act(
        by=by,
        action="jurisdictions.record_figure",
        subject=jurisdiction,
        now=now,
        measure=measure,
        year=year,
        value=str(value),
    ) as recorded:
        for earlier in jurisdiction.figures.filter(
            measure=measure, year=year, replaced_at=None
        ).select_for_update():
            earlier.replaced_at = now
            earlier.save(update_fields=["replaced_at"])
            recorded.record(replaced=str(earlier.value))
        figure.save(force_insert=True)
    return figure
