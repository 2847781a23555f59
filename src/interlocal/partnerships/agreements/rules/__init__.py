"""Who may do what with agreements, and what is valid."""

from interlocal.partnerships.agreements.rules.chain import chain_clash, refuse_overlapping_terms
from interlocal.partnerships.agreements.rules.changes import (
    notice_fault,
    refuse_change_that_cannot_be,
    refuse_early_start,
    refuse_late_notice,
)
from interlocal.partnerships.agreements.rules.formula import check_formula, formula_problems, formula_words
from interlocal.partnerships.agreements.rules.permissions import (
    Permission,
    check_convening,
    check_editing,
    check_for_jurisdiction,
    check_publishing,
    may_convene,
    may_edit,
    may_edit_for,
)
from interlocal.partnerships.agreements.rules.validity import (
    LEAD_DAYS,
    LONGEST_WINDOW,
    check_draft,
    check_notice,
    check_term,
    day_of,
    missing_kinds,
    name_day,
    need,
    refuse_overlapping_party,
    refuse_party_that_has_left,
    why_no_draft,
)

__all__ = [
    "LEAD_DAYS",
    "LONGEST_WINDOW",
    "Permission",
    "chain_clash",
    "check_convening",
    "check_draft",
    "check_editing",
    "check_for_jurisdiction",
    "check_formula",
    "check_notice",
    "check_publishing",
    "check_term",
    "day_of",
    "formula_problems",
    "formula_words",
    "may_convene",
    "may_edit",
    "may_edit_for",
    "missing_kinds",
    "name_day",
    "need",
    "notice_fault",
    "refuse_change_that_cannot_be",
    "refuse_early_start",
    "refuse_late_notice",
    "refuse_overlapping_party",
    "refuse_overlapping_terms",
    "refuse_party_that_has_left",
    "why_no_draft",
]
