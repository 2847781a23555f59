"""Deleting the backups that the rule does not keep."""

from pathlib import Path

from interlocal.foundation.backups.rules import past_keeping


def delete_past_keeping(folder: Path, rule: tuple[int, int, int]) -> list[str]:
    """Delete them; return their names. Files of other names are not looked at."""
    names = past_keeping((path.name for path in folder.iterdir()), rule)
    for name in names:
        (folder / name).unlink(missing_ok=True)
    return names
