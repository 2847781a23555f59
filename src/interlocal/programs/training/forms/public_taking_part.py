"""What people without an account type in: learners, supervisors, instructors."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.programs.training.models import Cohort, Learner

LANGUAGES = settings.LANGUAGES


def reason_field(label: Any, **facts: Any) -> forms.CharField:
    """Return a field for a reason that others read."""
    return forms.CharField(
        label=label, max_length=300, widget=forms.Textarea(attrs={"rows": 2}), **{"required": True, **facts}
    )


class PersonFields(forms.Form):
    """Who learns, and who leads them."""

    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("As it should stand on the certificate.")
    )
    email = forms.EmailField(label=_("Work e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    job_title = forms.CharField(label=_("Position"), max_length=120)
    supervisor_name = forms.CharField(label=_("Supervisor's name"), max_length=120)
    supervisor_email = forms.EmailField(label=_("Supervisor's work e-mail"))
    needs = forms.CharField(
        label=_("What you need to take part"),
        max_length=300,
        required=False,
        help_text=_("For example an interpreter, a ramp, large print. Only who arranges it sees this."),
    )
    language = forms.ChoiceField(label=_("Language of mails"), choices=LANGUAGES)


class ApplyForm(PersonFields):
    """A learner's application."""

    reason = forms.CharField(
        label=_("Why this course"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Your supervisor and your training contact read this."),
    )
    field_order = (
        "name",
        "email",
        "jurisdiction",
        "job_title",
        "supervisor_name",
        "supervisor_email",
        "reason",
    )

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A city that has withdrawn can be chosen, so that the refusal says what happened.
        self.fields["jurisdiction"] = forms.ModelChoiceField(
            Jurisdiction.objects.filter(pk__in=cohort.shares.values("jurisdiction")).order_by("name"),
            to_field_name="public_id",
            label=_("Your city"),
            empty_label=_("Choose your city"),
        )
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.order_fields(self.field_order)


class LostLinkForm(forms.Form):
    """Asks for a new link to one's own page."""

    email = forms.EmailField(label=_("Work e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))


class DeclineForm(forms.Form):
    """A refusal and its reason."""

    reason = reason_field(_("Why not"), help_text=_("The learner reads this."))


class LeaveForm(forms.Form):
    """Leaving, with a reason where one wants to give it."""

    reason = reason_field(_("Why"), required=False, help_text=_("Your training contact reads this."))


class OwnFactsForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a learner changes about themselves."""

    class Meta:
        model = Learner
        fields = ("name", "job_title", "language")
        widgets = {"language": forms.Select(choices=LANGUAGES)}


class HandInForm(forms.Form):
    """Homework: words, a file, or both."""

    text = forms.CharField(
        label=_("Your answer"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 8})
    )
    file = forms.FileField(label=_("Or a file"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        said = super().clean() or {}
        if not self.errors and not said.get("text", "").strip() and not said.get("file"):
            self.add_error("text", _("Write an answer, or choose a file."))
        return said


class CodeForm(forms.Form):
    """The code of a session, typed."""

    code = forms.CharField(label=_("Code of the session"), max_length=20)


class CheckInForm(CodeForm):
    """Checks in with the code and the address of one's mails."""

    email = forms.EmailField(label=_("Work e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    field_order = ("email", "code")


class NoteForm(forms.Form):
    """Accepts or returns homework, with a note."""

    note = forms.CharField(
        label=_("Note to the learner"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class LogForm(forms.Form):
    """The log that the program of an online meeting exports."""

    file = forms.FileField(
        label=_("Log of the online meeting"),
        help_text=_("The attendance report of Teams or Zoom, as .csv or .xlsx."),
    )
