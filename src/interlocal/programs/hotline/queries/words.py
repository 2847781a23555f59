"""The words that the pages of staff choose from."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.law.public import Key, law_of
from interlocal.programs.hotline.models import Category, Office
from interlocal.programs.hotline.rules.entries import OUTCOMES, SEVERITIES, STATUSES
from interlocal.programs.hotline.rules.removed import WORDS as REMOVED

WORDS: dict[str, str | Promise] = {
    "new": _("New"),
    "triaged": _("Triaged"),
    "assigned": _("Assigned"),
    "investigating": _("Investigating"),
    "substantiated": _("Substantiated"),
    "unsubstantiated": _("Not substantiated"),
    "referred": _("Referred"),
    "closed": _("Closed"),
    "no-basis": _("No basis to look into it"),
    "low": _("Low"),
    "medium": _("Medium"),
    "high": _("High"),
    "critical": _("Critical"),
}


def protection_in(language: str) -> str:
    """Return whom the law protects who report; empty where no law is known."""
    rule = law_of().rule(Key.PROTECTED)
    return rule.said(language) if rule.section else ""


def words_of_staff() -> dict[str, Any]:
    """Return all that stands in reports as a short name or public id, with its words, and the grounds."""
    law = law_of()
    return {
        "statuses": [(one, WORDS[one]) for one in STATUSES],
        "severities": [(one, WORDS[one]) for one in SEVERITIES],
        "outcomes": [(one, WORDS[one]) for one in OUTCOMES],
        "categories": list(Category.objects.filter(is_retired=False)),
        "removed": list(REMOVED.items()),
        "offices": list(Office.objects.values_list("public_id", "title")),
        "grounds": law.grounds,
        "law": law.pack.cites,
        "usual_ground": law.section(Key.SEALED_REPORTS),
        "places": law.places,
    }
