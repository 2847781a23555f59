"""What is asked before a partnership begins, and how a file says it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.law.public import packs

LONGEST_NAME = 120
MOST_CITIES = 500


@dataclass(frozen=True)
class Place:
    """A city or the regional council, by name; without a state of its own it is in the partnership's."""

    name: str
    state: str = ""
    website: str = ""
    formal_name: str = ""

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a line: the name, then a state and a website where they are given, separated by bars."""
        parts = [part.strip() for part in text.split("|")]
        if len(parts) > 3:
            wrong = _("Write a city as: name | state | website. “%(line)s” has more.")
            raise Refusal(wrong % {"line": text.strip()}, field="cities")
        name, state, website = (*parts, "", "")[:3]
        if not website and state.startswith(("http://", "https://")):
            state, website = "", state
        return cls(name=name, state=state, website=website)


@dataclass(frozen=True)
class Answers:
    """Everything that founding takes."""

    name: str
    state: str
    cities: tuple[Place, ...]
    coordinator_name: str
    coordinator_email: str
    short_name: str = ""
    purpose: str = ""
    council: Place | None = None
    language: str = "en"
    rules: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def checked(self) -> Self:
        """Return the answers themselves; raises ``Refusal`` at the first that cannot be used."""
        for name, said, missing in (
            ("name", self.name, _("Give the partnership a name.")),
            ("state", self.state, _("Name the state.")),
            ("coordinator_name", self.coordinator_name, _("Name the first coordinator.")),
        ):
            if not said.strip():
                raise Refusal(missing, field=name)
        if self.extra:
            raise Refusal(_("There is no question “%(name)s”.") % {"name": next(iter(self.extra))})
        if self.language not in dict(settings.LANGUAGES):
            raise Refusal(_("That language is not spoken here. Choose en or es."), field="language")
        if self.rules and self.rules not in packs():
            raise Refusal(
                _("No rules of that name ship. Choose one of: %(names)s.") % {"names": ", ".join(packs())},
                field="rules",
            )
        try:
            validate_email(self.coordinator_email)
        except ValidationError:
            raise Refusal(
                _("Enter the first coordinator's e-mail address, like name@example.org."),
                field="coordinator_email",
            ) from None
        _check_places(self.cities, self.council)
        return self


def _check_places(cities: tuple[Place, ...], council: Place | None) -> None:
    if not cities:
        raise Refusal(_("Name at least one city."), field="cities")
    if len(cities) > MOST_CITIES:
        raise Refusal(_("That is more than 500 cities. Add the others later."), field="cities")
    seen: set[str] = set()
    for place in (*cities, *([council] if council else [])):
        where = "council" if place is council else "cities"
        if not place.name or len(place.name) > LONGEST_NAME:
            raise Refusal(_("A name has 1 to 120 characters."), field=where)
        if place.name.casefold() in seen:
            raise Refusal(_("%(name)s is named twice.") % {"name": place.name}, field=where)
        seen.add(place.name.casefold())
        if place.website:
            try:
                URLValidator(schemes=["http", "https"])(place.website)
            except ValidationError:
                wrong = _("%(address)s is not a web address. It begins with https://.")
                raise Refusal(wrong % {"address": place.website}, field=where) from None


def read_answers(text: str) -> Answers:
    """Read a TOML file of answers; raises ``Refusal`` where it cannot be read or has what nobody asked."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refusal(_("The file is not TOML: %(error)s.") % {"error": error}) from None
    except (ValueError, RecursionError):
        raise Refusal(_("The file holds a number of thousands of digits, or is nested too deeply.")) from None
    cities = said.pop("cities", [])
    council = said.pop("council", None)
    coordinator = said.pop("coordinator", {})
    if not isinstance(cities, list) or not isinstance(coordinator, dict):
        raise Refusal(_("The file has a list “cities” and a table “coordinator”."))
    known = ("name", "short_name", "purpose", "state", "language", "rules")
    facts = {name: str(said.pop(name)) for name in known if name in said}
    return Answers(
        name=facts.pop("name", ""),
        state=facts.pop("state", ""),
        **facts,
        cities=tuple(map(_place, cities)),
        council=_place(council) if council else None,
        coordinator_name=str(coordinator.get("name", "")),
        coordinator_email=str(coordinator.get("email", "")),
        extra=said,
    )


def _place(said: Any) -> Place:
    if isinstance(said, str):
        return Place.read(said)
    try:
        return Place(**{name: str(value) for name, value in dict(said).items()})
    except (TypeError, ValueError):
        raise Refusal(
            _("A city has a name, and may have a state, a website and a formal_name."), field="cities"
        ) from None
