"""Archives that are kept, and who may take which along."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.http import Http404

from interlocal.foundation.accounts.public import User
from interlocal.foundation.jobs.public import Job
from interlocal.leaving.kinds import staying
from interlocal.leaving.models import Archive, ArchiveState
from interlocal.leaving.rules import Permission, scope_of
from interlocal.partnerships.jurisdictions.public import Jurisdiction, Partnership, the_partnership

NONE_SEEN = "none"


@dataclass(frozen=True)
class Work:
    """How far the work on an archive is. ``attempts`` counts its tries."""

    is_running: bool
    attempts: int
    label: str


def may_take(user: User, city: Jurisdiction | None) -> bool:
    """May the person take the records of ``city`` along, or all of them where it is none?"""
    return user.may(Permission.EXPORT, scope_of(city.public_id if city else ""))


def may_take_all(user: User) -> bool:
    """May the person take the records of the whole partnership along?"""
    return may_take(user, None)


def cities_for(user: User) -> "QuerySet[Jurisdiction]":
    """Return the jurisdictions whose records the person may take along, by name."""
    reach = user.reach(Permission.EXPORT)
    every = Jurisdiction.objects.order_by("name", "pk")
    return every if reach.everywhere else every.filter(public_id__in=reach.jurisdictions)


def archives_for(user: User) -> "QuerySet[Archive]":
    """Return the archives that the person may see, the newest first."""
    reach = user.reach(Permission.EXPORT)
    found = Archive.objects.select_related("jurisdiction", "asked_by")
    return found if reach.everywhere else found.filter(jurisdiction__public_id__in=reach.jurisdictions)


def archive_for(user: User, public_id: str) -> Archive:
    """Return one of them, or 404."""
    found = archives_for(user).select_related("stored").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def own_archive_for(user: User, public_id: str) -> Archive:
    """Return one that the person asked for and may still see, or 404."""
    found = archive_for(user, public_id)
    if found.asked_by_id != user.pk:
        raise Http404
    return found


def archive_since(city: Jurisdiction | None, seen: str) -> Archive | None:
    """Return the archive of ``city`` that is under way, or a good one that came after the one ``seen``."""
    of_these = Archive.objects.filter(jurisdiction=city)
    if (under_way := of_these.filter(state=ArchiveState.WAITING).first()) is not None:
        return under_way
    last = Archive.objects.filter(public_id=seen).values_list("pk", flat=True).first()
    if last is None and seen != NONE_SEEN:
        return None
    return of_these.filter(state=ArchiveState.READY, pk__gt=last or 0).first()


def newest_seen(user: User) -> str:
    """Return what a page says of the archives on it: the newest one's public id, or that there is none."""
    return archives_for(user).values_list("public_id", flat=True).first() or NONE_SEEN


def work_on(archive: Archive) -> Work | None:
    """Return how far the work on an archive is, while there is any."""
    job = Job.objects.filter(key=archive.job_key).first() if archive.is_under_way else None
    if job is None:
        return None
    is_running = job.state == "running"
    return Work(is_running, job.attempts, job.progress_label)


def without_a_job() -> "QuerySet[Archive]":
    """Return the archives under way on which nobody works any more."""
    at_work = Job.objects.filter(key=Concat(Value("archive:"), OuterRef("public_id"))).filter(
        Q(finished_at=None) & ~Q(state="failed")
    )
    return Archive.objects.filter(~Exists(at_work), state=ArchiveState.WAITING)


def what_stays() -> list[str]:
    """Return why some tables never go, each reason once."""
    return list(dict.fromkeys(why for _table, why in staying()))


def subject_of(city: Jurisdiction | None) -> Jurisdiction | Partnership:
    """Return whose records they are."""
    found = city or the_partnership()
    assert found is not None
    return found
