"""How the parts of an instrument open: recital, enacting clause, closing, attachment."""

import re
from dataclasses import dataclass

BOLD = r"[*_]{0,3}"
_COUNT = r"(?:\(?(?:\d{1,3}|[A-Z]|[ivx]{1,5})[.)]\s{1,9})?"
_RECITAL = re.compile(
    rf"{BOLD}(?:(?i:and)[,;]?\s{{1,9}})?{_COUNT}{BOLD}"
    rf"(?:WHEREAS|Whereas|W\s?H\s?E\s?R\s?E\s?A\s?S)(?![A-Za-z])"
    rf"{BOLD}[ \t]{{0,9}}(?:[,:;.]|-{{1,2}})?{BOLD}\s{{0,9}}"
)
_VERB = r"(?:RESOLVED|ORDAINED|ENACTED|ORDERED|PROCLAIMED)"
_AGAIN = r"(?:(?:ALSO|FURTHER|HEREBY|THEREFORE|FINALLY)\b,?\s{1,9})*"
_BE_IT = rf"(?:LET\s{{1,9}}IT\s{{1,9}}BE|BE\s{{1,9}}IT|IT\s{{1,9}}IS)\s{{1,9}}{_AGAIN}{_VERB}"
_ENACTING = re.compile(
    rf"{BOLD}(?:AND\s{{1,9}})?(?:"
    rf"(?:NOW\s{{0,3}}[,;:]?\s{{1,9}})?THEREFORE\b{BOLD}\s{{0,3}}[,;:]?{BOLD}(?:\s{{1,9}}{_BE_IT})?"
    rf"|{_BE_IT}|RESOLVED\b\s{{0,3}}[,:]?(?=\s{{1,9}}(?:FURTHER|BY|THAT)\b)"
    rf")\b{BOLD}\s{{0,3}}[,:;]?{BOLD}",
    re.IGNORECASE,
)
_BODY_DOES = re.compile(
    r"THE\s[^.;]{3,200}?\s(?:(?:DOES|DO)\s{1,9})?(?:HEREBY\s{1,9})?"
    r"(?:RESOLVE|ORDAIN|ENACT|ORDER|PROCLAIM)S?\s{1,9}AS\s{1,9}FOLLOWS\b",
    re.IGNORECASE,
)
_ACT = (
    r"(?:DULY\s{1,9}|FINALLY\s{1,9})?"
    r"(?:READ(?:\s{1,3}(?!AND\b|THIS\b|ON\b)[\w()]{1,12}){0,5}|PASSED|ADOPTED|APPROVED|ENACTED|ORDAINED|RESOLVED|SIGNED|DONE|DATED|INTRODUCED|PROCLAIMED)"
)
_CLOSING = re.compile(
    rf"{BOLD}(?:{_ACT}(?:\s{{0,3}}(?:,|&|/|\band\b|,\s?and\b)\s{{0,3}}{_ACT})*{BOLD}\s{{0,3}}"
    r"(?:[:_\[,]|\d|$|(?:UNANIMOUSLY\s{1,3})?(?:THIS|ON|BY|THE|AT|IN|AS\s{1,3}TO|FOR|DATE|AND\s{1,3}EFFECTIVE)\b)"
    r"|IN\s{1,9}WITNESS\s{1,9}WHEREOF|(?:FIRST|SECOND)\s{1,9}READING\b|ATTEST\b|AYES?\b|YEAS?\b|NAYS?\b"
    r"|REVIEWED\b|RECOMMENDED\s{1,3}BY|SUBMITTED\s{1,3}BY|\(?SEAL\)|EFFECTIVE\s{1,3}DATE\s?:"
    r"|I,\s.{0,80}\bhereby\s{1,3}certify|CERTIFICAT(?:E|ION)\b|THE\s{1,3}FOREGOING\s"
    r"|_{5,}|-{8,}|/S/)",
    re.IGNORECASE,
)
_ATTACHMENT = re.compile(
    r"(?:EXHIBIT|ATTACHMENT|APPENDIX|SCHEDULE|ANNEX)\s{1,3}[\"']?[A-Z0-9]{1,3}[\"']?(?=\s{0,9}(?:$|[:.-]))",
    re.IGNORECASE,
)

_ENACTS = re.compile(r"\b(?:(RESOLVE)|(ORDAIN|ENACT)|(ORDER)|(PROCLAIM))(?:D|ED|S)?\b", re.IGNORECASE)
_KINDS = ("resolution", "ordinance", "order", "proclamation")
_FAR = 300


@dataclass(frozen=True, slots=True)
class Opening:
    """A part opens; its own words begin at `start`. `kind` is what its verb makes of the instrument."""

    start: int
    kind: str | None = None


def recital_opening(plain: str, at: int) -> Opening | None:
    """WHEREAS in its usual spellings, with a number or "and" before it."""
    found = _RECITAL.match(plain, at)
    return Opening(found.end()) if found else None


def enacting_opening(plain: str, at: int) -> Opening | None:
    """NOW, THEREFORE; BE IT RESOLVED, ORDAINED or ENACTED; THE COUNCIL ... DOES RESOLVE AS FOLLOWS."""
    if not _begins_with_capital(plain, at):
        return None
    found = _ENACTING.match(plain, at)
    if found:
        return Opening(found.end(), _kind(plain, at))
    found = _BODY_DOES.match(plain, at)
    return Opening(at, _kind(plain, at)) if found else None


def closing_opening(plain: str, at: int, end: int) -> Opening | None:
    """The passing clause, a caption or a line to sign on."""
    if not (_begins_with_capital(plain, at) or plain[at] in "/(-"):
        return None
    return Opening(at) if _CLOSING.match(plain, at, end) else None


def attachment_opening(plain: str, at: int, end: int) -> Opening | None:
    """EXHIBIT A and the like, after the signatures."""
    return Opening(at) if plain[at].isupper() and _ATTACHMENT.match(plain, at, end) else None


def _begins_with_capital(plain: str, at: int) -> bool:
    first = plain[at : at + 4].lstrip("*_ ")[:1]
    return not first or not first.islower()


def _kind(plain: str, at: int) -> str | None:
    found = _ENACTS.search(plain, at, at + _FAR)
    return _KINDS[found.lastindex - 1] if found and found.lastindex else None
