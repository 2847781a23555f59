"""One commitment, opened from a mail without a password: ten seconds by phone."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from interlocal.foundation.notices.public import is_signed
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import open_to_public
from interlocal.partnerships.commitments import actions, queries
from interlocal.partnerships.commitments.forms import LinkCommentForm, LinkDateForm, LinkDoneForm, ReviewForm
from interlocal.partnerships.commitments.models import ActionLink, Evidence
from interlocal.partnerships.commitments.rules import LinkState, link_state
from interlocal.web.public import client_address, is_too_often, refuse_form, turned_away

FORMS: dict[str, type[Form]] = {
    "done": LinkDoneForm,
    "review": ReviewForm,
    "date": LinkDateForm,
    "comment": LinkCommentForm,
}


@open_to_public
@csrf_exempt  # The signed address is what lets one in, no cookie is; and "no-referrer" sends "Origin: null".
@require_http_methods(["GET", "HEAD", "POST"])
def answer_link(request: HttpRequest, public_id: str, signature: str) -> HttpResponse:
    """Show the commitment behind a link, and take one answer. Reading changes nothing: scanners read mail."""
    is_whole = is_signed(f"/do/{public_id}/", signature)
    link = queries.action_link(public_id) if is_whole else None
    if link is None:
        if is_too_often(f"commitments.unsigned:{client_address(request)}", most=60):
            return _kept_private(turned_away(request), translation.get_language())
        response = render(request, "commitments/link/broken.html", {"languages": ()}, status=404)
        return _kept_private(response, translation.get_language())
    language = _language(request, link)
    with translation.override(language):
        return _kept_private(_answer(request, link), language)


def _answer(request: HttpRequest, link: ActionLink) -> HttpResponse:
    now = clock.now()
    state = link_state(link, now)
    if state == LinkState.SIGN_IN:
        return redirect("commitments:detail", link.commitment.public_id)
    if request.method == "POST" and is_too_often(f"commitments.link:{link.public_id}", most=30):
        return turned_away(request)
    way = request.POST.get("way", "")
    if way == "renew" and state == LinkState.EXPIRED:
        return _renewed(request, link, now)
    if way in FORMS and state == LinkState.READY:
        return _taken(request, link, way, now)
    return _page(request, link, state)


def _taken(request: HttpRequest, link: ActionLink, way: str, now: datetime) -> HttpResponse:
    form = FORMS[way](request.POST)
    if form.is_valid():
        try:
            _record(link, way, form.cleaned_data, now)
        except Refusal as refusal:
            refuse_form(form, refusal)
            # Somebody may have been faster, with the same link or from the record page.
            link = queries.action_link(link.public_id) or link
        else:
            return redirect(request.get_full_path())
    return _page(request, link, link_state(link, now), tried={way: form})


def _record(link: ActionLink, way: str, said: dict[str, Any], now: datetime) -> object:
    ways: dict[str, Callable[[], object]] = {
        "done": lambda: actions.record_done_by_link(
            link=link,
            now=now,
            done_on=said["done_on"],
            hours=said["hours"],
            note=said["note"],
            url=said["evidence_url"],
        ),
        "review": lambda: actions.record_review_by_link(link=link, now=now, **said),
        "date": lambda: actions.move_date_by_link(
            link=link, now=now, to_on=said["due_on"], reason=said["reason"]
        ),
        "comment": lambda: actions.comment_by_link(link=link, now=now, text=said["text"]),
    }
    return ways[way]()


def _renewed(request: HttpRequest, link: ActionLink, now: datetime) -> HttpResponse:
    try:
        actions.renew_link(link=link, now=now)
    except Refusal as refusal:
        return _page(request, link, link_state(link, now), refusal=str(refusal))
    return redirect(request.get_full_path())


def _page(
    request: HttpRequest,
    link: ActionLink,
    state: LinkState,
    *,
    tried: dict[str, Form] | None = None,
    refusal: str = "",
) -> HttpResponse:
    """Render where the link stands; a form that was tried keeps what was typed."""
    tried = tried or {}
    first = "review" if link.commitment.is_standing else "done"
    initial = {"done_on": clock.today(), "reviewed_on": clock.today()}
    forms = {way: tried.get(way) or FORMS[way](initial=initial) for way in (first, "date", "comment")}
    asked = queries.evidence_asked(link) if state == LinkState.READY else ()
    page = {
        "link": link,
        "commitment": link.commitment,
        "state": state.value,
        "refusal": refusal,
        "today": clock.today(),
        "first": first,
        "first_form": forms[first],
        "date_form": forms["date"],
        "comment_form": forms["comment"],
        "open_way": next(iter(tried), ""),
        "asked": [kind.label for kind in asked],
        "needs_file": asked == (Evidence.FILE,),
        "languages": [code for code, _name in settings.LANGUAGES],
        "detail_url": reverse("commitments:detail", args=[link.commitment.public_id]),
    }
    return render(request, f"commitments/link/{'answer' if state == LinkState.READY else 'told'}.html", page)


def _language(request: HttpRequest, link: ActionLink) -> str:
    """The language asked for on the page, else that of the mail."""
    asked = request.GET.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else str(link.person.language)


def _kept_private(response: HttpResponse, language: str | None) -> HttpResponse:
    """The address is a key: it is told to nobody, kept nowhere, found by no search engine."""
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Content-Language"] = language or settings.LANGUAGE_CODE
    return response
