"""Maintenance: a file in the data folder that keeps pages and jobs from the database while it is changed."""

import json
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.conf import settings

NAME = "maintenance.json"


def is_under_maintenance() -> bool:
    """Is the installation closed to pages and jobs now? Asked for every request: one look at a file."""
    return _path().exists()


def maintenance_reason() -> str:
    """Return why it is closed, in one word; "" when it is open."""
    try:
        return str(json.loads(_path().read_text(encoding="utf-8"))["reason"])
    except FileNotFoundError:
        return ""
    except (ValueError, KeyError, TypeError):
        return "unknown"


def begin_maintenance(reason: str, *, now: datetime) -> None:
    """Close the installation: pages answer 503 with a page that says so, and no job begins."""
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{NAME}.{os.getpid()}")
    draft.write_text(
        json.dumps({"reason": reason, "since": now.isoformat(timespec="seconds")}), encoding="utf-8"
    )
    draft.replace(path)


def end_maintenance() -> None:
    """Open it again."""
    with suppress(FileNotFoundError):
        _path().unlink()


def _path() -> Path:
    return Path(settings.INTERLOCAL_DATA) / NAME
