"""The packs that are there, each read once and refused as a whole where anything is wrong with it."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from django.utils.translation import gettext as _

from interlocal.partnerships.law.pack import reading
from interlocal.partnerships.law.pack.faults import Fault, PackInvalid
from interlocal.partnerships.law.pack.tables import Table
from interlocal.partnerships.law.pack.values import Ground, Holidays, Pack

NEUTRAL = "none"
NATION = "nation.toml"
_SHELF = resources.files("interlocal.partnerships.law") / "packs"


@cache
def packs() -> Mapping[str, Pack]:
    """Return every pack that ships, by its slug; the one of no state is the last."""
    folders = sorted((one for one in _SHELF.iterdir() if one.is_dir()), key=lambda one: one.name)
    slugs = [one.name for one in folders if one.joinpath("pack.toml").is_file()]
    found = {slug: read_pack(_SHELF / slug, nation=_SHELF / NATION) for slug in slugs if slug != NEUTRAL}
    found[NEUTRAL] = read_pack(_SHELF / NEUTRAL, nation=_SHELF / NATION)
    return found


def pack_named(slug: str) -> Pack:
    """Return the pack ``slug``; raises ``KeyError`` where there is none."""
    return packs()[slug]


def pack_of_state(state: str) -> Pack | None:
    """Return the pack that names ``state``, or ``None``."""
    wanted = " ".join(state.split()).casefold()
    return next((one for one in packs().values() if wanted in map(str.casefold, one.states)), None)


def procedures_of(slug: str, subject: str) -> tuple[Mapping[str, Any], ...]:
    """Return the procedures of a pack for ``subject``, or those of no state where it has none of its own."""
    return pack_named(slug).procedures.get(subject) or pack_named(NEUTRAL).procedures.get(subject, ())


@cache
def _grounds() -> Mapping[str, Ground]:
    return {ground.code: ground for pack in packs().values() for ground in pack.grounds}


def ground_words(code: str) -> str:
    """Return what a code says, of whichever state it is: ``Code 4.02(1): Lawsuits``.

    A code that no pack knows, because a partnership set its own, is returned as it is.
    """
    ground = _grounds().get(code)
    return f"{ground.cited}: {ground.words}" if ground else code


def grounds_in_words(codes: Iterable[str]) -> str:
    """Return what the codes say, one after the other."""
    return "; ".join(map(ground_words, codes))


def read_pack(folder: Traversable, *, nation: Traversable | None = None) -> Pack:
    """Read the pack in ``folder``, with the ``nation``'s holidays before its own.

    Raises ``PackInvalid`` with everything that is wrong.
    """
    faults: list[Fault] = []
    about = _file(folder / "pack.toml", faults)
    meetings = _file(folder / "meetings.toml", faults)
    agreements = _file(folder / "agreements.toml", faults, is_needed=False)
    adoption = _file(folder / "adoption.toml", faults, is_needed=False)
    cites = about.text("cites", needed=False)
    grounds, section, sure = reading.read_grounds(meetings.table("grounds"), cites)
    pack = Pack(
        slug=folder.name,
        title=about.text("title"),
        states=about.names("states", needed=False),
        cites=cites,
        note=about.text("note"),
        rules=reading.read_rules(_file(folder / "rules.toml", faults)),
        grounds=grounds,
        grounds_section=section,
        grounds_source=sure["source"],
        grounds_checked=sure["checked"],
        grounds_confirmed=sure["is_confirmed"],
        holidays=(*_holidays(nation, faults), *map(reading.read_holidays, meetings.tables("holidays"))),
        filings=tuple(map(reading.read_filing, agreements.tables("filing"))),
        places=tuple(map(reading.read_place, about.tables("places"))),
        procedures={
            "agreements": reading.read_procedures(agreements),
            "adoption": reading.read_procedures(adoption),
        },
        cities=_cities(folder / "cities", faults),
    )
    for table in (about, meetings, agreements, adoption):
        table.close()
    if faults:
        raise PackInvalid(folder.name, faults)
    return pack


def _holidays(nation: Traversable | None, faults: list[Fault]) -> tuple[Holidays, ...]:
    if nation is None:
        return ()
    table = _file(nation, faults)
    found = tuple(map(reading.read_holidays, table.tables("holidays")))
    table.close()
    return found


def _cities(folder: Traversable, faults: list[Fault]) -> Mapping[str, tuple[Mapping[str, Any], ...]]:
    if not folder.is_dir():
        return {}
    found: dict[str, tuple[Mapping[str, Any], ...]] = {}
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            table = _file(file, faults)
            rows = reading.read_procedures(table, city=True)
            table.close()
            if len({row["jurisdiction"] for row in rows}) == 1:
                found[rows[0]["jurisdiction"]] = rows
            else:
                table.wrong(_("A file of this folder holds the procedures of one city, by its name."))
    return found


def _file(file: Traversable, faults: list[Fault], *, is_needed: bool = True) -> Table:
    if not file.is_file():
        if is_needed:
            faults.append(Fault(file.name, "", _("This file is missing.")))
        return Table({}, file.name, "", faults)
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        faults.append(Fault(file.name, "", _("This is not TOML: %(error)s.") % {"error": error}))
        said = {}
    return Table(said, file.name, "", faults)
