"""Forms about call files: bringing one, its columns, the cities of its places, the terms of the staff."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from interlocal.costing.studies.forms.numbers import DollarsField, keep_typed
from interlocal.costing.studies.models import CallFile
from interlocal.costing.studies.queries import PlaceRow

if TYPE_CHECKING:
    from mutual.calls import Profile

CENTS = 100
ZONES = (
    *("America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles"),
    *("America/Anchorage", "Pacific/Honolulu"),
)
STEPS = {
    "received": _("When the call came in"),
    "answered": _("When it was answered"),
    "dispatched": _("When somebody was sent"),
    "arrived": _("When somebody arrived"),
    "cleared": _("When everybody was free again"),
}
CODES = {
    "type": (_("Leave out calls of these types"), _("Codes with commas between, such as TEST, ALARM.")),
    "disposition": (_("Leave out calls that ended so"), _("Codes with commas between, such as CAN, DUP.")),
}
UNITS = (
    ("seconds", _("seconds")),
    ("minutes", _("minutes")),
    ("hours", _("hours")),
    ("h:m:s", _("hours, minutes and seconds, such as 0:07:30")),
)
WORKED = (("", _("Not in this file")), *STEPS.items())


class BringCallsForm(forms.Form):
    """A call export."""

    file = forms.FileField(
        label=_("Call export (.csv or .xlsx)"),
        help_text=_(
            "As your dispatch or records system writes it, one row a call. Leave names and narratives out."
        ),
        widget=forms.FileInput({"accept": ".csv,.tsv,.txt,.xlsx"}),
    )


class ColumnsForm(forms.Form):
    """Which column is which, how times are written, and between which steps somebody is busy."""

    def __init__(self, *args: Any, file: CallFile, profile: "Profile", **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": _given(profile)})
        columns = [(name, name) for name in file.columns]
        maybe = [("", _("Not in this file")), *columns]
        self.fields["received"] = _column(STEPS["received"], [("", _("Choose")), *columns], required=True)
        self.fields["received_time"] = _column(_("Its time of day, where it is a column of its own"), maybe)
        self.fields["place"] = _column(
            _("Where: city, agency, beat or district"),
            [("", _("Choose")), *columns],
            required=True,
            help_text=_("Which city each belongs to comes next. Not an address."),
        )
        self.fields["id"] = _column(
            _("Number of the call"), maybe, help_text=_("Rows with the same number count once.")
        )
        for step in ("answered", "dispatched", "arrived", "cleared"):
            self.fields[step] = _column(STEPS[step], maybe)
        for role, label in (("type", _("Type of the call")), ("disposition", _("How the call ended"))):
            self.fields[role] = _column(label, maybe)
        self.fields["begins"] = _column(_("Somebody is busy with a call from"), WORKED)
        self.fields["ends"] = _column(_("until"), WORKED)
        self.fields["duration"] = _column(
            _("Or a column that says how long somebody was busy"), maybe, help_text=_("Instead of two steps.")
        )
        self.fields["unit"] = forms.ChoiceField(label=_("It counts in"), choices=UNITS)
        self._add_writing(profile)

    def _add_writing(self, profile: "Profile") -> None:
        """Add how times are written and which calls are left out."""
        zones = dict.fromkeys([settings.TIME_ZONE, *ZONES, profile.zone])
        self.fields["zone"] = forms.ChoiceField(
            label=_("Time zone of the times"), choices=[(zone, zone.replace("_", " ")) for zone in zones]
        )
        self.fields["formats"] = forms.CharField(
            label=_("How times are written"),
            help_text=_(
                "One way a line, such as %m/%d/%Y %H:%M:%S, or ISO for 2026-01-31 14:05:09. They are tried "
                "in order."
            ),
            widget=forms.Textarea({"rows": 3, "spellcheck": "false"}),
        )
        for role, (label, hint) in CODES.items():
            self.fields[f"drop_{role}"] = forms.CharField(label=label, help_text=hint, required=False)
        self.fields["midnight"] = forms.ChoiceField(
            label=_("Calls at midnight sharp"),
            choices=(
                ("keep", _("Keep them: they came at midnight")),
                ("refuse", _("Leave them out: midnight stands for “not known”")),
            ),
            widget=forms.RadioSelect(),
        )

    def clean_formats(self) -> list[str]:
        """Return the formats, one a line."""
        return [line.strip() for line in self.cleaned_data["formats"].splitlines() if line.strip()]


def _column(
    label: Any, choices: Sequence[tuple[str, Any]], *, required: bool = False, help_text: Any = ""
) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=required, help_text=help_text)


def _given(profile: "Profile") -> dict[str, Any]:
    columns = profile.columns
    received = columns.get("received", ())
    given: dict[str, Any] = {
        role: names[0] for role, names in columns.items() if role != "received" and names
    }
    given |= dict(zip(("received", "received_time"), received, strict=False))
    given |= {
        "zone": profile.zone,
        "formats": "\n".join(profile.times.formats),
        "midnight": profile.times.midnight,
        **{f"drop_{role}": ", ".join(sorted(codes.drop)) for role, codes in profile.codes.items()},
        "unit": profile.handling.unit,
        "begins": profile.handling.begins or "",
        "ends": profile.handling.ends or "",
    }
    return given


class PlacesForm:
    """The city of each place, as it was chosen."""

    def __init__(self, rows: Sequence[PlaceRow], data: QueryDict | None = None) -> None:
        self.rows = [
            {
                "name": f"place-{number}",
                "place": row.place,
                "rows": row.rows,
                "city": row.city if data is None else str(data.get(f"place-{number}", "")),
            }
            for number, row in enumerate(rows)
        ]

    def cities(self) -> dict[str, str]:
        """Return the public id of the city by place."""
        return {str(row["place"]): str(row["city"]) for row in self.rows}


class StaffingForm(forms.Form):
    """The target, the working time and the prices of the people who take the calls."""

    share = forms.DecimalField(
        label=_("Calls answered in time, percent"),
        min_value=1,
        max_value=Decimal("99.99"),
        initial=90,
        help_text=_("The standard NENA-STA-020 asks for 90 % within 15 seconds and 95 % within 20."),
    )
    seconds_in = forms.IntegerField(
        label=_("In time means within seconds"), min_value=0, max_value=86_400, initial=15
    )
    share_too = forms.DecimalField(
        label=_("And percent"), min_value=1, max_value=Decimal("99.99"), initial=95, required=False
    )
    seconds_too = forms.IntegerField(
        label=_("within seconds"), min_value=0, max_value=86_400, initial=20, required=False
    )
    seconds = forms.DecimalField(
        label=_("Seconds that a call keeps somebody busy"),
        min_value=1,
        max_value=86_400,
        required=False,
        help_text=_("Empty: as the file says, city by city."),
    )
    least = forms.IntegerField(
        label=_("Fewest people on duty at any hour"),
        min_value=0,
        max_value=1000,
        initial=2,
        help_text=_("In a city alone as well as together."),
    )
    occupied = forms.DecimalField(
        label=_("Busy at most, percent of the time on duty"), min_value=1, max_value=100, required=False
    )
    shrinkage = forms.DecimalField(
        label=_("Paid time not on duty, percent"),
        min_value=0,
        max_value=90,
        initial=20,
        help_text=_("Leave, training, breaks."),
    )
    paid_hours = forms.IntegerField(
        label=_("Paid hours of a full-time position a year"), min_value=1, max_value=8_784, initial=2_080
    )
    fte = DollarsField(
        label=_("Pay and benefits of a full-time position, dollars a year"),
        min_value=0,
        max_digits=11,
        decimal_places=2,
    )
    position = DollarsField(
        label=_("A workstation, dollars a year"),
        min_value=0,
        max_digits=11,
        decimal_places=2,
        initial=0,
        help_text=_("For each person on duty at the busiest hour: console, licenses, lines."),
    )
    fixed = DollarsField(
        label=_("A center, dollars a year"),
        min_value=0,
        max_digits=13,
        decimal_places=2,
        initial=0,
        help_text=_("Whatever its size: supervision, system, room."),
    )
    connection = DollarsField(
        label=_("Connecting a city to a joint center, dollars a year"),
        min_value=0,
        max_digits=11,
        decimal_places=2,
        initial=0,
    )

    def __init__(self, *args: Any, files: Sequence[CallFile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["calls"] = forms.ChoiceField(
            label=_("Calls"), choices=[(file.public_id, file.name) for file in files]
        )
        self.order_fields(("calls",))
        keep_typed(self)

    def clean(self) -> dict[str, Any]:
        """Refuse half of a second target."""
        data = super().clean() or {}
        if (data.get("share_too") is None) != (data.get("seconds_too") is None):
            missing = "share_too" if data.get("share_too") is None else "seconds_too"
            self.add_error(missing, _("A second target needs a percentage and seconds."))
        return data

    def facts(self) -> dict[str, Any]:
        """Return the terms as an amount keeps them: percentages, seconds, cents."""
        data = self.cleaned_data
        targets = [[float(data["share"]), data["seconds_in"]]]
        if data["share_too"] is not None:
            targets.append([float(data["share_too"]), data["seconds_too"]])
        money = {
            f"{name}_cents": int(data[name] * CENTS) for name in ("fte", "position", "fixed", "connection")
        }
        seconds, occupied = (data[name] for name in ("seconds", "occupied"))
        return {
            "targets": targets,
            "seconds": None if seconds is None else float(seconds),
            "occupied": None if occupied is None else float(occupied),
            "shrinkage": float(data["shrinkage"]),
            "least": data["least"],
            "paid_hours": data["paid_hours"],
            **money,
        }


def staffing_given(staffing: dict[str, Any], file_id: str) -> dict[str, Any]:
    """Return what the form shows of terms that an amount keeps."""
    targets = staffing["targets"]
    given = {name: staffing[name] for name in ("seconds", "occupied", "shrinkage", "least", "paid_hours")}
    given |= {
        name: Decimal(staffing[f"{name}_cents"]) / CENTS
        for name in ("fte", "position", "fixed", "connection")
    }
    given |= {"share": targets[0][0], "seconds_in": targets[0][1], "calls": file_id}
    second = targets[1] if len(targets) > 1 else (None, None)
    return given | {"share_too": second[0], "seconds_too": second[1]}
