"""What records look like when they leave."""

from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from interlocal.kernel.permissions import open_to_public
from interlocal.leaving.rules import FORMAT
from interlocal.leaving.schemas import all_schemas, digest_of_schemas


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
