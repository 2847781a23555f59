"""How often somebody may try what needs no sign-in, and what is said to whoever tries more often."""

import logging

from django.core.cache import cache
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interlocal.kernel.traces import is_traceless

HOUR = 3600
_security = logging.getLogger("interlocal.security")
_SALT = "interlocal.web.limits"


def is_too_often(name: str, *, most: int, seconds: int = HOUR) -> bool:
    """Count one try under ``name``; return whether there were more than ``most`` within about ``seconds``.

    ``name`` begins with what is tried ("training.apply:") and may hold an address or a link: only a keyed
    digest of it is kept, and only what is tried is logged when it was too often.
    """
    key = f"limit:{salted_hmac(_SALT, name, algorithm='sha256').hexdigest()}"
    if cache.add(key, 1, seconds):
        return False
    try:
        is_over = cache.incr(key) > most
    except ValueError:  # it expired in between
        return False
    if is_over:
        _security.warning("limit reached", extra={"fields": {"limit": name.partition(":")[0]}})
    return is_over


def turned_away(request: HttpRequest, *, seconds: int = HOUR) -> HttpResponse:
    """Return the page 429: what happened, that nothing was changed, and when to try again."""
    answer = render(request, "429.html", {"wait": waiting_words(seconds)}, status=429)
    answer["Retry-After"] = str(seconds)
    return answer


def refuse_tries(form: BaseForm, request: HttpRequest, *, seconds: int = HOUR) -> None:
    """Say the same on ``form``, which keeps what was typed; its page is to be answered with 429."""
    form.add_error(
        None,
        _("Too many tries in a short time. Nothing was changed. %(wait)s") % {"wait": waiting_words(seconds)},
    )
    number = "" if is_traceless(request) else getattr(request, "id", "")
    if number:
        form.add_error(
            None,
            _("If you ask the people who run this site, read them this number: %(number)s")
            % {"number": number},
        )


def waiting_words(seconds: int) -> str:
    """Say when to try again."""
    minutes = max(1, round(seconds / 60))
    if minutes >= 60:
        return _("Try again in an hour.")
    return ngettext("Try again in a minute.", "Try again in %(minutes)s minutes.", minutes) % {
        "minutes": minutes
    }
