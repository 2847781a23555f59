"""Places of mobile teams from a file of TOML."""

from dataclasses import dataclass

import numpy as np

from mutual.finance.study_file.reader import File, Table, is_number, shown
from mutual.rosters.errors import RosterError
from mutual.rosters.places import Travel
from mutual.rosters.program import LARGEST_SEED, Search
from mutual.rosters.rules_file.refusal import RulesFileError

_MOST_TEAMS = 500
_MOST_MINUTES = 24 * 60
Place = tuple[float, float]


@dataclass(frozen=True)
class PlacesFile:
    """What a file holds: travel, how many teams, within how many minutes, and how busy each is."""

    title: str
    note: str
    travel: Travel
    teams: int
    within: float
    busy: float
    floor: float
    most: int
    search: Search


def read_places(text: str, *, name: str = "the places") -> PlacesFile:
    """Return what a text in TOML holds; docs/reference/rosters.md says how it is written.

    ``name`` is what messages call the file. Raises ``RulesFileError`` for the first thing that is wrong, with
    its line and key.
    """
    top = File(text, name, RulesFileError).top()
    try:
        return _read(top)
    except RulesFileError:
        raise
    except RosterError as error:
        raise RulesFileError(f"{name}: {error}") from None


def _read(top: Table) -> PlacesFile:
    teams = top.whole("teams", least=1, most=_MOST_TEAMS)
    travel = _travel(top)
    found = PlacesFile(
        top.text("title", "Places of teams"),
        top.text("note", ""),
        travel,
        teams,
        _between(top, "within", None, 0, _MOST_MINUTES),
        _between(top, "busy", 0.0, 0, 0.999),
        _between(top, "floor", 0.0, 0, 1),
        top.whole("most_at_a_post", 1, least=1, most=_MOST_TEAMS),
        Search(seed=top.whole("seed", 0, least=0, most=LARGEST_SEED)),
    )
    top.done()
    return found


def _between(table: Table, key: str, default: float | None, least: float, most: float) -> float:
    value = table.number(key, default)
    if not least <= value <= most:
        table.refuse(f"{value:g} does not lie between {least:g} and {most:g}.", key)
    return value


def _travel(top: Table) -> Travel:
    speed = _between(top, "speed", 40.0, 1, 300)
    detour = _between(top, "detour", 1.3, 1, 10)
    posts = top.table("posts")
    if not posts.values:
        top.refuse("a post at least is needed: NAME = [latitude, longitude].", "posts")
    places = {name: _place(posts, name) for name in posts.values}
    names, cities, weights, minutes = [], [], [], []
    for city, table in top.tables_by_name("cities"):
        for point, inner in [(point, table.table(point)) for point in table.values]:
            names.append(f"{city}, {point}")
            cities.append(city)
            weights.append(_between(inner, "weight", None, 0, 1e12))
            minutes.append(_minutes(inner, places, speed, detour))
            inner.done()
    if not names:
        top.refuse("'cities' is missing: a table [cities.NAME] with points in it.")
    return Travel(tuple(names), tuple(cities), np.array(weights), tuple(places), np.array(minutes))


def _place(table: Table, key: str) -> Place | None:
    """Return latitude and longitude; ``None`` for an empty list, where minutes are given."""
    value = table.get(key)
    if value == []:
        return None
    if not isinstance(value, list) or len(value) != 2 or not all(map(is_number, value)):
        table.refuse(f"[latitude, longitude] is needed, not {shown(value)}.", key)
    north, east = float(value[0]), float(value[1])
    if not -90 <= north <= 90 or not -180 <= east <= 180:
        table.refuse(f"{shown(value)} is no latitude from -90 to 90 and longitude from -180 to 180.", key)
    return north, east


def _minutes(table: Table, places: dict[str, Place | None], speed: float, detour: float) -> list[float]:
    """Return minutes to a point from each post, given or by great circles."""
    if table.has("minutes"):
        inner = table.table("minutes")
        for name in inner.values:
            inner.one_of(name, places, "post", name)
        return [_between(inner, name, None, 0, _MOST_MINUTES) for name in places]
    here = _place(table, "at")
    if here is None:
        table.refuse("[latitude, longitude] is needed, or minutes from each post.", "at")
    for name, place in places.items():
        if place is None:
            table.refuse(f"the post {name!r} has no latitude and longitude: give minutes from each post.")
    known = {name: place for name, place in places.items() if place is not None}
    rows = Travel.by_road({"here": ("", 1.0, *here)}, known, speed=speed, detour=detour).minutes
    return [float(value) for value in rows[0]]
