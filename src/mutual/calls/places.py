"""Which places a file names, before anybody has said which city each belongs to."""

import tempfile
from pathlib import Path

import duckdb

from mutual.calls.profile import Profile
from mutual.calls.reading import staged_rows
from mutual.calls.refusal import CallsError
from mutual.calls.sql import connect, literal


def places_in(path: str | Path, profile: Profile) -> dict[str, int]:
    """Return the texts of the place column with their rows, those with most rows first.

    Raises ``CallsError`` for a file that cannot be read, and where a column of the profile is missing.
    """
    path = Path(path)
    if not path.is_file():
        raise CallsError(
            f"cannot read {path}: {'it is a folder' if path.is_dir() else 'there is no such file'}."
        )
    with tempfile.TemporaryDirectory(prefix="calls-") as name:
        work = Path(name)
        try:
            staged_rows(path, profile, work)
            source = literal(str((work / "staging.parquet").resolve()))
            with connect(work) as database:
                rows = database.execute(
                    f"SELECT place, count(*) FROM read_parquet({source}) WHERE place IS NOT NULL "
                    "GROUP BY place ORDER BY 2 DESC, 1"
                ).fetchall()
        except duckdb.OutOfMemoryException:
            raise CallsError(f"{path} needs more memory than there is.") from None
    return {str(place): int(count) for place, count in rows}
