"""Who adopts the instrument: the governing body, as fully and as plainly as the text names it.

The enacting clause decides which body it is ("BY THE COUNCIL OF THE CITY OF ..."). Where the passing clause
or the presiding officer's title names a body of the same jurisdiction, the naming in mixed case wins, then
the longer one, since clerks write the enacting clause in capitals and short.
"""

import re
from collections.abc import Iterable

from .folding import fold, key, spaced
from .states import STATES, in_title_case

_STATE = "|".join(STATES)
_STOP = r"(?!(?:AS|THAT|DOES|DO|HEREBY|THIS|IN|ON|AT|WITH|AND|DULY|ASSEMBLED|FOLLOWS|ADOPTS?|APPROVES?)\b)"
_NAME = rf"{_STOP}[A-Z][\w'.-]{{0,30}}(?:\s{_STOP}[A-Z][\w'.-]{{0,30}}){{0,4}}"
_SEATED = (
    r"(?:(?:Mayor|President|Chair)\sand\s(?:the\s|Members\sof\sthe\s)?)?"
    r"(?:(?:City|Town|Village|County|Borough|Township|Common|Municipal)\s)?"
    r"(?:Council|Commission|Legislature|Court|Board\sof\s(?:Aldermen|Trustees|Commissioners|Supervisors|Directors|Selectmen))"
)
_PLACE = rf"(?:(?:City|Town|Village|County|Borough|Township)\sof\s)?{_NAME}"
_BODY = re.compile(
    rf"\b(?P<body>{_SEATED}\s(?:of|for)\s(?:the\s)?(?P<place>{_PLACE})"
    rf"(?:,\s[A-Z][\w'-]{{0,30}}\sCounty)?(?:,\s(?:{_STATE}))?)",
    re.IGNORECASE,
)
_PLACE_FIRST = re.compile(rf"\b(?P<body>(?P<place>{_NAME}?)\s{_SEATED})\b")
_BY_THE = re.compile(r"\bby\sthe\s(?P<body>[^,:;]{3,100}?)(?=,|:|\sas\sfollows|\sthat\b|$)", re.IGNORECASE)
_CITY = re.compile(r"\b(?:City|Town|Village|County|Borough|Township)\sof\s", re.IGNORECASE)


def adopting_body(enacting: str | None, closings: Iterable[str]) -> str | None:
    """The adopting body, or None where no clause names one."""
    clause = fold(spaced(enacting or ""))
    first = _BODY.search(clause)
    others = [found for words in closings for found in _BODY.finditer(fold(spaced(words)))]
    if first:
        place = _place(first)
        others = [found for found in others if _place(found) == place]
    namings = [found["body"] for found in ([first, *others] if first else others)]
    if namings:
        best = max(namings, key=lambda naming: (not naming.isupper(), len(naming)))
        return in_title_case(best.rstrip(" .,"))
    found = _PLACE_FIRST.search(clause) or _BY_THE.search(clause)
    return in_title_case(found["body"].strip(" .")) if found else None


def with_body(words: str, *, old: str, new: str) -> str:
    """`words` with the body `new` wherever they name `old` or another seat of its place; case is kept."""
    known = _BODY.search(fold(spaced(old)))
    if known is None:
        return words
    place, result, at = _place(known), [], 0
    for found in _BODY.finditer(fold(words)):
        if _place(found) == place:
            named = new.upper() if found["body"].isupper() else new
            result += [words[at : found.start()], named]
            at = found.start() + len(found["body"].rstrip(" .,"))
    return "".join([*result, words[at:]])


def _place(found: re.Match[str]) -> str:
    return key(_CITY.sub("", found["place"])).rstrip(".")
