"""State packs: a state's procedures as data that ships with the software and that counsel can correct."""

import tomllib
from datetime import datetime
from importlib import resources
from importlib.resources.abc import Traversable
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

_PACKS = resources.files("interlocal.partnerships.instruments") / "packs"


def pack_names() -> tuple[str, ...]:
    """Return the names of the packs that ship: ``("missouri",)``."""
    return tuple(
        sorted(file.name.removesuffix(".toml") for file in _PACKS.iterdir() if file.name.endswith(".toml"))
    )


def load_pack(*, by: User | None, name: str, now: datetime) -> tuple[ProcedureVersion, ...]:
    """Add and publish the pack's procedures, and those of its cities that are on record here.

    One whose short name is known stays as it is, with its corrections. Returns the newest published version
    of each procedure that is for every city. Raises ``Refusal`` for a pack that does not exist.
    """
    if name not in pack_names():
        raise Refusal(_("There is no pack for “%(name)s” yet.") % {"name": name})
    places = {place.name: place for place in Jurisdiction.objects.filter(name__in=_cities(name))}
    versions: list[ProcedureVersion] = []
    with act(by=by, action="instruments.load_pack", subject=Ref("instruments.pack", name), now=now):
        versions += [_published(by, row, None, now) for row in _rows(_PACKS / f"{name}.toml")]
        for city, file in _cities(name).items():
            if city in places:
                for row in _rows(file):
                    _published(by, row, places[city], now)
    return tuple(versions)


def _rows(file: Traversable) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))["procedure"]
    return rows


def _cities(name: str) -> dict[str, Traversable]:
    """The files of a state's cities, by the name of the city."""
    folder = _PACKS / name
    if not folder.is_dir():
        return {}
    files = sorted((one for one in folder.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name)
    return {_rows(file)[0]["jurisdiction"]: file for file in files}


def _published(
    by: User | None, row: dict[str, Any], jurisdiction: Jurisdiction | None, now: datetime
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
