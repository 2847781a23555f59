"""A step that a person is about to record, and what was recorded before."""

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.translation import gettext as _

from interlocal.foundation.audit.public import ref_to
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.commitments.public import (
    Commitment,
    ProcedureRun,
    commitment_for,
    commitments_about,
    may_close,
)
from interlocal.partnerships.instruments.lifecycle import StepKind
from interlocal.partnerships.instruments.models import Instrument, Proceeding
from interlocal.partnerships.instruments.rules import OpenStep

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User


def step_to_record(user: "User", commitment_id: str) -> OpenStep:
    """Return the step behind a commitment that ``user`` may close; raises ``Http404``."""
    commitment = commitment_for(user, commitment_id, may_close)
    try:
        return open_step(commitment)
    except Refusal as refusal:
        raise Http404 from refusal


def proceedings_of(instrument: Instrument) -> list[Proceeding]:
    """Return what was done with ``instrument``, in the order in which it was recorded."""
    return list(instrument.proceedings.select_related("by", "commitment"))


def step_open_for(user: "User", instrument: Instrument) -> Commitment | None:
    """Return the step of ``instrument`` that is open now and that ``user`` may record or close."""
    if instrument.statement is None:
        return None
    rows = commitments_about(ref_to(instrument.statement), user).filter(
        owed_by=instrument.jurisdiction, outcome="", run__isnull=False
    )
    return next((row for row in rows.order_by("pk") if may_close(user, row)), None)


def open_step(commitment: Commitment) -> OpenStep:
    """Return the step behind ``commitment``; raises ``Refusal`` where it is none of an instrument."""
    run = commitment.run
    steps = run.version.read() if run else ()
    step = next((one for one in steps if one.key == commitment.step_key), None)
    instrument = instrument_of(run) if run else None
    if run is None or step is None or step.records not in set(StepKind) or instrument is None:
        raise Refusal(_("This is no step of an instrument."))
    return OpenStep(commitment, run, step, StepKind(step.records), instrument)


def instrument_of(run: ProcedureRun) -> Instrument | None:
    """Return the council's instrument that ``run`` takes through its steps."""
    rows = Instrument.objects.select_related("jurisdiction", "statement")
    if run.subject_kind == "instruments.statement":
        return rows.filter(statement__public_id=run.subject_id, jurisdiction=run.jurisdiction_id).first()
    if run.subject_kind == "instruments.instrument":
        return rows.filter(public_id=run.subject_id).first()
    return None
