"""The case for an initiative: pressures, expectations and their results, practices, support."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.foundation.files.public import StoredFile
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.initiatives import rules
from interlocal.partnerships.initiatives.models import (
    Document,
    Expectation,
    Initiative,
    InitiativePart,
    Practice,
    Pressure,
    PressureYear,
    Risk,
    Support,
)
from interlocal.partnerships.jurisdictions.public import Jurisdiction, Source, refuse_unsourced


def change_initiative(
    *,
    by: User | None,
    initiative: Initiative,
    title: str,
    summary: str,
    lead: Jurisdiction | None,
    now: datetime,
) -> Initiative:
    """Change what an initiative says of itself. Raises ``Refusal`` when another has the title."""
    title = rules.require_text(title, _("Give it a title."), "title")
    same = Initiative.objects.filter(title__iexact=title).exclude(pk=initiative.pk)
    rules.refuse_second_of_title(title, exists=same.exists())
    with act(by=by, action="initiatives.change", subject=initiative, now=now, title=title) as changed:
        initiative = Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
        changed.record(before=initiative.title, summary=summary, lead=lead.public_id if lead else "")
        initiative.title, initiative.summary, initiative.lead = title, summary, lead
        initiative.save(update_fields=["title", "summary", "lead"])
    return initiative


def show_pressure(
    *,
    by: User | None,
    initiative: Initiative,
    title: str,
    unit: str,
    figures: str,
    source: Source,
    now: datetime,
) -> Pressure:
    """Show a pressure year by year; ``figures`` are lines such as "2024: 1,250,000".

    Raises ``Refusal`` when a line cannot be read or there are fewer than two years.
    """
    refuse_unsourced(source)
    years = rules.read_yearly_figures(figures)
    pressure = Pressure(initiative=initiative, title=title, unit=unit, created_at=now, **source.fields())
    with act(by=by, action="initiatives.show_pressure", subject=initiative, now=now, title=title) as shown:
        pressure.save(force_insert=True)
        PressureYear.objects.bulk_create(
            PressureYear(pressure=pressure, year=year, hundredths=value) for year, value in years.items()
        )
        shown.record(unit=unit, hundredths={str(year): value for year, value in years.items()})
    return pressure


def expect(
    *, by: User | None, initiative: Initiative, source: Source, now: datetime, **facts: Any
) -> Expectation:
    """State what residents or staff may expect; ``facts`` are the fields of ``Expectation``."""
    refuse_unsourced(source)
    baseline_on, target_on = facts.get("baseline_on"), facts.get("target_on")
    rules.refuse_reversed(baseline_on, target_on, field="target_on")
    expectation = Expectation(initiative=initiative, created_at=now, **facts, **source.fields())
    _add(by, "initiatives.expect", expectation, now)
    return expectation


def record_result(
    *,
    by: User | None,
    expectation: Expectation,
    result: Decimal,
    result_on: date,
    result_source: str,
    now: datetime,
) -> Expectation:
    """Record where an expectation came, and what shows it; a later one replaces it, the audit keeps both."""
    source = rules.require_text(result_source, _("Say what shows the result."), "result_source")
    if result_on > rules.day_of(now):
        raise Refusal(_("That day has not come yet."), field="result_on")
    with act(
        by=by,
        action="initiatives.record_result",
        subject=expectation.initiative,
        now=now,
        measure=expectation.measure,
        result=str(result),
        result_on=result_on,
        shown_by=source,
    ):
        expectation = Expectation.objects.select_for_update(of=("self",)).get(pk=expectation.pk)
        rules.refuse_ended(expectation)
        expectation.result, expectation.result_on, expectation.result_source = result, result_on, source
        expectation.save(update_fields=["result", "result_on", "result_source"])
    return expectation


def compare_practice(
    *, by: User | None, initiative: Initiative, name: str, differs: str, source: Source, now: datetime
) -> Practice:
    """Record a best-in-class practice with which the initiative was compared, and what differs here."""
    refuse_unsourced(source)
    practice = Practice(initiative=initiative, name=name, differs=differs, created_at=now, **source.fields())
    _add(by, "initiatives.compare_practice", practice, now)
    return practice


def give_support(
    *,
    by: User | None,
    initiative: Initiative,
    what: str,
    given_by: Jurisdiction | None,
    starts_on: date,
    ends_on: date | None,
    now: datetime,
) -> Support:
    """Record what the assigned staff get."""
    rules.refuse_reversed(starts_on, ends_on, field="ends_on")
    support = Support(
        initiative=initiative,
        what=what,
        given_by=given_by,
        starts_on=starts_on,
        ends_on=ends_on,
        created_at=now,
    )
    _add(by, "initiatives.give_support", support, now)
    return support


def name_risk(
    *,
    by: User | None,
    initiative: Initiative,
    title: str,
    likelihood: int,
    impact: int,
    response: str,
    owner: User | None,
    now: datetime,
) -> Risk:
    """Name what could go wrong, and what is done about it."""
    risk = Risk(
        initiative=initiative,
        title=title,
        likelihood=likelihood,
        impact=impact,
        response=response,
        owner=owner,
        created_at=now,
    )
    _add(by, "initiatives.name_risk", risk, now)
    return risk


def add_document(
    *, by: User | None, initiative: Initiative, title: str, file: StoredFile, now: datetime
) -> Document:
    """Add a paper whose bytes are in the file room."""
    document = Document(initiative=initiative, title=title, file=file, created_at=now)
    _add(by, "initiatives.add_document", document, now)
    return document


def withdraw_part(*, by: User | None, part: InitiativePart, now: datetime) -> None:
    """Take a part of an initiative off its page. It stays on record, and the history names it."""
    with act(by=by, action="initiatives.withdraw_part", subject=part.initiative, now=now) as withdrawn:
        withdrawn.record(part=part._meta.model_name, named=str(part))
        part = type(part)._default_manager.select_for_update(of=("self",)).get(pk=part.pk)
        rules.refuse_ended(part)
        part.withdrawn_at = now
        part.save(update_fields=["withdrawn_at"])


def _add(by: User | None, action: str, part: InitiativePart, now: datetime) -> None:
    with act(by=by, action=action, subject=part.initiative, now=now, named=str(part)):
        part.save(force_insert=True)
