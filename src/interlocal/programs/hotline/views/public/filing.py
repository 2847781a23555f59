"""The page to report, the receipt, and what is and is not protected."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.hotline.actions.submitting import submit
from interlocal.programs.hotline.cleaning.arriving import as_waiting, keep_what_is_held, stream_of, waiting
from interlocal.programs.hotline.forms.public import ReportForm
from interlocal.programs.hotline.queries.asked import categories_asked, cities_asked
from interlocal.programs.hotline.rules.filing import Stream
from interlocal.programs.hotline.rules.forms import form_token, new_form_token
from interlocal.programs.hotline.rules.receipt import as_code, as_words
from interlocal.programs.hotline.views.public.door import arrived_with, for_reporters, is_whole, page
from interlocal.programs.hotline.views.public.files_shown import shown
from interlocal.web.public import refuse_form


@for_reporters
def report(request: HttpRequest) -> HttpResponseBase:
    """Show the page to report; take a report in and show its receipt."""
    spoken = request.POST.get("switch", "")
    if spoken in dict(settings.LANGUAGES):
        with translation.override(spoken):
            return _form_page(request, report_form(request, spoken), switched=spoken)
    language = translation.get_language() or settings.LANGUAGE_CODE
    form = report_form(request, language)
    if request.method != "POST" or not is_sendable(request, form):
        return _form_page(request, form)
    receipt = take_in(request, form, language=language, route="web")
    return _form_page(request, form) if receipt is None else receipt_page(request, form, receipt)


def report_form(request: HttpRequest, language: str) -> ReportForm:
    """Return the form, with what was typed and with files that arrived earlier."""
    is_sent = request.method == "POST"
    return ReportForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        cities=cities_asked(language),
        categories=categories_asked(language),
        waiting=waiting(request.POST.get("waiting", "")),
    )


def is_sendable(request: HttpRequest, form: ReportForm) -> bool:
    """Is the form whole, in order, and not too old? Says in the form what it is not."""
    if not form.is_valid():
        return False
    if not is_whole(request):
        form.add_error(None, _("Not all of it arrived. Look whether anything is missing, and send it again."))
    elif form_token(request.POST.get("token", ""), timezone.localdate(clock.now())) is None:
        form.add_error(None, _("This page was open for more than a day. Nothing is lost: send it once more."))
    return form.is_valid()


def take_in(request: HttpRequest, form: ReportForm, *, language: str, route: str) -> int | None:
    """File the report and return its receipt, or say in the form why it cannot be filed."""
    token = form_token(request.POST.get("token", ""), timezone.localdate(clock.now())) or b""
    files = [*form.waiting, *map(stream_of, form.cleaned_data["attachments"])]
    try:
        done = submit(
            filing=form.filing(language=language, route=route, files=files), token=token, now=clock.now()
        )
    except Refusal as refusal:
        refuse_form(form, refusal)
        return None
    keep_what_is_held(form.cleaned_data["attachments"])
    return done.receipt


def carried(request: HttpRequest, form: Any) -> Sequence[Stream]:
    """Keep the files that arrived with a form that is not complete, so that nobody sends them twice."""
    arrived = [] if "attachments" in form.errors else arrived_with(request)
    for one in arrived:
        one.keep()
    return [*form.waiting, *map(stream_of, arrived)]


def form_context(request: HttpRequest, form: ReportForm) -> dict[str, Any]:
    """Return what a page with the form shows beside it."""
    today = timezone.localdate(clock.now())
    files = carried(request, form)
    token = request.POST.get("token", "")
    return {
        "form": form,
        "token": token if form_token(token, today) else new_form_token(today),
        "files": shown(files),
        "waiting": as_waiting(files),
    }


def _form_page(request: HttpRequest, form: ReportForm, switched: str = "") -> HttpResponse:
    if switched:  # what is not complete yet is no mistake
        typed = ReportForm(
            initial={name: form.data.get(name, "") for name in form.fields},
            cities=form.cities,
            categories=categories_asked(switched),
            waiting=form.waiting,
        )
        typed.marked = form.marked
        form = typed
    context = form_context(request, form)
    if switched:
        context["query"] = f"?language={switched}"
    return page(request, "hotline/public/report.html", **context)


def receipt_page(request: HttpRequest, form: ReportForm, receipt: int) -> HttpResponse:
    """Show the receipt: here, and never again by itself."""
    chosen = form.cleaned_data["jurisdiction"]
    return page(
        request,
        "hotline/public/receipt.html",
        words=as_words(receipt),
        code=as_code(receipt),
        city=next((one for one in form.cities if one.public_id == chosen), None),
        files=shown([*form.waiting, *map(stream_of, form.cleaned_data["attachments"])]),
    )


@for_reporters
def protection(request: HttpRequest) -> HttpResponseBase:
    """Say what is and is not protected, and where else to go."""
    return page(request, "hotline/public/protection.html")
