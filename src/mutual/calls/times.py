"""How a written time becomes a moment in SQL.

Formats are those of ``strftime`` (ISO C), and three words: ``ISO`` (2026-01-31 14:05:09, with T or a space,
seconds and their fraction optional), ``ISO with offset`` (the same with Z or +01:00), ``Excel`` (days since
30 December 1899) and ``Unix`` (seconds since 1970; milliseconds where the number is too large for seconds).
"""

import re

from mutual.calls.sql import literal

ISO, OFFSET, EXCEL, UNIX = "ISO", "ISO with offset", "Excel", "Unix"
FORMAT_WORDS = (ISO, OFFSET, EXCEL, UNIX)
_CODES = re.compile(r"%(-?[A-Za-z%])")
_KNOWN = set("YymdbBjHIMSpfgzaA%") | {"-d", "-m", "-H", "-I", "-M", "-S", "-y", "-j"}
_DAY, _YEAR = {"d", "-d", "j", "-j"}, {"Y", "y", "-y"}
_CLOCK = {"H", "-H", "I", "-I"}
_DAY_OR_MOMENT = r"\d{4}-\d{1,2}-\d{1,2}([T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)?"
_MOMENT_WITH_OFFSET = r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)? ?(Z|[+-]\d\d(:?\d\d)?)"
_EARLIEST, _LATEST = "1970-01-01", "2100-01-01"


def is_format(text: str) -> bool:
    """Is it a format that names a day, and codes that are known?"""
    if text in FORMAT_WORDS:
        return True
    codes = _CODES.findall(text)
    if not set(codes) <= _KNOWN or text.count("%") != len(codes) + codes.count("%"):
        return False
    has_month = set(codes) & {"m", "-m", "b", "B", "j", "-j"}
    half = set(codes) & {"I", "-I"}
    return bool(set(codes) & _DAY and set(codes) & _YEAR and has_month) and (not half or "p" in codes)


def has_offset(text: str) -> bool:
    """Does the format say how far from UTC each time is?"""
    return text in {OFFSET, UNIX} or "z" in _CODES.findall(text)


def names_clock(text: str) -> bool:
    """Does the format hold the time of day?"""
    return text in FORMAT_WORDS or bool(set(_CODES.findall(text)) & _CLOCK)


def moment(value: str, formats: tuple[str, ...]) -> str:
    """Return the SQL of the moment that a text says, in its own zone or in UTC; NULL where no format fits."""
    tried = [_one(value, one) for one in formats]
    return tried[0] if len(tried) == 1 else f"coalesce({', '.join(tried)})"


def plausible(value: str) -> str:
    """Return the SQL of whether a moment lies in the years that calls can be of."""
    return f"({value} >= TIMESTAMP '{_EARLIEST}' AND {value} < TIMESTAMP '{_LATEST}')"


def _one(value: str, one: str) -> str:
    if one == ISO:  # a text with an offset would be cast too, to another moment
        full = f"{value} LIKE '____-__-_____:__:__'"
        loose = f"regexp_full_match({value}, '{_DAY_OR_MOMENT}')"
        return f"CASE WHEN {full} OR {loose} THEN TRY_CAST({value} AS TIMESTAMP) END"
    if one == OFFSET:
        shape = f"regexp_full_match({value}, '{_MOMENT_WITH_OFFSET}')"
        return (
            f"CASE WHEN {shape} THEN CAST(TRY_CAST({value} AS TIMESTAMPTZ) AT TIME ZONE 'UTC' AS "
            "TIMESTAMP) END"
        )
    if one == EXCEL:
        days = f"TRY_CAST({value} AS DOUBLE)"
        return (
            f"CASE WHEN {days} BETWEEN 1 AND 2958465 THEN "
            f"make_timestamp(CAST(round(({days} - 25569) * 86400) AS BIGINT) * 1000000) END"
        )
    if one == UNIX:
        seconds = f"TRY_CAST({value} AS DOUBLE)"
        return (
            f"CASE WHEN {seconds} BETWEEN 0 AND 1e10 THEN make_timestamp(CAST({seconds} * 1000000 "
            "AS BIGINT)) "
            f"WHEN {seconds} BETWEEN 1e10 AND 1e13 THEN make_timestamp(CAST({seconds} * 1000 AS BIGINT)) END"
        )
    return f"CAST(try_strptime({value}, {literal(one)}) AS TIMESTAMP)"
