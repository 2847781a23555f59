"""What operations give and take. Amounts are whole hundredths of their unit: cents for money."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints

MOST_CELLS = 2_000
LARGEST = 10**14


def _whole(given: object) -> object:
    """Return 12 for 12.0: in JSON they are one number. ``true`` is none."""
    return int(given) if isinstance(given, float) and given.is_integer() else given


Hundredths = Annotated[int, Field(strict=True, ge=0, lt=LARGEST), BeforeValidator(_whole)]
Year = Annotated[int, Field(strict=True, ge=1990, le=2100), BeforeValidator(_whole)]
Id = Annotated[str, StringConstraints(max_length=16, pattern=r"^[0-9a-z]*$")]
PLAIN = r"^[^\x00-\x1f\x7f]*$"  # one line of text


class Fault(Schema):
    """What is wrong at one place of what was sent."""

    at: list[str | int]
    message: str


class Problem(Schema):
    """Why nothing was done: ``detail`` is for a person, ``errors`` say where in what was sent."""

    detail: str
    errors: list[Fault] = []


class Person(Schema):
    """Whose token it is."""

    id: str
    name: str
    email: str
    token: str = Field(description="What the token is called.")
    token_expires_at: datetime
    may_write: bool


class StudyRow(Schema):
    """A study in the list."""

    id: str
    title: str
    service: str
    base_year: int
    is_synthetic: bool
    cities: int = Field(description="How many cities are in it.")
    signed: int = Field(description="How many of them have signed a baseline.")


class StudyPage(Schema):
    """A part of the list, and how long the whole is."""

    count: int
    items: list[StudyRow]


class CityOfStudy(Schema):
    """A city of a study."""

    id: str
    jurisdiction_id: str
    name: str
    stand: str = Field(description="“part” takes part, “might” might.")
    signed_version: int | None = Field(description="The number of its newest signed baseline.")
    open_questions: int


class StudyLine(Schema):
    """A line that every city fills."""

    id: str
    kind: str
    name: str
    unit: str
    meaning: str
    is_money: bool
    is_required: bool
    is_size: bool = Field(description="It measures the city's size, not its use.")


class Part(Schema):
    """An amount of an option."""

    id: str
    kind: str
    name: str
    amount_cents: int | None
    line_id: str | None = Field(description="The line that it follows.")
    size: Decimal | None
    saving_percent: Decimal | None
    low_percent: Decimal | None
    high_percent: Decimal | None
    last_year: int | None
    source: str
    groups: dict[str, int] = Field(
        description="Of a table: cents by the ids of a group's cities, with commas."
    )


class StudyOption(Schema):
    """A way of doing it together."""

    id: str
    kind: str
    title: str
    lead_city_id: str | None
    phase_in: str
    parts: list[Part]


class Share(Schema):
    """A way of sharing what it costs."""

    id: str
    name: str
    kind: str
    weights: dict[str, str] = Field(description="By the id of a line.")
    solution: str
    formula: str
    library: str = Field(description="The formula of the library, where it is one of those.")
    lines: dict[str, str] = Field(description="The id of a line by what the formula calls it.")


class Ahead(Schema):
    """What is taken for granted of the years ahead; percentages a year."""

    years: int
    discount: Decimal
    growth_low: Decimal
    growth_likely: Decimal
    growth_high: Decimal
    seed: int
    draws: int
    sobol: int = Field(description="Samples for Sobol indices; 0: none.")


class StudyOut(Schema):
    """A study with everything but figures."""

    id: str
    title: str
    service: str
    base_year: int
    is_synthetic: bool
    goals: str
    goals_agreed_on: date | None
    cities: list[CityOfStudy]
    lines: list[StudyLine]
    options: list[StudyOption]
    shares: list[Share]
    assumptions: Ahead


class CellOut(Schema):
    """One figure of a baseline, or the empty place of a line."""

    id: str | None = Field(description="Send it back as “seen” when you change the figure.")
    line_id: str
    line: str
    unit: str
    label: str
    figure: int | None
    last_year: int | None
    note: str
    cautions: list[str] = Field(description="What stands out and nobody has explained.")


class BaselineOut(Schema):
    """One version of a city's figures."""

    city_id: str
    city: str
    version: int
    versions: list[int] = Field(description="Those that you may see.")
    year: int | None
    signed_at: datetime | None
    signed_by: str
    office: str
    digest: str
    cells: list[CellOut]


class CellIn(Schema):
    """A figure to put into a draft: ``figure`` and ``last_year`` in hundredths, ``null`` for unknown."""

    model_config = ConfigDict(extra="forbid")

    line_id: Id
    label: Annotated[str, StringConstraints(max_length=120, pattern=PLAIN)] = ""
    seen: Id = Field("", description="The id of the cell that you saw there; empty where there was none.")
    figure: Hundredths | None
    last_year: Hundredths | None = None
    note: Annotated[str, StringConstraints(max_length=300, pattern=PLAIN)] = ""


class BaselineIn(Schema):
    """Figures for a draft."""

    model_config = ConfigDict(extra="forbid")

    year: Year | None = Field(None, description="The year of the figures; left as it is when absent.")
    cells: list[CellIn] = Field(min_length=1, max_length=MOST_CELLS)


class Taken(Schema):
    """A place that somebody else changed since you saw it, with what stands there now."""

    line_id: str
    label: str
    now: CellOut | None


class BaselineSaved(Schema):
    """What was saved, and what was left as it is because somebody else was faster."""

    changed: int
    taken: list[Taken]


class ResultOut(Schema):
    """What a study comes to. ``result`` is what ``mutual study --format json`` prints for the same file."""

    digest: str = Field(description="The SHA-256 of the study file.")
    run_id: str | None = Field(description="The run whose draws these are; without one it is a first look.")
    result: dict[str, Any]


class RunOut(Schema):
    """All draws of one study file."""

    id: str
    digest: str
    state: str = Field(description="“open”, “stopped”, “failed” or “finished”.")
    fault: str
    engine: str
    begun_at: datetime
    finished_at: datetime | None
    result: dict[str, Any] | None
