"""The words that the pages of staff choose from."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.meetings.public import known_grounds
from interlocal.programs.hotline.models import Category
from interlocal.programs.hotline.rules.entries import OUTCOMES, SEVERITIES, STATUSES

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
    """Return statuses, severities, outcomes, categories and grounds with their words."""
    return {
        "statuses": [(one, WORDS[one]) for one in STATUSES],
        "severities": [(one, WORDS[one]) for one in SEVERITIES],
        "outcomes": [(one, WORDS[one]) for one in OUTCOMES],
        "categories": list(Category.objects.filter(is_retired=False)),
        "grounds": known_grounds(),
    }
