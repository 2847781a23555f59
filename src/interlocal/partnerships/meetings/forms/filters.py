"""How the list of meetings is narrowed down."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.meetings.models import Body, MeetingState


class FilterForm(forms.Form):
    """Body and state."""

    body = forms.ModelChoiceField(
        label=_("Body"),
        queryset=Body.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("All bodies"),
    )
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("Every state")), *MeetingState.choices], required=False
    )

    def __init__(self, *args: Any, bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
