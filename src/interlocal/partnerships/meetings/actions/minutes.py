"""Minutes: drafted, corrected, proposed, published. Their approval is a motion of a later meeting."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.ids import new_public_id
from interlocal.partnerships.meetings.actions import duties
from interlocal.partnerships.meetings.actions.session.holding import locked
from interlocal.partnerships.meetings.drafting import (
    MODULES,
    Block,
    merged,
    read_blocks,
    write_blocks,
)
from interlocal.partnerships.meetings.events import MinutesPublished
from interlocal.partnerships.meetings.models import (
    AgendaItem,
    Body,
    ItemKind,
    ItemState,
    Meeting,
    MeetingState,
    Minutes,
    MinutesState,
)
from interlocal.partnerships.meetings.queries.law import law_for
from interlocal.partnerships.meetings.queries.minutes.drafted import drafted_blocks
from interlocal.partnerships.meetings.rules import minutes as rules

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User


def draft_minutes(*, by: "User | None", meeting: Meeting, now: datetime) -> Minutes:
    """Draft the minutes from the record, or bring a draft up to it; what people corrected in it stays."""
    with act(by=by, action="meetings.draft_minutes", now=now, subject=meeting) as drafted:
        meeting = locked(meeting)
        rules.refuse_early_draft(meeting)
        blocks = drafted_blocks(meeting, meeting.adjourned_at or now)
        minutes = _latest(meeting)
        if minutes is None:
            minutes = _add_version(meeting, blocks, MinutesState.DRAFT, by, now)
        else:
            rules.refuse_redraft(minutes)
            _write(minutes, merged(read_blocks(minutes.blocks), blocks), by, now)
        drafted.record(version=minutes.version)
    return minutes


def correct_block(
    *, by: "User | None", minutes: Minutes, key: str, text: str, seen: str, now: datetime
) -> Minutes:
    """Put ``text`` in a paragraph's place; empty text leaves it out. Returns the version that has it.

    A draft is changed where it stands. What is proposed or approved stays as a version, and a later one takes
    its place: a proposed one proposed, an approved one as a draft. ``seen`` is what stood there when it was
    typed: where somebody has changed that meanwhile, nothing is overwritten.
    """
    with act(by=by, action="meetings.correct_minutes", now=now, subject=minutes.meeting) as corrected:
        meeting, minutes = _to_correct(minutes)
        blocks = read_blocks(minutes.blocks)
        place = next((index for index, block in enumerate(blocks) if block.key == key), None)
        if place is None:
            raise Refusal(_("That paragraph is no longer in the minutes."))
        block, typed = blocks[place], _lines(text)
        if block.text == typed:
            return minutes
        if block.text != _lines(seen):
            raise Refusal(
                _("Somebody has changed this paragraph meanwhile. It reads now: “%(text)s”")
                % {"text": block.text or _("(left out)")},
                field="text",
            )
        rules.refuse_left_out(block, typed, law_for(meeting.body))
        blocks[place] = replace(block, text=typed)
        minutes = _next_state(meeting, minutes, blocks, by, now)
        corrected.record(version=minutes.version, block=key)
    return minutes


def add_paragraph(
    *, by: "User | None", minutes: Minutes, after: str, text: str, is_closed: bool = False, now: datetime
) -> Minutes:
    """Add a paragraph by hand after the block ``after``. Returns the version that has it."""
    with act(by=by, action="meetings.add_paragraph", now=now, subject=minutes.meeting) as added:
        meeting, minutes = _to_correct(minutes)
        blocks = read_blocks(minutes.blocks)
        if not _lines(text):
            raise Refusal(_("Write the paragraph."), field="text")
        place = next((index + 1 for index, block in enumerate(blocks) if block.key == after), len(blocks))
        before = blocks[place - 1] if place else None
        made = Block(
            key=f"added:{new_public_id()}",
            kind="added",
            text=_lines(text),
            drafted="",
            after=after,
            is_closed=is_closed or (before is not None and before.is_closed),
        )
        rules.refuse_left_out(made, made.text, law_for(meeting.body))
        blocks.insert(place, made)
        minutes = _next_state(meeting, minutes, blocks, by, now)
        added.record(version=minutes.version)
    return minutes


def propose_minutes(*, by: "User | None", minutes: Minutes, now: datetime) -> Minutes:
    """Propose a draft for approval; the next meeting's item for minutes is about it from then on."""
    with act(by=by, action="meetings.propose_minutes", now=now, subject=minutes.meeting) as proposed:
        meeting, minutes = _to_correct(minutes)
        rules.refuse_proposal(minutes)
        minutes.state, minutes.changed_at, minutes.changed_by = MinutesState.PROPOSED, now, by
        minutes.save(update_fields=["state", "changed_at", "changed_by"])
        _name_on_agenda(meeting)
        proposed.record(version=minutes.version)
    return minutes


