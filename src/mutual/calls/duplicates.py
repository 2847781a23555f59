"""Rows that say the same call again: the same id, or, where a row has none, wholly the same row."""

import duckdb
import numpy as np

_AT_ONCE = 5_000_000  # hashes sorted at a time: 40 MB


def find_duplicates(database: duckdb.DuckDBPyConnection, judged: str, rows: int, *, has_id: bool) -> int:
    """Fill the table ``repeats`` (``row``, ``first_row``) with rows that repeat an earlier one; count them.

    Rows that were refused repeat nothing. What shares a 64-bit hash with another row is few and is compared
    exactly, so that a file of millions needs no table of all its ids.
    """
    key = "coalesce(id, whole)" if has_id else "whole"
    parts = max(1, -(-rows // _AT_ONCE))
    suspects: list[int] = []
    for part in range(parts):
        within = f" AND hash({key}) % {parts} = {part}" if parts > 1 else ""
        found = database.execute(
            f"SELECT hash({key}) AS h FROM ({judged}) WHERE reason IS NULL{within}"
        ).fetchnumpy()
        hashes = np.asarray(found["h"])
        hashes.sort()
        suspects += np.unique(hashes[1:][hashes[1:] == hashes[:-1]]).tolist()
    database.execute("CREATE TABLE suspects (h UBIGINT)")
    database.execute("CREATE TABLE repeats (row BIGINT, first_row BIGINT)")
    if not suspects:
        return 0
    database.execute("INSERT INTO suspects SELECT unnest(?::UBIGINT[])", [suspects])
    same = "id, whole" if has_id else "whole"
    database.execute(
        "INSERT INTO repeats SELECT row, first_row FROM (SELECT row, min(row) OVER (PARTITION BY "
        f"{same}) AS first_row "
        f"FROM ({judged}) WHERE reason IS NULL AND hash({key}) IN (SELECT h FROM suspects)) WHERE "
        "row > first_row"
    )
    counted = database.execute("SELECT count(*) FROM repeats").fetchall()
    return int(counted[0][0])
