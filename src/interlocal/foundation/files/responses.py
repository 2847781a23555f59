"""Handing a stored file to a browser, safely."""

from django.http import FileResponse

from interlocal.foundation.files.models import StoredFile
from interlocal.foundation.files.queries import open_file

# These a browser may show in the page's place; everything else is downloaded.
SHOWN_INLINE = frozenset({"application/pdf", "image/png", "image/jpeg", "text/plain"})


def file_response(stored: StoredFile, *, as_attachment: bool = True) -> FileResponse:
    """Return the content of ``stored`` as a response, streamed.

    The view that calls this has decided that the person may see the file: this room knows nothing of who may.
    The browser is told to believe the media type, to run nothing in it, and to keep no copy.
    ``as_attachment=False`` lets it show PDF, pictures and plain text. Raises what ``open_file`` raises.
    """
    is_inline = not as_attachment and stored.media_type in SHOWN_INLINE
    content_type = (
        f"{stored.media_type}; charset=utf-8" if stored.media_type.startswith("text/") else stored.media_type
    )
    response = FileResponse(
        open_file(stored), as_attachment=not is_inline, filename=stored.name, content_type=content_type
    )
    response["Content-Length"] = str(stored.size)
    response["X-Content-Type-Options"] = "nosniff"
    # Browsers' own PDF readers do not start in a sandbox.
    sandbox = "" if is_inline and stored.media_type == "application/pdf" else "; sandbox"
    response["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'unsafe-inline'; object-src 'self'{sandbox}"
    )
    response["Cache-Control"] = "private, no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
