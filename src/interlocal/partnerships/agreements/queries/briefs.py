"""What this room knows for the page that a council's members get: what was paid, and what binds the city."""

from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from interlocal.kernel.money import dollars
from interlocal.partnerships.agreements.models import AnnualAmount, Party
from interlocal.partnerships.instruments.public import BriefLine, BriefPart, Side
from interlocal.partnerships.jurisdictions.public import Jurisdiction


def council_brief(city: Jurisdiction, since: date | None, today: date) -> list[BriefPart]:
    """Return what ``city`` paid a year under each agreement, as far as it is recorded, and its agreements."""
    return [_paid(city, since), _bound(city, today)]


def _paid(city: Jurisdiction, since: date | None) -> BriefPart:
    rows = AnnualAmount.objects.filter(payer=city, replaced_at=None)
    if since is not None:
        rows = rows.filter(year__gte=since.year)
    lines = [
        BriefLine(
            f"{row.agreement.title}, {row.year}",
            note=_("Amount not recorded") if row.amount_cents is None else dollars(row.amount_cents),
            url=reverse("agreements:detail", args=[row.agreement.public_id]),
            source_title=row.source_title,
            source_url=row.source_url,
            source_on=row.source_on,
            is_synthetic=row.is_synthetic,
            is_unconfirmed=row.is_unconfirmed,
        )
        for row in rows.select_related("agreement").order_by("-year", "pk")
    ]
    return BriefPart(Side.GAVE, _("Money paid under agreements"), _("Not recorded."), lines=lines)


def _bound(city: Jurisdiction, today: date) -> BriefPart:
    is_bound = (Q(joined_on=None) | Q(joined_on__lte=today)) & (Q(left_on=None) | Q(left_on__gte=today))
    rows = Party.objects.filter(is_bound, jurisdiction=city, agreement__ended_on=None)
    rows = rows.filter(Q(agreement__ends_on=None) | Q(agreement__ends_on__gte=today))
    lines = [
        BriefLine(
            row.agreement.title,
            note=str(row.agreement.state_on(today).label),
            url=reverse("agreements:detail", args=[row.agreement.public_id]),
            source_title=row.agreement.source_title,
            source_url=row.agreement.source_url,
            source_on=row.agreement.source_on,
            is_synthetic=row.agreement.is_synthetic,
            is_unconfirmed=row.agreement.is_unconfirmed,
        )
        for row in rows.select_related("agreement").order_by("agreement__title")
    ]
    heading, figure = _("Agreements to which we are a party"), str(len(lines)) if lines else ""
    return BriefPart(Side.WHY, heading, _("None is recorded."), figure, lines)
