"""What the pages of staff say to the server and back: JSON in which every text of a report is sealed."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.hotline.actions.writing import Sealed, WrittenMeanwhile
from interlocal.programs.hotline.queries.reports import entry_as_sent
from interlocal.programs.hotline.rules.sealing import entry_of

P = ParamSpec("P")
Told = dict[str, Any]

# These pages run libsodium, which is WebAssembly, and show files that the browser itself has opened.
BROWSER_OPENS = {"script-src": ["'wasm-unsafe-eval'"], "img-src": ["blob:"]}
_ID = frozenset("0123456789abcdefghjkmnpqrstvwxyz")


def render_opened(request: HttpRequest, template: str, context: Told) -> HttpResponse:
    """Render a page on which the browser opens what is sealed."""
    base = reverse("hotline:key").removesuffix("key/")
    response = render(request, template, {"base": base, **context})
    response._csp_update = BROWSER_OPENS  # type: ignore[attr-defined]  # noqa: SLF001  django-csp reads it
    return response


def takes_json(
    view: Callable[Concatenate[SignedInRequest, Told, P], Told],
) -> Callable[Concatenate[SignedInRequest, P], HttpResponse]:
    """Give ``view`` the JSON object that was posted, and answer with what it returns.

    A refusal answers with its words, a report written to meanwhile with what is new, one that is not the
    person's with neither. All bear the same status: an error's would put the address into the log.
    """

    @wraps(view)
    def answer(request: SignedInRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            told = _object_in(request)
            return JsonResponse(view(request, told, *args, **kwargs))
        except Refusal as refusal:
            return JsonResponse({"refusal": str(refusal), "field": refusal.field or ""})
        except WrittenMeanwhile as meanwhile:
            return JsonResponse({"meanwhile": [entry_as_sent(one) for one in meanwhile.entries]})
        except Http404:
            return JsonResponse({"is_gone": True})

    return cast("Callable[Concatenate[SignedInRequest, P], HttpResponse]", require_POST(answer))


def sealed_entries(told: Told) -> list[Sealed]:
    """Return the entries in what was posted; raises ``Refusal`` when one is misshapen."""
    given = told.get("entries", [])
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise _damaged()
    entries = []
    for one in given:
        public_id = one.get("id")
        if not isinstance(public_id, str) or len(public_id) != 16 or not _ID.issuperset(public_id):
            raise _damaged()
        entries.append(Sealed(public_id, entry_of(one.get("sealed")), one.get("staff_only") is not False))
    return entries


def text_in(told: Told, name: str) -> str:
    """Return the text called ``name`` in what was posted; raises ``Refusal`` for anything else."""
    given = told.get(name)
    if not isinstance(given, str):
        raise _damaged()
    return given


def number_in(told: Told, name: str) -> int:
    """Return the whole number called ``name`` in what was posted; raises ``Refusal`` for anything else."""
    given = told.get(name)
    if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given < 2**31:
        raise _damaged()
    return given


def mapping_in(told: Told, name: str) -> dict[str, Any]:
    """Return the object called ``name`` in what was posted; raises ``Refusal`` for anything else."""
    given = told.get(name)
    if not isinstance(given, dict):
        raise _damaged()
    return given


def groups_in(told: Told) -> list[tuple[list[str], str]]:
    """Return the groups of keepers in what was posted; raises ``Refusal`` when one is misshapen."""
    given = told.get("groups")
    if not isinstance(given, list):
        raise _damaged()
    groups = []
    for one in given:
        keys, sealed = (one.get("keys"), one.get("sealed")) if isinstance(one, dict) else (None, None)
        if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
            raise _damaged()
        if not isinstance(sealed, str):
            raise _damaged()
        groups.append((keys, sealed))
    return groups


def _object_in(request: HttpRequest) -> Told:
    try:
        told = json.loads(request.body)
    except (ValueError, RecursionError):
        raise _damaged() from None
    if not isinstance(told, dict):
        raise _damaged()
    return told


def _damaged() -> Refusal:
    return Refusal(_("What arrived is damaged. Load the page again; what you typed is still in it."))
