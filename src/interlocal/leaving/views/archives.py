"""Taking records along: asking for an archive, seeing how far it is, downloading it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from interlocal.foundation.accounts.public import SignedInRequest, confirmed, must_show_again
from interlocal.foundation.files.public import BytesMissing, file_response
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.leaving import actions
from interlocal.leaving.forms import ArchiveForm
from interlocal.leaving.queries import archives as queries
from interlocal.leaving.rules import Permission
from interlocal.web.public import render_fragment

_PER_PAGE = 20


@requires(Permission.EXPORT)
@require_safe
def list_archives(request: SignedInRequest) -> HttpResponse:
    """Say what an archive holds, offer to make one, and list those that were made."""
    seen = queries.newest_seen(request.user)
    return _listed(request, ArchiveForm(user=request.user, initial={"seen": seen}))


@requires(Permission.EXPORT)
@require_POST
@confirmed
def ask(request: SignedInRequest) -> HttpResponse:
    """Have an archive made."""
    form = ArchiveForm(request.POST, user=request.user)
    if not form.is_valid():
        return _listed(request, form, status=400)
    archive = actions.ask_archive(
        by=request.user, city=form.city, seen=form.cleaned_data["seen"], now=clock.now()
    )
    return redirect("leaving:archive", archive.public_id)


@requires(Permission.EXPORT)
@never_cache
@require_safe
def show(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show one archive: how far it is, what is in it, and the way to it."""
    archive = queries.archive_for(request.user, public_id)
    context = {
        "archive": archive,
        "work": queries.work_on(archive),
        "is_over": archive.is_over(clock.now()),
        "must_show_again": must_show_again(request),
        "is_own": archive.asked_by_id == request.user.pk,
    }
    return render_fragment(request, "leaving/archive.html", "state", context)


@requires(Permission.EXPORT)
@require_safe
def show_again(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """Ask again who it is, where that was long ago, and go back to the archive."""
    archive = queries.archive_for(request.user, public_id)
    return confirmed(lambda _request: redirect("leaving:archive", archive.public_id))(request)


@requires(Permission.EXPORT)
@require_POST
def download(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """Hand out an archive to somebody who showed just now who they are, and write it down."""
    archive = queries.archive_for(request.user, public_id)
    if must_show_again(request):
        return redirect("leaving:archive-show-again", archive.public_id)
    if archive.stored is None or archive.is_over(clock.now()):
        messages.error(request, _("This archive is no longer kept. Ask for a new one."))
        return redirect("leaving:archives")
    try:
        answer = file_response(archive.stored)
    except BytesMissing:
        messages.error(request, _("The archive is missing in the store of files. Ask for a new one."))
        return redirect("leaving:archives")
    try:
        actions.download_archive(by=request.user, archive=archive, now=clock.now())
    except BaseException:
        answer.close()
        raise
    return answer


@requires(Permission.EXPORT)
@require_POST
def delete(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Delete an archive before its time, for who asked for it."""
    archive = queries.own_archive_for(request.user, public_id)
    actions.delete_archive(by=request.user, archive=archive, now=clock.now())
    messages.success(request, _("The archive is deleted. That it was made stays on record."))
    return redirect("leaving:archives")


def _listed(request: SignedInRequest, form: ArchiveForm, status: int = 200) -> HttpResponse:
    page = Paginator(queries.archives_for(request.user), _PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "staying": queries.what_stays(), "now": clock.now()}
    return render(request, "leaving/archives.html", context, status=status)
