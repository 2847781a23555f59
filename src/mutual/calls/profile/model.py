"""What a profile holds. ``read_profile`` makes one of a TOML text and checks it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

KINDS = ("csv", "xlsx", "parquet")
MOMENTS = ("answered", "dispatched", "arrived", "cleared")  # in the order in which they happen
CODED = ("type", "disposition", "priority")
TEXTS = ("id", "place", *CODED)
UNITS = {"seconds": 1.0, "minutes": 60.0, "hours": 3600.0, "h:m:s": 1.0}
CLOCK_FORWARD, CLOCK_DOUBLED = ("forward", "refuse"), ("first", "second", "refuse")


@dataclass(frozen=True)
class FileFormat:
    """How the file is written. ``kind`` None: told by its first bytes."""

    kind: str | None = None
    encodings: tuple[str, ...] = ("utf-8",)
    delimiter: str = ","
    quote: str = '"'
    skip: int = 0
    has_header: bool = True
    sheet: str | None = None
    decimal: str = "."
    blank: tuple[str, ...] = ()


@dataclass(frozen=True)
class Times:
    """How times are written, and which are taken. ``first`` and ``last`` are local days, both taken."""

    formats: tuple[str, ...] = ("ISO",)
    midnight: str = "keep"
    backwards: str = "refuse"
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Places:
    """Which city a place belongs to. ``cities`` None: the place is the name of the city."""

    cities: Mapping[str, str] | None = None
    otherwise: str | None = None


@dataclass(frozen=True)
class Codes:
    """Codes of a column: those known (None: all are), those left out, and whether an unknown one is kept."""

    known: frozenset[str] | None = None
    drop: frozenset[str] = frozenset()
    keeps_unknown: bool = False


@dataclass(frozen=True)
class Handling:
    """How long a call keeps somebody busy: between two moments, in a column, or assumed; in seconds."""

    begins: str | None = None
    ends: str | None = None
    unit: str = "seconds"
    ceiling: float | None = None
    assumed: float | None = None
    assumed_by_city: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Profile:
    """How one agency's export is read.

    ``columns`` names the column of a role, or the two columns of its date and its time. ``zone`` is what
    hours are told in; ``written_in`` is the zone of the times in the file.
    """

    zone: str
    columns: Mapping[str, tuple[str, ...]]
    name: str = ""
    written_in: str = ""
    skipped_hour: str = "forward"
    doubled_hour: str = "first"
    file: FileFormat = FileFormat()
    times: Times = Times()
    places: Places = Places()
    codes: Mapping[str, Codes] = field(default_factory=dict)
    handling: Handling = Handling()
