"""The pipeline is edited in a draft; publishing puts it in force for every initiative."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.initiatives import queries, rules
from interlocal.partnerships.initiatives.models import (
    PipelineVersion,
    StagesInvalid,
    read_stages,
    write_stages,
)


def draft_pipeline(*, by: User | None, now: datetime) -> PipelineVersion:
    """Return the draft of the pipeline, made from what is in force when there is none."""
    if (draft := queries.draft_version()) is not None:
        return draft
    current = queries.current_version()
    number = (PipelineVersion.objects.aggregate(most=Max("number"))["most"] or 0) + 1
    draft = PipelineVersion(
        number=number,
        stages=current.stages if current else queries.default_rows(),
        created_at=now,
        created_by=by,
    )
    with act(by=by, action="initiatives.draft_pipeline", subject=draft, now=now, number=number):
        draft.save(force_insert=True)
    return draft


def change_pipeline(
    *, by: User | None, draft: PipelineVersion, rows: Sequence[Mapping[str, Any]], note: str, now: datetime
) -> PipelineVersion:
    """Write ``rows`` into the draft, sound or not yet. Raises ``Refusal`` once it is published."""
    with act(by=by, action="initiatives.change_pipeline", subject=draft, now=now, stages=len(rows)):
        draft = _locked(draft)
        draft.stages, draft.note = list(rows), note.strip()[:300]
        draft.save(update_fields=["stages", "note"])
    return draft


def publish_pipeline(*, by: User | None, draft: PipelineVersion, now: datetime) -> PipelineVersion:
    """Put the draft in force: from now on it never changes.

    Raises ``StagesInvalid`` when it is not sound, nothing differs, or a stage in which initiatives stand
    would vanish.
    """
    with act(by=by, action="initiatives.publish_pipeline", subject=draft, now=now, number=draft.number):
        draft = _locked(draft)
        stages = read_stages(draft.stages)
        if stages == queries.current_stages():
            raise StagesInvalid(_("Nothing differs from the pipeline in force. Change a stage first."))
        rules.refuse_emptied_stages(stages, queries.initiatives_by_stage())
        draft.stages, draft.published_at = write_stages(stages), now
        draft.save(update_fields=["stages", "published_at"])
    return draft


def _locked(draft: PipelineVersion) -> PipelineVersion:
    draft = PipelineVersion.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if draft.published_at is not None:
        raise Refusal(_("A published version never changes. Make a new draft instead."))
    return draft
