"""What can be asked about instruments and statements."""

from interlocal.partnerships.instruments.queries.councils import (
    adoption_versions,
    council_to_confirm,
    councils_not_begun,
)
from interlocal.partnerships.instruments.queries.matrix import (
    Cell,
    Column,
    Matrix,
    MatrixRow,
    adoption_matrix,
)
from interlocal.partnerships.instruments.queries.progress import AdoptionProgress, open_adoptions
from interlocal.partnerships.instruments.queries.proposals import (
    CouncilDuties,
    Duty,
    council_duties,
    proposals_of,
)
from interlocal.partnerships.instruments.queries.published import (
    PublishedAdoption,
    published_adoptions,
    published_statement,
    published_statements,
)
from interlocal.partnerships.instruments.queries.records import (
    REGISTER_COLUMNS,
    REGISTER_FILTERS,
    doubts_about,
    draft_for,
    drafts_of,
    facts_of,
    filtered,
    instrument_for,
    instrument_to_correct,
    instruments_for,
    register_row,
    searched,
    statement_for,
    statements_for,
)

__all__ = [
    "REGISTER_COLUMNS",
    "REGISTER_FILTERS",
    "AdoptionProgress",
    "Cell",
    "Column",
    "CouncilDuties",
    "Duty",
    "Matrix",
    "MatrixRow",
    "PublishedAdoption",
    "adoption_matrix",
    "adoption_versions",
    "council_duties",
    "council_to_confirm",
    "councils_not_begun",
    "doubts_about",
    "draft_for",
    "drafts_of",
    "facts_of",
    "filtered",
    "instrument_for",
    "instrument_to_correct",
    "instruments_for",
    "open_adoptions",
    "proposals_of",
    "published_adoptions",
    "published_statement",
    "published_statements",
    "register_row",
    "searched",
    "statement_for",
    "statements_for",
]
