"""The questions of `interlocal init`, one after another; what was given is not asked again."""

from collections.abc import Callable
from dataclasses import replace

from interlocal.founding.public import Answers, Place, has_pack
from interlocal.kernel.exceptions import Refusal

Ask = Callable[[str], str]
Say = Callable[[str], object]


def complete(given: Answers, *, ask: Ask, say: Say) -> Answers:
    """Return ``given`` with what is missing asked for; a bad answer is asked again."""
    say("An empty partnership, in a few answers. Ctrl-C stops and changes nothing.\n")
    answers = replace(
        given,
        name=given.name or _needed("Name of the partnership: ", ask, say),
        state=given.state or _needed("State: ", ask, say),
    )
    if not answers.rules and not has_pack(answers.state):
        say("  No rules ship for this state yet. Starting values hold until you set your own.")
    if not answers.purpose:
        answers = replace(answers, purpose=ask("What it is for, in a sentence (may stay empty): ").strip())
    if not answers.cities:
        answers = replace(answers, cities=_cities(ask, say))
    if answers.council is None:
        said = ask("Regional council (may stay empty): ").strip()
        answers = replace(answers, council=Place.read(said) if said else None)
    name = answers.coordinator_name or _needed("Name of the first coordinator: ", ask, say)
    email = answers.coordinator_email
    while True:
        email = email or _needed("E-mail address of the first coordinator: ", ask, say)
        try:
            return replace(answers, coordinator_name=name, coordinator_email=email).checked()
        except Refusal as refusal:
            if refusal.field != "coordinator_email":
                raise
            say(f"  {refusal}")
            email = ""


def _needed(question: str, ask: Ask, say: Say) -> str:
    while not (said := ask(question).strip()):
        say("  This one is needed.")
    return said


def _cities(ask: Ask, say: Say) -> tuple[Place, ...]:
    say("Cities, one a line, as: name | state | website (the last two may be left out). An empty line ends.")
    found: list[Place] = []
    while True:
        said = ask(f"  City {len(found) + 1}: ").strip()
        if not said and found:
            return tuple(found)
        if not said:
            say("  Name at least one.")
            continue
        try:
            found.append(Place.read(said))
        except Refusal as refusal:
            say(f"  {refusal}")
