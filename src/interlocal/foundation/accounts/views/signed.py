"""Links that carry their own permission."""

from django.http import Http404

from interlocal.foundation.notices import public as notices


def require_signature(path: str, signature: str) -> None:
    """Raise ``Http404`` unless ``signature`` was made here for ``path``."""
    if not notices.is_signed(path, signature):
        raise Http404
