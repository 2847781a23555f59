"""Call files: brought, explained, read, taken out; and the staff of a table worked out from one."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.files import File
from django.db.models import Q
from django.utils.translation import gettext as _

from interlocal.costing.studies import queries, rules
from interlocal.costing.studies.actions.options import replace_groups
from interlocal.costing.studies.models import CallFile, OptionPart, Study
from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import Destroyed, Ref, act, certify_destruction
from interlocal.foundation.files.public import remove_file, store_upload
from interlocal.foundation.jobs.public import enqueue
from interlocal.kernel.exceptions import Refusal

TASK = "interlocal.costing.studies.tasks.read_call_file"
PURPOSE = "studies.calls"
KEPT = timedelta(days=30)


def bring_calls(*, by: User | None, study: Study, upload: File, now: datetime) -> CallFile:  # type: ignore[type-arg]
    """Store a call export, sealed, with the engine's proposal on how to read it. Raises ``Refusal``."""
    from mutual.calls import write_profile

    rules.check_leading(by)
    stored = store_upload(by=by, upload=upload, now=now, purpose=PURPOSE, sealed=True)
    try:
        upload.seek(0)
        with queries.readable(upload, stored.name) as path:
            proposal = queries.proposed(path, stored.name)
        with act(by=by, action="studies.bring_calls", subject=study, now=now, label=stored.name):
            return CallFile.objects.create(
                study=study,
                name=stored.name,
                stored=stored,
                digest=stored.sha256,
                columns=list(proposal.columns),
                profile=write_profile(proposal.profile),  # without the values that its text shows
                doubts=[rules.doubt_said(check) for check in proposal.checks],
                created_at=now,
            )
    except BaseException:
        remove_file(by=by, stored=stored, reason="It could not be read as a table of calls.", now=now)
        raise


def point_columns(*, by: User | None, file: CallFile, facts: Mapping[str, Any], now: datetime) -> CallFile:
    """Say which column is which, and find the places in it. Raises ``Refusal``."""
    rules.check_leading(by)
    rules.check_pointed(facts)
    from mutual.calls import CallsError, read_profile, write_profile

    try:
        text = write_profile(rules.pointed(read_profile(file.profile), facts))
    except CallsError as error:
        raise Refusal(str(error)) from error
    with queries.readable_calls(file) as path:
        places = queries.places_found(path, text, file.name)
    names = queries.city_names(file.study)
    with act(by=by, action="studies.point_calls", subject=file.study, now=now, label=file.name):
        current = _locked(file)
        current.profile, current.places, current.doubts = text, places, []
        current.is_reading = False  # a reading of the columns before is not kept
        current.cities = {place: current.cities.get(place, rules.guessed(place, names)) for place in places}
        current.save(update_fields=["profile", "places", "cities", "doubts", "is_reading"])
    return current


def place_calls(*, by: User | None, file: CallFile, cities: Mapping[str, str], now: datetime) -> CallFile:
    """Say which city each place belongs to, and queue the reading. Raises ``Refusal``."""
    rules.check_leading(by)
    known = queries.city_names(file.study)
    if odd := [city for city in cities.values() if city and city not in known]:
        raise Refusal(_("“%(city)s” is no city of this study.") % {"city": odd[0]})
    if not any(cities.values()):
        raise Refusal(_("No place belongs to a city of this study yet: choose the city of at least one."))
    with act(by=by, action="studies.place_calls", subject=file.study, now=now, label=file.name):
        current = _locked(file)
        if current.stored is None:
            raise Refusal(_("The file is deleted, as is done a month after it was read. Bring it again."))
        current.cities = {place: cities.get(place, "") for place in current.places}
        current.asked += 1
        current.is_reading, current.fault = True, ""
        current.save(update_fields=["cities", "asked", "is_reading", "fault"])
        enqueue(
            TASK, key=current.job_key, payload={"file": current.public_id, "asked": current.asked}, now=now
        )
    return current


def finish_reading(
    *,
    file: CallFile,
    account: dict[str, Any] | None,
    demand: dict[str, Any] | None,
    fault: str,
    now: datetime,
) -> None:
    """Keep what was read, or why it was not. A reading that another one followed changes nothing."""
    with act(by=None, action="studies.read_calls", subject=file.study, now=now, label=file.name):
        open_one = CallFile.objects.filter(pk=file.pk, asked=file.asked, is_reading=True)
        if fault:
            open_one.update(is_reading=False, fault=fault)
        else:
            open_one.update(is_reading=False, fault="", account=account, demand=demand, read_at=now)


def withdraw_calls(*, by: User | None, file: CallFile, now: datetime) -> CallFile:
    """Take a call file out and delete what was uploaded; costs that were worked out from it stay."""
    rules.check_leading(by)
    with act(by=by, action="studies.withdraw_calls", subject=file.study, now=now, label=file.name):
        current = _locked(file)
        current.withdrawn_at = now
        current.save(update_fields=["withdrawn_at"])
        if current.stored is not None:
            remove_file(by=by, stored=current.stored, reason="The call file was taken out.", now=now)
    return current


def put_staffing(
    *, by: User | None, part: OptionPart, file: CallFile, staffing: Mapping[str, Any], now: datetime
) -> OptionPart:
    """Put what the staff for the calls of ``file`` costs in the place of a table. Raises ``Refusal``."""
    rules.check_leading(by)
    groups = queries.staffed_groups(part, queries.staffed(part, file, staffing))
    with act(
        by=by,
        action="studies.put_staffing",
        subject=part.option.study,
        now=now,
        option=part.option.title,
        label=part.name,
        calls=file.name,
    ):
        return replace_groups(part, groups, now=now, calls=file, staffing=staffing)


def _locked(file: CallFile) -> CallFile:
    current = (
        CallFile.objects.select_for_update(of=("self",)).select_related("study", "stored").get(pk=file.pk)
    )
    if current.withdrawn_at is not None:
        raise Refusal(_("Somebody has taken the file out meanwhile."))
    return current


def forget_call_files(*, by: None = None, now: datetime) -> int:
    """Delete call files a month after they were read or left unread, and certify it; return how many."""
    is_old = Q(read_at__lt=now - KEPT) | Q(read_at=None, created_at__lt=now - KEPT)
    CallFile.objects.filter(is_old).update(doubts=[])  # they quote the file
    stored = [one.stored for one in CallFile.objects.filter(is_old).select_related("stored") if one.stored]
    if not stored:
        return 0
    kept_in = Ref(CallFile._meta.label_lower, "past-keeping", label="Studies")
    with act(by=by, action="studies.forget_calls", subject=kept_in, now=now, files=len(stored)):
        for file in stored:
            remove_file(by=by, stored=file, reason="A month has passed since it was read.", now=now)
        rule = f"{KEPT.days} days after it was read, or brought and left unread."
        destroyed = Destroyed(CallFile._meta.label_lower, "file of calls", len(stored), rule)
        certify_destruction(by=by, kept_in=kept_in, destroyed=[destroyed], now=now)
    return len(stored)
