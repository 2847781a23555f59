"""The ways that reports about a city can take, each tried once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from interlocal.programs.hotline.rules.routing import Route, World, route

NOBODY_KNOWN = "Zyxwvut Qrsponm"


@dataclass(frozen=True)
class Trial:
    """One way to report: what a reporter marks and names, in words and as routing reads it."""

    words: str
    city: str
    offices: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rehearsed:
    """What becomes of a trial: where it goes first, who would read it, and whether it could be recovered."""

    trial: Trial
    way: Route

    @property
    def is_readable(self) -> bool:
        """Would anybody read it?"""
        return bool(self.way.readers)

    @property
    def goes_elsewhere(self) -> bool:
        """Does it go to another body than the reporter chose?"""
        return bool(self.trial.city) and self.way.city != self.trial.city

    @property
    def can_be_recovered(self) -> bool:
        """Is there a group of keepers that could open it together?"""
        return bool(self.way.groups)


def trials(city: str, *, offices: Iterable[tuple[str, str]], people: Iterable[str]) -> Sequence[Trial]:
    """Return every way: nothing marked, each office, each person named, somebody unknown, no city.

    ``offices`` are ids with titles, ``people`` the names of who receives and steps in.
    """
    marked = [
        Trial(_("“%(office)s” is marked") % {"office": title}, city, offices=(office,))
        for office, title in offices
    ]
    named = [
        Trial(_("%(name)s is named") % {"name": name}, city, names=(name,)) for name in dict.fromkeys(people)
    ]
    return [
        Trial(_("Nobody is marked or named"), city),
        *marked,
        *named,
        Trial(_("Somebody whom nobody here knows is named"), city, names=(NOBODY_KNOWN,)),
        Trial(_("The reporter is not sure of the city"), ""),
    ]


def rehearse(world: World, tried: Iterable[Trial]) -> Sequence[Rehearsed]:
    """Return what would become of each trial today."""
    return [
        Rehearsed(one, route(world, city=one.city, offices=one.offices, names=one.names)) for one in tried
    ]
