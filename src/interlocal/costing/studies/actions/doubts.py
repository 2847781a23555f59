"""Ranges of volumes and of take-up, and figures in doubt that move together."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from interlocal.costing.studies import rules
from interlocal.costing.studies.models import Range, Study, Tie
from interlocal.costing.studies.queries import doubt_names, ranges_of, ties_of
from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal


def put_range(
    *, by: User | None, study: Study, facts: Mapping[str, Any], now: datetime, replaces: Range | None = None
) -> Range:
    """Add the range of a volume or of what a city brings, or put it in the place of another.

    Raises ``Refusal``.
    """
    rules.check_leading(by)
    rules.check_range(facts)
    label = facts["line"].name if facts.get("line") else facts["city"].jurisdiction.name
    with act(by=by, action="studies.put_range", subject=study, now=now, label=label):
        Study.objects.select_for_update(of=("self",)).get(pk=study.pk)
        others = ranges_of(study).exclude(pk__in=[replaces.pk] if replaces else [])
        if others.filter(line=facts.get("line"), city=facts.get("city")).exists():
            raise Refusal(_("It has a range already. Change that one."), field="what")
        if replaces is not None:
            _end(replaces, now)
        return Range.objects.create(study=study, created_at=now, **facts)


def put_tie(*, by: User | None, study: Study, facts: Mapping[str, Any], now: datetime) -> Tie:
    """Say that two figures in doubt tend to move together. Raises ``Refusal``."""
    rules.check_leading(by)
    tie = Tie(study=study, created_at=now, **facts)
    with act(by=by, action="studies.put_tie", subject=study, now=now, label=str(tie)):
        Study.objects.select_for_update(of=("self",)).get(pk=study.pk)
        names = doubt_names(study)
        standing = [one for one in ties_of(study) if {one.one, one.other} <= set(names)]
        rules.check_ties([*standing, tie], names)
        tie.save()
    return tie


def withdraw_doubt(*, by: User | None, thing: Range | Tie, now: datetime) -> None:
    """Take a range or a tie out; it stays on record. Raises ``Refusal``."""
    rules.check_leading(by)
    with act(by=by, action="studies.withdraw", subject=thing.study, now=now, label=str(thing)):
        _end(thing, now)


def _end(thing: Range | Tie, now: datetime) -> None:
    current = type(thing)._default_manager.select_for_update(of=("self",)).get(pk=thing.pk)
    if current.withdrawn_at is not None:
        raise Refusal(_("Somebody has changed it since. Look at the page again."))
    current.withdrawn_at = now
    current.save(update_fields=["withdrawn_at"])
