"""Who may do what with instruments, and what is valid. ``by=None`` is the system, which may."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from interlocal.kernel import permissions
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import Actor
from interlocal.kernel.scopes import jurisdiction_scope
from interlocal.partnerships.commitments.public import ProcedureVersion
from interlocal.partnerships.instruments.models import Instrument, Standing, Statement
from interlocal.partnerships.jurisdictions.public import Jurisdiction


class Permission(permissions.Permission):
    """What can be done with instruments and statements."""

    READ = "instruments.read"
    ADD = "instruments.add"
    CONFIRM = "instruments.confirm"
    CONVENE = "instruments.convene"


def check_adding(by: Actor | None, *, jurisdiction_public_id: str) -> None:
    """Refuse an instrument recorded for a council that is not the person's."""
    if by is not None and not by.may(Permission.ADD, jurisdiction_scope(jurisdiction_public_id)):
        raise Refusal(_("You record instruments of your own council only."), field="jurisdiction")


def check_correcting(by: Actor | None, *, instrument: Instrument) -> None:
    """Refuse a correction by people of another council."""
    check_adding(by, jurisdiction_public_id=instrument.jurisdiction.public_id)


def check_confirming(by: Actor | None, *, jurisdiction_public_id: str) -> None:
    """Refuse the confirmation of another council's commitments."""
    if by is not None and not by.may(Permission.CONFIRM, jurisdiction_scope(jurisdiction_public_id)):
        raise Refusal(_("Each council's commitments are confirmed by its own people or the coordinator."))


def check_convening(by: Actor | None) -> None:
    """Refuse what concerns all councils to whoever does not act for the whole partnership."""
    if by is not None and not by.reach(Permission.CONVENE).everywhere:
        raise Refusal(_("Only those who act for the whole partnership may do this."))


def check_steps_chosen(jurisdiction: Jurisdiction, chosen: ProcedureVersion | None) -> ProcedureVersion:
    """Return the steps that a council follows; refuse to begin where there are none."""
    if chosen is None:
        raise Refusal(_("Choose the steps that %(council)s follows.") % {"council": jurisdiction.name})
    return chosen


def check_publishing(by: Actor | None, *, statement: Statement) -> None:
    """Refuse to publish a statement of which only the name is known."""
    check_convening(by)
    if not statement.text and not statement.instruments.exists():
        raise Refusal(_("Only the name of the statement is known. Record an instrument under it first."))


def check_no_text_yet(instrument: Instrument) -> None:
    """Refuse to lay a second text over a council's instrument."""
    if instrument.text:
        raise Refusal(
            _("%(council)s has an instrument with a text under this statement: correct that one instead.")
            % {"council": instrument.jurisdiction.name},
            field="statement",
        )


def check_one_for_each_council(instrument: Instrument) -> None:
    """Refuse a council's second instrument under the same statement."""
    if instrument.statement is None:
        return
    others = Instrument.objects.filter(statement=instrument.statement, jurisdiction=instrument.jurisdiction)
    if others.exclude(pk=instrument.pk).exists():
        raise Refusal(_("This council has an instrument under this statement already."), field="statement")


def check_number_is_free(instrument: Instrument) -> None:
    """Refuse a number that the council gave to another instrument of the kind."""
    if instrument.number is None:
        return
    same = Instrument.objects.filter(
        jurisdiction=instrument.jurisdiction, kind=instrument.kind, number=instrument.number
    )
    if same.exclude(pk=instrument.pk).exists():
        raise Refusal(
            _("%(council)s has another instrument with the number %(number)s.")
            % {"council": instrument.jurisdiction.name, "number": instrument.number},
            field="number",
        )


def check_facts(facts: Mapping[str, Any]) -> None:
    """Refuse dates that cannot be: passed before filed, in force before passed, passed but a draft."""
    filed, passed, effective = (facts.get(name) for name in ("filed_on", "passed_on", "effective_on"))
    if filed and passed and passed < filed:
        raise Refusal(_("It cannot have passed before it was filed. Check both dates."), field="passed_on")
    if passed and effective and effective < passed:
        raise Refusal(_("It cannot take effect before it passed. Check both dates."), field="effective_on")
    if passed and facts.get("standing") in {Standing.DRAFT, Standing.FILED}:
        raise Refusal(
            _("It has a date of passage: choose “Adopted”, or take the date out."), field="standing"
        )


def check_something_confirmed(confirmations: Sequence[object]) -> None:
    """Refuse to confirm nothing."""
    if not confirmations:
        raise Refusal(_("Tick at least one commitment, with its owner and date."))


def confirmation_key(statement: Statement, proposal: int, jurisdiction_public_id: str) -> str:
    """Return the idempotency key of a council's commitment from a statement's proposal."""
    return f"statement:{statement.public_id}:{proposal}:{jurisdiction_public_id}"
