"""The first-run page's questions."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from interlocal.founding.answers import Answers, Place
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.law.public import packs


class FoundingForm(forms.Form):
    """What an empty partnership begins with."""

    name = forms.CharField(
        label=_("Name of the partnership"), max_length=200, help_text=_("As it stands in the founding text.")
    )
    short_name = forms.CharField(
        label=_("Short name"),
        max_length=60,
        required=False,
        help_text=_("May stay empty."),
    )
    purpose = forms.CharField(
        label=_("What it is for"),
        required=False,
        help_text=_("One or two sentences that a resident understands. The public page shows them."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    state = forms.CharField(
        label=_("State"),
        max_length=60,
        help_text=_("It says whose law applies, where you choose nothing below."),
    )
    rules = forms.ChoiceField(
        label=_("Law and rules"),
        required=False,
        help_text=_("What the law asks of notices, closed sessions and agreements. You can change it later."),
    )
    cities = forms.CharField(
        label=_("Cities"),
        help_text=_(
            "One a line. A state of its own and a website may follow, each after a bar: "
            "name | state | https://www.example.gov"
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    council = forms.CharField(
        label=_("Regional council"),
        required=False,
        max_length=300,
        help_text=_("Who keeps the partnership running, where it is not one of the cities."),
    )
    coordinator_name = forms.CharField(label=_("Name of the first coordinator"), max_length=150)
    coordinator_email = forms.EmailField(
        label=_("E-mail address of the first coordinator"), help_text=_("The invitation goes there.")
    )
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rules"].choices = [  # type: ignore[attr-defined]
            ("", _("Those of the state, where they ship")),
            *((pack.slug, pack.title) for pack in packs().values()),
        ]

    def clean_cities(self) -> tuple[Place, ...]:
        """Read one city a line."""
        lines = filter(str.strip, self.cleaned_data["cities"].splitlines())
        return tuple(self._place(line) for line in lines)

    def clean_council(self) -> Place | None:
        """Read the council as a city is read."""
        said: str = self.cleaned_data["council"].strip()
        return self._place(said) if said else None

    @staticmethod
    def _place(line: str) -> Place:
        try:
            return Place.read(line)
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def answers(self) -> Answers:
        """Return the answers of a valid form."""
        given: dict[str, Any] = self.cleaned_data
        return Answers(**given)
