"""Forms in which a procedure is written: its name, and its steps as rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interlocal.partnerships.commitments.forms.fields import DayInput
from interlocal.partnerships.commitments.models import DueKind, Evidence, ProcedureVersion
from interlocal.partnerships.commitments.models.steps import MOST_DAYS, MOST_VOTES
from interlocal.partnerships.commitments.queries import role_choices, step_records
from interlocal.partnerships.jurisdictions.public import Jurisdiction

MOST_STEPS = 60
Row = dict[str, Any]


class ProcedureForm(forms.Form):
    """Names a new procedure."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    slug = forms.SlugField(
        label=gettext_lazy("Short name"),
        max_length=80,
        help_text=gettext_lazy(
            "Small letters, digits and hyphens; it stands in the address and never changes."
        ),
    )
    kind = forms.CharField(
        label=gettext_lazy("What it is for"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("For example: adoption of a resolution."),
    )
    jurisdiction = forms.ModelChoiceField(
        Jurisdiction.objects.none(),
        label=gettext_lazy("Jurisdiction"),
        required=False,
        empty_label=gettext_lazy("Every jurisdiction"),
        to_field_name="public_id",
    )

    def __init__(self, *args: Any, places: QuerySet[Jurisdiction], for_all: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["jurisdiction"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = places
        if not for_all:
            field.required, field.empty_label = True, None


class StepForm(forms.Form):
    """One step. Nothing is required, so that a half-written draft can be kept; publishing asks for more."""

    key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput())
    title = forms.CharField(label=gettext_lazy("What is to be done"), required=False, max_length=200)
    role = forms.ChoiceField(label=gettext_lazy("Role that does it"), required=False)
    office = forms.CharField(
        label=gettext_lazy("Office, as the text names it"), required=False, max_length=120
    )
    after = forms.MultipleChoiceField(
        label=gettext_lazy("Begins after"), required=False, widget=forms.CheckboxSelectMultiple()
    )
    due_kind = forms.ChoiceField(label=gettext_lazy("Due"), required=False, choices=DueKind.choices)
    due_days = forms.IntegerField(
        label=gettext_lazy("Number of days"), required=False, min_value=0, max_value=MOST_DAYS
    )
    due_of = forms.ChoiceField(label=gettext_lazy("Counted from the end of"), required=False)
    due_on = forms.DateField(label=gettext_lazy("Fixed date"), required=False, widget=DayInput())
    evidence = forms.MultipleChoiceField(
        label=gettext_lazy("Any one of these closes it"),
        required=False,
        choices=Evidence.choices,
        widget=forms.CheckboxSelectMultiple(),
        help_text=gettext_lazy("None checked: no evidence is asked for."),
    )
    requires_sign_in = forms.BooleanField(
        label=gettext_lazy("Only after sign-in (votes and signatures)"), required=False
    )
    records = forms.ChoiceField(
        label=gettext_lazy("What it takes down"),
        required=False,
        help_text=gettext_lazy("The number, date or vote that is typed once, when the step is done."),
    )
    votes_needed = forms.IntegerField(
        label=gettext_lazy("Votes that carry it"),
        required=False,
        min_value=0,
        max_value=MOST_VOTES,
        help_text=gettext_lazy("Of the members elected. Leave it empty while nobody knows."),
    )
    source = forms.CharField(label=gettext_lazy("Statute or rule"), required=False, max_length=300)
    is_unconfirmed = forms.BooleanField(
        label=gettext_lazy("Nobody has confirmed this step yet"), required=False
    )

    def __init__(
        self, *args: Any, above: Sequence[tuple[str, str]], stray: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        below = [(key, _("%(step)s (stands below)") % {"step": key}) for key in stray]
        self._choose("role", [("", _("Nobody by role")), *role_choices()])
        records = [(slug, label) for slug, (label, _page) in step_records().items()]
        self._choose("records", [("", _("Nothing but its evidence")), *records])
        self._choose("after", [*above, *below])
        self._choose("due_of", [("", _("The last step before it")), *above, *below])
        if not above and not below:
            del self.fields["after"], self.fields["due_of"]

    def row(self) -> Row:
        """Return what was typed, as the draft keeps it; what is at its default is left out."""
        said = self.cleaned_data
        due = {"kind": said["due_kind"] or DueKind.NONE.value}
        if said["due_days"]:
            due["days"] = said["due_days"]
        if said.get("due_of"):
            due["of"] = said["due_of"]
        if said["due_on"]:
            due["on"] = said["due_on"].isoformat()
        names = (
            "role",
            "office",
            "after",
            "evidence",
            "requires_sign_in",
            "records",
            "votes_needed",
            "source",
            "is_unconfirmed",
        )
        row = {"key": said["key"], "title": said["title"]}
        row |= {name: said[name] for name in names if said.get(name)}
        return row | ({"due": due} if due != {"kind": DueKind.NONE.value} else {})

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class ConfirmStepsForm(forms.Form):
    """Confirms steps that nobody has confirmed yet."""

    steps = forms.MultipleChoiceField(
        label=gettext_lazy("Steps that the city takes in this way"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one step to confirm.")},
    )
    source = forms.CharField(
        label=gettext_lazy("Who says so, or where it is written"),
        max_length=200,
        help_text=gettext_lazy("For example: city counselor, March 9; or the section of the charter."),
    )

    def __init__(self, *args: Any, unconfirmed: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["steps"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = unconfirmed


class StepRows:
    """The steps of a draft as rows of one form, each with its buttons. ``wrong`` marks a row, from one."""

    def __init__(self, draft: ProcedureVersion, data: QueryDict | None, *, wrong: int = 0) -> None:
        self.wrong = wrong
        rows = _typed(data) if data is not None else [_initial(row) for row in draft.steps]
        self.forms = [self._form(number, rows, data) for number in range(len(rows))]

    def is_valid(self) -> bool:
        """Whether every row can be kept."""
        # Each is asked, so that each shows what is wrong with it.
        return not sum(not form.is_valid() for form in self.forms)

    def after_pressing(self, button: str) -> tuple[list[Row], int]:
        """Return the rows as they are once ``button`` was pressed, and the row to look at (zero: none)."""
        rows = _with_keys([form.row() for form in self.forms])
        verb, _hyphen, number = button.partition("-")
        place = int(number) if number.isdecimal() and int(number) <= len(rows) else 0
        if verb == "add" and len(rows) < MOST_STEPS:
            rows.insert(place, {"key": "", "title": ""})
            return _with_keys(rows), place + 1
        if verb == "remove" and place:
            gone = rows.pop(place - 1)["key"]
            return [_without(row, gone) for row in rows], min(place, len(rows))
        if verb == "up" and place > 1:
            rows.insert(place - 2, rows.pop(place - 1))
            return rows, place - 1
        if verb == "down" and 0 < place < len(rows):
            rows.insert(place, rows.pop(place - 1))
            return rows, place + 1
        return rows, place

    def _form(self, number: int, rows: Sequence[Mapping[str, Any]], data: QueryDict | None) -> StepForm:
        above = [(row["key"], row["title"] or row["key"]) for row in rows[:number] if row["key"]]
        wanted = [*rows[number].get("after", ()), rows[number].get("due_of", "")]
        stray = sorted({key for key in wanted if key} - {key for key, _title in above})
        prefix = f"step-{number + 1}"
        if data is None:
            form = StepForm(initial=dict(rows[number]), prefix=prefix, above=above, stray=stray)
            form.fields["title"].required = True  # shown so; a draft may still be kept without it
            return form
        return StepForm(data, prefix=prefix, above=above, stray=stray)


def _typed(data: QueryDict) -> list[Mapping[str, Any]]:
    """What each posted row says about itself and the rows that it names."""
    count = data.get("count", "")
    numbers = range(1, min(int(count), MOST_STEPS) + 1) if count.isdecimal() and len(count) < 4 else ()
    return [
        {
            "key": data.get(f"step-{number}-key", ""),
            "title": data.get(f"step-{number}-title", ""),
            "after": data.getlist(f"step-{number}-after"),
            "due_of": data.get(f"step-{number}-due_of", ""),
        }
        for number in numbers
    ]


def _initial(row: Mapping[str, Any]) -> dict[str, Any]:
    due = row.get("due", {})
    return {**row, **{f"due_{name}": due[name] for name in ("kind", "days", "of", "on") if name in due}}


def _with_keys(rows: list[Row]) -> list[Row]:
    """Give each row without a key one from its title; a key never changes: versions are compared by it."""
    taken = {row["key"] for row in rows if row["key"]}
    for row in rows:
        if row["key"]:
            continue
        base = slugify(row["title"])[:50].strip("-") or "step"
        numbered = (base if number == 1 else f"{base}-{number}" for number in range(1, MOST_STEPS + 2))
        row["key"] = next(key for key in numbered if key not in taken)
        taken.add(row["key"])
    return rows


def _without(row: Row, gone: str) -> Row:
    """The row as it is when the step ``gone`` is no more."""
    left = dict(row)
    if gone in left.get("after", ()):
        left["after"] = [key for key in left["after"] if key != gone]
    if left.get("due", {}).get("of") == gone:
        left["due"] = {name: value for name, value in left["due"].items() if name != "of"}
    return left
