"""Instruments known from a register, corrections of what is known, and statements."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.instruments.actions.instruments import FACTS
from interlocal.partnerships.instruments.forms.choices import whose_instrument
from interlocal.partnerships.instruments.models import Instrument, Statement


class InstrumentForm(forms.ModelForm):  # type: ignore[type-arg]
    """What is known of an instrument beside its text."""

    class Meta:
        model = Instrument
        fields = (
            "kind",
            "title",
            "bill_number",
            "number",
            "body",
            "standing",
            "filed_on",
            "agenda_on",
            "passed_on",
            "effective_on",
            "source_title",
            "source_url",
            "source_on",
            "is_synthetic",
            "is_unconfirmed",
        )
        widgets = {
            "title": forms.Textarea(attrs={"rows": 3}),
            **{
                name: forms.DateInput(attrs={"type": "date"})
                for name in ("filed_on", "agenda_on", "passed_on", "effective_on", "source_on")
            },
        }
        error_messages = {"title": {"required": _("Give the title as it stands in the council's record.")}}

    def validate_unique(self) -> None:
        """Leave it to the rules."""

    def validate_constraints(self) -> None:
        """Leave it to the rules."""

    def facts(self) -> dict[str, Any]:
        """Return what was typed, blank numbers as ``None``."""
        return {
            name: (value or None) if name in {"bill_number", "number"} else value
            for name, value in self.cleaned_data.items()
            if name in FACTS
        }


class RegisterForm(InstrumentForm):
    """An instrument that is known from a register only."""

    def __init__(self, *args: Any, jurisdictions: Any, statements: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = {
            "jurisdiction": whose_instrument(jurisdictions),
            "statement": forms.ModelChoiceField(
                statements,
                to_field_name="public_id",
                label=_("Statement that it adopts"),
                required=False,
                empty_label=_("None: it stands alone"),
            ),
        }
        self.fields = {**chosen, **self.fields}


class StatementForm(forms.ModelForm):  # type: ignore[type-arg]
    """The name of a statement, and what it is in one sentence."""

    class Meta:
        model = Statement
        fields = ("title", "summary")
        widgets = {"summary": forms.Textarea(attrs={"rows": 3})}
