"""The language of the pages that follow."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from interlocal.foundation.accounts.models import User

Answer = TypeVar("Answer", bound=HttpResponseBase)


def speaking(answer: Answer, language: str) -> Answer:
    """Return ``answer`` with the cookie that Django reads the language from."""
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 60 * 60,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


@contextmanager
def spoken_to(request: HttpRequest, user: User) -> Iterator[None]:
    """Speak the language that the browser chose here before, else the one that ``user`` was written to in."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    with translation.override(chosen if chosen in dict(settings.LANGUAGES) else user.language):
        yield
