"""The words of a signature block: offices, captions, and what a signature under each attests."""

import re

PRESIDES = "presides"
ATTESTS = "attests"
FORM = "approves as to form"
FORM_AND_LEGALITY = "approves as to form and legality"
REVIEWS = "reviews"
APPROVES = "approves"
SIGNS = "signs"

_RANK = r"(?:(?:Acting|Interim|Deputy|Assistant|Vice|First|Honorable)\s{1,3})?"
_PLACE = (
    r"(?:(?:City|County|Town|Village|Borough|Township|Municipal|Council|Board|Court|Common|Legislature)"
    r"\s{1,3})?"
)
_OFFICES = (
    (
        PRESIDES,
        r"Presiding\s{1,3}(?:Officer|Commissioner|Judge)|Mayor|President|Chair(?:man|woman|person)?|Supervisor",
    ),
    (ATTESTS, r"Clerk(?:[/-](?:Treasurer|Recorder|Administrator))?|Secretary|Recorder|Register"),
    (FORM_AND_LEGALITY, r"Counsel(?:l?or)?|Attorney|Corporation\s{1,3}Counsel|Solicitor|Legal\s{1,3}Counsel"),
    (REVIEWS, r"Manager|Administrator|Executive(?:\s{1,3}Director)?"),
    (
        REVIEWS,
        r"(?:Finance\s{1,3}|Executive\s{1,3})?Director|Treasurer|Chief\s{1,3}(?:Financial|Executive)\s{1,3}Officer",
    ),
)
_TENURE = r"(?:\s{1,3}(?:Pro[\s-]{1,3}Tem(?:pore)?|Elect))?"
_OF = r"(?P<of>(?:\s{1,3}of\s|,\s{0,3}(?:City|Town|Village|County|Board|Council)\b).{1,120})?"
_OFFICE = re.compile(
    rf"(?P<role>{_RANK}{_PLACE}(?:{'|'.join(f'(?:{words})' for _, words in _OFFICES)}){_TENURE}){_OF}",
    re.IGNORECASE,
)
_DUTIES = tuple((duty, re.compile(rf"\b(?:{words})", re.IGNORECASE)) for duty, words in _OFFICES)
_WORD = r"(?:[A-Z][\w'.-]{0,30}|(?:de|la|van|von|der|del))"
_NAME = re.compile(
    rf"(?:[A-Z][\w'.-]{{0,30}})(?:\s{{1,3}}{_WORD}){{1,4}}(?:,\s?(?:Jr|Sr|II|III|IV|Esq|MMC|CMC|MRCC|TRMC)\.?){{0,3}}"
)
_NAMED_OFFICE = re.compile(
    rf"(?P<name>{_NAME.pattern})(?:\s{{0,3}},\s{{0,3}}|\s{{1,3}}-\s{{1,3}})(?P<office>.{{3,160}})"
)

_CAPTIONS = (
    (ATTESTS, r"ATTEST(?:ED)?(?:\s+BY)?(?:\s+TO)?"),
    (
        FORM_AND_LEGALITY,
        r"(?:APPROVED|REVIEWED)\s+(?:AS\s+TO|FOR)\s+(?:LEGAL\s+FORM(?:\s+AND\s+\w+)?|FORM(?:\s+AND|\s*,|\s*&)\s+LEGAL\w*)",
    ),
    (FORM, r"(?:APPROVED|REVIEWED)\s+(?:AS\s+TO|FOR)\s+FORM(?:\s+(?:AND|&)\s+\w+)?"),
    ("approves as to content", r"APPROVED\s+(?:AS\s+TO|FOR)\s+CONTENT"),
    (REVIEWS, r"REVIEWED(?:\s+AND\s+APPROVED)?(?:\s+BY)?"),
    (APPROVES, r"APPROVED(?:\s+BY)?"),
    ("submits", r"(?:RESPECTFULLY\s+)?SUBMITTED(?:\s+BY)?"),
    ("recommends", r"RECOMMENDED(?:\s+BY)?"),
    ("prepares", r"PREPARED\s+BY"),
    ("certifies", r"CERTIFIED(?:\s+BY)?"),
)
_CAPTION = tuple(
    (
        duty,
        re.compile(
            rf"[*_]{{0,3}}(?:{words})(?:\s+BY)?(?:\s*[:.]|(?=\s*$)|(?=[*_\s]{{3,}})|(?=[*]))[*]{{0,3}}",
            re.IGNORECASE,
        ),
    )
    for duty, words in _CAPTIONS
)
_FITTING = {
    ATTESTS: (ATTESTS,),
    FORM: (FORM_AND_LEGALITY,),
    FORM_AND_LEGALITY: (FORM_AND_LEGALITY,),
    REVIEWS: (REVIEWS,),
}


def caption_at(plain: str) -> tuple[str, int] | None:
    """What the caption at the head of these words says of the signature, and where the caption ends."""
    for duty, pattern in _CAPTION:
        found = pattern.match(plain)
        if found:
            return duty, found.end()
    return None


def office(plain: str) -> tuple[str, str | None] | None:
    """The office that these words are, and the name before it ("Jane Roe, City Clerk") if there is one."""
    found = _OFFICE.fullmatch(plain)
    if found:
        return found["role"], None
    named = _NAMED_OFFICE.fullmatch(plain)
    held = _OFFICE.fullmatch(named["office"]) if named else None
    if named and held:
        return held["role"], named["name"]
    return _titled(plain)


def is_office(plain: str) -> bool:
    """Are these words an office, and nothing else but the name of who holds it?"""
    return plain[:1].isupper() and len(plain) <= 200 and office(plain) is not None


def is_name(plain: str) -> bool:
    """Could these words be a person's name?"""
    return len(plain) <= 80 and _NAME.fullmatch(plain) is not None


def duty_of(role: str) -> str:
    """What the holder of an office attests where no caption says so."""
    return next((duty for duty, words in _DUTIES if words.search(role)), SIGNS)


def fits(attests: str, role: str) -> bool:
    """Is this the office whose signature a caption usually asks for?"""
    return duty_of(role) in _FITTING.get(attests, ())


def _titled(plain: str) -> tuple[str, str | None] | None:
    """An office before a name, both in mixed case: "Mayor Jane Roe"."""
    found = _OFFICE.match(plain)
    name = plain[found.end("role") :].strip() if found else ""
    if found and name and not found["of"] and is_name(name):
        return found["role"], name
    return None