def publish_minutes(*, by: "User | None", minutes: Minutes, now: datetime) -> Minutes:
    """Let everybody read an approved version, without what happened in a closed session."""
    with act(by=by, action="meetings.publish_minutes", now=now, subject=minutes.meeting) as published:
        meeting = locked(minutes.meeting)
        minutes = Minutes.objects.get(pk=minutes.pk)
        if minutes.published_at is not None:
            return minutes
        rules.refuse_publication(minutes)
        minutes.published_at = now
        minutes.save(update_fields=["published_at"])
        published.record(version=minutes.version)
        published.announce(MinutesPublished(**duties.about(meeting), version=minutes.version))
    return minutes


def set_minute_texts(*, by: "User | None", body: Body, texts: Mapping[str, str], now: datetime) -> Body:
    """Give a body's minutes words of their own, by text module; the usual words, and none, are not kept."""
    with act(by=by, action="meetings.set_minute_texts", now=now, subject=body) as done:
        body = Body.objects.select_for_update().get(pk=body.pk)
        own = {
            name: words.strip()
            for name, words in texts.items()
            if name in MODULES and words.strip() and words.strip() != MODULES[name].words
        }
        rules.refuse_texts(own)
        changed = sorted(name for name in MODULES if own.get(name, "") != body.text_modules.get(name, ""))
        body.text_modules = own
        body.save(update_fields=["text_modules"])
        done.record(changed=changed)
    return body


def _latest(meeting: Meeting) -> Minutes | None:
    return Minutes.objects.filter(meeting=meeting).order_by("-version").first()


def _to_correct(minutes: Minutes) -> tuple[Meeting, Minutes]:
    meeting = locked(minutes.meeting)
    row = Minutes.objects.get(pk=minutes.pk)
    latest = _latest(meeting)
    rules.refuse_old_version(row, is_latest=latest is not None and latest.pk == row.pk)
    return meeting, row


def _next_state(
    meeting: Meeting, minutes: Minutes, blocks: list[Block], by: "User | None", now: datetime
) -> Minutes:
    """Write blocks into a draft, or as a version after what was proposed or approved."""
    if minutes.state == MinutesState.DRAFT:
        _write(minutes, blocks, by, now)
        return minutes
    if minutes.state == MinutesState.APPROVED:
        return _add_version(meeting, blocks, MinutesState.DRAFT, by, now)
    minutes.state = MinutesState.SUPERSEDED
    minutes.save(update_fields=["state"])
    later = _add_version(meeting, blocks, MinutesState.PROPOSED, by, now)
    later.approving_motion, minutes.approving_motion = minutes.approving_motion, None
    minutes.save(update_fields=["approving_motion"])
    later.save(update_fields=["approving_motion"])
    return later


def _write(minutes: Minutes, blocks: list[Block], by: "User | None", now: datetime) -> None:
    minutes.blocks, minutes.changed_at, minutes.changed_by = write_blocks(blocks), now, by
    minutes.save(update_fields=["blocks", "changed_at", "changed_by"])


def _add_version(
    meeting: Meeting, blocks: list[Block], state: MinutesState, by: "User | None", now: datetime
) -> Minutes:
    latest = _latest(meeting)
    minutes = Minutes(
        meeting=meeting,
        version=latest.version + 1 if latest else 1,
        blocks=write_blocks(blocks),
        state=state,
        changed_at=now,
        changed_by=by,
        created_at=now,
    )
    minutes.save(force_insert=True)
    return minutes


def _name_on_agenda(meeting: Meeting) -> None:
    """Let the first free item for minutes of a meeting to come be about these."""
    over = (MeetingState.ADJOURNED, MeetingState.CANCELLED)
    items = AgendaItem.objects.filter(
        meeting__body=meeting.body_id,
        meeting__starts_at__gt=meeting.starts_at,
        kind=ItemKind.MINUTES,
        state=ItemState.PLANNED,
    ).exclude(meeting__state__in=over)
    if items.filter(subject_kind="meetings.meeting", subject_id=meeting.public_id).exists():
        return
    item = items.filter(subject_kind="").order_by("meeting__starts_at", "position").first()
    if item is not None:
        item.subject_kind, item.subject_id = "meetings.meeting", meeting.public_id
        item.subject_label = meeting.title[:300]
        item.save(update_fields=["subject_kind", "subject_id", "subject_label"])


def _lines(text: str) -> str:
    """What was typed, with the line ends that the record uses."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
