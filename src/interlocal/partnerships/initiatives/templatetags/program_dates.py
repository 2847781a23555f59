"""Dates as exact as their source: a day, a month, or only a year."""

from datetime import date

from django import template
from django.utils.formats import date_format

from interlocal.partnerships.initiatives.models import Precision

register = template.Library()

_FORMATS = {Precision.DAY: "DATE_FORMAT", Precision.MONTH: "YEAR_MONTH_FORMAT", Precision.YEAR: "Y"}


@register.filter
def as_exact_as(day: date | None, precision: str) -> str:
    """Return ``day`` with no more of it than ``precision`` gives; empty when there is none."""
    return date_format(day, _FORMATS[Precision(precision)]) if day else ""
