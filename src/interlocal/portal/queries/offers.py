"""What residents may use today: the cards of the programs."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from interlocal.programkit.public import programs


@dataclass(frozen=True)
class Service:
    """A card of a program; ``address`` is empty where the program has no public page."""

    title: str
    sentence: str
    address: str
    link: str


def services(on: date) -> tuple[Service, ...]:
    """Return the cards that say something on this day, in the order of the programs."""
    cards = [(program, card) for program in programs() for card in program.portal_cards]
    told = [(program, card, str(card.sentence(on))) for program, card in cards]
    return tuple(
        Service(
            title=str(card.title),
            sentence=sentence,
            address=reverse(f"{program.namespace}:{card.page}") if card.page else "",
            link=str(card.link),
        )
        for program, card, sentence in told
        if sentence
    )
