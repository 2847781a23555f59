"""Texts that come back from councils: read, compared, and each change decided."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.core.files import File
from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act, ref_to
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.commitments.public import Commitment, close_commitment, open_commitment
from interlocal.partnerships.instruments import reading, rules
from interlocal.partnerships.instruments.comparing import Change, ChangeKind, Passage, compare, same_words
from interlocal.partnerships.instruments.events import DeviationDecided, TextReturned
from interlocal.partnerships.instruments.models import (
    Decision,
    Deviation,
    Instrument,
    ReturnedText,
    Standing,
    Statement,
)
from interlocal.partnerships.instruments.packets import packet_mark
from interlocal.partnerships.instruments.queries.packets import packet_by_digest

_LEFT_OUT = (*rules.ENDED, Standing.FAILED)


def bring_back(
    *, by: User | None, instrument: Instrument, content: "File[bytes] | str", file_name: str, now: datetime
) -> ReturnedText:
    """Read a council's text that came back and compare it with the common text.

    The instrument takes the text as the council's own. Raises ``Refusal`` naming the line where it cannot be
    read, and where it is another text than the statement's.
    """
    rules.check_bringing_back(by, instrument=instrument)
    field = "text" if isinstance(content, str) else "upload"
    given = content if isinstance(content, str) else content.read(reading.MAX_BYTES + 1)
    mark = None if isinstance(given, str) else packet_mark(given)
    rules.check_mark(mark, instrument=instrument)
    read = _read(given, file_name, field)
    with act(by=by, action="instruments.bring_back", subject=instrument, now=now, file=file_name) as record:
        instrument = Instrument.objects.select_related("statement", "jurisdiction").get(pk=instrument.pk)
        statement = instrument.statement
        assert statement is not None
        parts = reading.to_json(read)
        rules.check_is_the_packet(statement.parts, parts, field=field)
        returned = ReturnedText.objects.create(
            instrument=instrument,
            file_name=file_name[-200:],
            text=reading.write_text(read),
            parts=parts,
            common_parts=statement.parts,
            packet=packet_by_digest(instrument, mark.text_digest) if mark else None,
            by=by,
            created_at=now,
        )
        changes = _compare(returned, now)
        instrument.text, instrument.parts = returned.text, parts
        instrument.title = parts["title"] or instrument.title
        instrument.body = parts["body"] or instrument.body
        instrument.save(update_fields=["text", "parts", "title", "body"])
        _close_what_asked_for_it(by, instrument, now)
        record.record(changes=changes)
        record.announce(
            TextReturned(
                instrument=instrument.public_id,
                jurisdiction=instrument.jurisdiction.public_id,
                changes=changes,
            )
        )
    return returned


def _compare(returned: ReturnedText, now: datetime) -> int:
    """Write down what differs and return how many passages do; what an earlier text left open is settled."""
    earlier = Deviation.objects.filter(returned__instrument=returned.instrument_id, decision="")
    earlier.update(decision=Decision.RETURNED, reason=_("A newer text came."), decided_at=now)
    changes = compare(returned.common_parts, returned.parts).changes
    Deviation.objects.bulk_create(
        _deviation(returned, place, change, now) for place, change in enumerate(changes)
    )
    _settle_as_before(returned, now)
    return len(changes)


def decide_deviation(
    *,
    by: User | None,
    deviation: Deviation,
    decision: str,
    reason: str = "",
    due_on: date | None = None,
    now: datetime,
) -> None:
    """Take a change into the common text, accept it for its council alone, or send it back.

    Where the common text takes it, every other council owes to follow by ``due_on``; where it goes back, its
    council owes an answer by then. Raises ``Refusal``.
    """
    rules.check_convening(by)
    with act(
        by=by, action="instruments.decide_deviation", subject=deviation, now=now, decision=decision
    ) as record:
        rows = Deviation.objects.select_for_update(of=("self",))
        deviation = rows.select_related("returned__instrument__jurisdiction").get(pk=deviation.pk)
        rules.check_decision(deviation, decision=decision, reason=reason, due_on=due_on)
        instrument = deviation.returned.instrument
        record.record(
            instrument=instrument.public_id,
            reason=reason,
            before=deviation.old_text,
            after=deviation.new_text,
        )
        deviation.decision, deviation.reason = decision, reason.strip()
        deviation.decided_by, deviation.decided_at = by, now
        deviation.save(update_fields=["decision", "reason", "decided_by", "decided_at"])
        if decision == Decision.COMMON:
            _take_into_common_text(by, deviation, due_on, now)
        elif decision == Decision.RETURNED:
            _open_for(
                by,
                instrument,
                _("Bring the text back as agreed, or say why not"),
                f"deviation:{deviation.public_id}",
                deviation,
                due_on,
                now,
            )
        record.announce(
            DeviationDecided(
                instrument=instrument.public_id,
                jurisdiction=instrument.jurisdiction.public_id,
                decision=decision,
            )
        )


def _read(content: bytes | str, file_name: str, field: str) -> reading.ReadInstrument:
    try:
        if isinstance(content, str):
            return reading.read_text(content)
        return reading.read_file(content, name=file_name)
    except reading.UnreadableInstrument as unreadable:
        raise Refusal(str(unreadable), field=field) from unreadable


def _deviation(returned: ReturnedText, place: int, change: Change, now: datetime) -> Deviation:
    return Deviation(
        returned=returned,
        place=place,
        kind=change.passage,
        change=change.kind,
        old_place=change.old_place,
        new_place=change.new_place,
        old_text=change.before.words if change.before else "",
        new_text=change.after.words if change.after else "",
        created_at=now,
    )


def _settle_as_before(returned: ReturnedText, now: datetime) -> None:
    """What was accepted for this council once stays accepted when its text comes again."""
    earlier = Deviation.objects.filter(
        returned__instrument=returned.instrument_id, decision=Decision.LOCAL
    ).exclude(returned=returned)
    accepted = set(earlier.values_list("old_text", "new_text"))
    for deviation in returned.deviations.all():
        if (deviation.old_text, deviation.new_text) in accepted:
            deviation.decision, deviation.decided_at = Decision.LOCAL, now
            deviation.reason = _("Accepted before.")
            deviation.save(update_fields=["decision", "decided_at", "reason"])


def _close_what_asked_for_it(by: User | None, instrument: Instrument, now: datetime) -> None:
    asked = Commitment.objects.filter(
        source_kind=ref_to(instrument).kind, source_id=instrument.public_id, outcome=""
    )
    for commitment in asked:
        if commitment.key.startswith(("amended:", "deviation:", "follow:")):
            close_commitment(
                by=by,
                commitment=commitment,
                now=now,
                done_on=rules.day_of(now),
                evidence_note=_("The text came back."),
            )


def _take_into_common_text(by: User | None, deviation: Deviation, due_on: date | None, now: datetime) -> None:
    instrument = deviation.returned.instrument
    assert instrument.statement_id is not None
    statement = Statement.objects.select_for_update(of=("self",)).get(pk=instrument.statement_id)
    read = reading.read_text(statement.text)
    if deviation.kind == "recital":
        changed = replace(read, recitals=_with(read.recitals, deviation))
    else:
        changed = replace(read, sections=_with(read.sections, deviation))
    statement.text = reading.write_text(changed)
    statement.parts = reading.to_json(reading.read_text(statement.text))
    statement.save(update_fields=["text", "parts"])
    same = Deviation.objects.filter(
        returned__instrument__statement=statement,
        decision="",
        old_text=deviation.old_text,
        new_text=deviation.new_text,
    )
    agreed = set(same.values_list("returned__instrument", flat=True)) | {instrument.pk}
    same.update(decision=Decision.COMMON, decided_by=by, decided_at=now)
    others = statement.instruments.exclude(pk__in=agreed).exclude(standing__in=_LEFT_OUT)
    for other in others.select_related("jurisdiction"):
        _open_for(
            by,
            other,
            _("Follow the common text, which changed"),
            f"follow:{deviation.public_id}:{other.jurisdiction.public_id}",
            deviation,
            due_on,
            now,
        )


def _with(passages: tuple[Any, ...], deviation: Deviation) -> tuple[Any, ...]:
    """The passages of the common text once the change is made; refuses where it has changed since."""
    result, place, taken = list(passages), deviation.new_place or 0, None
    if deviation.change != ChangeKind.ADDED:
        old = _place_of(result, deviation.old_text)
        taken = result.pop(old)
        place = old if deviation.change == ChangeKind.CHANGED else place
    if deviation.change != ChangeKind.REMOVED:
        result.insert(min(place, len(result)), _as_returned(deviation, taken))
    return _renumbered(result) if deviation.kind == "section" else tuple(result)


def _place_of(passages: Sequence[Any], text: str) -> int:
    for place, one in enumerate(passages):
        if same_words(_words(one), text):
            return place
    raise Refusal(_("The common text changed since. Bring the council's text again, and compare."))


def _as_returned(deviation: Deviation, taken: Any) -> reading.Recital | reading.Section:
    """The passage as the council has it; a section keeps the number that it has in the common text."""
    given = deviation.returned.parts[f"{deviation.kind}s"][deviation.new_place or 0]
    if deviation.kind == "recital":
        return reading.Recital(given)
    return reading.Section(taken.number if taken else given["number"], given["heading"], given["text"])


def _words(passage: Any) -> str:
    heading = getattr(passage, "heading", None) or ""
    return Passage("section", passage.text, heading=heading).words


def _renumbered(sections: list[Any]) -> tuple[Any, ...]:
    """Plain numbers run on; other numbers stay as they are."""
    if not all((one.number or "").isdecimal() for one in sections):
        return tuple(sections)
    return tuple(replace(one, number=str(place)) for place, one in enumerate(sections, start=1))


def _open_for(
    by: User | None,
    instrument: Instrument,
    title: str,
    key: str,
    deviation: Deviation,
    due_on: date | None,
    now: datetime,
) -> None:
    said = [deviation.reason, _("It says: %(text)s") % {"text": deviation.new_text or _("(left out)")}]
    open_commitment(
        by=by,
        title=title,
        owed_by=instrument.jurisdiction,
        due_on=due_on,
        source=ref_to(instrument),
        source_label=instrument.title,
        source_text=deviation.old_text,
        detail="\n\n".join(one for one in said if one),
        key=key,
        now=now,
    )
