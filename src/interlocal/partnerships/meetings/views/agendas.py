"""Building an agenda: items, their order, their papers."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.files.public import file_response
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.partnerships.meetings import actions, queries
from interlocal.partnerships.meetings.forms import ItemForm, MoveForm, PaperForm
from interlocal.partnerships.meetings.models import AgendaItem
from interlocal.partnerships.meetings.rules import Permission
from interlocal.partnerships.meetings.views.act import act_at_once, answer


@requires(Permission.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def add_item(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Add an item at the end of the agenda."""
    meeting = queries.meeting_to_arrange(request.user, public_id, clock.today())
    law = queries.law_for(meeting.body)
    form = ItemForm(request.POST or None, is_formal=meeting.body.is_formal, law=law)

    def act() -> str:
        item = actions.add_item(by=request.user, meeting=meeting, facts=form.cleaned_data, now=clock.now())
        return _at(item)

    return answer(
        request,
        form,
        act,
        done=_("The item is on the agenda."),
        title=_("Add an item"),
        lead=meeting.title,
        button=_("Add the item"),
        back=reverse("meetings:detail", args=[public_id]),
        back_name=meeting.title,
    )


@requires(Permission.READ)
@require_POST
def carry_over(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Put what earlier meetings left over, as far as it is ticked, on the agenda."""
    meeting = queries.meeting_to_arrange(request.user, public_id, clock.today())
    wanted = set(request.POST.getlist("items"))
    items = [item for item in queries.left_over(meeting) if item.public_id in wanted]
    if items:
        act_at_once(
            request,
            lambda: actions.carry_over(by=request.user, meeting=meeting, items=items, now=clock.now()),
            done=ngettext(
                "%(n)d item goes on at this meeting.", "%(n)d items go on at this meeting.", len(items)
            )
            % {"n": len(items)},
        )
    else:
        messages.error(request, _("Tick what is to go on at this meeting."))
    return redirect(f"{reverse('meetings:detail', args=[public_id])}#agenda")


@requires(Permission.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def change_item(request: SignedInRequest, public_id: str, item_id: str) -> HttpResponse:
    """Change what an item says."""
    item = queries.item_to_arrange(request.user, public_id, item_id, clock.today())
    form = ItemForm(
        request.POST or None,
        is_formal=item.meeting.body.is_formal,
        law=queries.law_for(item.meeting.body),
        initial=ItemForm.said_by(item),
    )

    def act() -> str:
        actions.change_item(by=request.user, item=item, facts=form.cleaned_data, now=clock.now())
        return _at(item)

    return answer(
        request,
        form,
        act,
        done=_("The item is changed."),
        title=_("Change item %(position)s") % {"position": item.position},
        lead=item.meeting.title,
        button=_("Save the item"),
        back=_at(item),
        back_name=item.meeting.title,
    )


@requires(Permission.READ)
@require_POST
def move_item(request: SignedInRequest, public_id: str, item_id: str) -> HttpResponse:
    """Move an item up or down, or to the place that is typed."""
    item = queries.item_to_arrange(request.user, public_id, item_id, clock.today())
    form = MoveForm(request.POST)
    if form.is_valid():
        place = form.cleaned_data["to"]
        act_at_once(
            request,
            lambda: actions.move_item(by=request.user, item=item, to_position=place, now=clock.now()),
            done=_("“%(title)s” is moved.") % {"title": item.title},
        )
    return redirect(_at(item))


@requires(Permission.READ)
@require_POST
def remove_item(request: SignedInRequest, public_id: str, item_id: str) -> HttpResponse:
    """Take an item off the agenda; it stays on record."""
    item = queries.item_to_arrange(request.user, public_id, item_id, clock.today())
    act_at_once(
        request,
        lambda: actions.remove_item(by=request.user, item=item, now=clock.now()),
        done=_("“%(title)s” is off the agenda. It stays on record.") % {"title": item.title},
    )
    return redirect("meetings:detail", public_id)


@requires(Permission.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def add_paper(request: SignedInRequest, public_id: str, item_id: str) -> HttpResponse:
    """Add a paper to an item."""
    item = queries.item_to_arrange(request.user, public_id, item_id, clock.today())
    form = PaperForm(request.POST or None, request.FILES or None)

    def act() -> str:
        said = form.cleaned_data
        actions.add_paper(
            by=request.user, item=item, title=said["title"], upload=said["upload"], now=clock.now()
        )
        return _at(item)

    return answer(
        request,
        form,
        act,
        done=_("The paper is added."),
        title=_("Add a paper"),
        lead=item.title,
        button=_("Add the paper"),
        back=_at(item),
        back_name=item.meeting.title,
    )


@requires(Permission.READ)
@require_POST
def remove_paper(request: SignedInRequest, public_id: str, item_id: str, paper_id: str) -> HttpResponse:
    """Take a paper off an item; the file stays on record."""
    item = queries.item_to_arrange(request.user, public_id, item_id, clock.today())
    paper = queries.paper_of(item, paper_id)
    act_at_once(
        request,
        lambda: actions.remove_paper(by=request.user, paper=paper, now=clock.now()),
        done=_("“%(title)s” is off the agenda. It stays on record.") % {"title": paper.title},
    )
    return redirect(_at(item))


@requires(Permission.READ)
@require_safe
def paper(request: SignedInRequest, public_id: str, item_id: str, paper_id: str) -> HttpResponseBase:
    """Hand out a paper."""
    item = queries.item_for(request.user, public_id, item_id, clock.today())
    return file_response(queries.paper_of(item, paper_id).file, as_attachment=False)


def _at(item: AgendaItem) -> str:
    return f"{reverse('meetings:detail', args=[item.meeting.public_id])}#item-{item.public_id}"
