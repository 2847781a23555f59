"""The law that applies to a jurisdiction: its pack, with own rules in their place."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.partnerships.law.models import OwnRule
from interlocal.partnerships.law.pack import (
    NEUTRAL,
    Filing,
    Ground,
    Holidays,
    Key,
    Pack,
    Place,
    Rule,
    pack_named,
    pack_of_state,
    packs,
)


@dataclass(frozen=True)
class Law:
    """What applies somewhere. Rooms read a rule by its key, and never ask which state it is."""

    pack: Pack
    own: Mapping[str, OwnRule] = field(default_factory=dict)

    def rule(self, key: Key) -> Rule:
        """Return a rule: the own one where there is one, else the pack's."""
        of_pack = self.pack.rules[key]
        own = self.own.get(key)
        if own is None:
            return of_pack
        return Rule(
            key=key,
            words=own.words,
            figure=own.figure if of_pack.figure is not None else None,
            section=own.section,
            source=own.source_url,
            checked=own.created_at.date(),
            is_confirmed=True,
            is_own=True,
            reason=own.reason,
        )

    def figure(self, key: Key) -> int:
        """Return the figure of a rule that takes one; raises ``TypeError`` for every other."""
        figure = self.rule(key).figure
        if figure is None:
            raise TypeError(f"{key} takes no figure")
        return figure

    def is_so(self, key: Key) -> bool:
        """Return the answer to a rule that asks yes or no."""
        return bool(self.figure(key))

    def section(self, key: Key) -> str:
        """Return where a rule stands, empty where no law is known."""
        return self.rule(key).section

    def cited(self, key: Key) -> str:
        """Return the section as a sentence carries it: `` (Code 4.02)``, or nothing."""
        return self.rule(key).cited

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """The grounds on which a meeting can be closed, in the order of the law."""
        return self.pack.grounds

    @property
    def holidays(self) -> tuple[Holidays, ...]:
        """The lists of holidays that a building can take over."""
        return self.pack.holidays

    @property
    def filings(self) -> tuple[Filing, ...]:
        """Where an agreement is filed after the last signature."""
        return self.pack.filings

    @property
    def places(self) -> tuple[Place, ...]:
        """Other offices that take a report."""
        return self.pack.places


@dataclass(frozen=True)
class LawBook:
    """Every choice and every own rule in force, read once; ``of`` answers without asking again."""

    home: str
    is_home_chosen: bool
    chosen: Mapping[int, str]
    own: Sequence[OwnRule]

    def of(self, jurisdiction: Jurisdiction | None = None) -> Law:
        """Return the law of a jurisdiction, or of the partnership where none is named."""
        slug = self.home if jurisdiction is None else self.slug_of(jurisdiction)
        place = jurisdiction.pk if jurisdiction is not None else None
        found = {rule.key: rule for rule in self.own if rule.jurisdiction_id is None and rule.pack == slug}
        if place is not None:
            found |= {rule.key: rule for rule in self.own if rule.jurisdiction_id == place}
        return Law(pack=pack_named(slug), own=found)

    def slug_of(self, jurisdiction: Jurisdiction) -> str:
        """Return the pack of a jurisdiction: the chosen one, else that of its state."""
        chosen = self.chosen.get(jurisdiction.pk)
        if chosen is not None and chosen in packs():
            return chosen
        known = [pack.slug for state in states_in(jurisdiction.state) if (pack := pack_of_state(state))]
        return self.home if self.home in known else next(iter(known), NEUTRAL)


def states_in(text: str) -> list[str]:
    """Return the states that a text names: of two, say, joined by “and”."""
    for mark in (" and ", "/", ";", "&"):
        text = text.replace(mark, ",")
    return [part.strip() for part in text.split(",") if part.strip()]


def most_common_pack(states: Iterable[str]) -> str:
    """Return the pack under which most of ``states`` lie; the first by name where two are equal."""
    known = Counter(
        pack.slug for text in states for state in states_in(text)[:1] if (pack := pack_of_state(state))
    )
    return min(known, key=lambda slug: (-known[slug], slug), default=NEUTRAL)
