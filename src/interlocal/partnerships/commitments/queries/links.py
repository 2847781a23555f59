"""Links from mail."""

from interlocal.partnerships.commitments.models import ActionLink, Evidence


def action_link(public_id: str) -> ActionLink | None:
    """Return the link with this id, person and commitment loaded; the caller has checked its signature."""
    rows = ActionLink.objects.select_related(
        "person",
        "commitment__owner",
        "commitment__owed_by",
        "commitment__owed_to",
        "commitment__closed_by",
        "commitment__run__version",
    )
    return rows.filter(public_id=public_id).first()


def evidence_asked(link: ActionLink) -> tuple[Evidence, ...]:
    """Return the kinds of evidence of which the commitment's step asks for one, if for any."""
    run, step_key = link.commitment.run, link.commitment.step_key
    if run is None:
        return ()
    return next(step.evidence for step in run.version.read() if step.key == step_key)
