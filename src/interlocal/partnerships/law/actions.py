"""Choosing packs, and setting and ending own rules."""

from datetime import datetime
from typing import TYPE_CHECKING

from interlocal.foundation.audit.public import act
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.partnerships.law import rules
from interlocal.partnerships.law.models import OwnRule, PackChoice
from interlocal.partnerships.law.pack import RULES, Key
from interlocal.partnerships.law.queries import law_book

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User


def choose_pack(
    *, by: "User | None", jurisdiction: Jurisdiction | None, pack: str, now: datetime
) -> PackChoice:
    """Put a jurisdiction, or the partnership where none is named, under the rules of ``pack``."""
    rules.refuse_unknown_pack(pack)
    with act(by=by, action="law.choose_pack", now=now, pack=pack) as chosen:
        found = PackChoice.objects.select_for_update().filter(jurisdiction=jurisdiction).first()
        choice = found or PackChoice(jurisdiction=jurisdiction, created_at=now)
        former, choice.pack = choice.pack, pack
        choice.save()
        chosen.subject = choice
        chosen.record(former=former, place=jurisdiction.name if jurisdiction else "")
    return choice


def set_own_rule(
    *,
    by: "User | None",
    jurisdiction: Jurisdiction | None,
    key: Key,
    figure: int | None,
    words: str,
    section: str = "",
    source_url: str = "",
    reason: str,
    now: datetime,
) -> OwnRule:
    """Set a rule in place of the pack's; one set earlier for the same place ends.

    Raises ``Refusal`` without words, a reason, or the figure that the rule takes.
    """
    rules.refuse_impossible_rule(RULES[key], figure=figure, words=words, reason=reason)
    rule = OwnRule(
        jurisdiction=jurisdiction,
        pack=law_book().of(jurisdiction).pack.slug,
        key=key,
        figure=figure,
        words=words.strip(),
        section=section.strip(),
        source_url=source_url,
        reason=reason.strip(),
        created_at=now,
    )
    with act(by=by, action="law.set_own_rule", subject=rule, now=now, rule=str(key), figure=figure) as done:
        OwnRule.objects.filter(jurisdiction=jurisdiction, key=key, ended_at=None).update(ended_at=now)
        rule.save(force_insert=True)
        done.record(place=jurisdiction.name if jurisdiction else "", reason=rule.reason)
    return rule


def end_own_rule(*, by: "User | None", rule: OwnRule, now: datetime) -> None:
    """End an own rule: the pack's holds again. Raises ``Refusal`` when it has ended."""
    with act(by=by, action="law.end_own_rule", subject=rule, now=now, rule=rule.key):
        locked = OwnRule.objects.select_for_update().get(pk=rule.pk)
        rules.refuse_ended(locked)
        locked.ended_at = now
        locked.save(update_fields=["ended_at"])
