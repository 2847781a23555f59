"""Adding to an initiative: its case, its risks and papers; and taking parts off again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.files.public import UploadRefused, file_response, store_upload
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires
from interlocal.partnerships.initiatives import actions, queries
from interlocal.partnerships.initiatives.forms import (
    ConfirmForm,
    DocumentForm,
    ExpectationForm,
    PracticeForm,
    PressureForm,
    ResultForm,
    RiskForm,
    SupportForm,
)
from interlocal.partnerships.initiatives.forms.programs import SourcedForm
from interlocal.partnerships.initiatives.models import (
    Document,
    Expectation,
    Initiative,
    InitiativePart,
    Practice,
    Pressure,
    Risk,
    Support,
)
from interlocal.partnerships.initiatives.rules import Permission
from interlocal.partnerships.initiatives.views.answer import Words, answer, page_of


@dataclass(frozen=True)
class Kind:
    """A kind of part: its model and form, the action that adds one, the words, and where it is shown."""

    model: type[InitiativePart]
    form: type[Any]
    add: Callable[..., object]
    title: Words
    button: Words
    show: str


def _add_document(*, file: Any, by: Any, now: Any, **said: Any) -> object:
    try:
        stored = store_upload(by=by, upload=file, now=now, purpose="initiatives.document")
    except UploadRefused as refused:
        raise Refusal(str(refused), field="file") from refused
    return actions.add_document(by=by, file=stored, now=now, **said)


KINDS: Mapping[str, Kind] = {
    "pressure": Kind(
        Pressure, PressureForm, actions.show_pressure, _("Show a pressure"), _("Add the figures"), "case"
    ),
    "expectation": Kind(
        Expectation, ExpectationForm, actions.expect, _("State an expectation"), _("State it"), "case"
    ),
    "practice": Kind(
        Practice,
        PracticeForm,
        actions.compare_practice,
        _("Compare a best-in-class practice"),
        _("Add the practice"),
        "case",
    ),
    "support": Kind(
        Support, SupportForm, actions.give_support, _("Support the staff"), _("Add the support"), "people"
    ),
    "risk": Kind(Risk, RiskForm, actions.name_risk, _("Name a risk"), _("Add the risk"), "risks"),
    "document": Kind(
        Document, DocumentForm, _add_document, _("Add a document"), _("Add the document"), "risks"
    ),
}


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def add_part(request: SignedInRequest, public_id: str, kind: str) -> HttpResponse:
    """Add a pressure, an expectation, a practice, support, a risk or a document."""
    initiative, part = queries.led_initiative_for(request.user, public_id), _kind(kind)
    form = part.form(request.POST or None, request.FILES or None)

    def act() -> object:
        is_sourced = isinstance(form, SourcedForm)
        said = form.facts() | {"source": form.source()} if is_sourced else form.cleaned_data
        return part.add(by=request.user, initiative=initiative, now=clock.now(), **said)

    page = page_of(initiative, part.title, part.button, show=part.show)
    return answer(request, form, act, page=page, done=_("It is on record."))


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_part(request: SignedInRequest, public_id: str, kind: str, part_id: str) -> HttpResponse:
    """Take a part off the page; it stays on record."""
    initiative = queries.led_initiative_for(request.user, public_id)
    part = _part(initiative, kind, part_id)
    form = ConfirmForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        actions.withdraw_part(by=request.user, part=part, now=clock.now())

    title = _("Take “%(name)s” off this page") % {"name": str(part)}
    page = page_of(initiative, title, _("Take it off"), show=_kind(kind).show)
    return answer(request, form, act, page=page, done=_("It is off the page and stays on record."))


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def record_result(request: SignedInRequest, public_id: str, part_id: str) -> HttpResponse:
    """Record where an expectation came."""
    initiative = queries.led_initiative_for(request.user, public_id)
    expectation = _part(initiative, "expectation", part_id)
    form = ResultForm(request.POST or None, initial={"result_on": clock.today()})

    def act() -> object:
        return actions.record_result(
            by=request.user, expectation=expectation, **form.cleaned_data, now=clock.now()
        )

    page = page_of(initiative, _("Record a result"), _("Record the result"), show="case")
    return answer(request, form, act, page=page, done=_("The result is recorded."))


@requires(Permission.READ, Permission.EXPLORE)
@require_safe
def document(request: SignedInRequest, public_id: str, part_id: str) -> HttpResponseBase:
    """Hand out a document."""
    initiative = queries.initiative_for(request.user, public_id)
    found: Document = _part(initiative, "document", part_id)
    return file_response(found.file)


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise Http404
    return KINDS[name]


def _part(initiative: Initiative, kind: str, part_id: str) -> Any:
    standing = _kind(kind).model._default_manager.filter(initiative=initiative, withdrawn_at=None)
    return get_object_or_404(standing, public_id=part_id)
