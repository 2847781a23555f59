"""What the room does when something happened to the steps of an instrument elsewhere."""

from interlocal.foundation.audit.public import act
from interlocal.kernel.outbox import Delivery
from interlocal.partnerships.commitments.events import CommitmentReopened, ProcedureFinished, StepSkipped
from interlocal.partnerships.commitments.public import Commitment, ProcedureRun
from interlocal.partnerships.instruments.actions.steps import conclude_standing, undo_proceedings
from interlocal.partnerships.instruments.queries.steps import instrument_of


def follow_the_run(event: StepSkipped | ProcedureFinished, *, delivery: Delivery) -> None:
    """Conclude anew how an instrument stands once a step was left out, or its run is through."""
    rows = ProcedureRun.objects.select_related("version", "jurisdiction")
    run = rows.filter(public_id=event.run).first()
    instrument = instrument_of(run) if run else None
    if run is None or instrument is None:
        return
    before = instrument.standing
    conclude_standing(instrument, run)
    if instrument.standing != before:
        with act(
            by=None,
            action="instruments.conclude_standing",
            subject=instrument,
            now=delivery.now,
            standing=str(instrument.standing),
        ):
            instrument.save(update_fields=["standing"])


def take_back_what_was_recorded(event: CommitmentReopened, *, delivery: Delivery) -> None:
    """Take back what a step recorded, when it is opened again and still open."""
    rows = Commitment.objects.select_related("run__version", "run__jurisdiction")
    commitment = rows.filter(public_id=event.commitment).first()
    if commitment is not None and not commitment.is_closed:
        undo_proceedings(commitment=commitment, now=delivery.now)
