"""The yearly figures, for everybody alike."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from interlocal.kernel.permissions import open_to_public
from interlocal.programs.hotline.queries import figures

PAGE_SIZE = 20


@open_to_public
@require_safe
def years(request: HttpRequest) -> HttpResponse:
    """List the published years."""
    page = Paginator(figures.years(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "hotline/public/years.html", {"page": page})


@open_to_public
@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """Show one published year."""
    found = get_object_or_404(figures.years(), year=year)
    shown = figures.shown(found, (get_language() or "en")[:2])
    return render(request, "hotline/public/year.html", {"shown": shown})
