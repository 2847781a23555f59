"""What people type about an initiative: its case, who takes part, its gates."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.foundation.accounts.public import User
from interlocal.partnerships.initiatives.actions.gates import Ruling
from interlocal.partnerships.initiatives.forms.fields import (
    LONG,
    DayInput,
    choose,
    day_field,
    places,
    words_field,
)
from interlocal.partnerships.initiatives.forms.programs import SourcedForm
from interlocal.partnerships.initiatives.models import (
    Document,
    Expectation,
    Initiative,
    Practice,
    Pressure,
    ProgramRecord,
    Risk,
    Stance,
    Support,
)
from interlocal.partnerships.initiatives.queries import NeedState
from interlocal.partnerships.initiatives.queries.initiatives import Wanted
from interlocal.partnerships.jurisdictions.public import SOURCE_FIELDS, Jurisdiction

SOURCE_DAY = {"source_on": DayInput()}


class InitiativeForm(forms.ModelForm):  # type: ignore[type-arg]
    """Changes what an initiative says of itself."""

    class Meta:
        model = Initiative
        fields = ("title", "summary", "lead")
        widgets = {"summary": LONG}

    def __init__(self, *args: Any, cities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places(self, "lead", cities, empty=_("Nobody yet"))
        if self.instance.lead is not None:
            self.initial["lead"] = self.instance.lead.public_id

    def validate_unique(self) -> None:
        """Leave judging to the action, which sees the title in any spelling."""


class NewInitiativeForm(InitiativeForm, SourcedForm):
    """Adds an initiative that has no pain points on record."""

    class Meta(InitiativeForm.Meta):
        fields = (*InitiativeForm.Meta.fields, *SOURCE_FIELDS)  # type: ignore[assignment]
        widgets = InitiativeForm.Meta.widgets | SOURCE_DAY  # type: ignore[assignment]


class PressureForm(SourcedForm):
    """Shows a pressure by its yearly figures."""

    figures = words_field(
        _("Figures, one year a line"),
        rows=6,
        hint=_("Such as “2024: 1,250,000”. Paste them from a spreadsheet."),
    )

    class Meta:
        model = Pressure
        fields = ("title", "unit", *SOURCE_FIELDS)
        widgets = SOURCE_DAY

    field_order = ("title", "unit", "figures")


class ExpectationForm(SourcedForm):
    """States what residents or staff may expect."""

    class Meta:
        model = Expectation
        fields = (
            "whose",
            "measure",
            "unit",
            "baseline",
            "baseline_on",
            "target",
            "target_on",
            *SOURCE_FIELDS,
        )
        widgets = {"baseline_on": DayInput(), "target_on": DayInput(), **SOURCE_DAY}


class ResultForm(forms.Form):
    """Records where an expectation came."""

    result = forms.DecimalField(label=_("Result"), max_digits=14, decimal_places=2)
    result_on = day_field(_("As of"))
    result_source = forms.CharField(label=_("What shows it"), max_length=300)


class PracticeForm(SourcedForm):
    """Names a practice to compare with."""

    class Meta:
        model = Practice
        fields = ("name", "differs", *SOURCE_FIELDS)
        widgets = {"differs": LONG, **SOURCE_DAY}


class SupportForm(forms.ModelForm):  # type: ignore[type-arg]
    """Says what the assigned staff get."""

    class Meta:
        model = Support
        fields = ("what", "given_by", "starts_on", "ends_on")
        widgets = {"starts_on": DayInput(), "ends_on": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places(self, "given_by", Jurisdiction.objects.all(), empty=_("The partnership"))


class RiskForm(forms.ModelForm):  # type: ignore[type-arg]
    """Names a risk."""

    class Meta:
        model = Risk
        fields = ("title", "likelihood", "impact", "response", "owner")
        widgets = {"response": LONG}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places(
            self, "owner", User.objects.filter(is_active=True).order_by("name", "pk"), empty=_("Nobody yet")
        )


class DocumentForm(forms.ModelForm):  # type: ignore[type-arg]
    """Adds a paper."""

    file = forms.FileField(label=_("File"))

    class Meta:
        model = Document
        fields = ("title",)


class StanceForm(forms.ModelForm):  # type: ignore[type-arg]
    """Says how a city takes part."""

    class Meta:
        model = Stance
        fields = ("jurisdiction", "stand", "starts_on", "note")
        widgets = {"starts_on": DayInput()}

    def __init__(self, *args: Any, cities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places(self, "jurisdiction", cities)


class ProgramLinkForm(forms.Form):
    """Says which program belongs to the initiative."""

    program = forms.ModelChoiceField(
        ProgramRecord.objects.none(), label=_("Program"), to_field_name="public_id", empty_label=_("Choose")
    )

    def __init__(self, *args: Any, programs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["program"].queryset = programs  # type: ignore[attr-defined]


class GuestForm(forms.Form):
    """Invites a person of a jurisdiction that is no member."""

    jurisdiction = forms.ModelChoiceField(
        Jurisdiction.objects.none(),
        label=_("Jurisdiction"),
        to_field_name="public_id",
        empty_label=_("Choose"),
        help_text=_("Bodies that are no members. Add one under Members first if it is missing."),
    )
    name = forms.CharField(label=_("Name of the person"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"))

    def __init__(self, *args: Any, cities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jurisdiction"].queryset = cities  # type: ignore[attr-defined]


class RulingForm(forms.Form):
    """Who decided, when, at which meeting, and why."""

    decided_by = forms.CharField(
        label=_("Decided by"), max_length=160, help_text=_("The body or office, such as “Steering group”.")
    )
    decided_on = day_field(_("Decided on"))
    meeting = forms.CharField(
        label=_("At which meeting"),
        max_length=200,
        required=False,
        help_text=_("Leave it empty when there was none."),
    )
    reason = words_field(_("Reason"))

    def ruling(self) -> Ruling:
        """Return what was typed as the actions take it."""
        return Ruling(**{name: self.cleaned_data[name] for name in RulingForm.base_fields})


class GateForm(RulingForm):
    """Passes a gate; what is missing can be waived, each need with its reason."""

    def __init__(self, *args: Any, needs: list[NeedState], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._missing = [one.need for one in needs if not one.is_met]
        for need in self._missing:
            self.fields[f"waive-{need.key}"] = forms.CharField(
                label=_("Waive “%(need)s” because") % {"need": need.title},
                required=False,
                max_length=300,
                help_text=_("Leave it empty and see to it first, or say why it can be done without."),
            )

    def waivers(self) -> dict[str, str]:
        """Return the reasons given, by the key of the need."""
        return {need.key: self.cleaned_data.get(f"waive-{need.key}", "") for need in self._missing}


class MoveForm(RulingForm):
    """Sends an initiative back, or ends it."""

    to_stage = forms.ChoiceField(label=_("To which stage"))

    field_order = ("to_stage",)

    def __init__(self, *args: Any, stages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "to_stage", [("", _("Choose")), *stages])


class DecisionForm(RulingForm):
    """Records a decision that leaves the initiative in its stage."""

    title = forms.CharField(label=_("What was decided"), max_length=200)

    field_order = ("title",)


class MetForm(forms.Form):
    """Says that a need is met."""

    note = forms.CharField(label=_("What shows it"), required=False, max_length=300)


class FilterForm(forms.Form):
    """Narrows board, table and calendar."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    stage = forms.ChoiceField(label=_("Stage"), required=False)
    jurisdiction = forms.ChoiceField(label=_("Takes part"), required=False)

    def __init__(self, data: Any, *, stages: Any, cities: Any) -> None:
        super().__init__(data)
        choose(self, "stage", [("", _("All")), *((one.key, one.title) for one in stages)])
        choose(self, "jurisdiction", [("", _("All")), *((one.public_id, one.name) for one in cities)])

    def wanted(self, sort: str) -> Wanted:
        """Return what is asked for; nonsense asks for nothing."""
        self.is_valid()
        said = self.cleaned_data
        return Wanted(
            words=said.get("q", ""),
            stage=said.get("stage", ""),
            jurisdiction=said.get("jurisdiction", ""),
            sort=sort,
        )
