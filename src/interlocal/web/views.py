"""The gallery of components, in demo mode."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from interlocal.kernel import clock
from interlocal.kernel.permissions import open_to_public
from interlocal.web.gallery import sample


@open_to_public
def gallery(request: HttpRequest) -> HttpResponse:
    """Show each component with sample content and the code that makes it."""
    if not settings.INTERLOCAL_DEMO:
        raise Http404
    return render(request, "web/gallery/index.html", sample(request, today=clock.today()))
