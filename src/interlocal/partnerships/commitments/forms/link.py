"""What a person answers from the mail."""

from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.commitments.forms.fields import day_field, hours_field, words_field


class LinkDoneForm(forms.Form):
    """Records it as done, from the mail."""

    done_on = day_field(_("Done on"))
    hours = hours_field()
    note = words_field(_("Comment"), required=False, rows=2)
    evidence_url = forms.CharField(
        label=_("Link that shows it"), required=False, max_length=500, widget=forms.URLInput()
    )


class LinkDateForm(forms.Form):
    """Moves the date, from the mail."""

    due_on = day_field(_("Another date"))
    reason = words_field(
        _("Why it moves"), required=False, rows=2, hint=_("The former date stays on record.")
    )


class LinkCommentForm(forms.Form):
    """Says that it is not mine, or whatever else, from the mail."""

    text = words_field(
        _("What should we know?"), rows=2, hint=_("For example: this is not mine, ask the clerk.")
    )
