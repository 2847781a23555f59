"""The door of every page behind a signed link."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import translation

from interlocal.foundation.notices.public import is_signed
from interlocal.programs.training.models import Learner
from interlocal.programs.training.queries.learners import learner_in_round
from interlocal.programs.training.rules.links import BASE
from interlocal.web.public import client_address, is_too_often, turned_away

Found = TypeVar("Found")


def behind(
    request: HttpRequest,
    *,
    path: str,
    signature: str,
    find: Callable[[], Found | None],
    language: Callable[[Found], str],
    answer: Callable[[Found], HttpResponseBase],
    most: int | None = None,
) -> HttpResponseBase:
    """Answer what ``signature`` opens, in the language asked for on the page, else that of the mail.

    ``find`` returns ``None`` for what is not there or was replaced, which looks like a broken signature.
    ``most`` is how often a page may send by itself, where it does; what people send is counted apart.
    """
    found = find() if is_signed(path, signature) else None
    if found is None:
        is_guessing = is_too_often(f"training.unsigned:{client_address(request)}", most=60)
        response = turned_away(request) if is_guessing else page(request, "broken", status=404)
        return kept_private(response, translation.get_language())
    spoken = asked_language(request) or language(found)
    with translation.override(spoken):
        counted, allowed = (f"training.link:{path}", 60) if most is None else (f"training.page:{path}", most)
        if request.method == "POST" and is_too_often(counted, most=allowed):
            return kept_private(turned_away(request), spoken)
        return kept_private(answer(found), spoken)


def behind_own(
    request: HttpRequest,
    public_id: str,
    link_round: int,
    signature: str,
    answer: Callable[[Learner], HttpResponseBase],
    *,
    most: int | None = None,
) -> HttpResponseBase:
    """Answer what the link to a learner's own pages opens; ``most`` as in ``behind``."""
    return behind(
        request,
        path=f"{BASE}/my/{public_id}/{link_round}/",
        signature=signature,
        find=lambda: learner_in_round(public_id, link_round),
        language=lambda found: found.language,
        answer=answer,
        most=most,
    )


def asked_language(request: HttpRequest) -> str:
    """Return the language that the reader chose on the page; empty where they chose none."""
    asked = request.GET.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else ""


def page(request: HttpRequest, name: str, *, status: int = 200, **context: Any) -> HttpResponseBase:
    """Render a page of ``training/links``, with the other language one tap away."""
    languages = [code for code, _name in settings.LANGUAGES]
    context = {"languages": languages, **context}
    return render(request, f"training/links/{name}.html", context, status=status)


def kept_private(response: HttpResponseBase, language: str | None) -> HttpResponseBase:
    """The address is a key: it is told to nobody, kept nowhere, found by no search engine."""
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Content-Language"] = language or settings.LANGUAGE_CODE
    return response
