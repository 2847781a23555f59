"""/.well-known/security.txt: whom to tell of a vulnerability (RFC 9116)."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from interlocal.config.security_contact import SecurityContact
from interlocal.kernel import clock
from interlocal.kernel.permissions import open_to_public


@open_to_public
@require_safe
def security_txt(_request: HttpRequest) -> HttpResponse:
    """Name the contact; where none is set, or its day is over, there is no such file (2.5.5)."""
    contact: SecurityContact | None = settings.INTERLOCAL_SECURITY_CONTACT
    if contact is None or contact.last_day < clock.today():
        raise Http404
    lines = (
        f"Contact: {contact.address}",
        f"Expires: {contact.last_day.isoformat()}T23:59:59Z",
        "Preferred-Languages: en, es",
        f"Canonical: {settings.INTERLOCAL_BASE_URL}/.well-known/security.txt",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
