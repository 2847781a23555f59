"""Which jurisdiction a text means, as people write its name in their own lists."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from django.utils.translation import gettext as _

from interlocal.partnerships.jurisdictions.models import Jurisdiction

_POSTAL = re.compile(r",\s*[a-z]{2}$")
_WORDS = re.compile(r"\w+")
_KINDS = ("city of ", "county of ", "town of ", "village of ", "the ")


class NameBook:
    """Finds jurisdictions by name, formal name or initials, with or without “City of” and the state."""

    def __init__(self, jurisdictions: Iterable[Jurisdiction]) -> None:
        self._found: dict[str, Jurisdiction] = {}
        self._spelled: dict[str, str] = {}
        self._initials: dict[str, Jurisdiction | None] = {}
        for one in jurisdictions:
            for name in (one.name, one.formal_name, f"{one.name}, {one.state}"):
                self._found.setdefault(_plain(name), one)
                self._spelled.setdefault(_plain(name), one.name)
            short = _initials(one.name)
            known = self._initials.setdefault(short, one)
            if known != one:
                self._initials[short] = None

    def find(self, text: str) -> Jurisdiction | None:
        """Return the jurisdiction that ``text`` names."""
        if not text.strip():
            return None
        named = self._found.get(_plain(text))
        return named or (self._initials.get(text.strip()) if len(text.strip()) > 2 else None)

    def fault(self, text: str) -> str:
        """Return what to say where nothing is found, with the nearest name."""
        near = get_close_matches(_plain(text), self._spelled, n=1, cutoff=0.6)
        if near:
            return _("No jurisdiction that you may name is called “%(text)s”. Did you mean %(other)s?") % {
                "text": text,
                "other": self._spelled[near[0]],
            }
        return _(
            "No jurisdiction that you may name is called “%(text)s”. Look at the names under Members."
        ) % {"text": text}

    def names(self) -> tuple[str, ...]:
        """Return the names, sorted."""
        return tuple(sorted(set(self._spelled.values())))


def _plain(name: str) -> str:
    text = " ".join(name.replace("’", "'").replace("'", "").casefold().split())
    for kind in _KINDS:
        text = text.removeprefix(kind)
    return _POSTAL.sub("", text).strip(" .")


def _initials(name: str) -> str:
    """Return what a body of several words is called for short: MARC for the Mid-America Regional Council."""
    return "".join(
        word[0].upper() for word in _WORDS.findall(name) if word not in {"of", "the", "and", "for"}
    )
