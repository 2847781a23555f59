"""Taking a report in: routed, sealed and written in one transaction, and once however often it is sent."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from interlocal.foundation.audit.public import act
from interlocal.foundation.vault.public import derive, new_key_pair, seal_nested, seal_to, seal_with
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.ids import new_public_id
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.programs.hotline.models import (
    Entry,
    Exclusion,
    RecoveryWrap,
    Report,
    SealedFile,
    StaffKey,
    Wrap,
)
from interlocal.programs.hotline.queries.world import world_now
from interlocal.programs.hotline.rules.exclusions import book_of, exclusion_digest
from interlocal.programs.hotline.rules.filing import Filing, Stream, file_facts, padded_json
from interlocal.programs.hotline.rules.receipt import receipt_from
from interlocal.programs.hotline.rules.receipt_keys import CONTEXT, PURPOSE, lookup_of, wrap_key_of
from interlocal.programs.hotline.rules.routing import Route, route


class NobodyLeft(Refusal):
    """Nobody could be given this report: every person who serves is concerned by it, or none has a key."""


@dataclass(frozen=True)
class Submitted:
    """The receipt of a report, and whether this sending made it."""

    receipt: int
    is_new: bool


def submit(*, filing: Filing, token: bytes, now: datetime, is_rehearsal: bool = False) -> Submitted:
    """Take a report in. ``token`` (16 random bytes and more) is the form's: sent again, it is one report.

    The receipt follows from the token, so it stands nowhere and the second sending shows it too. Raises
    ``NobodyLeft``; nothing is kept then.
    """
    receipt = receipt_from(derive(PURPOSE, token, "receipt"))
    lookup = lookup_of(receipt)
    if Report.objects.filter(receipt_lookup=lookup).exists():
        return Submitted(receipt, is_new=False)
    world, keys = world_now()
    way = route(
        world, city=filing.jurisdiction, offices=filing.offices, names=filing.names, text=filing.told()
    )
    if not way.readers:
        raise NobodyLeft(_("Nobody here could read this report without being concerned by it."))
    try:
        _write(filing, way, keys, receipt=receipt, now=now, is_rehearsal=is_rehearsal)
    except IntegrityError:  # the same form, sent twice at the same moment
        if not Report.objects.filter(receipt_lookup=lookup).exists():
            raise
        return Submitted(receipt, is_new=False)
    return Submitted(receipt, is_new=True)


def day_of(now: datetime) -> datetime:
    """Return the beginning of the day: what a reporter does bears no time."""
    local = timezone.localtime(now)
    return datetime.combine(local.date(), time(), tzinfo=local.tzinfo)


def _write(
    filing: Filing,
    way: Route,
    keys: dict[str, StaffKey],
    *,
    receipt: int,
    now: datetime,
    is_rehearsal: bool,
) -> None:
    public, private = new_key_pair()
    report_id, day = new_public_id(), day_of(now)
    with act(by=None, action="hotline.submit", subject=None, book=book_of(report_id), now=day) as taken:
        report = Report.objects.create(
            public_id=report_id,
            jurisdiction=Jurisdiction.objects.get(public_id=way.city),
            public_key=public,
            receipt_lookup=lookup_of(receipt),
            receipt_wrap=seal_with(wrap_key_of(receipt), private, CONTEXT),
            received_on=day.date(),
            is_rehearsal=is_rehearsal,
        )
        taken.subject = report
        _seal_to_readers(report, private, way, keys)
        Exclusion.objects.bulk_create(
            [Exclusion(report=report, digest=exclusion_digest(report_id, one)) for one in way.excluded]
        )
        seal_entry(report, filing.as_entry(day.date().isoformat()), place=1)
        for stream in filing.files:
            keep_file(report, stream)


def _seal_to_readers(report: Report, private: bytes, way: Route, keys: dict[str, StaffKey]) -> None:
    Wrap.objects.bulk_create(
        [
            Wrap(report=report, key=keys[one], sealed=seal_to(bytes(keys[one].public_key), private))
            for one in way.readers
        ]
    )
    RecoveryWrap.objects.bulk_create(
        [
            RecoveryWrap(
                report=report,
                keys=[keys[one].public_id for one in group],
                sealed=seal_nested([bytes(keys[one].public_key) for one in group], private),
            )
            for group in way.groups
        ]
    )


def seal_entry(report: Report, facts: dict[str, Any], *, place: int, public_id: str = "") -> Entry:
    """Write an entry of the reporter, sealed, on the day it names."""
    return Entry.objects.create(
        report=report,
        public_id=public_id or new_public_id(),
        place=place,
        sealed=seal_to(bytes(report.public_key), padded_json(facts)),
        written_on=facts["on"],
    )


def keep_file(report: Report, stream: Stream, original: SealedFile | None = None) -> SealedFile:
    """Write down a file that lies in the store: its name and key sealed, its viewing copy beside it."""
    kept = SealedFile.objects.create(
        report=report,
        sealed=seal_to(bytes(report.public_key), padded_json(file_facts(stream))),
        store_key=stream.store_key,
        size=stream.size,
        cleaned_from=original,
    )
    if stream.cleaned is not None:
        keep_file(report, stream.cleaned, kept)
    return kept
