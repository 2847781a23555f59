"""What is filled in about other people."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from interlocal.foundation.accounts.models import AccountState, User
from interlocal.foundation.accounts.models.roles import roles
from interlocal.foundation.accounts.models.users import normal_email
from interlocal.foundation.accounts.queries.unused import UNUSED
from interlocal.kernel.scopes import Scope, ScopeKind

Places = Sequence[tuple[Scope, str]]


def place_value(scope: Scope) -> str:
    """Return how a form names a scope."""
    return f"{scope.kind.value}:{scope.public_id}"


class PlaceField(forms.TypedChoiceField):
    """A choice among places; gives a ``Scope``, or ``None`` when nothing is chosen."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=self._scope, empty_value=None, **kwargs)

    @staticmethod
    def _scope(value: str) -> Scope:
        kind, _colon, public_id = value.partition(":")
        return Scope(ScopeKind(kind), public_id)

    def offer(self, places: Places, first: str) -> None:
        """Offer these places, after one that chooses nothing and reads ``first``."""
        self.choices = [("", first), *((place_value(scope), label) for scope, label in places)]


class FilterForm(forms.Form):
    """What the list of people is narrowed down to."""

    q = forms.CharField(label=_("Name or address"), required=False, max_length=100)
    place = PlaceField(label=_("Place"), required=False)
    role = forms.ChoiceField(label=_("Role"), required=False)
    state = forms.ChoiceField(
        label=_("Account"),
        required=False,
        choices=[("", _("Any")), *AccountState.choices, (UNUSED, _("Not used for long"))],
    )

    def __init__(self, *args: Any, places: Places, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].offer(places, _("Anywhere"))  # type: ignore[attr-defined]
        self.fields["role"].choices = [("", _("Any")), *_role_choices()]  # type: ignore[attr-defined]


class GrantForm(forms.Form):
    """A role, a place, and the days."""

    role = forms.ChoiceField(label=_("Role"))
    scope = PlaceField(label=_("Where"))
    from_on = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}))
    until_on = forms.DateField(
        label=_("Last day"),
        required=False,
        help_text=_("Leave it empty when no end is known."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, places: Places, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = {scope.kind for scope, _label in places}
        offered = [("", _("Choose a role")), *_role_choices(kinds)]
        self.fields["role"].choices = offered  # type: ignore[attr-defined]
        self.fields["scope"].offer(places, _("Choose a place"))  # type: ignore[attr-defined]


class InvitationForm(GrantForm):
    """Who is invited to hold the role."""

    email = forms.EmailField(label=_("E-mail address"), help_text=_("The link goes there and lasts 14 days."))
    name = forms.CharField(label=_("Name"), max_length=150)
    language = forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES)

    field_order = ("email", "name", "language", "role", "scope", "from_on", "until_on")


class SuspendForm(forms.Form):
    """Who takes over."""

    successor = forms.ModelChoiceField(
        label=_("Who takes over what can be handed over"),
        queryset=User.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("Nobody yet: those who may name an owner are told"),
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = people  # type: ignore[attr-defined]


class AnonymiseForm(forms.Form):
    """The person's address, typed: this cannot be undone."""

    typed = forms.CharField(label=_("Type the person's e-mail address"), max_length=254)

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._email = email

    def clean_typed(self) -> str:
        """Take nothing but the address."""
        typed: str = self.cleaned_data["typed"]
        if normal_email(typed) != self._email:
            raise forms.ValidationError(_("This is not the person's address. Nothing was erased."))
        return typed


class ApproveResetForm(forms.Form):
    """How somebody made sure who is asking."""

    checked_how = forms.CharField(
        label=_("How did you make sure who is asking?"),
        help_text=_("For example: “Called her at the number in the city's directory and asked.”"),
        max_length=300,
    )


def _role_choices(kinds: Collection[ScopeKind] = tuple(ScopeKind)) -> list[tuple[str, Any]]:
    """Return the roles that can be held in a scope of one of these ``kinds``."""
    return [(role.slug, role.title) for role in roles().values() if role.scopes & frozenset(kinds)]
