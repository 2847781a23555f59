"""The grounds on which a meeting may be closed: a state's data, from the pack that ships with the room."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Ground:
    """One exception: its section, and what it is about in short words."""

    code: str
    words: str


@cache
def known_grounds(state: str = "missouri") -> tuple[Ground, ...]:
    """Return the exceptions of ``state`` in the order of its law (Missouri: RSMo 610.021)."""
    text = (files("interlocal.partnerships.meetings") / "packs" / f"{state}.toml").read_text(encoding="utf-8")
    return tuple(Ground(**row) for row in tomllib.loads(text)["grounds"]["list"])


def grounds_in_words(codes: list[str], state: str = "missouri") -> str:
    """Return what the codes say: ``"RSMo 610.021(1): Legal actions ..."``, one after the other."""
    known = {ground.code: ground.words for ground in known_grounds(state)}
    return "; ".join(f"RSMo {code}: {known[code]}" if code in known else f"RSMo {code}" for code in codes)
