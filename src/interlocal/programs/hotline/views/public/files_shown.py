"""Files as pages of reporters name them."""

from collections.abc import Iterable
from dataclasses import dataclass

from interlocal.programs.hotline.queries.entries import FileShown
from interlocal.programs.hotline.rules.filing import Stream
from interlocal.programs.hotline.rules.removed import words_for


@dataclass(frozen=True)
class Named:
    """A file: its name, its length, whether there is a viewing copy, and what that lacks."""

    name: str
    length: int
    has_copy: bool
    removed: list[str]


def shown(files: Iterable[Stream]) -> list[Named]:
    """Return files that have just arrived, as they are named."""
    return [
        Named(
            one.name,
            one.length,
            one.cleaned is not None,
            words_for(one.cleaned.removed if one.cleaned else ()),
        )
        for one in files
    ]


def shown_again(files: Iterable[FileShown]) -> list[Named]:
    """Return files of a report that its reporter has open, as they are named."""
    return [
        Named(
            one.facts["name"],
            one.facts["size"],
            one.has_copy,
            words_for(one.facts.get("removed", ())),
        )
        for one in files
    ]
