"""Options, what they cost, and ways of sharing."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from interlocal.costing.studies import rules
from interlocal.costing.studies.models import Assumptions, CallFile, Option, OptionPart, ShareRule, Study
from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal


def set_assumptions(*, by: User | None, study: Study, facts: Mapping[str, Any], now: datetime) -> Assumptions:
    """Say what the study takes for granted of the years ahead. Raises ``Refusal``."""
    rules.check_leading(by)
    rules.check_assumptions(facts)
    with act(by=by, action="studies.set_assumptions", subject=study, now=now) as done:
        found, _made = Assumptions.objects.select_for_update(of=("self",)).get_or_create(
            study=study, defaults={"created_at": now}
        )
        done.record(facts=[name for name, value in facts.items() if getattr(found, name) != value])
        for name, value in facts.items():
            setattr(found, name, value)
        found.save()
    return found


def put_option(
    *, by: User | None, study: Study, facts: Mapping[str, Any], now: datetime, option: Option | None = None
) -> Option:
    """Add an option, or change one. Raises ``Refusal`` while the goals are not agreed."""
    rules.check_leading(by)
    rules.check_goals_agreed(study)
    rules.check_option(facts)
    title = rules.need(facts["title"], _("Give the option a title."), "title")
    action = "studies.change_option" if option else "studies.add_option"
    with act(by=by, action=action, subject=study, now=now, option=title):
        Study.objects.select_for_update(of=("self",)).get(pk=study.pk)
        others = study.options.filter(withdrawn_at=None).exclude(pk__in=[option.pk] if option else [])
        _refuse_twin(title, others.values_list("title", flat=True), "title")
        kept = option or Option(study=study, created_at=now)
        for name, value in {**facts, "title": title}.items():
            setattr(kept, name, value)
        kept.save()
    return kept


def put_part(
    *,
    by: User | None,
    option: Option,
    facts: Mapping[str, Any],
    now: datetime,
    replaces: OptionPart | None = None,
) -> OptionPart:
    """Add an amount to an option, or put it in the place of another. Raises ``Refusal``."""
    rules.check_leading(by)
    rules.check_part(facts, option.study, option.kind)
    name = rules.need(facts["name"], _("Give the amount a name."), "name")
    with act(
        by=by, action="studies.put_part", subject=option.study, now=now, option=option.title, label=name
    ):
        Study.objects.select_for_update(of=("self",)).get(pk=option.study_id)
        others = option.parts.filter(withdrawn_at=None).exclude(pk__in=[replaces.pk] if replaces else [])
        lines = option.study.lines.filter(withdrawn_at=None)
        _refuse_twin(
            name, [*others.values_list("name", flat=True), *lines.values_list("name", flat=True)], "name"
        )
        if replaces is not None:
            _withdraw(replaces, now)
        # What a table says of its groups stays when its name or its range changes.
        stays = replaces is not None and facts["kind"] == replaces.kind
        kept = {key: getattr(replaces, key) for key in ("groups", "calls", "staffing")} if stays else {}
        kept |= {**facts, "name": name}
        return OptionPart.objects.create(option=option, created_at=now, **kept)


def put_group_costs(
    *, by: User | None, part: OptionPart, groups: Mapping[str, int], now: datetime
) -> OptionPart:
    """Put the cents of groups of cities, by ``rules.group_key``, in the place of those of a table.

    Raises ``Refusal``, also where somebody has changed the amount since.
    """
    rules.check_leading(by)
    option = part.option
    with act(
        by=by,
        action="studies.put_group_costs",
        subject=option.study,
        now=now,
        option=option.title,
        label=part.name,
    ):
        return replace_groups(part, groups, now=now, calls=None, staffing={})


def replace_groups(
    part: OptionPart,
    groups: Mapping[str, int],
    *,
    now: datetime,
    calls: CallFile | None,
    staffing: Mapping[str, Any],
) -> OptionPart:
    """Put costs of groups, and what they were worked out from, in the place of those of a table.

    To be called within an act. Raises ``Refusal`` where somebody has changed the amount since.
    """
    Study.objects.select_for_update(of=("self",)).get(pk=part.option.study_id)
    _withdraw(part, now)
    changed = {"id", "public_id", "created_at", "withdrawn_at", "groups", "calls", "staffing"}
    kept = {
        field.name: getattr(part, field.name)
        for field in OptionPart._meta.concrete_fields
        if field.name not in changed
    }
    found = {"groups": dict(groups), "calls": calls, "staffing": dict(staffing)}
    return OptionPart.objects.create(**kept, **found, created_at=now)


def put_share(
    *,
    by: User | None,
    study: Study,
    facts: Mapping[str, Any],
    now: datetime,
    replaces: ShareRule | None = None,
) -> ShareRule:
    """Add a way of sharing, or put it in the place of another. Raises ``Refusal`` before goals are agreed."""
    rules.check_leading(by)
    rules.check_goals_agreed(study)
    rules.check_share(facts)
    name = rules.need(facts["name"], _("Give the way of sharing a name."), "name")
    with act(by=by, action="studies.put_share", subject=study, now=now, label=name):
        Study.objects.select_for_update(of=("self",)).get(pk=study.pk)
        others = study.shares.filter(withdrawn_at=None).exclude(pk__in=[replaces.pk] if replaces else [])
        _refuse_twin(name, others.values_list("name", flat=True), "name")
        if replaces is not None:
            _withdraw(replaces, now)
        return ShareRule.objects.create(study=study, created_at=now, **{**facts, "name": name})


def withdraw(*, by: User | None, thing: Option | OptionPart | ShareRule, now: datetime) -> None:
    """Take an option, an amount or a way of sharing out; it stays on record. Raises ``Refusal``."""
    rules.check_leading(by)
    study = thing.option.study if isinstance(thing, OptionPart) else thing.study
    with act(by=by, action="studies.withdraw", subject=study, now=now, label=str(thing)):
        _withdraw(thing, now)


def _withdraw(thing: Option | OptionPart | ShareRule, now: datetime) -> None:
    current = type(thing)._default_manager.select_for_update(of=("self",)).get(pk=thing.pk)
    if current.withdrawn_at is not None:
        raise Refusal(_("Somebody has changed it since. Look at the page again."))
    current.withdrawn_at = now
    current.save(update_fields=["withdrawn_at"])


def _refuse_twin(name: str, others: Any, field: str) -> None:
    if name.casefold() in {other.casefold() for other in others}:
        raise Refusal(_("Something else in this study is called so. Give it another name."), field=field)
