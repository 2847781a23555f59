"""A profile from its TOML text."""

import codecs
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from mutual.calls.profile.code_tables import TableFiles
from mutual.calls.profile.model import (
    CLOCK_DOUBLED,
    CLOCK_FORWARD,
    KINDS,
    MOMENTS,
    TEXTS,
    UNITS,
    Codes,
    FileFormat,
    Handling,
    Places,
    Profile,
    Times,
)
from mutual.calls.profile.toml_table import Table, top_table
from mutual.calls.refusal import CallsError
from mutual.calls.times import FORMAT_WORDS, is_format

_MOST_COLUMNS = 2  # a date and a time
_TABLES = {"type": "types", "disposition": "dispositions", "priority": "priorities"}


def read_profile(
    source: str | Path, *, name: str = "the profile", tables: Mapping[str, str] | None = None
) -> Profile:
    """Return the profile of a TOML text, or of a file where a ``Path`` is given.

    Tables that the profile names (which city a place belongs to, which codes there are) are CSV files beside
    the profile; for a text they are given in ``tables``, by name. Raises ``CallsError`` with the line of what
    is wrong.
    """
    folder = None
    if isinstance(source, Path):
        name, folder = str(source), source.parent
        text = _text_of(source)
    else:
        text = source
    top = top_table(text.removeprefix("\ufeff"), name)
    files = TableFiles(folder, tables or {})
    zone = _zone(top, "zone", None)
    profile = Profile(
        zone=zone,
        name=top.text_of("name", "") or "",
        written_in=_zone(top, "written_in", zone),
        skipped_hour=top.choice("skipped_hour", CLOCK_FORWARD, "forward"),
        doubled_hour=top.choice("doubled_hour", CLOCK_DOUBLED, "first"),
        file=_file(top.table("file")),
        columns=_columns(top.table("columns")),
        times=_times(top.table("times")),
        places=_places(top.table("places"), files),
        codes={role: _codes(top.table(key), files) for role, key in _TABLES.items() if top.has(key)},
        handling=_handling(top.table("handling")),
    )
    top.done()
    _check(top, profile)
    return profile


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise CallsError(f"{path} is not text in UTF-8.") from None
    except OSError as error:
        raise CallsError(f"cannot read {path}: {error.strerror}.") from None
    except ValueError:
        raise CallsError(f"cannot read {str(path)!r}: that is no name of a file.") from None


def _zone(top: Table, key: str, default: str | None) -> str:
    value = top.text_of(key, default)
    if value is None:
        top.refuse('"zone" is missing: name the time zone of the cities, such as "America/Chicago".')
    try:
        ZoneInfo(value)
    except (KeyError, OSError, ValueError):  # no such zone, a folder, a name that leads elsewhere
        top.refuse(f'there is no time zone {value!r}; write one such as "America/Chicago".', key)
    return value


def _file(table: Table) -> FileFormat:
    default = FileFormat()
    delimiter = _letter(table, "delimiter", default.delimiter)
    quote = _letter(table, "quote", default.quote, may_be_empty=True)
    if delimiter == quote:
        table.refuse("the delimiter and the quote are the same letter.", "quote")
    decimal = table.choice("decimal", (".", ","), ".")
    kind = table.choice("kind", KINDS, "csv") if table.has("kind") else None
    found = FileFormat(
        kind=kind,
        encodings=_encodings(table),
        delimiter=delimiter,
        quote=quote,
        skip=table.whole("skip", 0, 1_000),
        has_header=table.flag("header", default=True),
        sheet=table.text_of("sheet"),
        decimal=decimal,
        blank=table.texts("blank") or (),
    )
    table.done()
    return found


def _letter(table: Table, key: str, default: str, *, may_be_empty: bool = False) -> str:
    value = table.text_of(key, default) or ""
    if may_be_empty and not value:
        return ""
    if len(value) != 1 or value in "\r\n\0" or not value.isascii():
        table.refuse(f"one letter of ASCII is needed, not {value!r}.", key)
    return value


def _encodings(table: Table) -> tuple[str, ...]:
    if table.has("encoding") and table.has("encodings"):
        table.refuse("give encoding or encodings, not both.", "encoding")
    words = table.texts("encodings") or table.texts("encoding") or ("utf-8",)
    for word in words:
        try:
            is_text = codecs.lookup(word)._is_text_encoding  # noqa: SLF001 - base64 and the like are codecs too
            "a".encode(word)
        except (LookupError, UnicodeError, ValueError):
            is_text = False
        if not is_text or codecs.lookup(word).name in {"idna", "punycode", "unicode_escape", "undefined"}:
            table.refuse(
                f"there is no encoding {word!r}.", "encodings" if table.has("encodings") else "encoding"
            )
    return words


