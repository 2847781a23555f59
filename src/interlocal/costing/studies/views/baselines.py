"""One city's baseline: filled on a page, asked about, signed, and begun anew."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from interlocal.costing.studies import actions, queries, rules
from interlocal.costing.studies.forms import (
    AnswerForm,
    CellForm,
    FreezeForm,
    QuestionForm,
    SheetForm,
    VersionForm,
)
from interlocal.costing.studies.models import Baseline, StudyCity
from interlocal.costing.studies.rules import Permission
from interlocal.costing.studies.views.act import answer, page_of, try_now
from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.audit.public import entries_about, ref_to
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires

ENTRIES = 30


@requires(Permission.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def baseline(request: SignedInRequest, city_id: str) -> HttpResponse:
    """Show a city's baseline, and take what its people type."""
    city = queries.city_for(request.user, city_id)
    versions = queries.baselines_for(request.user, city)
    shown = _asked(versions, request.GET.get("version", ""))
    may_fill = rules.may_fill(request.user, city.jurisdiction) and shown.frozen_at is None
    if request.method == "POST" and not may_fill:
        raise Http404
    form = SheetForm(queries.sheet_of(shown), request.POST if request.method == "POST" else None)
    if request.method == "POST" and (saved := _save(request, city, form)) is not None:
        if not (form.faults or form.year_fault or saved.taken or form.homeless):
            messages.success(request, _("Saved."))
            return redirect(page_of(city))
        fresh = SheetForm(queries.sheet_of(shown), request.POST)
        fresh.mark_taken(saved.taken)
        form = fresh
    return _page(request, city, versions, shown, form, may_fill=may_fill)


def _asked(versions: list[Baseline], number: str) -> Baseline:
    """Return the version that the address asks for, the newest where it asks for none."""
    if not number:
        return versions[-1]
    for one in versions:
        if str(one.number) == number:
            return one
    raise Http404


