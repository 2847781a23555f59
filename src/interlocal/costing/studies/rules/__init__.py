"""Who may, and what is valid."""

from interlocal.costing.studies.rules.figures import Caution, cautions_of, read_figure
from interlocal.costing.studies.rules.intent import are_open, check_answer, check_due, check_poll
from interlocal.costing.studies.rules.options import (
    check_assumptions,
    check_goals_agreed,
    check_option,
    check_part,
    check_share,
    formula_problems,
    formula_words,
    read_phase_in,
)
from interlocal.costing.studies.rules.permissions import (
    Permission,
    check_filling,
    check_leading,
    check_speaking,
    may_fill,
    may_lead,
    may_see,
    may_speak,
)
from interlocal.costing.studies.rules.study_file import (
    OptionFacts,
    PartFacts,
    SeriesFacts,
    ShareFacts,
    StudyFacts,
    written_study,
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
    "OptionFacts",
    "PartFacts",
    "Permission",
    "SeriesFacts",
    "ShareFacts",
    "StudyFacts",
    "are_open",
    "cautions_of",
    "check_answer",
    "check_assumptions",
    "check_due",
    "check_filling",
    "check_goals_agreed",
    "check_leading",
    "check_option",
    "check_part",
    "check_poll",
    "check_share",
    "check_speaking",
    "check_study",
    "check_year",
    "day_of",
    "formula_problems",
    "formula_words",
    "may_fill",
    "may_lead",
    "may_see",
    "may_speak",
    "need",
    "read_figure",
    "read_phase_in",
    "written_study",
]