def _columns(table: Table) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for role in ("received", *MOMENTS):
        names = table.texts(role)
        if names is not None:
            if not 1 <= len(names) <= _MOST_COLUMNS:
                table.refuse("one column is needed, or two: its date and its time.", role)
            found[role] = names
    for role in (*TEXTS, "duration"):
        name = table.text_of(role)
        if name is not None:
            found[role] = (name,)
    for role in ("received", "place"):
        if role not in found:
            table.refuse(f"{role!r} is missing: name the column that holds it.")
    table.done()
    return found


def _times(table: Table) -> Times:
    formats = table.texts("formats") or table.texts("format") or ("ISO",)
    for one in formats:
        if not is_format(one):
            table.refuse(
                f"{one!r} is no format: write one such as %m/%d/%Y %H:%M, or {', '.join(FORMAT_WORDS)}.",
                "formats" if table.has("formats") else "format",
            )
    found = Times(
        formats=formats,
        midnight=table.choice("midnight", ("keep", "refuse"), "keep"),
        backwards=table.choice("backwards", ("refuse", "no handling time"), "refuse"),
        first=table.day("from"),
        last=table.day("through"),
    )
    if found.first and found.last and found.last < found.first:
        table.refuse(f"the period ends ({found.last}) before it begins ({found.first}).", "through")
    table.done()
    return found


def _places(table: Table, files: TableFiles) -> Places:
    cities: dict[str, str] | None = None
    if table.has("table"):
        cities = files.pairs(table, "table", key="place", value="city")
    inline = table.table("cities")
    for place, city in inline.values.items():
        if not isinstance(city, str) or not city.strip():
            inline.refuse("the name of a city is needed.", place)
        cities = {**(cities or {}), place.strip(): city.strip()}
    otherwise = table.text_of("otherwise")
    if otherwise is not None and not otherwise.strip():
        table.refuse("the name of a city is needed.", "otherwise")
    table.done()
    return Places(cities=cities, otherwise=otherwise.strip() if otherwise else None)


def _codes(table: Table, files: TableFiles) -> Codes:
    known = table.texts("known")
    if table.has("table"):
        known = (*(known or ()), *files.codes(table, "table", key="code"))
    drop = table.texts("drop") or ()
    found = Codes(
        known=None if known is None else frozenset(code.strip() for code in known),
        drop=frozenset(code.strip() for code in drop),
        keeps_unknown=table.choice("unknown", ("refuse", "keep"), "refuse") == "keep",
    )
    table.done()
    return found


def _handling(table: Table) -> Handling:
    moments = ("received", *MOMENTS)
    begins = table.choice("from", moments, "received") if table.has("from") else None
    ends = table.choice("to", moments, "cleared") if table.has("to") else None
    by_city = table.table("assumed_by_city")
    found = Handling(
        begins=begins,
        ends=ends,
        unit=table.choice("unit", UNITS, "seconds"),
        ceiling=table.number("ceiling"),
        assumed=table.number("assumed"),
        assumed_by_city={city: by_city.positive(value, city) for city, value in by_city.values.items()},
    )
    if (begins is None) != (ends is None):
        table.refuse('"from" and "to" go together: the moments between which a call keeps somebody busy.')
    table.done()
    return found


def _check(top: Table, profile: Profile) -> None:
    """Refuse what only several tables together show."""
    handling = profile.handling
    table = Table(top.text, top.name, top.values.get("handling", {}), ("handling",))
    order = ("received", *MOMENTS)
    for key, moment in (("from", handling.begins), ("to", handling.ends)):
        if moment is not None and moment not in profile.columns:
            table.refuse(f"the profile names no column for {moment!r}.", key)
    if handling.begins and handling.ends:
        if order.index(handling.begins) >= order.index(handling.ends):
            table.refuse(f"{handling.ends!r} does not come after {handling.begins!r}.", "to")
        if "duration" in profile.columns:
            table.refuse("the file has a duration column; leave out from and to, or the column.", "from")
    for role in profile.codes:
        if role not in profile.columns:
            Table(top.text, top.name, {}, (_TABLES[role],)).refuse(
                f"the profile names no column for {role!r}."
            )
