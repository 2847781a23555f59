"""What people type about commitments."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from interlocal.foundation.accounts.public import User
from interlocal.kernel.ids import new_public_id
from interlocal.partnerships.commitments.forms.fields import (
    DayInput,
    day_field,
    hours_field,
    words_field,
)
from interlocal.partnerships.commitments.models import Commitment, Visibility
from interlocal.partnerships.commitments.queries import NOBODY, Wanted
from interlocal.partnerships.jurisdictions.public import Jurisdiction


class DoneForm(forms.Form):
    """Records it as done, from the record page."""

    done_on = day_field(_("Done on"))
    evidence_note = words_field(
        _("What shows it"), required=False, hint=_("For example: minutes of March 9.")
    )
    evidence_url = forms.CharField(
        label=_("Link to the evidence"), required=False, max_length=500, widget=forms.URLInput()
    )
    evidence_file = forms.FileField(label=_("File"), required=False)
    hours = hours_field()


class ReviewForm(forms.Form):
    """Records the review of a standing duty."""

    reviewed_on = day_field(_("Reviewed on"))
    next_on = day_field(_("Next review on"))
    note = words_field(_("What the review found"), required=False)
    hours = hours_field()


class DateForm(forms.Form):
    """Moves the date."""

    due_on = day_field(_("New date"))
    reason = words_field(_("Why it moves"), required=False, hint=_("The former date stays on record."))


class OwnerForm(forms.Form):
    """Names who looks after it."""

    owner = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Owner"),
        required=False,
        empty_label=_("Nobody yet"),
        to_field_name="public_id",
        help_text=_("The owner gets one mail with one link to it."),
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)
        owner.queryset = people


class CommentForm(forms.Form):
    """Adds a comment."""

    text = words_field(_("Your comment"))


class HoursForm(forms.Form):
    """Records hours of work."""

    hours = hours_field()
    worked_on = day_field(_("Worked on"))
    note = forms.CharField(label=_("What was done"), required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hours"].required = True
        self.fields["hours"].help_text = ""


class ReasonForm(forms.Form):
    """Asks for the reason that stays on record."""

    reason = words_field(_("Reason"), hint=_("It stays on record, for everybody who may read this."))


class OpenForm(forms.ModelForm):  # type: ignore[type-arg]
    """Opens a commitment by hand. ``key`` keeps a form that is sent twice from opening two."""

    key = forms.CharField(widget=forms.HiddenInput(), max_length=40)

    class Meta:
        model = Commitment
        fields = (
            "title",
            "detail",
            "owed_by",
            "owed_to",
            "due_on",
            "is_standing",
            "visibility",
            "requires_sign_in",
            "source_label",
            "source_text",
        )
        widgets = {
            "detail": forms.Textarea({"rows": 3}),
            "source_text": forms.Textarea({"rows": 3}),
            "visibility": forms.RadioSelect(),
            "due_on": DayInput(),
        }
        labels = {"source_label": _("Where it comes from"), "source_text": _("The clause, word for word")}
        help_texts = {
            "title": _("Begin with a verb: “Post the notice of the March meeting”."),
            "due_on": _("Leave it empty when no date is agreed yet; it is then shown as needing one."),
            "source_label": _("For example: minutes of the steering group, March 5."),
        }

    def __init__(self, *args: Any, payers: QuerySet[Jurisdiction], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = new_public_id()
        self.fields["visibility"].choices = Visibility.choices  # type: ignore[attr-defined]
        for name, places, empty in (
            ("owed_by", payers, None),
            ("owed_to", Jurisdiction.objects.all(), _("The partnership as a whole")),
        ):
            self.fields[name] = forms.ModelChoiceField(
                places,
                label=self.fields[name].label,
                required=name == "owed_by",
                empty_label=empty,
                to_field_name="public_id",
            )


class FilterForm(forms.Form):
    """Narrows the list."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    jurisdiction = forms.ChoiceField(label=_("Jurisdiction"), required=False)
    source = forms.ChoiceField(label=_("Comes from"), required=False)
    owner = forms.ChoiceField(
        label=_("Owner"), required=False, choices=[("", _("Anybody")), (NOBODY, _("Nobody yet"))]
    )

    def __init__(
        self, data: QueryDict, *, places: list[tuple[str, str]], kinds: list[tuple[str, str]]
    ) -> None:
        super().__init__(data)
        self._choose("jurisdiction", [("", _("All")), *places])
        self._choose("source", [("", _("Anything")), *kinds])

    def wanted(self, query: QueryDict) -> Wanted:
        """Return what is asked for, with the tab and the order in ``query``; nonsense asks for nothing."""
        self.is_valid()
        said = self.cleaned_data
        return Wanted(
            show=query.get("show", ""),
            jurisdiction=said.get("jurisdiction", ""),
            source=said.get("source", ""),
            owner=said.get("owner", ""),
            words=said.get("q", ""),
            sort=query.get("sort", ""),
        )

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
