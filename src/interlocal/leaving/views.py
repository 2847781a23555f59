"""What records look like when they leave, and what was destroyed by rule."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.audit.public import Permission as Audit
from interlocal.kernel.permissions import open_to_public, requires
from interlocal.leaving import queries
from interlocal.leaving.printing import printed_destruction
from interlocal.leaving.rules import FORMAT
from interlocal.leaving.schemas import all_schemas, digest_of_schemas

_PER_PAGE = 50


@requires(Audit.READ)
@require_safe
def list_destructions(request: SignedInRequest) -> HttpResponse:
    """List what was destroyed by rule, the newest first, each with its certificate."""
    page = Paginator(queries.destructions_for(request.user), _PER_PAGE).get_page(request.GET.get("page"))
    rows = [queries.destruction_of(entry) for entry in page]
    return render(request, "leaving/destructions.html", {"page": page, "rows": rows})


@requires(Audit.READ)
@require_safe
def certificate(request: SignedInRequest, seq: int) -> HttpResponse:
    """Give the certificate of one destruction."""
    destruction = queries.destruction_for(request.user, seq)
    return HttpResponse(
        printed_destruction(destruction),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="destruction-{seq}.pdf"'},
    )


@open_to_public
@require_safe
def schemas(request: HttpRequest) -> JsonResponse:
    """Name every kind of record in an archive, and where its schema is."""
    named: dict[str, Any] = {
        kind: request.build_absolute_uri(reverse("leaving:schema", args=[kind])) for kind in all_schemas()
    }
    return JsonResponse({"format": FORMAT, "sha256": digest_of_schemas(), "schemas": named})


@open_to_public
@require_safe
def schema(request: HttpRequest, kind: str) -> JsonResponse:  # noqa: ARG001  Django's signature
    """Give the schema of one kind."""
    found = all_schemas().get(kind)
    if found is None:
        raise Http404
    return JsonResponse(found, json_dumps_params={"indent": 1, "ensure_ascii": False})
