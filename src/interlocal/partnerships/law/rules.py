"""Who may set rules, and which rules can be set."""

from django.utils.translation import gettext as _

from interlocal.kernel import permissions
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import Actor
from interlocal.kernel.scopes import PARTNERSHIP
from interlocal.partnerships.law.models import OwnRule
from interlocal.partnerships.law.pack import Kind, RuleSort, packs


class Permission(permissions.Permission):
    """What a role can be given in this room. ``SET`` is held for the whole partnership."""

    READ = "law.read"
    SET = "law.set"


def may_set(person: Actor) -> bool:
    """May they choose packs and set own rules?"""
    return person.may(Permission.SET, PARTNERSHIP)


def refuse_unknown_pack(slug: str) -> None:
    """A choice names a pack that ships."""
    if slug not in packs():
        raise Refusal(_("There are no rules of that name. Choose from the list."), field="pack")


def refuse_impossible_rule(sort: RuleSort, *, figure: int | None, words: str, reason: str) -> None:
    """An own rule says what it asks, why, and a figure where the rule takes one."""
    if not words.strip():
        raise Refusal(_("Say in a sentence what the rule asks."), field="words")
    if not reason.strip():
        raise Refusal(_("Say why: whoever reads the rule later wants to know."), field="reason")
    if sort.kind is Kind.HOURS and (figure is None or figure > sort.most):
        raise Refusal(_("Enter hours from 0 to %(most)d.") % {"most": sort.most}, field="figure")
    if sort.kind is Kind.YES_NO and figure not in {0, 1}:
        raise Refusal(_("Choose yes or no."), field="figure")
    if sort.kind is Kind.WORDS and figure is not None:
        raise Refusal(_("This rule takes no figure."), field="figure")


def refuse_ended(rule: OwnRule) -> None:
    """A rule ends once."""
    if rule.ended_at is not None:
        raise Refusal(_("This rule has ended already."))
