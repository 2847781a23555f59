"""The reporter comes back: reads, answers, adds, corrects, withdraws, objects, and leaves."""

from collections.abc import Callable
from secrets import token_urlsafe
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.ids import new_public_id
from interlocal.partnerships.jurisdictions.public import the_partnership
from interlocal.programs.hotline.actions.adding import add_entry
from interlocal.programs.hotline.cleaning.arriving import as_waiting, keep_what_is_held, stream_of, waiting
from interlocal.programs.hotline.forms.public import AddForm, ReceiptForm, WordsForm
from interlocal.programs.hotline.queries.entries import Reading, entries_for_reporter, files_for_reporter
from interlocal.programs.hotline.queries.told import told_entries
from interlocal.programs.hotline.readings import close_reading, open_reading, read
from interlocal.programs.hotline.rules.entries import may_object
from interlocal.programs.hotline.rules.proof import proof_of
from interlocal.programs.hotline.views.public.door import arrived_with, for_reporters, is_whole, page
from interlocal.programs.hotline.views.public.files_shown import shown, shown_again
from interlocal.programs.hotline.views.public.filing import carried
from interlocal.web.public import is_through_onion, refuse_form

COOKIE = "reading"
UNKNOWN = gettext_noop("No report has this receipt. It may have been deleted, by its schedule.")
_ALPHABET = frozenset("0123456789abcdefghjkmnpqrstvwxyz")
WAYS = ("message", "correction", "withdrawal", "objection")


@for_reporters
def come_back(request: HttpRequest) -> HttpResponseBase:
    """Ask for the receipt; open the report for twenty minutes."""
    is_sent = request.method == "POST"
    form = ReceiptForm(request.POST if is_sent else None)
    draft = request.POST.get("draft", "")
    if is_sent and form.is_valid():
        token = open_reading(form.cleaned_data["receipt"], now=clock.now())
        if token is not None:
            return _let_in(request, token, draft)
        if not draft and not request.POST.get("waiting"):
            # The same answer as for a right one, but for where it leads: neither time nor cookie tells more.
            return _with_cookie(
                request, _led_to("hotline:come-back", request, unknown="1"), token_urlsafe(32)
            )
        form.add_error("receipt", _(UNKNOWN))
    # Typed by mistake or not, the receipt goes back to the page that it came from, and nowhere else.
    return page(
        request,
        "hotline/public/come_back.html",
        form=form,
        draft=draft,
        waiting=request.POST.get("waiting", ""),
        unknown=_(UNKNOWN) if "unknown" in request.GET and not is_sent else "",
    )


def _query(request: HttpRequest, **more: str) -> str:
    """Return the query that keeps the language, and says ``more``."""
    language = request.GET.get("language", "")
    told = {**({"language": language} if language in dict(settings.LANGUAGES) else {}), **more}
    return f"?{urlencode(told)}" if told else ""


def _let_in(request: HttpRequest, token: str, draft: str) -> HttpResponseBase:
    kept = request.POST.get("waiting", "")
    reading = read(token, now=clock.now()) if draft or kept else None
    if reading is None:
        return _with_cookie(request, _led_to("hotline:mine", request), token)
    form = AddForm(initial={"text": draft}, waiting=waiting(kept))
    return _with_cookie(request, _mine(request, reading, {"message": form}), token)


def _led_to(name: str, request: HttpRequest, **more: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse(name)}{_query(request, **more)}")


def _with_cookie(request: HttpRequest, answer: HttpResponse, token: str) -> HttpResponse:
    answer.set_cookie(
        COOKIE,
        token,
        path=reverse("hotline:report"),
        httponly=True,
        samesite="Strict",
        # The onion service has no certificate, and is encrypted from end to end without one.
        secure=settings.SESSION_COOKIE_SECURE and not is_through_onion(request),
    )
    return answer


@for_reporters
def mine(request: HttpRequest) -> HttpResponseBase:
    """Show the report that is open, and take what its reporter adds."""
    reading = read(request.COOKIES.get(COOKIE, ""), now=clock.now())
    way = request.POST.get("way", "")
    if way == "leave":
        return _leave(request)
    if reading is None:
        return _over(request)
    if way == "proof":
        return _proof(request, reading)
    answer = _answers.get(way, _show)
    return answer(request, reading)


