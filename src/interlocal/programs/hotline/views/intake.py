"""Who takes a call or opens a letter writes it down for the reporter, and hands out the receipt."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel.permissions import requires
from interlocal.kernel.traces import leaves_no_trace
from interlocal.programs.hotline.cleaning.arriving import stream_of, waiting
from interlocal.programs.hotline.forms.intake import IntakeForm
from interlocal.programs.hotline.queries.asked import categories_asked, cities_asked
from interlocal.programs.hotline.rules import Permission
from interlocal.programs.hotline.rules.receipt import as_code, as_words
from interlocal.programs.hotline.views.public.door import END, receive
from interlocal.programs.hotline.views.public.files_shown import shown
from interlocal.programs.hotline.views.public.filing import form_context, is_sendable, take_in


@requires(Permission.TAKE_CALLS)
@leaves_no_trace
@csrf_exempt  # Files are sealed before the token is read, which is checked below.
@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: SignedInRequest) -> HttpResponse:
    """Show the form; file what the caller said and show the receipt to read out."""
    receive(request)
    response = _checked(request)
    response["Referrer-Policy"] = "same-origin"  # else browsers name no origin, which the check needs
    return response


@csrf_protect
def _checked(request: HttpRequest) -> HttpResponse:
    language = translation.get_language() or "en"
    is_sent = request.method == "POST"
    form = IntakeForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        cities=cities_asked(language),
        categories=categories_asked(language),
        waiting=waiting(request.POST.get("waiting", "")),
    )
    if is_sent and is_sendable(request, form):
        receipt = take_in(
            request, form, language=form.cleaned_data["language"], route=form.cleaned_data["route"]
        )
        if receipt is not None:
            return _receipt(request, form, receipt)
    context = {**form_context(request, form), "end": END}
    return render(request, "hotline/staff/intake.html", context)


def _receipt(request: HttpRequest, form: IntakeForm, receipt: int) -> HttpResponse:
    return render(
        request,
        "hotline/staff/intake_receipt.html",
        {
            "words": as_words(receipt),
            "code": as_code(receipt),
            "files": shown([*form.waiting, *map(stream_of, form.cleaned_data["attachments"])]),
        },
    )
