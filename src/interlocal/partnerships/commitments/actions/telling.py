"""What the events of the room say about their record."""

from interlocal.partnerships.commitments.models import Commitment, ProcedureRun


def about(commitment: Commitment) -> dict[str, str]:
    """Return the fields that every event about ``commitment`` carries."""
    return {
        "commitment": commitment.public_id,
        "owed_by": commitment.owed_by.public_id,
        "source_kind": commitment.source_kind,
        "source_id": commitment.source_id,
    }


def about_run(run: ProcedureRun) -> dict[str, str]:
    """Return the fields that every event about ``run`` carries."""
    return {
        "run": run.public_id,
        "procedure": run.procedure.slug,
        "subject_kind": run.subject_kind,
        "subject_id": run.subject_id,
        "jurisdiction": run.jurisdiction.public_id,
    }
