"""The columns of a Parquet file as text."""

from pathlib import Path

from mutual.calls.sql import connect, literal


def parquet_relation(path: Path, work: Path) -> tuple[str, tuple[str, ...]]:
    """Return SQL that gives every column as text (c0, c1, ...), and their names. Raises ``duckdb.Error``.

    Moments are written as 2026-01-31 14:05:09, in UTC and with Z where they have a zone.
    """
    source = f"read_parquet({literal(str(path.resolve()))})"
    with connect(work, path) as database:
        described = database.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
    names = tuple(str(row[0]) for row in described)
    columns = ", ".join(f"x{place}" for place in range(len(names)))
    texts = ", ".join(
        _text(f"x{place}", str(row[1])) + f" AS c{place}" for place, row in enumerate(described)
    )
    return f"(SELECT {texts} FROM {source} AS t({columns}))", names


def _text(column: str, kind: str) -> str:
    if kind == "TIMESTAMP WITH TIME ZONE":
        return f"strftime({column} AT TIME ZONE 'UTC', '%Y-%m-%d %H:%M:%SZ')"
    if kind.startswith("TIMESTAMP"):
        return f"strftime(CAST({column} AS TIMESTAMP), '%Y-%m-%d %H:%M:%S')"
    if kind in {"DOUBLE", "FLOAT"}:  # codes and beats that a program widened: 111.0 is 111
        return (
            f"CASE WHEN {column} = trunc({column}) AND abs({column}) < 1e15 THEN "
            f"CAST(CAST({column} AS BIGINT) "
            f"AS VARCHAR) ELSE CAST({column} AS VARCHAR) END"
        )
    if kind == "BLOB":
        return f"decode({column})"
    return f"CAST({column} AS VARCHAR)"
