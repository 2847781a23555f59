"""Health: is the process alive, and can it serve?"""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from interlocal.foundation.vault.public import VaultError, require_keys
from interlocal.kernel.permissions import open_to_public


@open_to_public
def live(_request: HttpRequest) -> JsonResponse:
    """Answer while the process runs."""
    return JsonResponse({"status": "ok"})


@open_to_public
def ready(_request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers and the vault's keys are at hand, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        require_keys()
    except DatabaseError:
        return JsonResponse({"status": "database does not answer"}, status=503)
    except VaultError:
        return JsonResponse({"status": "keys of the vault are missing or wrong"}, status=503)
    return JsonResponse({"status": "ok"})
