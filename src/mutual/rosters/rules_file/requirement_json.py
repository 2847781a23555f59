"""Requirements as ``mutual staff --format json`` writes them."""

import json
from typing import Any

from mutual.rosters.errors import RosterError
from mutual.rosters.requirement import Requirement
from mutual.rosters.rules_file.reading import RosterFile
from mutual.rosters.rules_file.refusal import RulesFileError


def requirement_of_staffing(text: str, given: RosterFile, *, name: str) -> Requirement:
    """Return what the groups of a staffing need, hour by hour of the week.

    Rules with one post, or that pool theirs, take what all cities need together; others what each post needs
    as a city alone. Raises ``RulesFileError``.
    """
    try:
        found = json.loads(text)
        groups = {frozenset(group["cities"]): group["requirement"] for group in found["groups"]}
        every = frozenset(found["cities"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise RulesFileError(f"{name} is not what mutual staff --format json writes.") from None
    posts = given.rules.posts
    rows: dict[str, Any] = {}
    for post in posts:
        cities = every if len(posts) == 1 else frozenset({post})
        if cities not in groups:
            raise RulesFileError(f"{name}: there is no requirement of {', '.join(sorted(map(str, cities)))}.")
        rows[post] = groups[cities]
    try:
        return Requirement.by_week(given.rules.period, rows)
    except (RosterError, TypeError, ValueError) as error:
        raise RulesFileError(f"{name}: {error}") from None
