"""What the reporter is shown of a report."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from interlocal.foundation.vault.public import open_box
from interlocal.programs.hotline.models import Entry, Report, SealedFile


@dataclass(frozen=True)
class Reading:
    """A report that its reporter has open, with its private key, which is in memory alone."""

    report: Report
    private: bytes


@dataclass(frozen=True)
class FileShown:
    """A file as its reporter sees it: what was sent, and what the viewing copy lacks."""

    public_id: str
    facts: Mapping[str, Any]
    has_copy: bool


def entries_for_reporter(reading: Reading) -> list[dict[str, Any]]:
    """Return the entries that are not for staff alone, opened, in their order."""
    rows = Entry.objects.filter(report=reading.report, is_for_staff_only=False)
    return [json.loads(open_box(reading.private, bytes(row.sealed))) for row in rows]


def files_for_reporter(reading: Reading) -> list[FileShown]:
    """Return the files that were sent, with what their viewing copies lack."""
    rows = SealedFile.objects.filter(report=reading.report, cleaned_from=None).select_related("cleaned_copy")
    shown = []
    for row in rows:
        facts = json.loads(open_box(reading.private, bytes(row.sealed)))
        copy = getattr(row, "cleaned_copy", None)
        if copy is not None:
            facts["removed"] = json.loads(open_box(reading.private, bytes(copy.sealed)))["removed"]
        shown.append(FileShown(row.public_id, facts, has_copy=copy is not None))
    return shown
