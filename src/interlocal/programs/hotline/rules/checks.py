"""What is missing in a city's hotline, in words: what keeps it from opening, and what to know beforehand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interlocal.programs.hotline.rules.places import LANGUAGES, Place


@dataclass(frozen=True)
class Finding:
    """One thing to know: ``blocks`` keeps the hotline closed; ``part`` is the section that mends it."""

    words: str
    part: str
    blocks: bool = False


@dataclass(frozen=True)
class Person:
    """Somebody with a duty, as the checks see them."""

    id: str
    name: str
    is_confirmed: bool = True
    has_key: bool = True

    @property
    def is_ready(self) -> bool:
        """Can reports be sealed to them today?"""
        return self.is_confirmed and self.has_key


@dataclass(frozen=True)
class OfficeFacts:
    """An office, and who holds it: ids of accounts where they have one."""

    title: str
    holders: int
    users: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class CityFacts:
    """What is set up for one city. ``keeper_cities`` are those of all keepers who are ready."""

    name: str
    recipients: Sequence[Person] = ()
    substitutes: Sequence[Person] = ()
    keepers: Sequence[Person] = ()
    keeper_cities: frozenset[str] = frozenset()
    keepers_needed: int = 3
    fallback: str = ""
    fallback_is_ready: bool = False
    offices: Sequence[OfficeFacts] = ()
    categories: int = 0
    keep_months: int | None = None
    keep_source: str = ""
    texts: frozenset[tuple[str, str]] = frozenset()


def findings(city: CityFacts) -> tuple[Finding, ...]:
    """Return what is missing, the most important first."""
    found = [
        *_who_receives(city),
        *_fallback(city),
        *_recovery(city),
        *_offices(city),
        *_rest(city),
    ]
    return tuple(sorted(found, key=lambda one: not one.blocks))


def may_open(city: CityFacts) -> bool:
    """Is nothing missing that keeps the hotline closed?"""
    return not any(one.blocks for one in findings(city))


def _who_receives(city: CityFacts) -> Iterable[Finding]:
    ready = [one for one in city.recipients if one.is_ready]
    if not city.recipients:
        yield Finding(_("Nobody is named to receive reports."), "people", blocks=True)
    elif not ready:
        yield Finding(
            _("No recipient is confirmed and has a key: nobody could read a report."), "people", True
        )
    for one in (*city.recipients, *city.substitutes, *city.keepers):
        if not one.is_confirmed:
            yield Finding(
                _("%(name)s counts once somebody of another city confirms.") % {"name": one.name}, "people"
            )
        elif not one.has_key:
            yield Finding(_("%(name)s has not made a key yet.") % {"name": one.name}, "people")
    if ready and not [one for one in city.substitutes if one.is_ready]:
        yield Finding(
            _("No substitute is ready. A report about every recipient would go to the fallback at once."),
            "people",
        )


def _fallback(city: CityFacts) -> Iterable[Finding]:
    if not city.fallback:
        yield Finding(
            _("No fallback: choose the body outside the city that gets reports naming nobody known here."),
            "rules",
            blocks=True,
        )
    elif not city.fallback_is_ready:
        yield Finding(
            _("%(body)s is the fallback, and nobody there is confirmed and has a key.")
            % {"body": city.fallback},
            "rules",
            blocks=True,
        )


def _recovery(city: CityFacts) -> Iterable[Finding]:
    many, needed = len(city.keeper_cities), city.keepers_needed
    if many < needed:
        yield Finding(
            ngettext(
                "Recovery needs keepers of %(needed)d cities; %(many)d city has one who is ready.",
                "Recovery needs keepers of %(needed)d cities; %(many)d cities have one who is ready.",
                many,
            )
            % {"needed": needed, "many": many},
            "people",
            blocks=True,
        )
    elif many == needed:
        yield Finding(
            _("Recovery has no keeper to spare: a report that concerns one of them cannot be recovered."),
            "people",
        )


def _offices(city: CityFacts) -> Iterable[Finding]:
    if not city.offices:
        yield Finding(_("No offices are listed: a reporter can exclude nobody by office."), "offices")
    for office in city.offices:
        if not office.holders:
            yield Finding(
                _("%(office)s has no holder: marking it excludes nobody.") % {"office": office.title},
                "offices",
            )
        for one in (*city.recipients, *city.substitutes):
            if one.id in office.users:
                yield Finding(
                    _("%(name)s holds %(office)s: reports that mark it go to the others.")
                    % {"name": one.name, "office": office.title},
                    "offices",
                )


def _rest(city: CityFacts) -> Iterable[Finding]:
    if not city.categories:
        yield Finding(_("There are no categories to choose from."), "categories", blocks=True)
    if city.keep_months is None:
        yield Finding(
            _("How long closed reports are kept is not known: until it is, nothing is deleted."), "rules"
        )
    elif not city.keep_source:
        yield Finding(_("How long closed reports are kept has no source."), "rules")
    for place in Place:
        said = {language for where, language in city.texts if where == place}
        if said and (missing := [language for language in LANGUAGES if language not in said]):
            yield Finding(
                _("“%(place)s” is missing in %(language)s.")
                % {"place": place.label, "language": _("Spanish") if missing[0] == "es" else _("English")},
                "texts",
            )
