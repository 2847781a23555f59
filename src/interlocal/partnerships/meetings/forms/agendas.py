"""Forms for proposals, items and papers."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.partnerships.law.public import Law
from interlocal.partnerships.meetings.forms.fields import HourInput, several_lines
from interlocal.partnerships.meetings.models import AgendaItem, ItemKind, Meeting


class ProposalForm(forms.Form):
    """Something that a body should deal with."""

    title = forms.CharField(label=_("What it is about"), max_length=300)
    detail = forms.CharField(
        label=_("What should be decided or discussed"), widget=several_lines(4), required=False
    )
    minutes_wanted = forms.IntegerField(label=_("Minutes needed"), min_value=1, max_value=600, required=False)
    jurisdiction = forms.ModelChoiceField(
        label=_("Proposed by"), queryset=Jurisdiction.objects.none(), required=False, empty_label=None
    )
    wanted_at = forms.ModelChoiceField(
        label=_("For the meeting"),
        queryset=Meeting.objects.none(),
        required=False,
        empty_label=_("Any meeting"),
    )

    def __init__(
        self, *args: Any, places: QuerySet[Jurisdiction], meetings: QuerySet[Meeting], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jurisdiction"].queryset = places  # type: ignore[attr-defined]
        self.fields["wanted_at"].queryset = meetings  # type: ignore[attr-defined]


class TakeForm(forms.Form):
    """On which agenda a proposal goes, and as what."""

    meeting = forms.ModelChoiceField(
        label=_("Meeting"), queryset=Meeting.objects.none(), empty_label=_("Choose")
    )
    kind = forms.ChoiceField(
        label=_("As"),
        choices=[
            (kind.value, kind.label)
            for kind in ItemKind
            if kind in {ItemKind.BUSINESS, ItemKind.CONSENT, ItemKind.INFORMATION}
        ],
    )

    def __init__(self, *args: Any, meetings: QuerySet[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """Why a proposal is declined."""

    answer = forms.CharField(label=_("Answer to the proposer"), max_length=300)


class ItemForm(forms.Form):
    """One item of an agenda."""

    title = forms.CharField(label=_("Title"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind"), choices=ItemKind.choices, initial=ItemKind.BUSINESS)
    detail = forms.CharField(label=_("Details"), widget=several_lines(4), required=False)
    minutes_planned = forms.IntegerField(
        label=_("Minutes planned"), min_value=1, max_value=600, required=False
    )
    presenter = forms.CharField(label=_("Presented by"), max_length=150, required=False)
    planned_at = forms.TimeField(
        label=_("At"), widget=HourInput(), required=False, help_text=_("For an item at a set time only.")
    )
    grounds = forms.MultipleChoiceField(
        label=_("Grounds for closing"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("For a closed session only. The notice must name them."),
    )

    FIELDS = ("title", "kind", "detail", "minutes_planned", "presenter", "planned_at", "grounds")

    def __init__(self, *args: Any, is_formal: bool, law: Law, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.code, f"{one.code}: {one.words}") for one in law.grounds]
        self.fields["grounds"].choices = choices  # type: ignore[attr-defined]
        if law.pack.grounds_section:
            self.fields["grounds"].label = _("Grounds for closing (%(section)s)") % {
                "section": law.pack.grounds_section
            }
        if not is_formal:
            for name in ("kind", "planned_at", "grounds"):
                del self.fields[name]

    @classmethod
    def said_by(cls, item: AgendaItem) -> dict[str, Any]:
        """Return what an item says now, as the form shows it."""
        return {name: getattr(item, name) for name in cls.FIELDS}


class MoveForm(forms.Form):
    """The place to which an item moves."""

    to = forms.IntegerField(min_value=1, max_value=9999)


class PaperForm(forms.Form):
    """A paper for an item."""

    upload = forms.FileField(label=_("File"), help_text=_("A PDF becomes a part of the packet."))
    title = forms.CharField(
        label=_("Title"), max_length=200, required=False, help_text=_("Empty: the name of the file.")
    )
