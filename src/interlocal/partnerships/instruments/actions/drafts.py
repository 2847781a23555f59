"""From a text that a person brings to an instrument on record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files import File

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import Destroyed, Ref, act, certify_destruction
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.instruments import reading, rules
from interlocal.partnerships.instruments.actions.statements import make_statement
from interlocal.partnerships.instruments.events import InstrumentAdded
from interlocal.partnerships.instruments.models import Instrument, ReadingDraft, Standing, Statement
from interlocal.partnerships.jurisdictions.public import Jurisdiction

KEPT = timedelta(days=30)


def bring_text(*, by: User, content: "File[bytes] | str", file_name: str, now: datetime) -> ReadingDraft:
    """Read what a person pasted or uploaded and keep it for checking. Raises ``Refusal`` naming the line."""
    field = "text" if isinstance(content, str) else "upload"
    if isinstance(content, str):
        read = _read(content, field)
    else:
        # One byte more than is taken is enough to be refused: a larger file is never held in memory.
        read = _read_bytes(content.read(reading.MAX_BYTES + 1), file_name)
    draft = ReadingDraft(by=by, file_name=file_name[-200:], created_at=now)
    with act(by=by, action="instruments.bring_text", subject=draft, now=now):
        _write_into(draft, read)
        draft.save()
    return draft


def reread_draft(*, by: User, draft: ReadingDraft, text: str, now: datetime) -> None:
    """Take ``text`` in place of the draft's and read it anew. Raises ``Refusal`` naming the line."""
    read = _read(text, "text")
    with act(by=by, action="instruments.reread_draft", subject=draft, now=now):
        _write_into(draft, read)
        draft.save(update_fields=["text", "parts"])


def correct_draft(*, by: User, draft: ReadingDraft, corrections: Mapping[str, Any], now: datetime) -> None:
    """Put corrected parts into the draft and write its text anew from them."""
    with act(by=by, action="instruments.correct_draft", subject=draft, now=now):
        _write_into(draft, reading.corrected(reading.read_text(draft.text), corrections))
        draft.save(update_fields=["parts", "text"])


def discard_draft(*, by: User, draft: ReadingDraft, now: datetime) -> None:
    """Drop the draft; nothing of it stays."""
    with act(by=by, action="instruments.discard_draft", subject=draft, now=now):
        draft.delete()


def forget_old_drafts(*, now: datetime) -> int:
    """Drop the drafts that nobody finished within ``KEPT``; return how many."""
    old = ReadingDraft.objects.filter(created_at__lt=now - KEPT)
    if not (count := old.count()):
        return 0
    ref = Ref("instruments.readingdraft", "expired")
    with act(by=None, action="instruments.forget_old_drafts", subject=ref, now=now, drafts=count):
        old.delete()
        gone = Destroyed(
            ReadingDraft._meta.label_lower,
            "draft of a text that was being read in",
            count,
            f"{KEPT.days} days after it was brought, where nobody finished it.",
        )
        kept_in = Ref(ReadingDraft._meta.label_lower, "past-keeping", label="Agreements and texts")
        certify_destruction(kept_in=kept_in, destroyed=[gone], now=now)
    return count


@dataclass(frozen=True, kw_only=True)
class Filing:
    """Where a draft belongs: whose instrument, under which statement (on record, or new by name)."""

    jurisdiction: Jurisdiction
    statement: Statement | None = None
    new_statement: str = ""
    source_title: str = ""
    source_url: str = ""
    source_on: date | None = None


def save_draft(
    *,
    by: User,
    draft: ReadingDraft,
    filing: Filing,
    now: datetime,
    corrections: Mapping[str, Any] | None = None,
) -> Instrument:
    """Record the draft, with its last corrections, as an instrument, and drop the draft.

    A statement that has no text yet takes its text from this instrument. Where the council's instrument
    under the statement is on record without text, it receives the text. Raises ``Refusal``, and then the
    draft keeps neither the corrections nor anything else of the attempt.
    """
    rules.check_adding(by, jurisdiction_public_id=filing.jurisdiction.public_id)
    with act(by=by, action="instruments.save_draft", subject=draft, now=now) as record:
        if corrections is not None:
            correct_draft(by=by, draft=draft, corrections=corrections, now=now)
        statement = filing.statement
        if filing.new_statement:
            statement = make_statement(by=by, title=filing.new_statement, now=now)
        instrument = _instrument_for(filing.jurisdiction, statement, now)
        rules.check_no_text_yet(instrument)
        _fill(instrument, draft, filing)
        rules.check_number_is_free(instrument)
        instrument.save()
        if statement is not None and not statement.text:
            statement.text, statement.parts = draft.text, draft.parts
            statement.save(update_fields=["text", "parts"])
        record.subject = instrument
        record.announce(
            InstrumentAdded(
                instrument=instrument.public_id,
                jurisdiction=filing.jurisdiction.public_id,
                statement=statement.public_id if statement else None,
            )
        )
        draft.delete()
    return instrument


def _instrument_for(jurisdiction: Jurisdiction, statement: Statement | None, now: datetime) -> Instrument:
    if statement is not None:
        rows = Instrument.objects.select_for_update(of=("self",))
        found = rows.filter(jurisdiction=jurisdiction, statement=statement).first()
        if found is not None:
            return found
    return Instrument(jurisdiction=jurisdiction, statement=statement, standing=Standing.DRAFT, created_at=now)


def _fill(instrument: Instrument, draft: ReadingDraft, filing: Filing) -> None:
    parts = draft.parts
    instrument.kind = parts["kind"]
    instrument.title = parts["title"] or ""
    instrument.bill_number = parts["bill_number"]
    instrument.number = parts["resolution_number"]
    instrument.body = parts["body"] or ""
    instrument.text, instrument.parts = draft.text, parts
    instrument.source_title = filing.source_title or instrument.source_title
    instrument.source_url = filing.source_url or instrument.source_url
    instrument.source_on = filing.source_on or instrument.source_on


def _read(text: str, field: str) -> reading.ReadInstrument:
    try:
        return reading.read_text(text)
    except reading.UnreadableInstrument as unreadable:
        raise Refusal(str(unreadable), field=field) from unreadable


def _read_bytes(content: bytes, file_name: str) -> reading.ReadInstrument:
    try:
        return reading.read_file(content, name=file_name)
    except reading.UnreadableInstrument as unreadable:
        raise Refusal(str(unreadable), field="upload") from unreadable


def _write_into(draft: ReadingDraft, read: reading.ReadInstrument) -> None:
    draft.text, draft.parts = reading.write_text(read), reading.to_json(read)
