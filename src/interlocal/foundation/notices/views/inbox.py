"""What a person was told."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from interlocal.foundation.notices import actions, queries
from interlocal.foundation.notices.views.requests import PersonRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import signed_in

_PER_PAGE = 50


@signed_in
@require_safe
def show_inbox(request: PersonRequest) -> HttpResponse:
    """List the person's notices, unread ones first."""
    page = Paginator(queries.inbox_of(request.user), _PER_PAGE).get_page(request.GET.get("page"))
    rows = [(notice, queries.subject_of(notice)) for notice in page]
    unread = queries.unread_count(request.user)
    return render(request, "notices/inbox.html", {"page": page, "rows": rows, "unread": unread})


@signed_in
@require_safe
def open_notice(request: PersonRequest, public_id: str) -> HttpResponse:
    """Mark one as read and go where it leads; one that leads nowhere is shown."""
    notice = queries.notice_for(request.user, public_id)
    if notice is None:
        raise Http404
    actions.mark_read(by=request.user, notice=notice, now=clock.now())
    if notice.path:
        return redirect(notice.path)
    # A link made for the mail alone is not shown here: who holds the session need not hold the mailbox.
    text = "" if notice.signed_path else queries.body_of(notice)
    subject = queries.subject_of(notice)
    return render(request, "notices/notice.html", {"notice": notice, "subject": subject, "text": text})


@signed_in
@require_POST
def read_all(request: PersonRequest) -> HttpResponse:
    """Mark all as read."""
    count = actions.mark_all_read(by=request.user, now=clock.now())
    done = ngettext("%(count)s notice marked as read.", "%(count)s notices marked as read.", count)
    messages.success(request, done % {"count": count})
    return redirect("notices:inbox")
