"""What was read, part by part, to be corrected beside the text."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interlocal.partnerships.instruments.forms.choices import whose_instrument
from interlocal.partnerships.instruments.models import Kind, Statement
from interlocal.partnerships.jurisdictions.public import Jurisdiction

SUPPORTER_MARK = "(support)"
# So that a field shows all of its text.
LETTERS_A_ROW = 48


class CorrectionForm(forms.Form):
    """The parts of a read instrument, in the shape of ``reading.to_json``; every part can be corrected."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Kind.choices)
    title = forms.CharField(
        label=gettext_lazy("Title"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    bill_number = forms.CharField(
        label=gettext_lazy("Bill number"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Empty: blank in the text."),
    )
    resolution_number = forms.CharField(
        label=gettext_lazy("Resolution or ordinance number"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Empty: blank in the text."),
    )
    body = forms.CharField(label=gettext_lazy("Adopting body"), max_length=200)
    parties = forms.CharField(
        label=gettext_lazy("Parties named"),
        required=False,
        help_text=gettext_lazy("One a line. Add “(support)” after a body that supports the members."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    footer = forms.CharField(label=gettext_lazy("Footer"), required=False, max_length=300)

    def __init__(self, data: Any = None, *, parts: Mapping[str, Any]) -> None:
        self.parts = parts
        initial = {
            name: parts.get(name)
            for name in ("kind", "title", "bill_number", "resolution_number", "body", "footer")
        }
        initial["parties"] = "\n".join(_party_line(party) for party in parts["parties"])
        super().__init__(data, initial=initial)
        for index, recital in enumerate(parts["recitals"]):
            self._add(
                f"recital_{index}", _("WHEREAS %(number)d") % {"number": index + 1}, recital, is_long=True
            )
        for index, section in enumerate(parts["sections"]):
            named = {"number": section["number"] or index + 1}
            self._add(f"section_{index}", _("Section %(number)s") % named, section["text"], is_long=True)
        for index, date in enumerate(parts["dates"]):
            self._add(f"date_{index}", _("Date %(number)d, as written") % {"number": index + 1}, date["text"])
        for index, signatory in enumerate(parts["signatories"]):
            named = {"number": index + 1}
            self._add(f"signatory_{index}", _("Sign-off %(number)d, who") % named, signatory["role"])
            self._add(
                f"attests_{index}", _("Sign-off %(number)d, what it attests") % named, signatory["attests"]
            )

    def _add(self, name: str, label: str, value: str, *, is_long: bool = False) -> None:
        rows = len(value) // LETTERS_A_ROW + 2
        widget = forms.Textarea(attrs={"rows": rows}) if is_long else forms.TextInput()
        self.fields[name] = forms.CharField(label=label, initial=value, widget=widget)

    def corrections(self) -> dict[str, Any]:
        """Return the parts as the person left them."""
        given = self.cleaned_data
        return {
            "kind": given["kind"],
            "title": given["title"],
            "bill_number": given["bill_number"] or None,
            "resolution_number": given["resolution_number"] or None,
            "body": given["body"],
            "recitals": [given[f"recital_{i}"] for i, _recital in enumerate(self.parts["recitals"])],
            "sections": [
                {**section, "text": given[f"section_{i}"]} for i, section in enumerate(self.parts["sections"])
            ],
            "parties": [_party(line) for line in given["parties"].splitlines() if line.strip()],
            "dates": [self._date(i, date) for i, date in enumerate(self.parts["dates"])],
            "signatories": [
                {**signatory, "role": given[f"signatory_{i}"], "attests": given[f"attests_{i}"]}
                for i, signatory in enumerate(self.parts["signatories"])
            ],
            "footer": given["footer"] or None,
        }

    def _date(self, index: int, date: Mapping[str, Any]) -> dict[str, Any]:
        return {**date, "text": self.cleaned_data[f"date_{index}"]}

    def groups(self) -> Iterator[tuple[str, Sequence[BoundField]]]:
        """Return the fields under the headings of the page."""
        yield (
            _("Head"),
            [self[name] for name in ("kind", "bill_number", "resolution_number", "title", "body")],
        )
        for heading, starts in (
            (_("Recitals"), ("recital_",)),
            (_("Sections"), ("section_",)),
            (_("Dates"), ("date_",)),
            (_("Sign-offs"), ("signatory_", "attests_")),
        ):
            fields = [self[name] for name in self.fields if name.startswith(starts)]
            if fields:
                yield heading, fields
        yield _("Parties and footer"), [self["parties"], self["footer"]]


class FilingForm(forms.Form):
    """Whose instrument it is, under which statement, and where the text comes from."""

    jurisdiction = whose_instrument(Jurisdiction.objects.none())
    statement = forms.ModelChoiceField(
        Statement.objects.none(),
        to_field_name="public_id",
        label=gettext_lazy("Statement that it adopts"),
        required=False,
        empty_label=gettext_lazy("None: it stands alone"),
    )
    new_statement = forms.CharField(
        label=gettext_lazy("Or the name of a new statement"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("When this is the text that every council is to adopt."),
    )
    source_title = forms.CharField(label=gettext_lazy("Source"), required=False, max_length=300)
    source_url = forms.URLField(
        label=gettext_lazy("Address of the source"), required=False, max_length=500, assume_scheme="https"
    )
    source_on = forms.DateField(
        label=gettext_lazy("Date of the source"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(
        self, *args: Any, jurisdictions: Any, statements: Any, may_convene: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jurisdiction"].queryset = jurisdictions  # type: ignore[attr-defined]
        self.fields["statement"].queryset = statements  # type: ignore[attr-defined]
        if len(jurisdictions) == 1:
            self.fields["jurisdiction"].initial = jurisdictions[0].public_id
        if not may_convene:
            del self.fields["new_statement"]

    def clean(self) -> dict[str, Any]:
        """Refuse both an existing statement and a new one."""
        cleaned = super().clean() or {}
        if cleaned.get("statement") and cleaned.get("new_statement"):
            self.add_error("new_statement", _("Choose a statement above, or name a new one here: not both."))
        return cleaned

    def clean_source_on(self) -> dt.date | None:
        """Refuse a date that nothing can have been published on."""
        found: dt.date | None = self.cleaned_data["source_on"]
        if found is not None and found.year < 1800:
            raise forms.ValidationError(_("Give the year with four digits."))
        return found


def _party_line(party: Mapping[str, str]) -> str:
    return f"{party['name']} {SUPPORTER_MARK}" if party["role"] == "supporter" else party["name"]


def _party(line: str) -> dict[str, str]:
    name = line.strip()
    if name.endswith(SUPPORTER_MARK):
        return {"name": name.removesuffix(SUPPORTER_MARK).strip(), "role": "supporter"}
    return {"name": name, "role": "member"}
