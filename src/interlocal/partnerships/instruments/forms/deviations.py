"""Deciding on a change in a council's text, and ending an instrument."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.instruments.models import Decision, Instrument, Standing


class DecideForm(forms.Form):
    """What becomes of a change."""

    decision = forms.ChoiceField(
        label=_("What becomes of it"),
        choices=Decision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what becomes of the change.")},
    )
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when it goes back: the council reads it."),
    )
    due_on = forms.DateField(
        label=_("The councils answer by"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Not needed when it is accepted for this council alone."),
    )


class _Instruments(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice of instruments, each by number and title."""

    def label_from_instance(self, obj: Instrument) -> str:
        """Return what a choice says."""
        return f"{obj.designation}: {obj.title}"[:150]


class EndForm(forms.Form):
    """How an adopted instrument ended."""

    standing = forms.ChoiceField(
        label=_("How it ended"),
        choices=[
            (one.value, one.label)
            for one in (Standing.RENEWED, Standing.SUPERSEDED, Standing.EXPIRED, Standing.RESCINDED)
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it ended.")},
    )
    ended_on = forms.DateField(
        label=_("Ended on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    successor = _Instruments(
        Instrument.objects.none(),
        to_field_name="public_id",
        label=_("Followed by"),
        required=False,
        empty_label=_("Nothing follows it"),
        help_text=_("The council's instrument that renews or supersedes it."),
    )
    reason = forms.CharField(label=_("Why"), required=False, max_length=300)

    def __init__(self, *args: Any, successors: list[Instrument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["successor"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Instrument.objects.filter(pk__in=[one.pk for one in successors])
