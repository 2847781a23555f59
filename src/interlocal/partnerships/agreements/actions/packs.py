"""The procedures by which one joins and withdraws, as data that ships with the software."""

from datetime import datetime

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import Ref, act
from interlocal.partnerships.commitments.public import (
    Procedure,
    ProcedureVersion,
    add_procedure,
    publish_version,
    read_steps,
)
from interlocal.partnerships.law.public import law_of, procedures_of

KINDS = {"join": "joining", "withdraw": "withdrawing"}


def load_procedures(*, by: User | None, now: datetime) -> None:
    """Add and publish the pack's procedures; one whose short name is known stays, with its corrections."""
    pack = law_of().pack.slug
    with act(by=by, action="agreements.load_procedures", subject=Ref("agreements.pack", pack), now=now):
        for row in procedures_of(pack, "agreements"):
            if not Procedure.objects.filter(slug=row["slug"]).exists():
                draft = add_procedure(
                    by=by,
                    slug=row["slug"],
                    title=row["title"],
                    kind=row["kind"],
                    steps=read_steps(row["steps"]),
                    now=now,
                )
                publish_version(by=by, version=draft, now=now)


def procedure_for(*, by: User | None, direction: str, now: datetime) -> ProcedureVersion:
    """Return the newest published version of the procedure of ``direction``; the pack's where none is."""
    versions = ProcedureVersion.objects.filter(
        procedure__kind=KINDS[direction], procedure__jurisdiction=None, published_at__isnull=False
    )
    newest = versions.select_related("procedure").order_by("-published_at", "-pk")
    if (found := newest.first()) is None:
        load_procedures(by=by, now=now)
        found = newest.all()[:1].get()
    return found