def _show(request: HttpRequest, reading: Reading) -> HttpResponseBase:
    return _mine(request, reading, {})


def _take_message(request: HttpRequest, reading: Reading) -> HttpResponseBase:
    form = AddForm(request.POST, request.FILES, waiting=waiting(request.POST.get("waiting", "")))
    if form.is_valid() and not is_whole(request):
        form.add_error(None, _("Not all of it arrived. Look whether anything is missing, and send it again."))
    if not form.is_valid():
        return _mine(request, reading, {"message": form})
    files = [*form.waiting, *map(stream_of, form.cleaned_data["attachments"])]
    text = form.cleaned_data["text"]
    return _add(request, reading, form, "message", text=text, files=files)


def _take_words(request: HttpRequest, reading: Reading) -> HttpResponseBase:
    way, form = request.POST["way"], WordsForm(request.POST)
    if form.is_valid() and way == "correction" and not form.cleaned_data["text"]:
        form.add_error("text", _("Write what is to be corrected."))
    if not form.is_valid():
        return _mine(request, reading, {way: form})
    return _add(request, reading, form, way, text=form.cleaned_data["text"])


_answers: dict[str, Callable[[HttpRequest, Reading], HttpResponseBase]] = {
    "message": _take_message,
    "correction": _take_words,
    "withdrawal": _take_words,
    "objection": _take_words,
}


def _add(request: HttpRequest, reading: Reading, form: Any, way: str, **added: Any) -> HttpResponseBase:
    given = request.POST.get("entry", "")
    entry_id = given if len(given) == 16 and _ALPHABET.issuperset(given) else new_public_id()
    try:
        add_entry(reading=reading, kind=way, entry_id=entry_id, now=clock.now(), **added)
    except Refusal as refusal:
        refuse_form(form, refusal)
        return _mine(request, reading, {way: form})
    keep_what_is_held(form.cleaned_data.get("attachments", ()))
    return HttpResponseRedirect(f"{request.path}{_query(request)}#newest")


def _mine(request: HttpRequest, reading: Reading, sent: dict[str, Any]) -> HttpResponse:
    message = sent.get("message") or AddForm()
    files = carried(request, message) if message.is_bound else message.waiting
    entries = told_entries(entries_for_reporter(reading))
    kinds = [one.kind for one in entries]
    return page(
        request,
        "hotline/public/mine.html",
        report=reading.report,
        entries=entries,
        files=shown_again(files_for_reporter(reading)),
        arrived=shown(files),
        waiting=as_waiting(files),
        entry_id=new_public_id(),
        message=message,
        correction=sent.get("correction") or WordsForm(auto_id="correction_%s"),
        withdrawal=sent.get("withdrawal") or WordsForm(auto_id="withdrawal_%s"),
        objection=sent.get("objection") or WordsForm(auto_id="objection_%s"),
        may_object=may_object(kinds),
        is_withdrawn="withdrawal" in kinds,
        open_way=next(iter(sent), ""),
    )


def _over(request: HttpRequest) -> HttpResponseBase:
    """Say that the twenty minutes are over, and carry what was just written."""
    arrived = arrived_with(request)
    for one in arrived:
        one.keep()
    files = [*waiting(request.POST.get("waiting", "")), *map(stream_of, arrived)]
    return page(
        request,
        "hotline/public/come_back.html",
        form=ReceiptForm(),
        draft=request.POST.get("text", ""),
        waiting=as_waiting(files),
        is_over=request.method == "POST" or COOKIE in request.COOKIES,
    )


def _proof(request: HttpRequest, reading: Reading) -> HttpResponseBase:
    partnership = the_partnership()
    proof = proof_of(
        report_id=reading.report.public_id,
        city=reading.report.jurisdiction.name if reading.report.jurisdiction else "",
        received_on=reading.report.received_on,
        partnership=partnership.name if partnership else "",
    )
    return page(request, "hotline/public/proof.html", proof=proof, report=reading.report)


def _leave(request: HttpRequest) -> HttpResponseBase:
    close_reading(request.COOKIES.get(COOKIE, ""))
    answer = page(request, "hotline/public/left.html")
    answer.delete_cookie(COOKIE, path=reverse("hotline:report"), samesite="Strict")
    return answer
