"""Call files of a study, and what the engine says of them: proposals, places, demand, staff."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files import File
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from interlocal.costing.studies import rules
from interlocal.costing.studies.models import CallFile, OptionKind, OptionPart, Study
from interlocal.costing.studies.queries.studies import led_study_for, study_for
from interlocal.foundation.files.public import open_file
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import Actor

if TYPE_CHECKING:
    from mutual.calls import Proposal
    from mutual.queues import PooledStaffing

HOURS = 168
FOLDER = "calls"


def call_files_of(study: Study) -> QuerySet[CallFile]:
    """Return the call files that stand."""
    return study.call_files.filter(withdrawn_at=None)


def call_file_for(user: Actor, public_id: str, file_id: str) -> CallFile:
    """Return a call file of a study that ``user`` may read, or raise ``Http404``."""
    return _file(study_for(user, public_id), file_id)


def led_call_file_for(user: Actor, public_id: str, file_id: str) -> CallFile:
    """Return a call file of a study that ``user`` may keep, or raise ``Http404``."""
    return _file(led_study_for(user, public_id), file_id)


def _file(study: Study, file_id: str) -> CallFile:
    return get_object_or_404(call_files_of(study).select_related("study", "stored"), public_id=file_id)


def call_folder() -> Path:
    """Return the folder in which files lie while they are read; nobody else may look into it."""
    folder = Path(settings.INTERLOCAL_DATA) / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


@contextmanager
def readable(source: File, name: str) -> Iterator[Path]:  # type: ignore[type-arg]
    """Lay a file where the engine can read it, and take it away again."""
    folder = Path(tempfile.mkdtemp(dir=call_folder()))
    try:
        path = folder / f"calls{Path(name).suffix.lower()}"
        with path.open("wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
        yield path
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def readable_calls(file: CallFile) -> Iterator[Path]:
    """Lay the stored file of a record where the engine can read it. Raises ``Refusal`` where it is gone."""
    if file.stored is None:
        raise Refusal(_("The file is deleted, as is done a month after it was read. Bring it again."))
    with open_file(file.stored) as stream, readable(File(stream), file.name) as path:
        yield path


def proposed(path: Path, name: str) -> "Proposal":
    """Return how the engine would read a file. Raises ``Refusal`` for one that is no table of calls."""
    from mutual.calls import CallsError, propose

    try:
        return propose(path, zone=settings.TIME_ZONE)
    except CallsError as error:
        raise Refusal(said(error, path, name), field="file") from error


def places_found(path: Path, profile: str, name: str) -> dict[str, int]:
    """Return the texts of the place column with their rows. Raises ``Refusal``."""
    from mutual.calls import CallsError, places_in, read_profile

    try:
        found = places_in(path, read_profile(profile))
    except CallsError as error:
        raise Refusal(said(error, path, name)) from error
    rules.check_places(found)
    return dict(found)


def said(error: Exception, path: Path, name: str) -> str:
    """Return an error of the engine with the name that a person knows in the place of the path."""
    return str(error).replace(str(path.resolve()), name).replace(str(path), name)


@dataclass(frozen=True)
class PlaceRow:
    """A place of a file, its rows, and the public id of its city (empty: none)."""

    place: str
    rows: int
    city: str


def place_rows(file: CallFile, names: Mapping[str, str]) -> list[PlaceRow]:
    """Return the places of a file, those with most rows first, with what was said or can be guessed."""
    return [
        PlaceRow(place, rows, file.cities.get(place, rules.guessed(place, names)))
        for place, rows in sorted(file.places.items(), key=lambda one: (-one[1], one[0]))
    ]


def city_names(study: Study) -> dict[str, str]:
    """Return the names of the cities in a study by their public ids."""
    rows = study.cities.filter(left_at=None).order_by("jurisdiction__name")
    return dict(rows.values_list("public_id", "jurisdiction__name"))


def account_of(path: Path, file: CallFile, out: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Read a file with its cities; return what became of the rows, and the demand by public id of the city.

    Raises ``Refusal``. Rows are named by number; what stands in them is not kept.
    """
    from mutual.calls import CallsError, demand_of, read_calls, read_profile

    profile = read_profile(file.profile)
    cities = {place: city for place, city in file.cities.items() if city}
    profile = replace(profile, places=replace(profile.places, cities=cities, otherwise=None))
    try:
        reading = read_calls(path, profile, out)
        demand = json.loads(demand_of(reading).to_json())
    except CallsError as error:
        raise Refusal(said(error, path, file.name)) from error
    first: dict[str, list[int]] = {}
    ways: dict[str, str] = {}
    for row in reading.refused_rows:
        first.setdefault(row.reason, []).append(row.row)
        ways[row.reason] = row.way_forward
    account = {
        "rows": reading.rows,
        "taken": reading.taken,
        "refused": reading.refused,
        "duplicates": reading.duplicates,
        "reasons": [
            {"reason": reason, "count": count, "rows": first.get(reason, []), "way": ways.get(reason, "")}
            for reason, count in reading.reasons.items()
        ],
        "notes": [note.text for note in reading.notes],
        "clock": reading.clock_rule,
    }
    return account, demand


