"""Which backups are kept, and what a file of one is called."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime

ENDING = ".backup"
_NAME = re.compile(r"interlocal-(\d{8}T\d{6})Z-[0-9a-f]{8}\.backup")
_MOMENT = "%Y%m%dT%H%M%S"


class KeepWrong(ValueError):
    """The rule of keeping is not three numbers."""


def file_name(made_at: datetime, number: str) -> str:
    """Return the name of a backup's file."""
    return f"interlocal-{made_at.astimezone(UTC):{_MOMENT}}Z-{number[:8]}{ENDING}"


def made_at(name: str) -> datetime | None:
    """Return when a backup of that name was made; ``None`` for the name of anything else."""
    found = _NAME.fullmatch(name)
    return datetime.strptime(found[1], _MOMENT).replace(tzinfo=UTC) if found else None


def keep_rule(text: str) -> tuple[int, int, int]:
    """Return days, weeks and months from "7,4,6"; raises ``KeepWrong``."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 3 or not all(part.isascii() and part.isdecimal() for part in parts):
        raise KeepWrong("INTERLOCAL_BACKUP_KEEP is three numbers: days, weeks, months, such as 7,4,6.")
    days, weeks, months = (int(part) for part in parts)
    if days < 1:
        raise KeepWrong("INTERLOCAL_BACKUP_KEEP keeps at least one day.")
    return days, weeks, months


def past_keeping(names: Iterable[str], rule: tuple[int, int, int]) -> list[str]:
    """Return the names of backups to delete: all but the last of each of the last days, weeks and months.

    Periods without a backup do not count, so that nothing goes while none is made. Other names are never
    among them.
    """
    by_age = sorted(((made, name) for name in names if (made := made_at(name))), reverse=True)
    kept: set[str] = set()
    for count, period in zip(rule, ("%Y-%m-%d", "%G-%V", "%Y-%m"), strict=True):
        last_of: dict[str, str] = {}
        for made, name in by_age:
            last_of.setdefault(made.strftime(period), name)
        kept |= set(list(last_of.values())[:count])
    return sorted(name for _, name in by_age if name not in kept)
