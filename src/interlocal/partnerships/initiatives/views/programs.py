"""Pages of the room: the programs, one record, and the forms that change it."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.audit.public import entries_about, ref_to
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires
from interlocal.partnerships.initiatives import actions, queries, rules
from interlocal.partnerships.initiatives.forms import (
    ConfirmForm,
    EndParticipationForm,
    LinkForm,
    OutcomeForm,
    ParticipationForm,
    ProgramForm,
)
from interlocal.partnerships.initiatives.models import ProgramRecord
from interlocal.partnerships.initiatives.rules import Permission
from interlocal.web.public import refuse_form

PAGE_SIZE = 50


@requires(Permission.READ)
def programs(request: SignedInRequest) -> HttpResponse:
    """List the program records."""
    page = Paginator(queries.program_rows(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    takers = queries.takers_of(page.object_list)
    rows = [(record, takers.get(record.pk)) for record in page.object_list]
    context = {"page": page, "rows": rows, "may_edit": rules.may_edit(request.user)}
    return render(request, "initiatives/programs.html", context)


@requires(Permission.READ)
def program(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show one program record."""
    record = queries.program_for(request.user, public_id)
    context = {
        "program": record,
        "may_edit": rules.may_edit(request.user),
        "history": entries_about(ref_to(record).kind, record.public_id),
    }
    return render(request, "initiatives/program.html", context)


@requires(Permission.EDIT)
def add_program(request: SignedInRequest) -> HttpResponse:
    """Add a program record."""
    if not rules.may_edit(request.user):
        raise Http404
    form = ProgramForm(request.POST or None)

    def act() -> ProgramRecord:
        return actions.add_program(
            by=request.user, facts=form.program_facts(), source=form.source(), now=clock.now()
        )

    page = {
        "title": _("Add a program record"),
        "lead": _("Leave empty what nobody has published: the page will say so."),
        "button": _("Add record"),
        "back": reverse("initiatives:programs"),
    }
    return _answer(request, form, act, done=_("The record is added. Say next who takes part."), page=page)


@requires(Permission.EDIT)
def change_program(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Change a program record."""
    record = queries.editable_program_for(request.user, public_id)
    form = ProgramForm(request.POST or None, instance=record)

    def act() -> ProgramRecord:
        return actions.change_program(
            by=request.user, program=record, facts=form.program_facts(), source=form.source(), now=clock.now()
        )

    page = _page(record, _("Change this record"), _("Save changes"))
    return _answer(request, form, act, done=_("The record is changed."), page=page)


@requires(Permission.EDIT)
def record_participation(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Record the part that a jurisdiction takes."""
    record = queries.editable_program_for(request.user, public_id)
    form = ParticipationForm(request.POST or None)

    def act() -> ProgramRecord:
        return actions.record_participation(
            by=request.user,
            program=record,
            **form.facts(),
            source=form.source(),
            now=clock.now(),
        ).program

    page = _page(record, _("Record who takes part"), _("Record part"))
    return _answer(request, form, act, done=_("The part is recorded."), page=page)


@requires(Permission.EDIT)
def end_participation(request: SignedInRequest, public_id: str, participation_id: str) -> HttpResponse:
    """End the part of a jurisdiction."""
    participation = queries.participation_for(request.user, public_id, participation_id)
    form = EndParticipationForm(request.POST or None, initial={"ends_on": clock.today()})

    def act() -> ProgramRecord:
        return actions.end_participation(
            by=request.user,
            participation=participation,
            ends_on=form.cleaned_data["ends_on"],
            now=clock.now(),
        ).program

    title = _("End the part of %(name)s") % {"name": participation.jurisdiction.name}
    page = _page(participation.program, title, _("End part"))
    return _answer(request, form, act, done=_("The part has its end."), page=page)


@requires(Permission.EDIT)
def report_outcome(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Record what somebody reported."""
    record = queries.editable_program_for(request.user, public_id)
    form = OutcomeForm(request.POST or None)

    def act() -> ProgramRecord:
        return actions.report_outcome(
            by=request.user,
            program=record,
            **form.facts(),
            source=form.source(),
            now=clock.now(),
        ).program

    page = _page(record, _("Record an outcome"), _("Record outcome"))
    return _answer(request, form, act, done=_("The outcome is recorded."), page=page)


@requires(Permission.EDIT)
def add_link(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Add a page elsewhere."""
    record = queries.editable_program_for(request.user, public_id)
    form = LinkForm(request.POST or None)

    def act() -> ProgramRecord:
        return actions.add_link(by=request.user, program=record, **form.cleaned_data, now=clock.now()).program

    page = _page(record, _("Add a link"), _("Add link"))
    return _answer(request, form, act, done=_("The link is added."), page=page)


@requires(Permission.EDIT)
def publish_program(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show the record to residents, or take it off their pages."""
    record = queries.editable_program_for(request.user, public_id)
    verb = actions.withdraw_program if record.published_at else actions.publish_program
    form = ConfirmForm(request.POST if request.method == "POST" else None)

    def act() -> ProgramRecord:
        return verb(by=request.user, program=record, now=clock.now())

    if record.published_at:
        page = _page(record, _("Take this record off the public pages"), _("Take it off"))
        return _answer(request, form, act, done=_("Residents no longer see it."), page=page)
    page = _page(record, _("Show this record to residents"), _("Publish record"))
    return _answer(request, form, act, done=_("Residents see it now."), page=page)


def _page(record: ProgramRecord, title: str | Promise, button: str | Promise) -> dict[str, object]:
    return {
        "title": title,
        "lead": record.title,
        "button": button,
        "back": reverse("initiatives:program", args=[record.public_id]),
    }


def _answer(
    request: SignedInRequest,
    form: BaseForm,
    action: Callable[[], ProgramRecord],
    *,
    done: str | Promise,
    page: Mapping[str, object],
) -> HttpResponse:
    """Show ``form`` on ``page``; once it is valid, run ``action`` and go to the record it returns."""
    if request.method == "POST" and form.is_valid():
        try:
            record = action()
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, str(done))
            return redirect("initiatives:program", record.public_id)
    return render(request, "initiatives/form.html", {"form": form, **page})
