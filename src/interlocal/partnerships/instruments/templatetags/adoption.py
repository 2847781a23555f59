"""The cells of the adoption matrix."""

from collections.abc import Mapping

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interlocal.partnerships.commitments.public import State, StepState
from interlocal.partnerships.instruments.models import Outcome, Proceeding, StepKind
from interlocal.partnerships.instruments.queries import Cell, CouncilSays, MatrixRow
from interlocal.web.dates import short
from interlocal.web.public import matrix_cell, short_day

register = template.Library()


@register.simple_tag
def step_cell(cell: Cell) -> SafeString:
    """Say how far a council has come with a step; it opens the step's commitment where the reader may."""
    if cell.step is None:
        return matrix_cell(cell.column.title, "ahead", "–", note=_("not in its steps"))
    step = cell.step
    look, content, note = _words(cell, step)
    url = reverse("commitments:detail", args=[step.commitment]) if step.commitment else ""
    if step.is_unconfirmed and step.state != State.DONE:
        note = f"{note} · {_('unconfirmed')}" if note else _("unconfirmed")
    return matrix_cell(cell.column.title, look, content, url=url, note=note)


@register.simple_tag
def waits_for(row: MatrixRow) -> SafeString:
    """Say what a council waits for: the step, who has it, and since when; or how it ended."""
    label = _("Waits for")
    if row.run is not None and row.run.stopped_on is not None:
        return matrix_cell(label, "differs", _("Stopped"), note=row.run.stop_reason)
    if row.is_adopted:
        return matrix_cell(label, "done", row.instrument.get_standing_display())
    if not row.blocking:
        return matrix_cell(label, "ahead", _("Not begun"))
    step = row.blocking[0]
    who = step.who or _("nobody yet")
    note = _("%(who)s, since %(day)s") % {"who": who, "day": short(step.since_on)} if step.since_on else who
    return matrix_cell(label, "late" if step.state == State.OVERDUE else "due", step.title, note=note)


@register.simple_tag
def council_record(told: Mapping[str, CouncilSays], row: MatrixRow) -> SafeString | str:
    """Say what the council's record tells last of its instrument, with a link; "" where nothing is tied."""
    said = told.get(row.instrument.public_id)
    if said is None or not said.items:
        return ""
    latest = said.items[0]
    return format_html(
        '<br><a class="il-small" href="{}">{}</a>',
        latest.url,
        _("Council’s record: %(says)s, %(day)s") % {"says": latest.says, "day": short(latest.on)},
    )


def _words(cell: Cell, step: StepState) -> tuple[str, object, str]:
    """Return the look of a step's cell, what it says, and the note below."""
    if step.state == State.DONE:
        day = short_day(step.closed_on) if step.closed_on else _("not set")
        return _done(cell.done, day, step.evidence)
    if step.state == State.OVERDUE:
        late = ngettext("%(days)s day late", "%(days)s days late", step.overdue_days)
        return "late", late % {"days": step.overdue_days}, _("Overdue")
    if step.state == State.OPEN:
        tabled = cell.done is not None and cell.done.outcome == Outcome.TABLED
        note = _("Tabled to this day") if tabled else _("Open now")
        return "due", short_day(step.due_on) if step.due_on else _("no date"), note
    if cell.is_over:
        return "ahead", "–", _("not reached")
    said = {State.WITHDRAWN: ("differs", _("withdrawn")), State.SKIPPED: ("ahead", _("skipped"))}
    return (*said.get(step.state, ("ahead", _("later"))), "")


_LOST = {Outcome.FAILED, Outcome.VETOED, Outcome.SUSTAINED}


def _done(done: Proceeding | None, day: object, evidence: str) -> tuple[str, object, str]:
    """The key fact of what was taken down: a number, a count, a day."""
    if done is None:
        return "done", day, evidence
    look = "differs" if done.outcome in _LOST else "done"
    if done.count:
        return look, done.count, f"{done.get_outcome_display()}, {short(done.happened_on)}"
    if done.number:
        return look, _("No. %(number)s") % {"number": done.number}, short(done.happened_on)
    if done.kind in {StepKind.AGENDA, StepKind.EFFECTIVE} and done.to_on:
        return look, short_day(done.to_on), done.note[:80]
    return look, day, done.get_outcome_display()
