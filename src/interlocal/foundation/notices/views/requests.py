"""Requests behind a sign-in."""

from django.http import HttpRequest

from interlocal.foundation.notices.rules import Recipient


class PersonRequest(HttpRequest):
    """A request whose user is a person."""

    user: Recipient  # type: ignore[assignment]
