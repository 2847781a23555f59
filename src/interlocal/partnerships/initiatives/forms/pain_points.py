"""What people type about what hurts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.initiatives.actions.pain_points import Pain
from interlocal.partnerships.initiatives.forms.fields import (
    LONG,
    DollarsField,
    choose,
    places,
    without_blank,
    words_field,
)
from interlocal.partnerships.initiatives.models import PainPoint
from interlocal.partnerships.initiatives.queries.pain_points import Wanted

COST = ("yearly_cost_cents", "cost_year", "certainty")


class PainPointForm(forms.ModelForm):  # type: ignore[type-arg]
    """States a pain point."""

    yearly_cost_cents = DollarsField(
        label=_("What it costs in a year, in dollars"),
        required=False,
        help_text=_("Leave cost, year and certainty empty when nobody knows."),
    )
    source_title = forms.CharField(
        label=_("What shows weight and cost"),
        required=False,
        max_length=300,
        help_text=_("Leave it empty when it is the city's own word."),
    )

    class Meta:
        model = PainPoint
        fields = ("jurisdiction", "title", "description", "weight", *COST)
        widgets = {"description": LONG, "weight": forms.RadioSelect()}

    def __init__(self, *args: Any, cities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places(self, "jurisdiction", cities)
        without_blank(self, "weight")

    def _post_clean(self) -> None:
        """Leave judging to the action: a cost without a year is refused there, in words."""

    def pain(self) -> Pain:
        """Return what was typed as the action takes it."""
        said = self.cleaned_data
        return Pain(**{name: said[name] for name in ("title", "description", "weight", *COST)})


class GroupForm(forms.Form):
    """Puts pain points into one group; ``find`` narrows which are offered."""

    find = forms.CharField(
        label=_("Find by words"),
        required=False,
        max_length=100,
        help_text=_("What is checked stays. Without words the newest are offered."),
    )
    points = forms.MultipleChoiceField(
        label=_("Pain points that are one and the same"), widget=forms.CheckboxSelectMultiple()
    )
    title = forms.CharField(
        label=_("What they have in common"), max_length=160, help_text=_("The initiative takes this title.")
    )

    def __init__(self, *args: Any, points: list[PainPoint], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "points", [(one.public_id, f"{one.jurisdiction.name}: {one.title}") for one in points])


class ReasonForm(forms.Form):
    """Asks for the reason that stays on record."""

    reason = words_field(_("Reason"), hint=_("It stays on record, for everybody who may read this."))


class PainFilterForm(forms.Form):
    """Narrows the list of pain points."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    jurisdiction = forms.ChoiceField(label=_("Stated by"), required=False)
    show = forms.ChoiceField(
        label=_("Which ones"),
        required=False,
        choices=[("", _("All that stand")), ("alone", _("Not grouped yet")), ("withdrawn", _("Withdrawn"))],
    )

    def __init__(self, data: Any, *, cities: Any) -> None:
        super().__init__(data)
        choose(self, "jurisdiction", [("", _("All")), *((one.public_id, one.name) for one in cities)])

    def wanted(self, sort: str) -> Wanted:
        """Return what is asked for; nonsense asks for nothing."""
        self.is_valid()
        said = self.cleaned_data
        return Wanted(
            jurisdiction=said.get("jurisdiction", ""),
            words=said.get("q", ""),
            show=said.get("show", ""),
            sort=sort,
        )
