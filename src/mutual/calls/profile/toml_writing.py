"""A profile as the TOML text that ``read_profile`` reads back to an equal one."""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from mutual.calls.profile.model import Codes, FileFormat, Handling, Places, Profile, Times

_KEYS = {
    "has_header": "header",
    "begins": "from",
    "ends": "to",
    "first": "from",
    "last": "through",
}
_TABLES = {"type": "types", "disposition": "dispositions", "priority": "priorities"}


def write_profile(profile: Profile) -> str:
    """Return the profile as TOML, without what is as usual, with its tables of places and codes."""
    lines = [f"zone = {_value(profile.zone)}"]
    usual = Profile(zone=profile.zone, columns={}, written_in=profile.zone)
    lines += [
        f"{name} = {_value(getattr(profile, name))}"
        for name in ("name", "written_in", "skipped_hour", "doubled_hour")
        if getattr(profile, name) != getattr(usual, name)
    ]
    lines += _table("file", _changed(profile.file, FileFormat()))
    columns = {
        role: list(names) if len(names) > 1 else names[0] for role, names in profile.columns.items() if names
    }
    lines += _table("columns", columns)
    lines += _table("times", _changed(profile.times, Times()))
    lines += _places(profile.places)
    for role, codes in profile.codes.items():
        lines += _table(_TABLES[role], _codes(codes), keep=True)
    lines += _handling(profile.handling)
    return "\n".join([*lines, ""])


def _changed(part: Any, usual: Any) -> dict[str, Any]:
    return {
        _KEYS.get(one.name, one.name): getattr(part, one.name)
        for one in fields(part)
        if getattr(part, one.name) != getattr(usual, one.name)
    }


def _places(places: Places) -> list[str]:
    lines = _table("places", {} if places.otherwise is None else {"otherwise": places.otherwise})
    return [*lines, *_table("places.cities", places.cities or {}, keep=places.cities is not None)]


def _codes(codes: Codes) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if codes.known is not None:
        found["known"] = sorted(codes.known)
    if codes.drop:
        found["drop"] = sorted(codes.drop)
    return found | ({"unknown": "keep"} if codes.keeps_unknown else {})


def _handling(handling: Handling) -> list[str]:
    found = _changed(handling, Handling())
    by_city = found.pop("assumed_by_city", {})
    return [*_table("handling", found), *_table("handling.assumed_by_city", by_city)]


def _table(name: str, values: Mapping[str, Any], *, keep: bool = False) -> list[str]:
    if not values and not keep:
        return []
    return ["", f"[{name}]", *(f"{_key(key)} = {_value(value)}" for key, value in values.items())]


def _key(key: str) -> str:
    return key if key.isidentifier() and key.isascii() else _value(key)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(_value, value))}]"
    return str(value)
