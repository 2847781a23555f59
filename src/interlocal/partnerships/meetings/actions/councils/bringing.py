"""Bringing in a council's record: from its web API by a job, from a table, or as written by hand."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.foundation.jobs.public import enqueue
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.imports import (
    Fetch,
    ReadMeeting,
    Unreadable,
    checked,
    read_legistar,
    to_json,
)
from interlocal.partnerships.meetings.models import CouncilImport, ImportSource, ImportState

READ = "interlocal.partnerships.meetings.tasks.read_council_record"


def bring_from_web(
    *,
    by: User,
    jurisdiction: Jurisdiction,
    address: str,
    since: date,
    until: date,
    only_body: str = "",
    now: datetime,
) -> CouncilImport:
    """Have a job ask ``address`` for the meetings from ``since`` to ``until``; nothing is saved by that.

    Where the same city is being read already, that reading is the one: a click that is repeated asks once.
    Raises ``Refusal`` for an address that is not plain and public, and for days in the wrong order.
    """
    address = rules.refuse_unreadable_source(address=address, since=since, until=until)
    asked = {"address": address, "since": since, "until": until, "only_body": only_body.strip()}
    with act(by=by, action="meetings.bring_council_record", now=now, subject=None) as brings:
        of_city = CouncilImport.objects.filter(jurisdiction=jurisdiction, state=ImportState.READING)
        reading = of_city.filter(**asked).first()
        if reading is not None:
            brings.subject = reading
            brings.record(again=True)
            return reading
        brought = CouncilImport.objects.create(
            jurisdiction=jurisdiction, source=ImportSource.LEGISTAR, brought_by=by, created_at=now, **asked
        )
        brings.subject = brought
        brings.record(source=brought.source, address=address, since=since, until=until)
        enqueue(
            READ,
            key=f"council-record:{brought.public_id}",
            payload={"brought": brought.public_id},
            now=now,
        )
    return brought


def read_source(*, brought: CouncilImport, fetch: Callable[[str], Fetch], now: datetime) -> CouncilImport:
    """Ask the source of ``brought``, outside any transaction, and keep what it tells until it was seen.

    ``fetch`` returns who gets JSON below an address. What cannot be read is said in words with the import.
    Happens once: an import that is read, or was thrown away meanwhile, stays as it is.
    """
    if brought.state != ImportState.READING:
        return brought
    assert brought.since is not None
    assert brought.until is not None
    found: list[dict[str, object]] = []
    problem = ""
    try:
        read = read_legistar(
            fetch(brought.address), since=brought.since, until=brought.until, body=brought.only_body
        )
        found = to_json(checked(read))
        if not found:
            problem = f"{brought.address} tells of no meeting from {brought.since} to {brought.until}."
    except Unreadable as refusal:
        problem = f"{brought.address}: {refusal}"
    with act(
        by=None, action="meetings.read_council_record", now=now, subject=brought, failed=bool(problem)
    ) as reads:
        row = CouncilImport.objects.select_for_update(of=("self",)).filter(pk=brought.pk).first()
        if row is None or row.state != ImportState.READING:
            return brought
        row.state = ImportState.FAILED if problem else ImportState.READ
        row.found, row.problem = found, problem[:300]
        row.save(update_fields=["state", "found", "problem"])
        reads.record(meetings=len(found))
    return row


def bring_record(
    *,
    by: User | None,
    jurisdiction: Jurisdiction,
    source: ImportSource,
    name: str = "",
    read: Iterable[ReadMeeting],
    now: datetime,
) -> CouncilImport:
    """Keep what a table tells or somebody wrote, until they have seen what saving it would change.

    ``name`` is that of the file. Raises ``Refusal`` where an id stands twice, and where somebody votes twice
    on one item.
    """
    try:
        found = checked(read)
    except Unreadable as problem:
        raise Refusal(str(problem)) from None
    with act(by=by, action="meetings.bring_council_record", now=now, subject=None) as brings:
        brought = CouncilImport.objects.create(
            jurisdiction=jurisdiction,
            source=source,
            address=name[:300],
            state=ImportState.READ,
            found=to_json(found),
            brought_by=by,
            created_at=now,
        )
        brings.subject = brought
        brings.record(source=source, meetings=len(found))
    return brought
