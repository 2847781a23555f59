"""What is typed when a step is recorded: one form for each kind of step."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interlocal.partnerships.instruments.lifecycle import OUTCOMES, StepKind
from interlocal.partnerships.instruments.models import Outcome
from interlocal.partnerships.instruments.rules import StepReport

_SAID = {
    "aye": "aye",
    "ayes": "aye",
    "yea": "aye",
    "yes": "aye",
    "nay": "nay",
    "nays": "nay",
    "no": "nay",
    "abstain": "abstain",
    "abstained": "abstain",
    "abstention": "abstain",
}


def _day(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class StepForm(forms.Form):
    """What every step has: its day, and what shows it. ``kind`` says which outcomes there are."""

    kind: StepKind
    happened_on = _day(gettext_lazy("On"))
    note = forms.CharField(
        label=gettext_lazy("What shows it"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("For example: minutes of March 9, item 7."),
    )
    url = forms.CharField(
        label=gettext_lazy("Link to the evidence"),
        required=False,
        max_length=500,
        widget=forms.URLInput(),
    )
    evidence_file = forms.FileField(label=gettext_lazy("File"), required=False)

    first: tuple[str, ...] = ("happened_on",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*self.first, "note", "url", "evidence_file"])

    def report(self, file: Any = None, *, today: date) -> StepReport:
        """Return what was typed; what is to come was entered ``today``. The rules judge it."""
        said = {name: value for name, value in self.cleaned_data.items() if name in _REPORTED}
        said.setdefault("outcome", OUTCOMES[self.kind][0].value)
        said.setdefault("happened_on", min(said.get("to_on") or today, today))
        return StepReport(**said, file=file)


_REPORTED = set(StepReport.__dataclass_fields__) - {"file"}


class BillForm(StepForm):
    """The number under which it was filed."""

    kind = StepKind.BILL
    first = ("bill_number", "number", "happened_on")
    bill_number = forms.CharField(label=gettext_lazy("Bill number"), max_length=40, required=False)
    number = forms.CharField(
        label=gettext_lazy("Resolution or ordinance number"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Where the city gives it when it is filed."),
    )
    happened_on = _day(gettext_lazy("Filed on"))


class AgendaForm(StepForm):
    """The meeting at which it comes up."""

    kind = StepKind.AGENDA
    first = ("to_on", "happened_on")
    to_on = _day(gettext_lazy("Meeting on"))
    happened_on = _day(gettext_lazy("Put on the agenda on"))


class _WithOutcome(StepForm):
    """A step that can come out in several ways."""

    first: tuple[str, ...] = ("outcome", "happened_on")
    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say how it came out.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["outcome"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.value, Outcome(one.value).label) for one in OUTCOMES[self.kind]]


class _Tabling(_WithOutcome):
    """A step that can be put off."""

    to_on = _day(
        gettext_lazy("Comes up again on"), required=False, hint=gettext_lazy("Only when it was tabled.")
    )


class ReadingForm(_Tabling):
    """A reading of the bill."""

    kind = StepKind.READING
    first = ("outcome", "happened_on", "to_on")
    happened_on = _day(gettext_lazy("Read on"))


class VoteForm(_Tabling):
    """A vote: how it came out, by numbers or by name."""

    kind = StepKind.VOTE
    first = ("outcome", "happened_on", "ayes", "nays", "abstentions", "names", "to_on")
    happened_on = _day(gettext_lazy("Voted on"))
    ayes = forms.IntegerField(label=gettext_lazy("Ayes"), min_value=0, max_value=999, required=False)
    nays = forms.IntegerField(label=gettext_lazy("Nays"), min_value=0, max_value=999, required=False)
    abstentions = forms.IntegerField(
        label=gettext_lazy("Abstentions"), min_value=0, max_value=999, required=False
    )
    names = forms.CharField(
        label=gettext_lazy("Or the roll call by name"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("A line each, for example “Smith: aye”, “Jones: nay”, “Brown: abstain”."),
    )

    def clean(self) -> dict[str, Any]:
        """Read the roll call; where numbers were typed too, they must agree."""
        cleaned = super().clean() or {}
        votes = self._votes(cleaned.pop("names", "") or "")
        cleaned["votes"] = votes
        if votes and not self.errors:
            counted = {kind: sum(1 for _name, said in votes if said == kind) for kind in _SAID.values()}
            for name, kind in (("ayes", "aye"), ("nays", "nay"), ("abstentions", "abstain")):
                if cleaned.get(name) not in (None, counted[kind]):
                    self.add_error(
                        name,
                        _("The roll call names %(count)d. Mend one of the two.") % {"count": counted[kind]},
                    )
                cleaned[name] = counted[kind]
        return cleaned

    def _votes(self, names: str) -> tuple[tuple[str, str], ...]:
        votes: list[tuple[str, str]] = []
        for number, line in enumerate(names.splitlines(), start=1):
            if not line.strip():
                continue
            name, _colon, said = line.rpartition(":")
            vote = _SAID.get(said.strip().lower().rstrip("."))
            if not name.strip() or vote is None:
                self.add_error(
                    "names",
                    _("Line %(number)d: give a name, a colon, and aye, nay or abstain.") % {"number": number},
                )
            elif name.strip() in {one for one, _vote in votes}:
                self.add_error("names", _("%(name)s is named twice.") % {"name": name.strip()})
            else:
                votes.append((name.strip(), vote))
        return tuple(votes)


class OverrideForm(VoteForm):
    """The vote after a veto."""

    kind = StepKind.OVERRIDE


class NumberForm(StepForm):
    """The number that it got."""

    kind = StepKind.NUMBER
    first = ("number", "happened_on")
    number = forms.CharField(label=gettext_lazy("Resolution or ordinance number"), max_length=40)
    happened_on = _day(gettext_lazy("Assigned on"))


class SignatureForm(StepForm):
    """Who signed."""

    kind = StepKind.SIGNATURE
    first = ("officer", "happened_on")
    officer = forms.CharField(
        label=gettext_lazy("Signed by"),
        max_length=120,
        help_text=gettext_lazy("Name and office, as they stand below the text."),
    )
    happened_on = _day(gettext_lazy("Signed on"))


class MayorForm(_WithOutcome):
    """Whether the mayor signed."""

    kind = StepKind.MAYOR
    first = ("outcome", "officer", "happened_on")
    officer = forms.CharField(label=gettext_lazy("Mayor"), max_length=120, required=False)


class EffectiveForm(StepForm):
    """When it takes effect."""

    kind = StepKind.EFFECTIVE
    first = ("to_on",)
    happened_on = None  # type: ignore[assignment]
    to_on = _day(gettext_lazy("In effect from"))


STEP_FORMS: dict[StepKind, type[StepForm]] = {
    form.kind: form
    for form in (
        BillForm,
        AgendaForm,
        ReadingForm,
        VoteForm,
        NumberForm,
        SignatureForm,
        MayorForm,
        OverrideForm,
        EffectiveForm,
    )
}