def refused_reasons(file: CallFile) -> list[dict[str, Any]]:
    """Return why rows were refused, with what can be done about it on these pages."""
    found = file.account["reasons"] if file.account else []
    return [{**one, "way": rules.way_forward(one["reason"], one["way"])} for one in found]


@dataclass(frozen=True)
class CityCalls:
    """What a file says of one city: its calls, its busiest hour, and how long a call takes."""

    name: str
    calls: int
    a_day: str
    busiest: str
    takes: str


def city_calls(file: CallFile, names: Mapping[str, str]) -> list[CityCalls]:
    """Return the calls of each city of a file that was read, by name."""
    found = file.demand["cities"] if file.demand else {}
    rows = []
    for city, one in found.items():
        rates = one["rates"]
        busiest = max(range(HOURS), key=rates.__getitem__)
        seconds = one["handling_seconds"]
        assumed = _(" (assumed)") if one["handling_is_assumed"] else ""
        rows.append(
            CityCalls(
                names.get(city, _("a city that has left the study")),
                one["calls"],
                f"{sum(rates) / 7:,.1f}",
                _("%(day)s, %(hour)d:00, %(rate)s an hour")
                % {"day": WEEKDAYS[busiest // 24], "hour": busiest % 24, "rate": f"{rates[busiest]:,.1f}"},
                _("%(minutes)s minutes") % {"minutes": f"{seconds / 60:,.1f}"} + assumed
                if seconds
                else _("not in the file"),
            )
        )
    return sorted(rows, key=lambda row: row.name)


def calls_by_hour(file: CallFile) -> tuple[list[float], list[float]] | None:
    """Return calls an hour of all cities by hour of the day, from Monday to Friday and at the weekend."""
    if not file.demand:
        return None
    by_hour = [
        sum(hour) for hour in zip(*(one["rates"] for one in file.demand["cities"].values()), strict=True)
    ]
    week = [sum(by_hour[24 * day + hour] for day in range(5)) / 5 for hour in range(24)]
    end = [sum(by_hour[24 * day + hour] for day in (5, 6)) / 2 for hour in range(24)]
    return week, end


def staffed(part: OptionPart, file: CallFile, staffing: Mapping[str, Any]) -> "PooledStaffing":
    """Return the staff and cost of every group of cities with calls in ``file``, by public id.

    Raises ``Refusal`` for terms that cannot be met, and where nothing says how long a call takes.
    """
    from mutual.queues import QueueError, pooled_staffing

    names = city_names(part.option.study)
    found = file.demand["cities"] if file.demand else {}
    cities = [city for city in found if city in names]
    if len(cities) < 2:
        raise Refusal(_("The file has calls of fewer than two cities of this study."), field="calls")
    seconds = []
    for city in cities:
        own = found[city]["handling_seconds"]
        if staffing.get("seconds"):
            own = staffing["seconds"]
        if not own:
            raise Refusal(
                _("The file does not say how long a call of %(city)s takes. Write the seconds.")
                % {"city": names[city]},
                field="seconds",
            )
        seconds.append(own)
    try:
        return pooled_staffing(
            cities, [found[city]["rates"] for city in cities], seconds, rules.terms_of(staffing)
        )
    except QueueError as error:
        message = str(error)
        for city in cities:
            message = message.replace(city, names[city])
        raise Refusal(message) from error


def staffed_groups(part: OptionPart, found: "PooledStaffing") -> dict[str, int]:
    """Return cents a year by ``rules.group_key`` for the groups that a table of this option has."""
    option = part.option
    wanted = rules.groups_of(
        list(found.cities),
        lead=option.lead.public_id if option.lead else "",
        alone=option.kind == OptionKind.VENDOR,
    )
    return {rules.group_key(group): round(float(found.cost[found.mask(group)]) * 100) for group in wanted}


@dataclass(frozen=True)
class StaffRow:
    """A group with its people at the busiest hour, full-time equivalents, cents, and what it saves."""

    cities: tuple[str, ...]
    positions: int
    fte: float
    cents: int
    saves: int


def staff_rows(part: OptionPart, found: "PooledStaffing") -> list[StaffRow]:
    """Return every city alone, then every group, the small ones first."""
    names = city_names(part.option.study)
    saves = found.savings
    return [
        StaffRow(
            tuple(names[city] for city in group),
            int(found.positions[mask]),
            float(found.fte[mask]),
            round(float(found.cost[mask]) * 100),
            round(float(saves[mask]) * 100),
        )
        for group in rules.groups_of(list(found.cities), alone=True)
        for mask in [found.mask(group)]
    ]
