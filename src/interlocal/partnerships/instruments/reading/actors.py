"""Who can owe something: councils, officers, staff, the cities and their partners."""

import re

_HEADS = (
    "Council|Manager|Administrator|Clerk|Attorney|Counsel(?:l?or)?|Solicitor|Mayor|Director|Officer|Chief|Department|Division|"
    "Office|Board|Commission(?:er)?s?|Committee|Authority|Staff|City|Cities|Counties|County|Towns?|Villages?|Part(?:y|ies)|"
    "Partners?|Members?|Partnership|Coordinator|Treasurer|Secretary|Auditor|Superintendent|Engineer|Sheriff|Collector|"
    "Collaborative|District|Agenc(?:y|ies)|Jurisdictions?|Municipalit(?:y|ies)|Legislature|Executive|MARC"
)
_KINDS = (
    r"(?:city|county|town|village|partner|member|participating|administrative|other|adopting|signatory|contracting|"
    r"all|two|both)"
)
_WORD = r"[A-Z][\w'-]*"
_DETERMINER = r"(?:(?i:the|each|every|all|its|their|said|such|both|any|our)(?:\sof\sthe)?\s)?"
_OF = rf"(?:\sof\s(?:the\s)?(?:(?:City|County|Town|Village)\sof\s)?{_WORD}(?:\s{_WORD}){{0,3}})?"
_TAIL = r"(?:\s(?:Pro\sTem|Executive|members?|staff|department))?"
_CORE = rf"(?:(?:{_KINDS}|{_WORD})\s){{0,4}}(?i:{_HEADS})\b{_TAIL}{_OF}"
_NAMED = rf"{_DETERMINER}{_CORE}(?:\s?\(\"?[^)]{{1,40}}\"?\))?"
ACTOR = rf"(?:{_NAMED}(?:,?\s(?:and|or)\s{_NAMED}){{0,2}}(?:,?\sor\s(?:his|her|their|a|the)\sdesignee,?)?)"

_SEARCH = re.compile(rf"\b{ACTOR}")
_AT_END = re.compile(
    rf"(?P<actor>{ACTOR})(?:,?\s(?:hereby|further|also|jointly|each|together|annually|thereafter),?)*\s*$"
)
_JOINT = re.compile(r",\sand\s")
_AT_CLAUSE_START = re.compile(r"(?:^|[,;:.(]|\b(?:that|and|but))\s*$", re.IGNORECASE)
_LEADING = re.compile(
    r"(?:the|each|every|all|its|their|said|such|both|any|our)(?:\sof\sthe)?\s", re.IGNORECASE
)
_DESIGNEE = re.compile(r",?\sor\s(?:his|her|their|a|the)\sdesignee,?", re.IGNORECASE)
_DEFINED = re.compile(r"\s?\([^)]*\)")


def actor_at_end(words: str) -> tuple[str, int] | None:
    """The actor that stands right before a verb, and where it begins.

    Of "prepared by the Clerk, and the Sheriff will" it is the Sheriff: a joint subject opens its clause.
    """
    far = max(0, len(words) - 300)
    found = None
    for candidate in _SEARCH.finditer(words, far):
        found = _AT_END.match(words, candidate.start()) or found
        if found:
            break
    if not found:
        return None
    start = found.start()
    joint = _JOINT.search(found["actor"])
    if joint and not _AT_CLAUSE_START.search(words[:start]):
        start += joint.end()
    return words[start : found.end("actor")], start


def first_actor(words: str) -> str | None:
    """The first actor of a sentence, which is its subject unless another stands nearer the verb."""
    found = _SEARCH.search(words)
    return found.group() if found else None


def role(actor: str) -> str:
    """The actor as a role: "the City Council of the City of Raytown (the "Council")" is "City Council"."""
    bare = _DESIGNEE.sub("", _DEFINED.sub("", actor)).strip(" ,")
    parts = [_single(part) for part in re.split(r",?\s(?:and|or)\s", bare)]
    return " and ".join(dict.fromkeys(parts))


def _single(part: str) -> str:
    bare = _LEADING.sub("", part.strip(), count=1)
    short = re.sub(
        r"^(.*?(?:Council|Board|Commission|Mayor|Clerk|Manager))\sof\s(?:the\s)?(?:City|County|Town|Village)\sof\s.*$",
        r"\1",
        bare,
    )
    return short[:1].upper() + short[1:]
