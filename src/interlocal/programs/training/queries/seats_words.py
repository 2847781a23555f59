"""Why a seat went where it went, in words, from the figures that the rule saw."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interlocal.programs.training.models import Decision, DecisionKind

# A reason names the cities next in line, not all of a large partnership.
MOST_NAMED = 4


def reason_of(decision: Decision, names: Mapping[str, str]) -> str:
    """Return the rule's reason for a decision in the active language; empty where a person decided.

    ``names`` leads from a jurisdiction's public id to its name.
    """
    worded = _WORDS.get(DecisionKind(decision.kind))
    return worded(decision.figures, names) if worded and decision.figures else ""


def _held(one: Mapping[str, Any], names: Mapping[str, str]) -> str:
    said = {"city": names.get(one["city"], _("a city")), "held": one["held"], "share": one["share"]}
    if not one["share"]:
        return (
            ngettext(
                "%(city)s held %(held)d seat and has no share",
                "%(city)s held %(held)d seats and has no share",
                one["held"],
            )
            % said
        )
    return (
        ngettext(
            "%(city)s held %(held)d of its %(share)d seat",
            "%(city)s held %(held)d of its %(share)d seats",
            one["share"],
        )
        % said
    )


def _briefly(one: Mapping[str, Any], names: Mapping[str, str]) -> str:
    said = {"city": names.get(one["city"], _("a city")), "held": one["held"], "share": one["share"]}
    return _("%(city)s %(held)d of %(share)d") % said


def _list(rows: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> str:
    said = ", ".join(_briefly(one, names) for one in rows[:MOST_NAMED])
    more = len(rows) - MOST_NAMED
    if more > 0:
        said += " " + ngettext("and %(count)d more", "and %(count)d more", more) % {"count": more}
    return said


def _given(figures: Mapping[str, Any], names: Mapping[str, str]) -> str:
    first, *others = figures["contenders"]
    begins = _held(first, names)
    if not others:
        if not figures["released"] and first["held"] < first["share"]:
            return _("%(begins)s: a seat of its own share.") % {"begins": begins}
        return _("%(begins)s; no other city waited for this seat.") % {"begins": begins}
    gap = first["share"] - first["held"]
    tied = [one for one in others if one["share"] - one["held"] == gap]
    said = {"begins": begins, "others": _list(others, names)}
    if not tied:
        return _("%(begins)s, the largest gap; %(others)s.") % said
    return _("%(begins)s; %(others)s. %(tie)s") % {**said, "tie": _tie(first, tied)}


def _tie(first: Mapping[str, Any], tied: Sequence[Mapping[str, Any]]) -> str:
    if first["share"] and any(not one["share"] for one in tied) and all(not one["share"] for one in tied):
        return _("Equal gaps: a city with a share comes before one without.")
    if any(_is_same_part(first, one) for one in tied):
        return _("Equal gaps and equal parts of the share: the person who waited longer comes first.")
    return _("Equal gaps: the city that holds the smaller part of its share comes first.")


def _is_same_part(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    if not one["share"] or not other["share"]:
        return bool(one["share"] == other["share"] and one["held"] == other["held"])
    return bool(one["held"] * other["share"] == other["held"] * one["share"])


def _released(figures: Mapping[str, Any], names: Mapping[str, str]) -> str:
    said = ngettext(
        "From now on every free seat goes to whoever waits: %(count)d is free.",
        "From now on every free seat goes to whoever waits: %(count)d are free.",
        figures["free"],
    ) % {"count": figures["free"]}
    if not figures["unused"]:
        return said
    return said + " " + _("Not used until now: %(cities)s.") % {"cities": _list(figures["unused"], names)}


def _changed(figures: Mapping[str, Any], names: Mapping[str, str]) -> str:
    before, after = figures["before"], figures["after"]
    was, now = figures["seats"]
    said = [_("Seats: %(was)d, now %(now)d.") % {"was": was, "now": now}] if was != now else []
    said += [
        _("Share of %(city)s: %(was)d, now %(now)d.")
        % {"city": names.get(city, _("a city")), "was": before.get(city, 0), "now": after.get(city, 0)}
        for city in {**before, **after}
        if before.get(city, 0) != after.get(city, 0)
    ]
    return " ".join(said)


def _left(figures: Mapping[str, Any], _names: Mapping[str, str]) -> str:
    said = ngettext(
        "Its share of %(count)d seat goes to the others.",
        "Its share of %(count)d seats goes to the others.",
        figures["share"],
    ) % {"count": figures["share"]}
    if figures["kept"]:
        return said + " " + _("Learners who have a seat keep it.")
    freed = ngettext("%(count)d seat was freed.", "%(count)d seats were freed.", figures["freed"])
    return said + " " + freed % {"count": figures["freed"]}


def _overridden(figures: Mapping[str, Any], _names: Mapping[str, str]) -> str:
    return _("The city held %(held)d of %(share)d seats. This was not the rule's choice.") % figures


_WORDS: dict[DecisionKind, Callable[[Mapping[str, Any], Mapping[str, str]], str]] = {
    DecisionKind.SEATED: _given,
    DecisionKind.OFFERED: _given,
    DecisionKind.RELEASED: _released,
    DecisionKind.CHANGED: _changed,
    DecisionKind.CITY_LEFT: _left,
    DecisionKind.OVERRIDDEN: _overridden,
}
