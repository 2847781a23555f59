"""State packs: a state's procedures as data that ships with the software and that counsel can correct."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import Ref, act
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.commitments.public import (
    Procedure,
    ProcedureVersion,
    add_procedure,
    publish_version,
    read_steps,
)
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.partnerships.law.public import packs


def pack_names() -> tuple[str, ...]:
    """Return the names of the packs that bring steps of adoption."""
    return tuple(slug for slug, pack in packs().items() if pack.procedures["adoption"])


def load_pack(*, by: User | None, name: str, now: datetime) -> tuple[ProcedureVersion, ...]:
    """Add and publish the pack's procedures, and those of its cities that are on record here.

    One whose short name is known stays as it is, with its corrections. Returns the newest published version
    of each procedure that is for every city. Raises ``Refusal`` for a pack that does not exist.
    """
    if name not in pack_names():
        raise Refusal(_("There is no pack for “%(name)s” yet.") % {"name": name})
    pack = packs()[name]
    places = {place.name: place for place in Jurisdiction.objects.filter(name__in=pack.cities)}
    versions: list[ProcedureVersion] = []
    with act(by=by, action="instruments.load_pack", subject=Ref("instruments.pack", name), now=now):
        versions += [_published(by, row, None, now) for row in pack.procedures["adoption"]]
        for city, rows in pack.cities.items():
            if city in places:
                for row in rows:
                    _published(by, row, places[city], now)
    return tuple(versions)


def _published(
    by: User | None, row: Mapping[str, Any], jurisdiction: Jurisdiction | None, now: datetime
) -> ProcedureVersion:
    known = Procedure.objects.filter(slug=row["slug"]).first()
    if known is not None:
        return known.versions.exclude(published_at=None).latest("number")
    draft = add_procedure(
        by=by,
        slug=row["slug"],
        title=row["title"],
        kind=row["kind"],
        jurisdiction=jurisdiction,
        steps=read_steps(row["steps"]),
        now=now,
    )
    draft.note = row.get("note", "")[:300]
    draft.save(update_fields=["note"])
    return publish_version(by=by, version=draft, now=now)
