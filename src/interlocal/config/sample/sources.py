"""Taking the source out of a row of the sample's data."""

from collections.abc import Mapping
from typing import Any

from interlocal.partnerships.jurisdictions.public import SOURCE_FIELDS, Source


def without_source(row: Mapping[str, Any]) -> tuple[Source, dict[str, Any]]:
    """Return the row's source, and its other values."""
    given = {name: row[name] for name in SOURCE_FIELDS if name in row}
    return Source(**given), {name: value for name, value in row.items() if name not in SOURCE_FIELDS}
