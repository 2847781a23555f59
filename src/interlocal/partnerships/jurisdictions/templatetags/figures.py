"""How figures and fiscal years read on a page."""

from datetime import date
from decimal import Decimal

from django import template
from django.utils.formats import date_format, number_format

from interlocal.partnerships.jurisdictions.models import Jurisdiction

register = template.Library()

_ANY_YEAR = 2001


@register.filter
def figure(value: Decimal) -> str:
    """Return ``value`` with thousands separated, and decimals only where there are any."""
    places = 0 if value == value.to_integral_value() else 2
    return number_format(value, decimal_pos=places, force_grouping=True)


@register.filter
def fiscal_year_start(jurisdiction: Jurisdiction) -> str:
    """Return the day on which the fiscal year of ``jurisdiction`` starts, “July 1”; empty when not known."""
    month, day = jurisdiction.fiscal_year_starts_month, jurisdiction.fiscal_year_starts_day
    if month is None or day is None:
        return ""
    return date_format(date(_ANY_YEAR, month, day), "MONTH_DAY_FORMAT")
