"""The lines that every city fills."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from interlocal.costing.studies import rules
from interlocal.costing.studies.models import Cell, Line, Study
from interlocal.costing.studies.queries import lines_of
from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal


def add_line(*, by: User | None, study: Study, facts: Mapping[str, Any], now: datetime) -> Line:
    """Add a line that every city fills: ``kind``, ``name``, ``unit``, ``meaning``, ``is_required``.

    Raises ``Refusal`` for one without a name, and for a name that another line has.
    """
    rules.check_leading(by)
    line = Line(study=study, created_at=now, **facts)
    line.name = rules.need(line.name, _("Give the line a name."), "name")
    with act(by=by, action="studies.add_line", subject=study, now=now, line=line.name, kind=line.kind):
        Study.objects.select_for_update(of=("self",)).get(pk=study.pk)
        _refuse_twin(line)
        line.save(force_insert=True)
    return line


def change_line(*, by: User | None, line: Line, facts: Mapping[str, Any], now: datetime) -> Line:
    """Change a line. Its kind stays once somebody has filled it. Raises ``Refusal``."""
    rules.check_leading(by)
    with act(by=by, action="studies.change_line", subject=line.study, now=now, line=line.name) as changed:
        line = Line.objects.select_for_update(of=("self",)).select_related("study").get(pk=line.pk)
        if facts["kind"] != line.kind and Cell.objects.filter(line=line).exists():
            raise Refusal(
                _("Somebody has filled it: what it holds stays. Add another line instead."), field="kind"
            )
        for name, value in facts.items():
            setattr(line, name, value)
        line.name = rules.need(line.name, _("Give the line a name."), "name")
        _refuse_twin(line)
        changed.record(now=line.name)
        line.save(update_fields=list(facts))
    return line


def withdraw_line(*, by: User | None, line: Line, now: datetime) -> None:
    """Take a line out with what stands in drafts. Raises ``Refusal`` once somebody has signed for it."""
    rules.check_leading(by)
    with act(by=by, action="studies.withdraw_line", subject=line.study, now=now, line=line.name):
        line = Line.objects.select_for_update(of=("self",)).get(pk=line.pk)
        if Cell.objects.filter(line=line, baseline__frozen_at__isnull=False).exists():
            raise Refusal(_("A city has signed a figure for this line, so it stays."))
        line.withdrawn_at = now
        line.save(update_fields=["withdrawn_at"])


def _refuse_twin(line: Line) -> None:
    others = lines_of(line.study).exclude(pk=line.pk).values_list("name", flat=True)
    if line.name.casefold() in {name.casefold() for name in others}:
        raise Refusal(_("Another line is called so. Give it another name."), field="name")
