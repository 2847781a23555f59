"""Forms for an agreement itself."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.agreements.forms.fields import (
    DayInput,
    SourcedForm,
    day_field,
    record_field,
    words_field,
)
from interlocal.partnerships.agreements.models import Agreement
from interlocal.partnerships.agreements.rules import check_term
from interlocal.partnerships.jurisdictions.public import SOURCE_FIELDS, Jurisdiction
from interlocal.web.public import refuse_form


class AgreementForm(SourcedForm):
    """Corrects what is on record of an agreement."""

    class Meta:
        model = Agreement
        fields = (
            "title",
            "summary",
            "summary_es",
            "renews",
            "starts_on",
            "ends_on",
            "is_open_ended",
            "term_words",
            "options_left",
            "option_months",
            "cost_formula",
            "is_computable",
            "cost_words",
            *SOURCE_FIELDS,
        )
        widgets = {
            "starts_on": DayInput(),
            "ends_on": DayInput(),
            "source_on": DayInput(),
            "summary": forms.Textarea({"rows": 3}),
            "summary_es": forms.Textarea({"rows": 3}),
            "cost_formula": forms.Textarea({"rows": 4}),
            "cost_words": forms.Textarea({"rows": 3}),
        }

    def __init__(self, *args: Any, agreements: QuerySet[Agreement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["renews"] = record_field(
            _("Renews"),
            agreements,
            empty=_("No other agreement"),
            required=False,
            hint=_("The agreement whose term this one follows. Their terms must not overlap."),
        )

    def clean(self) -> dict[str, Any]:
        """Say what is wrong with the term at its field, before the table's constraint says it nowhere."""
        try:
            check_term(self.cleaned_data)
        except Refusal as refusal:
            refuse_form(self, refusal)
        return self.cleaned_data


class AddForm(AgreementForm):
    """Puts an agreement on the register."""

    parties = forms.ModelMultipleChoiceField(
        Jurisdiction.objects.none(),
        label=_("Parties from its first day"),
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple(),
    )
    field_order = ("title", "summary", "summary_es", "parties")

    def __init__(self, *args: Any, jurisdictions: QuerySet[Jurisdiction], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parties = self.fields["parties"]
        assert isinstance(parties, forms.ModelMultipleChoiceField)
        parties.queryset = jurisdictions

    def facts(self) -> dict[str, Any]:
        """Return the clean values apart from source and parties."""
        facts = super().facts()
        facts.pop("parties")
        return facts


class OptionForm(forms.Form):
    """Renews the term by an option."""

    decided_on = day_field(_("Decided on"))


class EndForm(forms.Form):
    """Ends an agreement early."""

    ended_on = day_field(_("Last day"))
    reason = words_field(_("Why it ends"), hint=_("It stays on record, for everybody who may read this."))
