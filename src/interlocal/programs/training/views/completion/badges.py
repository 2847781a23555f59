"""Public documents that software of others reads: issuer, keys, achievements, status lists."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from interlocal.kernel import clock
from interlocal.kernel.permissions import open_to_public
from interlocal.programs.training import badges
from interlocal.programs.training.queries.certificates import awarded_courses, revoked_places

# A revocation is to be seen soon; keys and courses hardly change.
_BRIEFLY = "public, max-age=60"
_LONGER = "public, max-age=3600"


@open_to_public
@require_safe
def issuer(_request: HttpRequest) -> HttpResponse:
    """Tell who issues badges: an Open Badges profile."""
    return _json({"@context": list(badges.CONTEXT), **badges.issuer_profile()}, _LONGER)


@open_to_public
@require_safe
def keys(_request: HttpRequest) -> HttpResponse:
    """Publish the keys that badges are verified with, those of old badges too."""
    return _json(badges.key_set(), _BRIEFLY, "application/jwk-set+json")


@open_to_public
@require_safe
def key(_request: HttpRequest, key_id: str) -> HttpResponse:
    """Publish one key: credentials name it by this address."""
    found = badges.key_document(key_id)
    if found is None:
        raise Http404
    return _json(found, _LONGER, "application/jwk+json")


@open_to_public
@require_safe
def achievement(_request: HttpRequest, public_id: str) -> HttpResponse:
    """Tell what a course is, as an Open Badges achievement; for courses that are listed or were certified."""
    found = get_object_or_404(awarded_courses(), public_id=public_id)
    return _json({"@context": list(badges.CONTEXT), **badges.achievement(found)}, _LONGER)


@open_to_public
@require_safe
def status_list(_request: HttpRequest, number: int) -> HttpResponse:
    """Publish a status list, signed: which of its certificates were revoked."""
    token = badges.signed_status_list(number, revoked_places(number), now=clock.now())
    return _open(HttpResponse(token, content_type="application/vc+jwt"), _BRIEFLY)


def _json(document: object, kept: str, content_type: str = "application/json") -> HttpResponse:
    return _open(JsonResponse(document, safe=False, content_type=content_type), kept)


def _open(response: HttpResponse, kept: str) -> HttpResponse:
    """Any page may read it: verifiers run in browsers too."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = kept
    return response
