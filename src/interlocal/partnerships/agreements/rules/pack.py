"""What a state's law asks of agreements: a data pack that ships with the software. No legal advice."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

_PACK = resources.files("interlocal.partnerships.agreements") / "packs" / "missouri.toml"


@dataclass(frozen=True)
class Ground:
    """A rule of law as the software applies it: its section, one sentence, and whether counsel checked it."""

    key: str
    section: str
    words: str
    is_unconfirmed: bool


@dataclass(frozen=True)
class Filing:
    """What is filed after the last signature: by ``each`` party or the ``first``, of these kinds, by when."""

    key: str
    title: str
    by: str
    kinds: tuple[str, ...]
    state: str
    days: int
    section: str
    is_unconfirmed: bool


@cache
def _read() -> Mapping[str, Any]:
    return tomllib.loads(_PACK.read_text(encoding="utf-8"))


def ground(key: str) -> Ground:
    """Return the rule of law ``key``; raises ``KeyError`` where the pack has none."""
    rows = {row["key"]: row for row in _read()["ground"]}
    row = rows[key]
    return Ground(key, row["section"], row["words"], row["is_unconfirmed"])


def filings() -> tuple[Filing, ...]:
    """Return the filings of the pack, in its order."""
    return tuple(
        Filing(
            key=row["key"],
            title=row["title"],
            by=row["by"],
            kinds=tuple(row["kinds"]),
            state=row["state"],
            days=row["days"],
            section=row["section"],
            is_unconfirmed=row["is_unconfirmed"],
        )
        for row in _read()["filing"]
    )


def pack_procedures() -> Sequence[Mapping[str, Any]]:
    """Return the procedures of the pack as they are written: ``slug``, ``title``, ``kind``, ``steps``."""
    procedures: Sequence[Mapping[str, Any]] = _read()["procedure"]
    return procedures
