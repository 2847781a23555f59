"""Packets of a statement's councils: made with one click, watched, handed out one by one or all at once."""

import io
import zipfile

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.files.public import file_response, open_file
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires
from interlocal.kernel.scopes import jurisdiction_scope
from interlocal.partnerships.instruments import actions, queries
from interlocal.partnerships.instruments.models import Packet
from interlocal.partnerships.instruments.rules import Permission, is_packet_wanted
from interlocal.web.public import render_fragment

FORMS = {"word": "word", "pdf": "pdf", "page": "page"}
LEGAL_XML = "application/akn+xml"


@requires(Permission.READ)
@require_safe
def packets(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show each council's newest packet, and how far those are that are being made."""
    statement = queries.statement_for(request.user, public_id)
    rows = queries.packet_rows(request.user, statement)
    progress = queries.latest_batch(statement)
    context = {
        "statement": statement,
        "rows": rows,
        "to_make": sum(row.may_make for row in rows),
        "made": sum(row.packet is not None for row in rows),
        "progress": progress,
        "problems": queries.problems_of(progress.batch) if progress else (),
    }
    return render_fragment(request, "instruments/packets.html", "made", context)


@requires(Permission.ADD)
@require_POST
def make_packets(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Have the packets of all councils made for which the person may."""
    statement = queries.statement_for(request.user, public_id)
    instruments = queries.instruments_to_pack(request.user, statement)
    try:
        actions.ask_for_packets(
            by=request.user, statement=statement, instruments=instruments, now=clock.now()
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        said = ngettext("%(n)d packet is being made.", "%(n)d packets are being made.", len(instruments))
        messages.success(request, said % {"n": len(instruments)})
    return redirect("instruments:packets", public_id)


@requires(Permission.READ)
@require_safe
def packets_zip(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Hand out every council's newest packet as one archive, a folder each."""
    statement = queries.statement_for(request.user, public_id)
    found = [row.packet for row in queries.packet_rows(request.user, statement) if row.packet is not None]
    if not found:
        raise Http404
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for packet in found:
            for name, content in _contents(packet):
                archive.writestr(f"{slugify(packet.instrument.jurisdiction.name)}/{name}", content)
    response = HttpResponse(made.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="packets-{slugify(statement.title)[:60]}.zip"'
    return response


@requires(Permission.READ)
@require_safe
def packet(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show one council's packet: its files, how it stands to the text today, and what came back."""
    instrument = queries.instrument_with_packet(request.user, public_id)
    made = queries.packets_of(instrument)
    statement = instrument.statement
    may_add = request.user.may(Permission.ADD, jurisdiction_scope(instrument.jurisdiction.public_id))
    context = {
        "instrument": instrument,
        "packet": made[0] if made else None,
        "earlier": made[1:],
        "is_behind": bool(made) and queries.is_behind(made[0]),
        "returned_texts": queries.returned_texts_of(instrument),
        "template": queries.template_of(instrument.jurisdiction),
        "undecided": queries.undecided_in(instrument),
        "may_add": may_add,
        "may_make": may_add
        and statement is not None
        and bool(statement.text)
        and is_packet_wanted(instrument),
        "progress": queries.latest_batch_of(instrument),
    }
    return render_fragment(request, "instruments/packet.html", "made", context)


@requires(Permission.ADD)
@require_POST
def make_packet(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Have one council's packet made."""
    instrument = queries.instrument_to_correct(request.user, public_id)
    if instrument.statement is None:
        raise Http404
    try:
        actions.ask_for_packets(
            by=request.user, statement=instrument.statement, instruments=[instrument], now=clock.now()
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The packet is being made."))
    return redirect("instruments:packet", public_id)


@requires(Permission.READ)
@require_safe
def packet_file(request: SignedInRequest, public_id: str, form: str) -> HttpResponseBase:
    """Hand out one file of a packet: Word, PDF, the one page, or Akoma Ntoso."""
    found = queries.packet_for(request.user, public_id)
    if form == "xml":
        response = HttpResponse(found.legal_xml, content_type=LEGAL_XML)
        response["Content-Disposition"] = f'attachment; filename="{_xml_name(found)}"'
        return response
    stored = getattr(found, FORMS[form]) if form in FORMS else None
    if stored is None:
        raise Http404
    return file_response(stored)


@requires(Permission.READ)
@require_safe
def brief(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show the one page for a council's members, each entry leading to its record."""
    instrument = queries.instrument_with_packet(request.user, public_id)
    context = {
        "instrument": instrument,
        "brief": queries.council_brief(instrument, today=clock.today()),
        "packet": next(iter(queries.packets_of(instrument)), None),
    }
    return render(request, "instruments/brief.html", context)


def _contents(packet: Packet) -> list[tuple[str, bytes]]:
    files = []
    for stored in (packet.word, packet.pdf, packet.page):
        if stored is not None:
            with open_file(stored) as stream:
                files.append((stored.name, stream.read()))
    return [*files, (_xml_name(packet), packet.legal_xml.encode())]


def _xml_name(packet: Packet) -> str:
    return f"{slugify(packet.instrument.jurisdiction.name)}-{packet.instrument.kind}.xml"
