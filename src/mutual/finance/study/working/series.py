"""What the lines of the file give for each city, over the years."""

from mutual.finance.study.figures import Series
from mutual.finance.study.model import Study
from mutual.finance.study.working.rows import Rows, Unit


def line_key(kind: str, name: str, city: str) -> str:
    """Return the key of a city's line over the years."""
    return f"line/{kind}/{name}/{city}"


def driver_key(name: str, city: str) -> str:
    """Return the key of a city's driver over the years."""
    return line_key("driver", name, city)


def brought_key(rows: Rows, study: Study, place: int) -> str:
    """Return the row of the part of its service that a city brings; empty where it brings all of it."""
    if not study.take_up or (not study.take_up[place].doubt and study.take_up[place].amount == 1):
        return ""
    city = study.cities[place]
    return rows.figure(
        f"brought/{city}", "Part of its service that it brings", study.take_up[place], "part", city
    )


def put_series(rows: Rows, kind: str, series: Series, study: Study) -> None:
    """Put down what a line of the file gives for each city, over the years."""
    unit: Unit = "number" if kind == "driver" else "money"
    grown = [one for one in (rows.growth(series.growth), _following(rows, series, study)) if one]
    for place, (city, figure) in enumerate(zip(study.cities, series.amounts, strict=True)):
        base = rows.figure(f"base/{kind}/{series.name}/{city}", series.name, figure, unit, city)
        brought = "" if kind != "driver" or series.is_size else brought_key(rows, study, place)
        of = [base, *grown, *([brought] if brought else [])]
        key = line_key(kind, series.name, city)
        rows.put(key, series.name, "product" if len(of) > 1 else "sum", of, unit, city=city, by_year=True)


def _following(rows: Rows, series: Series, study: Study) -> str:
    """Return the row by which a line grows with drivers; empty where none grows."""
    drivers = {one.name: one for one in study.drivers}
    of = []
    for name, part in series.follows:
        if index := rows.growth(drivers[name].growth):
            more = rows.put(f"follows/{name}", f"Growth of {name}", "less one", (index,), "part")
            key = f"follows/{series.name}/{name}"
            share = rows.given(f"{key}/part", f"Part that follows {name}", (part,), "part")
            of.append(rows.put(key, f"More with {name}", "product", (share, more), "part"))
    if not of:
        return ""
    whole = rows.given("follows/whole", "As it is", (1.0,), "part")
    return rows.put(f"follows/{series.name}", "Times, with the volumes", "sum", (whole, *of), "part")
