"""The form that sends a cost clause to an agreement."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.agreements.public import Agreement


class ClauseForm(forms.Form):
    """Chooses a draft agreement, or begins one."""

    agreement = forms.ChoiceField(
        label=_("Agreement"),
        required=False,
        help_text=_("Those are offered that nobody has signed and that you may write."),
    )
    title = forms.CharField(
        label=_("Title of the new agreement"),
        required=False,
        max_length=300,
        help_text=_("Only for a new one. The cities that take part become its parties."),
    )
    section = forms.CharField(
        label=_("Section"),
        max_length=40,
        help_text=_("Where the clause stands in the text, such as “Section 4”."),
    )
    in_place = forms.BooleanField(
        label=_("It takes the place of the cost clause that stands there"),
        required=False,
        help_text=_("The clause before stays on record."),
    )

    def __init__(self, *args: Any, drafts: Iterable[Agreement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.drafts = {draft.public_id: draft for draft in drafts}
        field = self.fields["agreement"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("A new agreement")),
            *((public_id, draft.title) for public_id, draft in self.drafts.items()),
        ]

    def chosen(self) -> Agreement | None:
        """Return the draft that was chosen, ``None`` for a new agreement."""
        return self.drafts.get(self.cleaned_data["agreement"])
