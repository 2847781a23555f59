"""The entries of a report as sentences for its reporter."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from interlocal.programs.hotline.models import Category, Office
from interlocal.programs.hotline.rules.entries import REPORTER


@dataclass(frozen=True)
class Told:
    """One entry: what kind, whose, on which day, its words, and all that it holds."""

    kind: str
    is_own: bool
    on: date
    text: str
    facts: Mapping[str, Any]


def told_entries(entries: Iterable[Mapping[str, Any]]) -> list[Told]:
    """Return the entries in their order, with titles where they hold public ids or short names."""
    rows = list(entries)
    titles = dict(Office.objects.values_list("public_id", "title"))
    categories = dict(Category.objects.values_list("slug", "title"))
    return [
        Told(
            kind=one["kind"],
            is_own=one["by"] == REPORTER,
            on=date.fromisoformat(one["on"]),
            text=str(one.get("text") or one.get("what") or ""),
            facts={
                **one,
                "category_title": categories.get(str(one.get("category")), ""),
                "office_titles": [titles[each] for each in one.get("offices") or () if each in titles],
            },
        )
        for one in rows
    ]
