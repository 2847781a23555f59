"""The cells of the adoption matrix."""

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interlocal.partnerships.commitments.public import State, StepState
from interlocal.partnerships.instruments.queries import Cell
from interlocal.web.public import matrix_cell, short_day

register = template.Library()


@register.simple_tag
def step_cell(cell: Cell) -> SafeString:
    """Say how far a council has come with a step; it opens the step's commitment where the reader may."""
    if cell.step is None:
        return matrix_cell(cell.column.title, "ahead", "–")
    step = cell.step
    look, content, note = _words(step)
    url = reverse("commitments:detail", args=[step.commitment]) if step.commitment else ""
    return matrix_cell(cell.column.title, look, content, url=url, note=note)


def _words(step: StepState) -> tuple[str, str, str]:
    """Return the look of a step's cell, what it says, and the note below."""
    match step.state:
        case State.DONE:
            return "done", short_day(step.closed_on) if step.closed_on else _("not set"), step.evidence
        case State.OVERDUE:
            late = ngettext("%(days)s day late", "%(days)s days late", step.overdue_days)
            return "late", late % {"days": step.overdue_days}, _("Overdue")
        case State.OPEN:
            return "due", short_day(step.due_on) if step.due_on else _("no date"), _("Open now")
        case State.WITHDRAWN:
            return "differs", _("withdrawn"), ""
        case State.SKIPPED:
            return "ahead", _("skipped"), ""
        case _:
            return "ahead", _("later"), ""
