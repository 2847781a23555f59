"""Reading a call file: every row is taken, refused with its reason, or a duplicate."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path

import duckdb

from mutual.calls.counting import META, about_calls, count_calls
from mutual.calls.duplicates import find_duplicates
from mutual.calls.judging import Ground, judged_query, place_table
from mutual.calls.lonely import lonely_days
from mutual.calls.noting import notes_of
from mutual.calls.profile import Profile
from mutual.calls.profile.model import TEXTS
from mutual.calls.reasons import WAYS_FORWARD
from mutual.calls.refusal import CallsError
from mutual.calls.result import Reading, RefusedRow
from mutual.calls.source import Opened, open_source
from mutual.calls.sql import connect, literal
from mutual.calls.staging import staging_query
from mutual.calls.times import plausible
from mutual.calls.zones import clock_of

CALLS, REFUSED, DUPLICATES = "calls.parquet", "refused.csv", "duplicates.csv"
_SHOWN = 20  # refused rows of each reason in the result; the file has all
_LETTERS = 200
_ROW_GROUP = 122_880
_EPOCH = date(1970, 1, 1)


def read_calls(path: str | Path, profile: Profile, out: str | Path) -> Reading:
    """Read a call export (CSV, XLSX, Parquet) as its profile says; write what was found to a folder.

    ``out`` gets calls.parquet (the calls taken, moments in UTC), refused.csv (row, reason, what stands there,
    what to do) and duplicates.csv. Nothing outside it is written, and nothing but ``path`` is read. Raises
    ``CallsError`` for a file that cannot be read and where a column of the profile is missing; OSError where
    ``out`` cannot be written.
    """
    path, out = Path(path), Path(out)
    out.mkdir(parents=True, exist_ok=True)
    with _work_folder(out) as work:
        if not path.is_file():
            raise CallsError(
                f"cannot read {path}: {'it is a folder' if path.is_dir() else 'there is no such file'}."
            )
        try:
            opened, staged = staged_rows(path, profile, work)
            return _judged(path, profile, out, work, opened, staged)
        except duckdb.OutOfMemoryException:
            raise CallsError(f"{path} needs more memory or more room in {out} than there is.") from None
        except duckdb.Error as error:
            raise CallsError(f"{path} cannot be read: {str(error).splitlines()[0]}") from None


@contextmanager
def _work_folder(out: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=".reading-", dir=out))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def staged_rows(path: Path, profile: Profile, work: Path) -> tuple[Opened, int]:
    """Write staging.parquet; return what was opened and how many rows are in it.

    A text is read as it stands where the database finds as many rows as there are lines; else record by
    record.
    """
    for carefully in (False, True):
        opened = open_source(path, profile, work, carefully=carefully)
        try:
            rows = _stage(path, profile, work, opened)
        except (duckdb.InvalidInputException, duckdb.ConversionException) as error:
            if opened.kind == "csv" and not carefully:
                continue
            raise CallsError(f"{path} cannot be read: {str(error).splitlines()[0]}") from None
        if opened.expected is None or rows == opened.expected or carefully or opened.has_row:
            return opened, rows
    raise AssertionError("the careful reading decides")


def _stage(path: Path, profile: Profile, work: Path, opened: Opened) -> int:
    target = work / "staging.parquet"
    with connect(work, path) as database:
        done = database.execute(
            f"COPY ({staging_query(opened, profile)}) TO {literal(str(target.resolve()))} "
            f"(FORMAT parquet, COMPRESSION lz4, ROW_GROUP_SIZE {_ROW_GROUP})"
        ).fetchall()
    return int(done[0][0])


def _judged(path: Path, profile: Profile, out: Path, work: Path, opened: Opened, staged: int) -> Reading:
    calls = out.resolve() / CALLS
    with connect(out, path) as database:
        source = f"read_parquet({literal(str((work / 'staging.parquet').resolve()))}, file_row_number = true)"
        ground = _ground(database, source, profile, opened)
        place_table(database, profile)
        judged = judged_query(source, profile, ground)
        duplicates = find_duplicates(database, judged, staged, has_id="id" in ground.columns)
        reasons = _write_refused(database, judged, opened, out.resolve())
        _write_duplicates(database, out.resolve())
        taken = _write_calls(database, judged, ground, profile, calls)
        shown = _shown(database)
        counted = count_calls(database, calls)
        notes = notes_of(database, judged, profile, ground, opened, counted)
    reading = Reading(
        profile=profile,
        rows=staged + opened.broken_rows,
        taken=taken,
        refused=sum(reasons.values()),
        duplicates=duplicates,
        reasons=reasons,
        refused_rows=shown,
        notes=notes,
        cities=counted.by_city,
        first=counted.first,
        last=counted.last,
        columns=opened.names,
        calls_file=out / CALLS,
        refused_file=out / REFUSED,
        duplicates_file=out / DUPLICATES,
    )
    if reading.rows != reading.taken + reading.refused + reading.duplicates:
        raise CallsError(
            f"{path} changed while it was read: {reading.rows} rows, {taken} taken, "
            f"{reading.refused} refused, "
            f"{duplicates} duplicates. Read it again."
        )
    return reading


def _ground(database: duckdb.DuckDBPyConnection, source: str, profile: Profile, opened: Opened) -> Ground:
    """Return the clocks of the time that the file spans, and which days lie far from all others."""
    columns = frozenset(row[0] for row in database.execute(f"DESCRIBE SELECT * FROM {source}").fetchall())
    at = "coalesce(received_utc, received_at)" if "received_utc" in columns else "received_at"
    days: dict[date, int] = dict(
        database.execute(
            f"SELECT CAST({at} AS DATE), count(*) FROM {source} WHERE {plausible(at)} GROUP BY ALL"
        ).fetchall()
    )
    bounds = [day for day in (profile.times.first, profile.times.last) if day is not None]
    low = datetime.combine(min([*days, *bounds], default=_EPOCH), time())
    high = datetime.combine(max([*days, *bounds], default=_EPOCH), time())
    return Ground(
        columns=columns,
        row=opened.row,
        written=clock_of(profile.written_in, low, high),
        local=clock_of(profile.zone, low, high),
        first=profile.times.first,
        last=profile.times.last,
        lonely=lonely_days(days) if len(bounds) < 2 else (),
    )


def _write_refused(
    database: duckdb.DuckDBPyConnection, judged: str, opened: Opened, out: Path
) -> dict[str, int]:
    """Write refused.csv and return how many rows each reason refused, the most first."""
    database.execute("CREATE TABLE ways (reason VARCHAR, way VARCHAR)")
    database.execute(
        "INSERT INTO ways SELECT unnest(?), unnest(?)", [list(WAYS_FORWARD), list(WAYS_FORWARD.values())]
    )
    broken = ""
    if opened.broken is not None:
        broken = (
            " UNION ALL SELECT CAST(row AS BIGINT), reason, wrong "
            f"FROM read_csv({literal(str(opened.broken.resolve()))}, auto_detect = false, header = false, "
            "delim = ',', quote = '\"', escape = '\"', nullstr = '', max_line_size = 4000000, "
            "columns = {'row': 'VARCHAR', 'reason': 'VARCHAR', 'wrong': 'VARCHAR'})"
        )
    database.execute(
        f"CREATE TEMP TABLE refused AS SELECT row, reason, substr(wrong, 1, {_LETTERS}) AS value "
        f"FROM ({judged}) "
        f"WHERE reason IS NOT NULL{broken}"
    )
    database.execute(
        f"COPY (SELECT row, reason, {_inert('value')} AS value, way AS way_forward "
        f"FROM refused JOIN ways USING (reason) ORDER BY row) TO {literal(str(out / REFUSED))} "
        "(FORMAT csv, HEADER)"
    )
    counted = database.execute(
        "SELECT reason, count(*) FROM refused GROUP BY ALL ORDER BY 2 DESC, 1"
    ).fetchall()
    return {str(reason): int(count) for reason, count in counted}


def _inert(column: str) -> str:
    """Return the SQL of a text that no spreadsheet takes for a formula."""
    return f"CASE WHEN {column}[1] IN ('=', '+', '-', '@', chr(9)) THEN chr(39) || {column} ELSE {column} END"


def _write_duplicates(database: duckdb.DuckDBPyConnection, out: Path) -> None:
    target = literal(str(out / DUPLICATES))
    database.execute(
        f"COPY (SELECT row, first_row FROM repeats ORDER BY row) TO {target} (FORMAT csv, HEADER)"
    )


def _write_calls(
    database: duckdb.DuckDBPyConnection, judged: str, ground: Ground, profile: Profile, calls: Path
) -> int:
    """Write the calls taken, with what ``demand_of`` must know about them, and count them."""
    columns = [role for role in TEXTS if role in ground.columns and role != "place"]
    kept = ", ".join(["row", "at_utc", "city", "place", *columns, "CAST(handling AS FLOAT) AS handling"])
    has_repeats = database.execute("SELECT count(*) FROM repeats").fetchall()[0][0]
    fresh = " AND row NOT IN (SELECT row FROM repeats)" if has_repeats else ""
    done = database.execute(
        f"COPY (SELECT {kept} FROM ({judged}) WHERE reason IS NULL{fresh}) TO {literal(str(calls))} "
        f"(FORMAT parquet, COMPRESSION lz4, ROW_GROUP_SIZE {_ROW_GROUP}, "
        f"KV_METADATA {{'{META}': {literal(about_calls(profile))}}})"
    ).fetchall()
    return int(done[0][0])


def _shown(database: duckdb.DuckDBPyConnection) -> tuple[RefusedRow, ...]:
    """Return the first refused rows of each reason."""
    rows = database.execute(
        "SELECT row, reason, coalesce(value, ''), way FROM refused JOIN ways USING (reason) "
        f"QUALIFY row_number() OVER (PARTITION BY reason ORDER BY row) <= {_SHOWN} ORDER BY row"
    ).fetchall()
    return tuple(RefusedRow(int(row), reason, value, way) for row, reason, value, way in rows)
