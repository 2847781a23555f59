"""Procedures are edited in drafts; publishing a draft fixes it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.commitments import rules
from interlocal.partnerships.commitments.models import (
    Procedure,
    ProcedureVersion,
    Step,
    StepsInvalid,
    read_steps,
    write_steps,
)
from interlocal.partnerships.jurisdictions.public import Jurisdiction

# Words of the addresses beside those of procedures.
RESERVED = frozenset({"add", "runs"})


def add_procedure(
    *,
    by: User | None,
    slug: str,
    title: str,
    kind: str = "",
    jurisdiction: Jurisdiction | None = None,
    steps: Sequence[Step] = (),
    now: datetime,
) -> ProcedureVersion:
    """Add a procedure with a draft of its first version, and return that draft.

    Raises ``Refusal`` when the title is missing or the short name is taken.
    """
    title = rules.check_text(title, _("Give the procedure a title."), "title")
    if slug in RESERVED or Procedure.objects.filter(slug=slug).exists():
        raise Refusal(_("Another procedure has this short name. Choose a different one."), field="slug")
    procedure = Procedure(slug=slug, title=title, kind=kind, jurisdiction=jurisdiction, created_at=now)
    with act(by=by, action="commitments.add_procedure", subject=procedure, now=now, slug=slug, title=title):
        procedure.save(force_insert=True)
        return ProcedureVersion.objects.create(
            procedure=procedure, number=1, steps=write_steps(steps), created_at=now, created_by=by
        )


def draft_version(*, by: User | None, procedure: Procedure, now: datetime) -> ProcedureVersion:
    """Return the procedure's draft, made from its newest version when there is none."""
    draft = procedure.versions.filter(published_at=None).first()
    if draft is not None:
        return draft
    newest = procedure.versions.order_by("-number").first()
    number = (procedure.versions.aggregate(most=Max("number"))["most"] or 0) + 1
    version = ProcedureVersion(
        procedure=procedure,
        number=number,
        steps=newest.steps if newest else [],
        created_at=now,
        created_by=by,
    )
    with act(by=by, action="commitments.draft_version", subject=version, now=now, number=number):
        version.save(force_insert=True)
    return version


def change_draft(
    *,
    by: User | None,
    version: ProcedureVersion,
    steps: Sequence[Mapping[str, Any]],
    note: str = "",
    now: datetime,
) -> ProcedureVersion:
    """Write ``steps`` into a draft as they are, sound or not yet: what was typed is never lost.

    Raises ``Refusal`` for a published version.
    """
    with act(by=by, action="commitments.change_draft", subject=version, now=now, steps=len(steps)):
        version = _locked_draft(version)
        version.steps, version.note = list(steps), note.strip()[:300]
        version.save(update_fields=["steps", "note"])
    return version


def publish_version(*, by: User | None, version: ProcedureVersion, now: datetime) -> ProcedureVersion:
    """Publish a draft: from now on it never changes. Raises ``StepsInvalid`` when it is not sound."""
    with act(by=by, action="commitments.publish_version", subject=version, now=now, number=version.number):
        version = _locked_draft(version)
        version.steps = write_steps(read_steps(version.steps))
        earlier = version.procedure.versions.exclude(pk=version.pk).order_by("-number").first()
        if earlier is not None and earlier.steps == version.steps:
            raise StepsInvalid(_("Nothing differs from the version before. Change a step first."))
        version.published_at = now
        version.save(update_fields=["steps", "published_at"])
    return version


def confirm_steps(
    *, by: User | None, version: ProcedureVersion, keys: Collection[str], source: str, now: datetime
) -> ProcedureVersion:
    """Take the mark "unconfirmed" off the steps ``keys``, each with ``source`` as who or what says so.

    That is a new version, published at once; because no step, order or date differs, the runs that follow
    ``version`` follow the new one. Raises ``Refusal`` without a source, where nothing is to confirm, for a
    version that is not the newest, and while a draft is being written.
    """
    source = rules.check_text(source, _("Say who confirmed it, or where it is written."), "source")
    with act(
        by=by, action="commitments.confirm_steps", subject=version, now=now, steps=sorted(keys)
    ) as entry:
        procedure = Procedure.objects.select_for_update(of=("self",)).get(pk=version.procedure_id)
        newest = procedure.versions.order_by("-number").first()
        if newest is None or newest.is_draft:
            raise Refusal(_("A draft of this procedure is being written. Publish it first."))
        if newest.pk != version.pk:
            raise Refusal(_("There is a newer version. Confirm its steps instead."))
        steps = version.read()
        confirmed = [step.key for step in steps if step.is_unconfirmed and step.key in keys]
        if not confirmed:
            raise Refusal(_("Tick at least one step to confirm."), field="steps")
        rows = [_confirmed(step, source) if step.key in confirmed else step for step in steps]
        after = ProcedureVersion.objects.create(
            procedure=procedure,
            number=version.number + 1,
            steps=write_steps(rows),
            note=_("Steps confirmed: %(source)s") % {"source": source[:250]},
            created_at=now,
            created_by=by,
            published_at=now,
        )
        moved = version.runs.update(version=after)
        entry.record(number=after.number, source=source, runs=moved)
    return after


def _confirmed(step: Step, source: str) -> Step:
    said = f"{step.source} ({source})" if step.source else source
    return replace(step, is_unconfirmed=False, source=said[:300])


def _locked_draft(version: ProcedureVersion) -> ProcedureVersion:
    version = ProcedureVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if not version.is_draft:
        raise Refusal(_("A published version never changes. Make a new version instead."))
    return version
