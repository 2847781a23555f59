"""What may stand in a report: the kinds of entries, as the browser seals them and both sides read them.

An entry is JSON: ``kind``, ``by`` (a public id, or ``reporter``), ``on`` (a day), and its kind's fields.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

REPORTER = "reporter"
STATUSES = (
    "new",
    "triaged",
    "assigned",
    "investigating",
    "substantiated",
    "unsubstantiated",
    "referred",
    "closed",
)
OUTCOMES = ("substantiated", "unsubstantiated", "referred", "no-basis")
SEVERITIES = ("low", "medium", "high", "critical")


@dataclass(frozen=True)
class Kind:
    """The fields of a kind of entry, and whether the reporter is kept from seeing it."""

    fields: frozenset[str]
    is_for_staff_only: bool = True


def _kind(*fields: str, is_for_staff_only: bool = True) -> Kind:
    return Kind(frozenset(fields), is_for_staff_only)


KINDS: dict[str, Kind] = {
    "report": _kind(
        *("category", "what", "when", "where", "offices", "names", "how", "is_employee", "language", "route"),
        is_for_staff_only=False,
    ),
    "message": _kind("text", "to", is_for_staff_only=False),
    "correction": _kind("text", is_for_staff_only=False),
    "withdrawal": _kind("text", is_for_staff_only=False),
    "objection": _kind("text", is_for_staff_only=False),
    "transfer": _kind("to", "from", is_for_staff_only=False),
    "note": _kind("text"),
    "status": _kind("status"),
    "severity": _kind("severity"),
    "category": _kind("category"),
    "assign": _kind("user"),
    "due": _kind("what", "due"),
    "decision": _kind("text", "outcome"),
    "recovered": _kind("cents"),
    "referral": _kind("to"),
    "recuse": _kind("user", "substitutes"),
    "exclusion": _kind("user"),
    "share": _kind("user"),
    "hold": _kind("is_held", "text"),
    "redaction": _kind("ground", "left_out"),
}


def is_well_formed(entry: dict[str, Any]) -> bool:
    """Is ``entry`` of a known kind, with its fields and no others?"""
    kind = KINDS.get(entry.get("kind", ""))
    return kind is not None and set(entry) == kind.fields | {"kind", "by", "on"}


def may_object(kinds: Sequence[str]) -> bool:
    """May the reporter object: was the report handed on, and have they said nothing against it since?

    ``kinds`` are those of its entries, in order.
    """
    told = [kind for kind in kinds if kind in {"transfer", "objection"}]
    return bool(told) and told[-1] == "transfer"
