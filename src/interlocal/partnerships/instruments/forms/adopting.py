"""Starting the adoption of a statement, and confirming what it asks of each council."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from interlocal.foundation.accounts.public import User
from interlocal.partnerships.commitments.public import ProcedureVersion
from interlocal.partnerships.instruments.actions.adoption import Confirmation
from interlocal.partnerships.instruments.queries import Duty, Steps
from interlocal.partnerships.jurisdictions.public import Jurisdiction


class AdoptionForm(forms.Form):
    """Which councils start, each by which steps, and when. ``rows`` are the councils with their fields."""

    jurisdictions = forms.ModelMultipleChoiceField(
        Jurisdiction.objects.none(),
        to_field_name="public_id",
        label=gettext_lazy("Councils"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one council.")},
    )
    starts_on = forms.DateField(label=gettext_lazy("From"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, jurisdictions: Any, steps: Sequence[Steps], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.steps = steps
        self.fields["jurisdictions"].queryset = jurisdictions  # type: ignore[attr-defined]
        for one in steps:
            self.fields[_steps_name(one)] = forms.ChoiceField(
                label=_("Steps of %(council)s") % {"council": one.council.name},
                choices=[(version.public_id, _named(version)) for version in one.versions],
                required=False,
            )

    def chosen(self) -> dict[str, ProcedureVersion]:
        """Return the steps of each council, by its public id."""
        return {
            one.council.public_id: version
            for one in self.steps
            for version in one.versions
            if self.cleaned_data.get(_steps_name(one)) == version.public_id
        }

    def step_fields(self) -> list[forms.BoundField]:
        """Return the choices of steps, a field each."""
        return [self[_steps_name(one)] for one in self.steps]


def _steps_name(steps: Steps) -> str:
    return f"steps-{steps.council.public_id}"


def _named(version: ProcedureVersion) -> str:
    """What a choice says: the procedure, and how many of its steps nobody has confirmed."""
    unconfirmed = sum(1 for step in version.read() if step.is_unconfirmed)
    if not unconfirmed:
        return str(version.procedure.title)
    words = ngettext("%(title)s, %(n)d step unconfirmed", "%(title)s, %(n)d steps unconfirmed", unconfirmed)
    return words % {"title": version.procedure.title, "n": unconfirmed}


class DutyForm(forms.Form):
    """One proposed commitment for one council: confirmed or not, whose, and by when."""

    confirmed = forms.BooleanField(label=gettext_lazy("Confirm"), required=False)
    title = forms.CharField(label=gettext_lazy("What is owed"), max_length=200)
    owner = forms.ModelChoiceField(
        User.objects.none(),
        to_field_name="public_id",
        label=gettext_lazy("Owner"),
        required=False,
        empty_label=gettext_lazy("Choose a person"),
    )
    due_on = forms.DateField(
        label=gettext_lazy("Date"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    is_standing = forms.BooleanField(
        label=gettext_lazy("It does not end: the date is that of its next review"), required=False
    )

    def __init__(self, data: Any, *, prefix: str, duty: Duty, people: Any) -> None:
        self.duty = duty
        super().__init__(data, prefix=prefix, initial={"title": duty.proposal.title})
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for an owner and a date of what is confirmed; the rest is left as it is."""
        cleaned = super().clean() or {}
        if not cleaned.get("confirmed"):
            self.errors.clear()
            return {"confirmed": False}
        if "owner" not in self.errors and cleaned.get("owner") is None:
            self.add_error("owner", _("Name the person who looks after it."))
        if "due_on" not in self.errors and cleaned.get("due_on") is None:
            self.add_error("due_on", _("Give a date: a commitment without one is forgotten."))
        return cleaned

    def confirmation(self) -> Confirmation | None:
        """Return the confirmed commitment, or ``None`` where the person left it open."""
        given = self.cleaned_data
        if not given["confirmed"]:
            return None
        proposal = self.duty.proposal
        return Confirmation(
            proposal=self.duty.place,
            title=given["title"],
            clause=proposal.clause,
            section=_("Section %(number)s") % {"number": proposal.section_number},
            owner=given["owner"],
            due_on=given["due_on"],
            is_standing=given["is_standing"],
        )


def duty_forms(data: Any, duties: Sequence[Duty], people: Any) -> list[DutyForm]:
    """Return a form for each duty that nobody has confirmed yet."""
    return [
        DutyForm(data, prefix=f"duty{duty.place}", duty=duty, people=people)
        for duty in duties
        if duty.commitment is None
    ]
