"""A council's votes in short, and the fields of its record by their names."""

from collections.abc import Iterable

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.imports import ReadVote
from interlocal.partnerships.meetings.models import CouncilItem, CouncilMeeting, CouncilVote

register = template.Library()


@register.filter
def count_words(votes: Iterable[CouncilVote | ReadVote]) -> str:
    """Return ``"6–0"``, or how many names are told where none of them voted."""
    told = [(vote.person, vote.choice) for vote in votes]
    counted = rules.roll_call_of(told)
    if counted:
        return rules.count_of(counted)
    return ngettext("%(count)d name", "%(count)d names", len(told)) % {"count": len(told)}


@register.filter
def field_words(field: str) -> str:
    """Return the name of a field of a council's meeting or item, or of its votes."""
    if field == "votes":
        return _("Votes")
    model = CouncilItem if field in {one.name for one in CouncilItem._meta.fields} else CouncilMeeting
    return str(model._meta.get_field(field).verbose_name).capitalize()  # type: ignore[union-attr]
