"""The words that the pages of staff choose from."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.meetings.public import known_grounds
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


def words_of_staff() -> dict[str, Any]:
    """Return all that stands in reports as a short name or public id, with its words, and the grounds."""
    return {
        "statuses": [(one, WORDS[one]) for one in STATUSES],
        "severities": [(one, WORDS[one]) for one in SEVERITIES],
        "outcomes": [(one, WORDS[one]) for one in OUTCOMES],
        "categories": list(Category.objects.filter(is_retired=False)),
        "removed": list(REMOVED.items()),
        "offices": list(Office.objects.values_list("public_id", "title")),
        "grounds": known_grounds(),
    }
