"""Forms of the room; each keeps what was typed and hands clean values to one action."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.initiatives.actions.programs import ProgramFacts
from interlocal.partnerships.initiatives.forms.fields import LONG, DayInput
from interlocal.partnerships.initiatives.models import Outcome, Participation, ProgramLink, ProgramRecord
from interlocal.partnerships.jurisdictions.public import SOURCE_FIELDS, Jurisdiction, Source


class SourcedForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form for a sourced fact."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source_title"].help_text = _(
            "The document that says so. What has no source must be marked as made up for the sample."
        )
        selects: list[Any] = [one for one in self.fields.values() if isinstance(one, forms.TypedChoiceField)]
        for select in selects:
            if select.required:
                select.choices = [(value, label if value else _("Choose")) for value, label in select.choices]

    def source(self) -> Source:
        """Return the source that was typed."""
        return Source.of(self.cleaned_data)

    def facts(self) -> dict[str, Any]:
        """Return the clean values apart from the source."""
        return {name: value for name, value in self.cleaned_data.items() if name not in SOURCE_FIELDS}


class ProgramForm(SourcedForm):
    """Adds or changes a program record."""

    class Meta:
        model = ProgramRecord
        fields = (
            "title",
            "title_es",
            "summary",
            "summary_es",
            "kind",
            "status",
            "term",
            "started_on",
            "started_precision",
            "ended_on",
            "ended_precision",
            *SOURCE_FIELDS,
        )
        widgets = {
            "summary": LONG,
            "summary_es": LONG,
            "started_on": DayInput(),
            "ended_on": DayInput(),
            "source_on": DayInput(),
        }

    def program_facts(self) -> ProgramFacts:
        """Return what was typed as the actions take it."""
        return ProgramFacts(**self.facts())


class ParticipationForm(SourcedForm):
    """Records the part of one jurisdiction."""

    jurisdiction = forms.ModelChoiceField(label=_("Jurisdiction"), queryset=Jurisdiction.objects.all())

    class Meta:
        model = Participation
        fields = ("jurisdiction", "part", "starts_on", "ends_on", "note", *SOURCE_FIELDS)
        widgets = {
            "starts_on": DayInput(),
            "ends_on": DayInput(),
            "source_on": DayInput(),
            "note": LONG,
        }


class EndParticipationForm(forms.Form):
    """Ends a jurisdiction's part."""

    ends_on = forms.DateField(label=_("Last day"), widget=DayInput())


class OutcomeForm(SourcedForm):
    """Records what somebody reported."""

    class Meta:
        model = Outcome
        fields = ("statement", "statement_es", *SOURCE_FIELDS)
        widgets = {"statement": LONG, "statement_es": LONG, "source_on": DayInput()}


class LinkForm(forms.ModelForm):  # type: ignore[type-arg]
    """Adds a page elsewhere."""

    class Meta:
        model = ProgramLink
        fields = ("title", "url", "dated_on")
        widgets = {"dated_on": DayInput()}