def _save(request: SignedInRequest, city: StudyCity, form: SheetForm) -> actions.Saved | None:
    """Save what can be, and say how much of it was; a refusal is said on the page."""
    year = form.read_year()
    try:
        saved = actions.save_cells(by=request.user, city=city, year=year, typed=form.typed(), now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return None
    if saved.changed and (form.faults or form.year_fault or saved.taken):
        words = ngettext("%(count)d figure is saved.", "%(count)d figures are saved.", saved.changed)
        messages.success(request, words % {"count": saved.changed})
    return saved


def _page(
    request: SignedInRequest,
    city: StudyCity,
    versions: list[Baseline],
    shown: Baseline,
    form: SheetForm,
    *,
    may_fill: bool,
) -> HttpResponse:
    sheet = queries.sheet_of(shown)
    context = {
        "city": city,
        "study": city.study,
        "baseline": shown,
        "versions": versions,
        "sheet": sheet,
        "entries_of": form.entries,
        "form": form,
        "may_fill": may_fill,
        "is_own": rules.may_fill(request.user, city.jurisdiction),
        "is_newest": shown == versions[-1],
        "entries": entries_about(ref_to(city).kind, city.public_id)[:ENTRIES],
    }
    return render(request, "studies/baseline.html", context)


@requires(Permission.FILL)
@require_http_methods(["GET", "HEAD", "POST"])
def add_cell(request: SignedInRequest, city_id: str) -> HttpResponse:
    """Add a further figure to a line."""
    city = queries.city_to_fill(request.user, city_id)
    form = CellForm(
        request.POST or None,
        lines=queries.lines_of(city.study),
        initial={"line": request.GET.get("line", "")},
    )

    def act() -> None:
        actions.add_cell(by=request.user, city=city, wanted=form.wanted(), now=clock.now())

    page = {
        "title": gettext_lazy("Add a figure"),
        "lead": gettext_lazy(
            "Where your books split a line into several, each can stand under its own name."
        ),
        "button": gettext_lazy("Add the figure"),
    }
    return answer(request, form, act, record=city, done=gettext_lazy("The figure is added."), page=page)


@requires(Permission.FILL)
@require_POST
def strike_cell(request: SignedInRequest, city_id: str, cell_id: str) -> HttpResponse:
    """Take a figure out."""
    cell = queries.cell_to_strike(request.user, city_id, cell_id)
    return try_now(
        request,
        lambda: actions.strike_cell(by=request.user, cell=cell, now=clock.now()),
        goal=page_of(cell.baseline.city),
        done=gettext_lazy("The figure is out; the history keeps it."),
    )


@requires(Permission.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def line(request: SignedInRequest, city_id: str, line_id: str) -> HttpResponse:
    """Show what is said about one line of a city, who entered what, and take a question."""
    city = queries.city_for(request.user, city_id)
    versions = queries.baselines_for(request.user, city)
    found = queries.line_of(city, line_id)
    form = QuestionForm(request.POST or None)
    here = reverse("studies:line", args=[city_id, line_id])
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        return try_now(
            request,
            lambda: actions.ask_about_cell(
                by=request.user, city=city, line=found, text=text, now=clock.now()
            ),
            goal=here,
            done=gettext_lazy("The question is asked."),
        )
    context = {
        "city": city,
        "study": city.study,
        "line": found,
        "cells": queries.history_of(city, found, versions),
        "questions": city.questions.filter(line=found).select_related("asked_by", "answered_by"),
        "form": form,
        "is_own": rules.may_fill(request.user, city.jurisdiction),
    }
    return render(request, "studies/line.html", context)


@requires(Permission.FILL)
@require_http_methods(["GET", "HEAD", "POST"])
def answer_question(request: SignedInRequest, city_id: str, question_id: str) -> HttpResponse:
    """Answer a question about a figure."""
    question = queries.question_to_answer(request.user, city_id, question_id)
    form = AnswerForm(request.POST or None, initial={"answer": question.answer})

    def act() -> None:
        actions.answer_question(
            by=request.user, question=question, answer=form.cleaned_data["answer"], now=clock.now()
        )

    page = {
        "title": _("Answer about “%(line)s”") % {"line": question.line.name},
        "lead": question.text,
        "button": gettext_lazy("Answer"),
    }
    return answer(
        request,
        form,
        act,
        record=question.city,
        done=gettext_lazy("The question is answered."),
        page=page,
        goal=reverse("studies:line", args=[city_id, question.line.public_id]),
    )


@requires(Permission.FILL)
@require_http_methods(["GET", "HEAD", "POST"])
def freeze(request: SignedInRequest, city_id: str) -> HttpResponse:
    """Sign the baseline."""
    city = queries.city_to_fill(request.user, city_id)
    form = FreezeForm(request.POST or None, initial={"name": request.user.name})

    def act() -> None:
        actions.freeze_baseline(by=request.user, city=city, now=clock.now(), **form.signature())

    page = {
        "title": gettext_lazy("Sign the baseline"),
        "lead": gettext_lazy(
            "From then on these figures stay, and all cities see them. A later change is a new version."
        ),
        "button": gettext_lazy("Sign the baseline"),
    }
    return answer(request, form, act, record=city, done=gettext_lazy("The baseline is signed."), page=page)


@requires(Permission.FILL)
@require_http_methods(["GET", "HEAD", "POST"])
def revise(request: SignedInRequest, city_id: str) -> HttpResponse:
    """Begin the next version."""
    city = queries.city_to_fill(request.user, city_id)
    form = VersionForm(request.POST or None)

    def act() -> None:
        actions.begin_version(by=request.user, city=city, reason=form.cleaned_data["reason"], now=clock.now())

    page = {
        "title": gettext_lazy("Begin a new version"),
        "lead": gettext_lazy(
            "It starts with what is signed. That stays, and counts until the new version is signed."
        ),
        "button": gettext_lazy("Begin the version"),
    }
    return answer(request, form, act, record=city, done=gettext_lazy("A new version is begun."), page=page)
