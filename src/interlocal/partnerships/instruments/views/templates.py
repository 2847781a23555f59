"""The Word template of a jurisdiction: what it may use, what it uses, and how it looks filled in."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.files.public import file_response
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires
from interlocal.partnerships.instruments import actions, queries
from interlocal.partnerships.instruments.forms import TemplateForm
from interlocal.partnerships.instruments.packets import PacketMark, fill, house_template, text_digest
from interlocal.partnerships.instruments.rules import Permission
from interlocal.web.public import refuse_form

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@requires(Permission.ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def template(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show the jurisdiction's template and its fields, and take its next version."""
    jurisdiction = queries.jurisdiction_to_template(request.user, public_id)
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.bring_template(
                by=request.user,
                jurisdiction=jurisdiction,
                upload=form.cleaned_data["upload"],
                now=clock.now(),
            )
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, _("The template is kept. Look at what it makes before it goes out."))
            return redirect("instruments:template", public_id)
    current = queries.template_of(jurisdiction)
    context = {
        "jurisdiction": jurisdiction,
        "form": form,
        "template": current,
        "versions": list(queries.template_versions(jurisdiction)),
        "fields": queries.field_rows(current),
        "example": queries.newest_instrument([jurisdiction]),
    }
    return render(request, "instruments/template.html", context)


@requires(Permission.ADD)
@require_POST
def retire_template(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Use the house's template again."""
    jurisdiction = queries.jurisdiction_to_template(request.user, public_id)
    actions.retire_template(by=request.user, jurisdiction=jurisdiction, now=clock.now())
    messages.success(request, _("Packets are made with the plain template again."))
    return redirect("instruments:template", public_id)


@requires(Permission.ADD)
@require_safe
def template_preview(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Hand out what the template makes of the jurisdiction's newest instrument; it bears no packet's mark."""
    jurisdiction = queries.jurisdiction_to_template(request.user, public_id)
    example = queries.newest_instrument([jurisdiction])
    if example is None:
        raise Http404
    paper = queries.paper_of(example)
    content = queries.template_bytes(queries.template_of(jurisdiction))
    made = fill(content, paper, PacketMark("preview", text_digest(paper.text())))
    return _word(made, f"{slugify(jurisdiction.name)}-preview.docx")


@requires(Permission.ADD)
@require_safe
def house_template_file(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Hand out the plain template, to begin from."""
    queries.jurisdiction_to_template(request.user, public_id)
    return _word(house_template(), "packet-template.docx")


@requires(Permission.ADD)
@require_safe
def template_file(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """Hand out one version of a template as it was brought."""
    return file_response(queries.template_for(request.user, public_id).file)


def _word(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
