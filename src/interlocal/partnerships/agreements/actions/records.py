"""Agreements: added, corrected, renewed by option, ended, published."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.agreements import rules
from interlocal.partnerships.agreements.events import AgreementPublished
from interlocal.partnerships.agreements.models import Agreement, ClauseKind, Party
from interlocal.partnerships.agreements.queries import locked_agreement, timeline_of
from interlocal.partnerships.agreements.terms import last_day_of_term
from interlocal.partnerships.jurisdictions.public import Jurisdiction, Source, refuse_unsourced

FACTS = (
    "title",
    "summary",
    "summary_es",
    "renews",
    "starts_on",
    "ends_on",
    "is_open_ended",
    "term_words",
    "options_left",
    "option_months",
    "cost_formula",
    "is_computable",
    "cost_words",
)


def add_agreement(
    *,
    by: User | None,
    facts: Mapping[str, Any],
    parties: Sequence[Jurisdiction],
    source: Source,
    now: datetime,
) -> Agreement:
    """Put an agreement on the register with its first parties, who are bound from its first day.

    ``facts`` are values of the fields in ``FACTS``. Raises ``Refusal`` when none of the parties is the
    person's own, the term cannot be, it overlaps another of its chain, or no source is named.
    """
    _check(facts, source)
    if not parties:
        raise Refusal(_("Name at least one party."), field="parties")
    if by is not None and not rules.may_edit(by, [party.public_id for party in parties]):
        raise Refusal(_("Name your own jurisdiction among the parties."), field="parties")
    agreement = Agreement(created_at=now, **facts, **source.fields())
    with act(
        by=by, action="agreements.add", subject=agreement, now=now, title=agreement.title, **_days(facts)
    ):
        if agreement.renews is not None:
            locked_agreement(agreement.renews)
            _refuse_overlap(agreement, agreement.renews)
        agreement.save(force_insert=True)
        for jurisdiction in parties:
            Party.objects.create(
                agreement=agreement,
                jurisdiction=jurisdiction,
                joined_on=agreement.starts_on,
                created_at=now,
            )
    return agreement


def correct_agreement(
    *, by: User | None, agreement: Agreement, facts: Mapping[str, Any], source: Source, now: datetime
) -> Agreement:
    """Correct what is on record of an agreement; the audit keeps what stood. Raises ``Refusal``."""
    rules.check_editing(by, agreement)
    _check(facts, source)
    with act(by=by, action="agreements.correct", subject=agreement, now=now, **_days(facts)) as corrected:
        agreement = locked_agreement(agreement)
        corrected.record(stood_from=agreement.starts_on, stood_until=agreement.ends_on)
        renews = facts.get("renews")
        if renews is not None and (renews.pk == agreement.pk or agreement.pk in _ancestors(renews)):
            raise Refusal(_("An agreement cannot renew itself, not even by way of another."), field="renews")
        changed = {**facts, **source.fields()}
        for name, value in changed.items():
            setattr(agreement, name, value)
        _refuse_overlap(agreement, agreement)
        agreement.save(update_fields=list(changed))
    return agreement


def use_option(*, by: User | None, agreement: Agreement, decided_on: date, now: datetime) -> Agreement:
    """Renew the term by one of its options: the next term begins the day after the last.

    Raises ``Refusal`` when no option is left, nobody knows when the term ends, the day of the decision lies
    ahead, the agreement was ended, or the new term would overlap the agreement that renews this one.
    """
    rules.check_editing(by, agreement)
    with act(
        by=by, action="agreements.use_option", subject=agreement, now=now, decided_on=decided_on
    ) as renewed:
        agreement = locked_agreement(agreement)
        if not agreement.options_left or not agreement.option_months or not agreement.is_live:
            raise Refusal(_("No renewal option is left. A new agreement is needed, which renews this one."))
        if agreement.ends_on is None:
            raise Refusal(_("Nobody knows when its term ends. Record the last day first."))
        if decided_on > rules.day_of(now):
            raise Refusal(_("That day has not come yet."), field="decided_on")
        stood = agreement.ends_on
        agreement.ends_on = last_day_of_term(stood + timedelta(days=1), agreement.option_months)
        agreement.options_left -= 1
        _refuse_overlap(agreement, agreement)
        renewed.record(stood_until=stood, ends_on=agreement.ends_on, options_left=agreement.options_left)
        agreement.save(update_fields=["ends_on", "options_left"])
    return agreement


def end_agreement(
    *, by: User | None, agreement: Agreement, ended_on: date, reason: str, now: datetime
) -> Agreement:
    """End an agreement for all parties before its term is over; its record stays. Raises ``Refusal``."""
    rules.check_editing(by, agreement)
    reason = rules.need(reason, _("Say why it ends. The reason stays on record."), "reason")
    with act(by=by, action="agreements.end", subject=agreement, now=now, ended_on=ended_on, reason=reason):
        agreement = locked_agreement(agreement)
        if agreement.ended_on is not None:
            raise Refusal(_("It was ended already."))
        if agreement.starts_on is not None and ended_on < agreement.starts_on:
            raise Refusal(_("It cannot end before it starts."), field="ended_on")
        if agreement.ends_on is not None and ended_on > agreement.ends_on:
            raise Refusal(_("Its term is over before that day: nothing needs to be ended."), field="ended_on")
        agreement.ended_on, agreement.end_reason = ended_on, reason
        agreement.save(update_fields=["ended_on", "end_reason"])
    return agreement


def publish_agreement(*, by: User | None, agreement: Agreement, now: datetime) -> None:
    """Let residents read of the agreement. Raises ``Refusal``."""
    rules.check_publishing(by, agreement)
    with act(by=by, action="agreements.publish", subject=agreement, now=now) as published:
        agreement.published_at = now
        agreement.save(update_fields=["published_at"])
        published.announce(AgreementPublished(agreement=agreement.public_id))


def withdraw_agreement_from_public(*, by: User | None, agreement: Agreement, now: datetime) -> None:
    """Take the agreement off the public pages. Raises ``Refusal``."""
    rules.check_convening(by)
    with act(by=by, action="agreements.withdraw_from_public", subject=agreement, now=now):
        agreement.published_at = None
        agreement.save(update_fields=["published_at"])


def _check(facts: Mapping[str, Any], source: Source) -> None:
    rules.need(facts["title"], _("Give the agreement its title."), "title")
    rules.check_term(facts)
    if facts.get("is_computable"):
        rules.check_formula(facts.get("cost_formula", ""))
    refuse_unsourced(source)


def _refuse_overlap(agreement: Agreement, member: Agreement) -> None:
    """Refuse where the term shares a day with another of the chain that ``member`` belongs to."""
    clash = rules.chain_clash(
        agreement.starts_on,
        agreement.last_day,
        is_open_ended=agreement.is_open_ended,
        chain=[one for one in timeline_of(member) if one.pk != agreement.pk],
    )
    if clash is not None:
        clause = clash.clauses.filter(kind=ClauseKind.DURATION, replaced_at=None).first()
        rules.refuse_overlapping_terms(clash, section=clause.section if clause else "")


def _ancestors(agreement: Agreement) -> set[int]:
    found: set[int] = set()
    above = agreement.renews
    while above is not None and above.pk not in found:
        found.add(above.pk)
        above = above.renews
    return found


def _days(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: facts.get(name) for name in ("starts_on", "ends_on")}
