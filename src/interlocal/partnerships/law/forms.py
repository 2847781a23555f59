"""Forms for choosing rules and setting one's own."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.fields import WebAddressField
from interlocal.partnerships.law.pack import Kind, RuleSort, packs


class ChoiceForm(forms.Form):
    """Under whose rules."""

    pack = forms.ChoiceField(label=_("Rules of"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pack"].choices = [(pack.slug, pack.title) for pack in packs().values()]  # type: ignore[attr-defined]


class OwnRuleForm(forms.Form):
    """A rule in place of the pack's, and why."""

    figure = forms.IntegerField(label=_("Hours"), min_value=0)
    words = forms.CharField(
        label=_("What the rule says"), widget=forms.Textarea(attrs={"rows": 3}), max_length=600
    )
    section = forms.CharField(
        label=_("Where it stands"),
        max_length=120,
        required=False,
        help_text=_("A section of a statute, code or bylaw. Pages cite it."),
    )
    source_url = WebAddressField().formfield(label=_("Address where it can be read"), required=False)
    reason = forms.CharField(
        label=_("Why this rule"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=600,
        help_text=_("Who decided it, or what counsel said. It stays on record."),
    )

    def __init__(self, *args: Any, sort: RuleSort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if sort.kind is Kind.WORDS:
            del self.fields["figure"]
        elif sort.kind is Kind.YES_NO:
            self.fields["figure"] = forms.TypedChoiceField(
                label=str(sort.title),
                coerce=int,
                choices=[("1", _("Yes")), ("0", _("No"))],
                widget=forms.RadioSelect,
            )

    def facts(self) -> dict[str, Any]:
        """Return what the action takes."""
        return {"figure": None, **self.cleaned_data}
