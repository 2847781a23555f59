"""A certificate as anybody sees it who was given its address: does it hold, and what does it say?"""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from interlocal.kernel import clock
from interlocal.kernel.permissions import open_to_public
from interlocal.programs.training import badges
from interlocal.programs.training.printing import printed_certificate
from interlocal.programs.training.queries.certificates import Shown, certificate_shown, cities_of


@open_to_public
@require_safe
def certificate(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show whose certificate it is, for what, and whether it holds today."""
    shown = certificate_shown(public_id, clock.today())
    keys = badges.public_address("badge-keys")
    return _guarded(render(request, "training/public/certificate.html", {"shown": shown, "keys": keys}))


@open_to_public
@require_safe
def download(_request: HttpRequest, public_id: str, form: str) -> HttpResponse:
    """Hand out the certificate as PDF, or its badge as JSON, JWT or picture."""
    shown = certificate_shown(public_id, clock.today())
    makers = {"certificate.pdf": _pdf, "badge.json": _json, "badge.jwt": _jwt, "badge.svg": _svg}
    if form not in makers:
        raise Http404
    response = _guarded(makers[form](shown))
    response["Content-Disposition"] = f'attachment; filename="{form}"'
    return response


def _pdf(shown: Shown) -> HttpResponse:
    language = translation.get_language() or "en"
    made = printed_certificate(
        shown, language=language, cities=cities_of(shown.certificate.application.cohort)
    )
    return HttpResponse(made, content_type="application/pdf")


def _json(shown: Shown) -> HttpResponse:
    """What the badge says, to be read; the proof is the signature of the JWT."""
    said = badges.read_credential(shown.certificate.credential)
    text = json.dumps(said, ensure_ascii=False, indent=2)
    return HttpResponse(text, content_type="application/json; charset=utf-8")


def _jwt(shown: Shown) -> HttpResponse:
    return HttpResponse(shown.certificate.credential, content_type="application/vc+jwt")


def _svg(shown: Shown) -> HttpResponse:
    picture = badges.baked_picture(shown.course, shown.issuer, shown.certificate.credential)
    return HttpResponse(picture, content_type="image/svg+xml; charset=utf-8")


def _guarded(response: HttpResponse) -> HttpResponse:
    """The address is handed out by its learner: it is told to nobody else and found by no search engine."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Cache-Control"] = "private, no-cache"
    return response
