"""The request as views see it behind the gate."""

from django.http import HttpRequest

from interlocal.foundation.accounts.models.users import User


class SignedInRequest(HttpRequest):
    """A request of somebody who has signed in: the type for views that the gate guards."""

    user: User
