"""Call files: which columns mean what, which city a place belongs to, and the terms of the staff."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from interlocal.kernel.exceptions import Refusal

if TYPE_CHECKING:
    from mutual.calls import Codes, Profile
    from mutual.queues import StaffingTerms

# More places than these are addresses, and those do not stay in a record.
MOST_PLACES = 600
STEPS = ("received", "answered", "dispatched", "arrived", "cleared")
SINGLE = (
    "place",
    "id",
    "answered",
    "dispatched",
    "arrived",
    "cleared",
    "duration",
    "type",
    "disposition",
)  # one column each
HUNDRED = 100


def pointed(profile: "Profile", facts: Mapping[str, Any]) -> "Profile":
    """Return a profile with the columns, times and zone of ``facts`` (those of the columns form)."""
    received = tuple(facts[key] for key in ("received", "received_time") if facts.get(key))
    columns = {role: names for role, names in profile.columns.items() if role not in {"received", *SINGLE}}
    columns |= {"received": received}
    columns |= {role: (facts[role],) for role in SINGLE if facts.get(role)}
    handling = replace(
        profile.handling,
        begins=facts.get("begins") or None,
        ends=facts.get("ends") or None,
        unit=facts["unit"],
    )
    return replace(
        profile,
        zone=facts["zone"],
        written_in=facts["zone"],
        columns=columns,
        times=replace(profile.times, formats=tuple(facts["formats"]), midnight=facts["midnight"]),
        handling=handling,
        codes=_codes(profile, facts),
    )


def _codes(profile: "Profile", facts: Mapping[str, Any]) -> dict[str, "Codes"]:
    from mutual.calls import Codes

    found = {role: codes for role, codes in profile.codes.items() if facts.get(role) or role == "priority"}
    for role in ("type", "disposition"):
        drop = frozenset(code.strip() for code in facts.get(f"drop_{role}", "").split(",") if code.strip())
        if facts.get(role):
            found[role] = replace(found.get(role, Codes()), drop=drop)
    return found


def check_pointed(facts: Mapping[str, Any]) -> None:
    """Refuse columns that were given twice, and a span of work with one end. Raises ``Refusal``."""
    roles = [role for role in ("received", "received_time", *SINGLE) if facts.get(role)]
    for place, role in enumerate(roles):
        if facts[role] in [facts[before] for before in roles[:place]]:
            raise Refusal(
                _("“%(column)s” is chosen twice. A column means one thing.") % {"column": facts[role]},
                field=role,
            )
    begins, ends = facts.get("begins"), facts.get("ends")
    if facts.get("duration") and (begins or ends):
        raise Refusal(_("Choose two steps or a column of time spent, not both."), field="duration")
    if bool(begins) != bool(ends):
        raise Refusal(
            _("Say both when somebody becomes busy with a call and when they are free again, or neither."),
            field="ends" if begins else "begins",
        )
    for role, field in (("type", "drop_type"), ("disposition", "drop_disposition")):
        if facts.get(field) and not facts.get(role):
            raise Refusal(_("Choose the column of these codes above, or leave them empty."), field=field)
    for key in ("begins", "ends"):
        if facts.get(key) and not facts.get(facts[key]):
            raise Refusal(_("Choose the column of this step above, or another step."), field=key)
    if begins and STEPS.index(begins) >= STEPS.index(ends):
        raise Refusal(_("They are free again after they became busy: choose a later step."), field="ends")


def check_places(places: Mapping[str, int]) -> None:
    """Refuse a column of addresses. Raises ``Refusal``."""
    if len(places) > MOST_PLACES:
        raise Refusal(
            _(
                "This column has more than %(most)d different texts, such as addresses. Choose one that says "
                "the city, the agency, the beat or the district."
            )
            % {"most": MOST_PLACES},
            field="place",
        )


def guessed(place: str, names: Mapping[str, str]) -> str:
    """Return the public id of the city that a place is called like, or nothing; ``names`` by public id."""
    plain = _plain(place)
    for public_id, name in names.items():
        if plain and plain in {_plain(name), _plain(f"city of {name}"), _plain(f"{name} pd")}:
            return public_id
    return ""


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


# What the engine says of a profile's text, in words of the pages.
_WAYS = {
    "unknown place": _lazy("Choose its city, if it belongs to one of the study."),
    "place missing": _lazy("Nothing to do, unless the export can name the place."),
    "time unreadable": _lazy("Add this way of writing a time on the columns page, or mend the export."),
    "midnight placeholder": _lazy(
        "Midnight stands for an unknown time; the columns page can keep such calls."
    ),
    "letters unreadable": _lazy("Export the file again in UTF-8: these rows are in another encoding."),
}
_SETTINGS = {
    "handling.from": _lazy("Busy with a call from"),
    "handling.to": _lazy("Free again"),
    "handling": _lazy("How long a call takes"),
    "types": _lazy("Types"),
    "dispositions": _lazy("How calls ended"),
    "places": _lazy("Places"),
    "columns.received": _lazy("When the call came in"),
    "columns.place": _lazy("Where"),
    "times.formats": _lazy("How times are written"),
}


def way_forward(reason: str, engines: str) -> str:
    """Return what can be done about rows refused for ``reason``, else what the engine says of it."""
    if reason.startswith("left out by "):
        return str(_("They are left out as you said on the columns page."))
    return str(_WAYS.get(reason, engines))


def doubt_said(check: str) -> str:
    """Return what the engine asks to be checked, with its setting called as on the columns page."""
    setting, _colon, words = check.partition(": ")
    return f"{_SETTINGS[setting]}: {words}" if setting in _SETTINGS else check


def terms_of(staffing: Mapping[str, Any]) -> "StaffingTerms":
    """Return the engine's terms of what an amount keeps. Raises ``QueueError`` for what makes no sense."""
    from mutual.queues import StaffingTerms

    cap = staffing.get("occupied")
    return StaffingTerms(
        targets=[(share / HUNDRED, seconds) for share, seconds in staffing["targets"]],
        most_occupied=cap / HUNDRED if cap else None,
        least=staffing["least"],
        shrinkage=staffing["shrinkage"] / HUNDRED,
        paid_hours=staffing["paid_hours"],
        cost_per_fte=staffing["fte_cents"] / HUNDRED,
        cost_per_position=staffing["position_cents"] / HUNDRED,
        fixed=staffing["fixed_cents"] / HUNDRED,
        connection=staffing["connection_cents"] / HUNDRED,
    )
