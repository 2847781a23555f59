"""State packs: a state's procedures as data that ships with the software and that counsel can correct."""

import tomllib
from datetime import datetime
from importlib import resources

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

_PACKS = resources.files("interlocal.partnerships.instruments") / "packs"


def pack_names() -> tuple[str, ...]:
    """Return the names of the packs that ship: ``("missouri",)``."""
    return tuple(
        sorted(file.name.removesuffix(".toml") for file in _PACKS.iterdir() if file.name.endswith(".toml"))
    )


def load_pack(*, by: User | None, name: str, now: datetime) -> tuple[ProcedureVersion, ...]:
    """Add and publish the pack's procedures; one whose short name is known stays as it is, with corrections.

    Returns the newest published version of each. Raises ``Refusal`` for a pack that does not exist.
    """
    if name not in pack_names():
        raise Refusal(_("There is no pack for “%(name)s” yet.") % {"name": name})
    pack = tomllib.loads((_PACKS / f"{name}.toml").read_text(encoding="utf-8"))
    versions = []
    with act(by=by, action="instruments.load_pack", subject=Ref("instruments.pack", name), now=now):
        for row in pack["procedure"]:
            known = Procedure.objects.filter(slug=row["slug"]).first()
            if known is None:
                draft = add_procedure(
                    by=by,
                    slug=row["slug"],
                    title=row["title"],
                    kind=row["kind"],
                    steps=read_steps(row["steps"]),
                    now=now,
                )
                versions.append(publish_version(by=by, version=draft, now=now))
            else:
                versions.append(known.versions.exclude(published_at=None).latest("number"))
    return tuple(versions)
