"""Each council's yearly report: a page whose figures lead to their rows, and the same as a tagged PDF."""

from pathlib import Path

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.http import require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.partnerships.initiatives import queries
from interlocal.partnerships.initiatives.printing import printed
from interlocal.partnerships.initiatives.queries import YearReport
from interlocal.partnerships.initiatives.rules import Permission
from interlocal.partnerships.jurisdictions.public import jurisdictions_for, members
from interlocal.web.pdf import typeset

TEMPLATE = Path(__file__).resolve().parent.parent / "printing" / "yearly.typ"


@requires(Permission.READ)
@require_safe
def reports(request: SignedInRequest) -> HttpResponse:
    """Offer the report of each member for its last fiscal years."""
    today = clock.today()
    cities = jurisdictions_for(request.user).filter(pk__in=members(today).values("pk"))
    return render(request, "initiatives/reports.html", {"offered": queries.years_of(cities, today)})


@requires(Permission.READ)
@require_safe
def report(request: SignedInRequest, public_id: str, year: int) -> HttpResponse:
    """Show the report of one city for one of its fiscal years."""
    return render(request, "initiatives/report.html", {"report": _report(request, public_id, year)})


@requires(Permission.READ)
@require_safe
def report_pdf(request: SignedInRequest, public_id: str, year: int) -> HttpResponse:
    """Hand out the same report as a tagged PDF."""
    found = _report(request, public_id, year)
    page = printed(found)
    made = typeset(
        TEMPLATE.read_text(encoding="utf-8"),
        title=page["title"],
        content=page,
        at=clock.now().replace(microsecond=0),
        language=translation.get_language() or "en",
    )
    name = f"yearly-report-{found.city.name}-{found.year.label}".lower().replace(" ", "-").replace("'", "")
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


def _report(request: SignedInRequest, public_id: str, year: int) -> YearReport:
    """The report, or ``Http404`` for a city that is no member and a year that is not offered."""
    today = clock.today()
    cities = jurisdictions_for(request.user).filter(pk__in=members(today).values("pk"))
    city = get_object_or_404(cities, public_id=public_id)
    [(_city, years)] = queries.years_of([city], today)
    for offered in years:
        if offered.ending_in == year:
            return queries.year_report(request.user, city, offered, today=today)
    raise Http404
