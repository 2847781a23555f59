"""Forms for bringing in what councils did, for their list, and for tying it to instruments."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.partnerships.meetings.forms.fields import DayInput, HourInput, several_lines
from interlocal.partnerships.meetings.imports import (
    ReadItem,
    ReadMeeting,
    ReadVote,
    RowFault,
    Unreadable,
    read_council_table,
    sheet_of,
)
from interlocal.web.tables import EXTENSIONS, Sheet, TableUnreadable, read_pasted, read_table, write_pasted

# Letters of a file that is mended on the page; a larger one is mended where it was made.
MENDED_HERE = 300_000
MAX_ITEMS = 200
MORE = 5


def _whose(offered: QuerySet[Jurisdiction]) -> "forms.ModelChoiceField[Jurisdiction]":
    return forms.ModelChoiceField(
        offered,
        to_field_name="public_id",
        label=gettext_lazy("Whose council"),
        empty_label=gettext_lazy("Choose a city") if offered.count() != 1 else None,
        error_messages={"required": gettext_lazy("Choose whose council it is.")},
    )


class CouncilFilterForm(forms.Form):
    """City, words, days, and whether anything was voted on."""

    city = forms.ModelChoiceField(
        label=gettext_lazy("City"),
        queryset=Jurisdiction.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=gettext_lazy("All cities"),
    )
    q = forms.CharField(label=gettext_lazy("Body, title or file number"), required=False, max_length=100)
    since = forms.DateField(label=gettext_lazy("From"), required=False, widget=DayInput())
    until = forms.DateField(label=gettext_lazy("Until"), required=False, widget=DayInput())
    voted = forms.BooleanField(label=gettext_lazy("Only with votes"), required=False)

    def __init__(self, *args: Any, cities: QuerySet[Jurisdiction], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["city"].queryset = cities  # type: ignore[attr-defined]


class _OfCity(forms.Form):
    """Something about one city's council."""

    def __init__(self, *args: Any, cities: QuerySet[Jurisdiction], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jurisdiction"] = _whose(cities)
        self.order_fields(["jurisdiction"])


class WebSourceForm(_OfCity):
    """Which web API to ask, and for which days."""

    address = forms.CharField(
        label=gettext_lazy("Address of the web API"),
        max_length=300,
        help_text=gettext_lazy("For example https://webapi.legistar.com/v1/ and the city’s name there."),
        widget=forms.URLInput({"spellcheck": "false"}),
    )
    since = forms.DateField(label=gettext_lazy("Meetings from"), widget=DayInput())
    until = forms.DateField(
        label=gettext_lazy("Until"), widget=DayInput(), help_text=gettext_lazy("At most 400 meetings.")
    )
    only_body = forms.CharField(
        label=gettext_lazy("Only this body"),
        max_length=150,
        required=False,
        help_text=gettext_lazy("Its name as the source writes it. Empty: all bodies."),
    )


class TableForm(_OfCity):
    """A table of one council's meetings, from a file or from the clipboard.

    Valid, it has ``read``: the meetings. ``faults`` names each cell that must be mended; the rows of a file
    that has some stand in the text field, to be mended there.
    """

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("CSV or Excel (.xlsx), up to 5 MB and 5,000 rows."),
        widget=forms.FileInput({"accept": ",".join(EXTENSIONS)}),
    )
    text = forms.CharField(
        label=gettext_lazy("Or rows copied from a spreadsheet"),
        required=False,
        help_text=gettext_lazy("Copy them with their headings, click here, and paste."),
        widget=forms.Textarea({"rows": 8, "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.faults: Sequence[RowFault] = ()

    def clean(self) -> dict[str, Any]:
        """Read what was brought; what is wrong with it is said at its field."""
        said = self.cleaned_data
        if self.has_error("file") or self.has_error("text"):
            return said
        text, file = said.get("text", ""), said.get("file")
        field = "file" if file else "text"
        if bool(text.strip()) == bool(file):
            self.add_error(field, _("Choose a file or paste rows: one of the two."))
            return said
        try:
            sheet = sheet_of(read_table(file.name, file.read()) if file else read_pasted(text))
        except TableUnreadable as refusal:
            self.add_error(field, str(refusal))
            return said
        try:
            said["read"] = read_council_table(sheet)
        except Unreadable as problem:
            self.add_error(field, str(problem))
            self.faults = getattr(problem, "faults", ())
        if file and self.errors:
            self._keep_to_mend(sheet)
        return said

    def _keep_to_mend(self, sheet: Sheet) -> None:
        """A browser gives a file once; its rows stay where they can be mended, numbered as in the file."""
        rows: list[list[str]] = []
        for row in sheet.rows:
            rows += [[]] * (row.number - 1 - len(rows))
            rows.append([cell.text for cell in row.cells])
        text = write_pasted(rows)
        if len(text) <= MENDED_HERE:
            kept = QueryDict(mutable=True)
            kept.update({name: value for name, value in self.data.items() if name != "text"})
            kept["text"] = text
            self.data = kept


class HandMeetingForm(forms.Form):
    """One meeting of a council, written down; its items are forms of their own."""

    body = forms.CharField(
        label=gettext_lazy("Body"), max_length=200, help_text=gettext_lazy("For example “City Council”.")
    )
    on = forms.DateField(label=gettext_lazy("Day"), widget=DayInput())
    starts_at_time = forms.TimeField(label=gettext_lazy("Begins"), required=False, widget=HourInput())
    place = forms.CharField(label=gettext_lazy("Place"), max_length=300, required=False)
    url = forms.URLField(
        label=gettext_lazy("Where it is published"), max_length=500, required=False, assume_scheme="https"
    )

    def __init__(self, *args: Any, cities: QuerySet[Jurisdiction] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if cities is not None:
            self.fields["jurisdiction"] = _whose(cities)
            self.order_fields(["jurisdiction"])

    def read(self, source_id: str, items: tuple[ReadItem, ...]) -> ReadMeeting:
        """Return the meeting as it was written, with its ``items``."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "jurisdiction"}
        return ReadMeeting(source_id=source_id, items=items, **said)


class HandItemForm(forms.Form):
    """One item: what it was, and how each member voted. A form without a title is no item."""

    source_id = forms.CharField(widget=forms.HiddenInput(), required=False, max_length=120)
    number = forms.CharField(label=gettext_lazy("Number on the agenda"), max_length=40, required=False)
    title = forms.CharField(
        label=gettext_lazy("Title"), max_length=5000, required=False, widget=several_lines(2)
    )
    matter = forms.CharField(label=gettext_lazy("File number"), max_length=80, required=False)
    matter_kind = forms.CharField(label=gettext_lazy("Kind"), max_length=80, required=False)
    mover = forms.CharField(label=gettext_lazy("Mover"), max_length=150, required=False)
    seconder = forms.CharField(label=gettext_lazy("Seconder"), max_length=150, required=False)
    result = forms.CharField(
        label=gettext_lazy("Result"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("For example “Passed”."),
    )
    votes = forms.CharField(
        label=gettext_lazy("Votes"),
        max_length=8000,
        required=False,
        widget=several_lines(4),
        help_text=gettext_lazy("A line each: a name, a colon, and how they voted, such as “Member A: yea”."),
    )

    def clean_votes(self) -> tuple[ReadVote, ...]:
        """Read the votes, a line each."""
        votes: list[ReadVote] = []
        for number, line in enumerate(self.cleaned_data["votes"].splitlines(), start=1):
            if not line.strip():
                continue
            name, _colon, said = (part.strip() for part in line.rpartition(":"))
            if not name or not said:
                raise forms.ValidationError(
                    _("Line %(number)d: give a name, a colon, and how they voted.") % {"number": number}
                )
            if name in {vote.person for vote in votes}:
                raise forms.ValidationError(_("%(name)s is named twice.") % {"name": name})
            votes.append(ReadVote(name, said))
        return tuple(votes)

    def clean(self) -> dict[str, Any]:
        """What is written of an item needs its title."""
        said = super().clean() or {}
        rest = [value for name, value in said.items() if name not in {"source_id", "title"}]
        if not said.get("title") and any(rest):
            self.add_error("title", _("Give the title of this item, or empty its other fields."))
        return said

    def read(self, source_id: str) -> ReadItem | None:
        """Return the item as it was written; ``None`` without a title."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "source_id"}
        return ReadItem(source_id=source_id, **said) if said.get("title") else None


HandItems = forms.formset_factory(HandItemForm, extra=3, max_num=MAX_ITEMS, absolute_max=MAX_ITEMS)


class FindItemForm(forms.Form):
    """Words of an item's title, or its file number."""

    q = forms.CharField(label=gettext_lazy("Title or file number"), required=False, max_length=100)


class TieForm(forms.Form):
    """Which item is tied."""

    item = forms.SlugField(max_length=16)


class SaveForm(forms.Form):
    """The seal of what the person saw."""

    seen = forms.RegexField(r"^[0-9a-f]{64}$")
