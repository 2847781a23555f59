"""In which language people without an account are written to."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models.functions import Lower

from interlocal.foundation.accounts.public import User
from interlocal.programs.training.models import Application, Learner

AT_ONCE = 500


def language_of(email: str) -> str:
    """Return the language that whoever has this address chose, else the partnership's."""
    return languages_of([email])[email.strip().lower()]


def languages_of(emails: Iterable[str]) -> dict[str, str]:
    """Return the language of each address (in small letters); three queries for 500 of them.

    What somebody chose last as a supervisor comes before what they asked for as a learner, and that before
    the language of their account.
    """
    wanted = sorted({email.strip().lower() for email in emails})
    found = dict.fromkeys(wanted, settings.LANGUAGE_CODE)
    for begin in range(0, len(wanted), AT_ONCE):
        some = wanted[begin : begin + AT_ONCE]
        accounts = User.objects.annotate(address=Lower("email")).filter(address__in=some)
        found.update(accounts.values_list("address", "language"))
        learners = Learner.objects.filter(email__in=some, confirmed_at__isnull=False)
        found.update(learners.values_list("email", "language"))
        answered = Application.objects.annotate(address=Lower("supervisor_email"))
        answered = answered.filter(supervisor_language__gt="", address__in=some).order_by("pk")
        found.update(answered.values_list("address", "supervisor_language"))
    return found
