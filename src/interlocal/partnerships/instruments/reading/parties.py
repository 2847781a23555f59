"""Find the jurisdictions and regional bodies that a text names.

Members are the places named after "City of", "cities of", "County of" and the like, and the place of the
adopting body. A regional body (a regional council, a council of governments) is a supporter: such bodies
support a partnership of cities. So is any place or body named after "with support by".
"""

import re
from collections.abc import Iterable, Iterator

from .folding import fold, key, spaced
from .instrument import Party, PartyRole
from .states import STATES, in_title_case

_ONE = r"(?:City|Town|Village|Borough|Township|County|Municipality)"
_SEVERAL = r"(?:Cities|Towns|Villages|Boroughs|Townships|Counties|Municipalities)"
_NOT_IN_NAME = (
    r"(?!(?i:and|as|that|does|do|of|to|in|with|for|by|the|hereby|on|is|this|council|commission|board|manager|clerk|mayor"
    r"|police|city\s(?:council|manager|clerk|counselor|attorney))\b)"
)
_WORD = r"[A-Z][\w']{0,30}\.?(?:-[A-Z][\w']{0,30})?"
_NAME = rf"{_NOT_IN_NAME}{_WORD}(?:\s{_NOT_IN_NAME}{_WORD}){{0,3}}"
_SINGLE = re.compile(rf"\b(?P<kind>(?i:{_ONE}))\s(?i:of)\s(?P<name>{_NAME})")
_LIST = re.compile(
    rf"\b(?P<kind>(?i:{_SEVERAL}))\s(?i:of)\s(?P<names>{_NAME}(?:(?:,\s(?:and\s|AND\s|&\s)?|\s(?:and|AND|&)\s){_NAME}){{0,60}})"
)
_COUNTY_BODY = re.compile(
    r"\b(?i:Commission|Legislature|Court|Commissioners|Supervisors|Council)\s(?i:of)\s"
    rf"(?P<name>{_NAME}(?<=(?i:County)))"
)
_SPLIT = re.compile(r",?\s(?:and|AND|&)\s|,\s")
_REGIONAL = re.compile(
    rf"\b(?P<name>(?:{_WORD}\s){{1,4}}(?:Regional\s(?:Council|Commission|Planning\s(?:Commission|Council))|Council\sof\sGovernments|"
    rf"Association\sof\sGovernments|Planning\sDistrict\sCommission|Area\sCouncil\sof\sGovernments))"
)
_SUPPORT = re.compile(
    r"\b(?:with\s(?:the\s)?(?:support|assistance|help)\s(?:by|of|from)|supported\sby)\s(?:the\s)?"
    rf"(?:(?i:{_ONE}|{_SEVERAL})\sof\s)?(?P<name>{_NAME})"
)
_STATES = {state.casefold() for state in STATES}


def find_parties(prose: Iterable[str], adopting: str | None) -> tuple[Party, ...]:
    """Each party once, in the order in which the text first names it."""
    found: dict[str, tuple[str, PartyRole]] = {}
    for words in (*prose, adopting or ""):
        for _at, name, role in sorted(_named(spaced(fold(words)))):
            known = found.get(key(name))
            better = known[0] if known and not known[0].isupper() else name
            settled: PartyRole = (
                "supporter" if role == "supporter" or (known and known[1] == "supporter") else "member"
            )
            found[key(name)] = (better, settled)
    return tuple(Party(in_title_case(name), role) for name, role in found.values())


def _named(words: str) -> Iterator[tuple[int, str, PartyRole]]:
    for regional in _REGIONAL.finditer(words):
        name = re.sub(r"^(?:The|And|By|With)\s", "", regional["name"])
        yield regional.start(), name, "supporter"
    for support in _SUPPORT.finditer(words):
        if not _REGIONAL.match(words, support.start("name")):
            yield support.start("name"), support["name"].rstrip("."), "supporter"
    for single in _SINGLE.finditer(words):
        yield single.start("name"), _full_name(single["name"], single["kind"]), "member"
    for county in _COUNTY_BODY.finditer(words):
        yield county.start("name"), county["name"], "member"
    for listed in _LIST.finditer(words):
        at = listed.start("names")
        for position, name in enumerate(_SPLIT.split(listed["names"])):
            if position == 0 or name.casefold().rstrip(".") not in _STATES:
                yield at + position, _full_name(name, listed["kind"]), "member"


def _full_name(name: str, kind: str) -> str:
    """A full stop ends the sentence, not the name; a county is called one."""
    bare = name.rstrip(".")
    is_county = kind.casefold().startswith("count") and not bare.casefold().endswith(" county")
    return f"{bare} {'COUNTY' if bare.isupper() else 'County'}" if is_county else bare
