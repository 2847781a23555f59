"""Who may, and what is valid."""

from interlocal.costing.studies.rules.figures import Caution, cautions_of, read_figure
from interlocal.costing.studies.rules.permissions import (
    Permission,
    check_filling,
    check_leading,
    may_fill,
    may_lead,
    may_see,
)
from interlocal.costing.studies.rules.validity import (
    MOST_CITIES,
    YEARS,
    check_study,
    check_year,
    day_of,
    need,
)

__all__ = [
    "MOST_CITIES",
    "YEARS",
    "Caution",
    "Permission",
    "cautions_of",
    "check_filling",
    "check_leading",
    "check_study",
    "check_year",
    "day_of",
    "may_fill",
    "may_lead",
    "may_see",
    "need",
    "read_figure",
]
