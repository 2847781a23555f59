"""The public catalogue, the application, and a new link for who lost theirs."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_safe

from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import open_to_public
from interlocal.programs.training import rules
from interlocal.programs.training.actions import applications
from interlocal.programs.training.actions.links import send_link
from interlocal.programs.training.forms.public_taking_part import ApplyForm, LostLinkForm
from interlocal.programs.training.models import Cohort
from interlocal.programs.training.queries import learners
from interlocal.web.public import client_address, is_too_often, refuse_form, refuse_tries


@open_to_public
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """List the courses and cohorts for which one can apply now or soon."""
    found = learners.catalogue(clock.today())
    return render(request, "training/links/catalogue.html", {"cohorts": found, "today": clock.today()})


@open_to_public
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a cohort, and take an application; what was typed is kept when it is refused."""
    cohort = learners.published_cohort(public_id)
    if cohort is None:
        raise Http404
    form = ApplyForm(
        request.POST if request.method == "POST" else None,
        cohort=cohort,
        initial={"language": translation.get_language()},
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        if _is_too_often(request, form.cleaned_data["email"]):
            refuse_tries(form, request)
            status = 429
        elif _taken(cohort, form):
            email = form.cleaned_data["email"]
            return render(request, "training/links/sent.html", {"cohort": cohort, "email": email})
    closed = ""
    try:
        rules.check_applying(cohort, clock.now())
    except Refusal as refusal:
        closed = str(refusal)
    page = {"cohort": cohort, "form": form, "closed": closed}
    return render(request, "training/links/apply.html", page, status=status)


@open_to_public
@require_http_methods(["GET", "HEAD", "POST"])
def lost_link(request: HttpRequest) -> HttpResponse:
    """Send a new link; the page says the same whether the address is known or not."""
    form = LostLinkForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if _is_too_often(request, email):
            refuse_tries(form, request)
            status = 429
        else:
            send_link(email=email, now=clock.now())
            return render(request, "training/links/link_sent.html", {"email": email})
    return render(request, "training/links/lost_link.html", {"form": form}, status=status)


def _taken(cohort: Cohort, form: ApplyForm) -> bool:
    try:
        wish = applications.Wish(**form.cleaned_data)
        applications.apply_for_seat(cohort=cohort, wish=wish, now=clock.now())
    except Refusal as refusal:
        refuse_form(form, refusal)
        return False
    return True


def _is_too_often(request: HttpRequest, email: str) -> bool:
    """A city's training room shares one address, so the address of the mail is what is limited tightly."""
    by_place = is_too_often(f"training.from:{client_address(request)}", most=120)
    by_mail = is_too_often(f"training.to:{rules.mark_of(email)}", most=10)
    return by_place or by_mail
