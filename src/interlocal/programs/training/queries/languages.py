"""In which language somebody without an account is written to."""

from django.conf import settings

from interlocal.foundation.accounts.public import User
from interlocal.programs.training.models import Application, Learner


def language_of(email: str) -> str:
    """Return the language that whoever has this address chose, else the partnership's.

    Chosen is what they answered in last as a supervisor, what they asked for as a learner, or the language of
    their account, in this order.
    """
    answered = Application.objects.filter(supervisor_email__iexact=email).exclude(supervisor_language="")
    chosen = answered.order_by("-supervisor_agreed_at", "-pk").values_list("supervisor_language", flat=True)
    learning = Learner.objects.filter(email__iexact=email, confirmed_at__isnull=False)
    accounts = User.objects.filter(email__iexact=email)
    return (
        chosen.first()
        or learning.values_list("language", flat=True).first()
        or accounts.values_list("language", flat=True).first()
        or settings.LANGUAGE_CODE
    )
