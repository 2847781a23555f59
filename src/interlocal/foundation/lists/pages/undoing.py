"""Taking a list back, and throwing away one that was not saved."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.lists import queries
from interlocal.foundation.lists.actions import discard_list, undo_list
from interlocal.foundation.lists.pages.frame import address, frame_of
from interlocal.foundation.lists.purposes import Purpose
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal

KEPT_SHOWN = 50


def undo_page(request: SignedInRequest, purpose: Purpose, list_id: str) -> HttpResponse:
    """Say what will be taken back and what will stay, then take the list back as one."""
    pasted = queries.list_for(request.user, purpose.key, list_id)
    if request.method == "POST":
        try:
            undone, kept = undo_list(by=request.user, pasted=pasted, purpose=purpose, now=clock.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            words = _("Taken back: %(things)s.") % {"things": purpose.counted(undone)}
            more = _("What stays is marked below, with the reason.") if kept else ""
            messages.success(request, f"{words} {more}".strip())
        return redirect(address(purpose, "pasted", pasted))
    standing = list(pasted.records.filter(undone_at=None))
    obstacles = purpose.obstacles([record.subject_id for record in standing])
    kept_rows = [
        (record, obstacles[record.subject_id]) for record in standing if record.subject_id in obstacles
    ]
    context = {
        "taken_back": purpose.counted(len(standing) - len(kept_rows)),
        "is_anything": len(standing) > len(kept_rows),
        "kept_rows": kept_rows[:KEPT_SHOWN],
        "kept": purpose.counted(len(kept_rows)),
        **frame_of(purpose, pasted),
    }
    return render(request, "lists/undo.html", context)


def discard_step(request: SignedInRequest, purpose: Purpose, list_id: str) -> HttpResponse:
    """Throw away a list that was not saved."""
    pasted = queries.list_for(request.user, purpose.key, list_id)
    try:
        discard_list(by=request.user, pasted=pasted, now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(address(purpose, "pasted", pasted))
    messages.success(request, _("The list is thrown away. Nothing was made of it."))
    return redirect(address(purpose, "paste"))
