"""The door of the room."""

from interlocal.web.cells import matrix_cell, short_day
from interlocal.web.charts import COUNT, DOLLARS, HOURS, PERCENT, Chart, Series, Unit, bar_chart, line_chart
from interlocal.web.clients import client_address, is_nobodys_address, is_through_onion
from interlocal.web.exports import csv_response, safe_cell, workbook_response
from interlocal.web.filters import Chip, chips_of
from interlocal.web.htmx import is_fragment, render_fragment
from interlocal.web.limits import is_too_often, refuse_tries, turned_away
from interlocal.web.pacing import Pace
from interlocal.web.periods import PeriodForm
from interlocal.web.refusals import refuse_form

__all__ = [
    "COUNT",
    "DOLLARS",
    "HOURS",
    "PERCENT",
    "Chart",
    "Chip",
    "Pace",
    "PeriodForm",
    "Series",
    "Unit",
    "bar_chart",
    "chips_of",
    "client_address",
    "csv_response",
    "is_fragment",
    "is_nobodys_address",
    "is_through_onion",
    "is_too_often",
    "line_chart",
    "matrix_cell",
    "refuse_form",
    "refuse_tries",
    "render_fragment",
    "safe_cell",
    "short_day",
    "turned_away",
    "workbook_response",
]
