"""Minutes: as they stand, paragraph by paragraph beside the record, as PDF, and their words."""

from pathlib import Path

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.partnerships.meetings import drafting, queries, rules
from interlocal.partnerships.meetings.actions import minutes as actions
from interlocal.partnerships.meetings.drafting import Block, read_blocks, shown
from interlocal.partnerships.meetings.forms.minutes import BlockForm, ParagraphForm, TextsForm
from interlocal.partnerships.meetings.models import Meeting, MeetingState, Minutes
from interlocal.partnerships.meetings.queries import minutes as found
from interlocal.partnerships.meetings.rules import Permission
from interlocal.partnerships.meetings.views.act import act_at_once, answer
from interlocal.web import dates
from interlocal.web.pdf import typeset

TEMPLATE = Path(drafting.__file__).resolve().parent / "minutes.typ"


@requires(Permission.READ)
@require_safe
def minutes(request: SignedInRequest, public_id: str, version: int | None = None) -> HttpResponse:
    """Show a version of the minutes, the latest unless one is asked for; before any, the record so far."""
    meeting = queries.meeting_for(request.user, public_id)
    versions = list(found.minutes_of(meeting))
    row = found.version_of(meeting, version) if version else next(iter(versions), None)
    own = queries.own_seats(request.user, meeting.body, clock.today())
    may_record = rules.may_record(request.user, own)
    return render(
        request,
        "meetings/minutes.html",
        {
            "meeting": meeting,
            "minutes": row,
            "versions": versions,
            "blocks": _readable(request, meeting, row),
            "may_record": may_record,
            "may_correct": may_record and row is not None and row == versions[0],
            "may_draft": may_record and meeting.state == MeetingState.ADJOURNED and meeting.body.is_formal,
        },
    )


@requires(Permission.READ)
@require_safe
def printed(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Hand out the latest version as a tagged PDF."""
    meeting = queries.meeting_for(request.user, public_id)
    row = found.minutes_of(meeting).first()
    made = typeset(
        TEMPLATE.read_text(encoding="utf-8"),
        title=_title(meeting),
        content={
            "title": _title(meeting),
            "facts": [
                [str(_("Body")), meeting.body.name],
                [
                    str(_("Meeting")),
                    dates.spoken(timezone.localtime(meeting.starts_at, rules.zone_of(meeting.body))),
                ],
                [str(_("Place")), meeting.place or meeting.get_mode_display()],
            ],
            "blocks": [
                {"heading": block.is_heading, "text": block.text}
                for block in _readable(request, meeting, row)
                if block.text
            ],
            "status": _status(row),
        },
        at=clock.now().replace(microsecond=0),
        language="en",
    )
    response = HttpResponse(made, content_type="application/pdf")
    name = f"minutes-{slugify(meeting.title)}-{meeting.starts_at:%Y-%m-%d}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@requires(Permission.READ)
@require_POST
def draft(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Draft the minutes from the record, or bring the draft up to it."""
    meeting = queries.meeting_to_record(request.user, public_id, clock.today())
    act_at_once(
        request,
        lambda: actions.draft_minutes(by=request.user, meeting=meeting, now=clock.now()),
        done=_("The minutes are drafted from the record. What was corrected by hand stays."),
    )
    return redirect("meetings:minutes", public_id)


@requires(Permission.READ)
@require_POST
def propose(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Propose the draft for approval."""
    row = _latest(request, public_id)
    act_at_once(
        request,
        lambda: actions.propose_minutes(by=request.user, minutes=row, now=clock.now()),
        done=_("The minutes are proposed. A motion at the next meeting approves them."),
    )
    return redirect("meetings:minutes", public_id)


@requires(Permission.READ)
@require_POST
def publish(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Let everybody read the approved minutes."""
    row = _latest(request, public_id)
    act_at_once(
        request,
        lambda: actions.publish_minutes(by=request.user, minutes=row, now=clock.now()),
        done=_("The minutes are public, without what happened in a closed session."),
    )
    return redirect("meetings:minutes", public_id)


@requires(Permission.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: SignedInRequest, public_id: str, block: str) -> HttpResponse:
    """Correct one paragraph, with the row of the record beside it."""
    row = _latest(request, public_id)
    shown_block = _block(row, block)
    form = BlockForm(request.POST or None, block=shown_block)

    def act() -> str:
        actions.correct_block(by=request.user, minutes=row, key=block, now=clock.now(), **form.cleaned_data)
        return _at(public_id, block)

    return answer(
        request,
        form,
        act,
        done=_("The paragraph is corrected."),
        template="meetings/minutes_block.html",
        title=_("Correct a paragraph"),
        button=_("Save the paragraph"),
        back=_at(public_id, block),
        back_name=_("Minutes"),
        block=shown_block,
        source=found.source_of(row.meeting, shown_block),
    )


@requires(Permission.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest, public_id: str, block: str) -> HttpResponse:
    """Add a paragraph after another."""
    row = _latest(request, public_id)
    before = _block(row, block)
    form = ParagraphForm(request.POST or None, initial={"is_closed": before.is_closed})

    def act() -> str:
        actions.add_paragraph(by=request.user, minutes=row, after=block, now=clock.now(), **form.cleaned_data)
        return _at(public_id, block)

    return answer(
        request,
        form,
        act,
        done=_("The paragraph is added."),
        title=_("Add a paragraph"),
        lead=_("After: %(text)s") % {"text": before.text},
        button=_("Add the paragraph"),
        back=_at(public_id, block),
        back_name=_("Minutes"),
    )


@requires(Permission.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def texts(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Give a body's minutes words of their own."""
    body = queries.body_to_arrange(request.user, public_id, clock.today())
    form = TextsForm(request.POST or None, own=body.text_modules)
    page = reverse("meetings:body", args=[public_id])

    def act() -> str:
        actions.set_minute_texts(by=request.user, body=body, texts=form.cleaned_data, now=clock.now())
        return page

    return answer(
        request,
        form,
        act,
        done=_("The texts are kept. The next draft uses them."),
        title=_("Texts for the minutes of %(body)s") % {"body": body.name},
        lead=_("Words in braces are filled from the record. An empty text stands for the usual words."),
        button=_("Keep the texts"),
        back=page,
        back_name=body.name,
    )


def _latest(request: SignedInRequest, public_id: str) -> Minutes:
    """The latest version of minutes that the reader may correct, or ``Http404``."""
    meeting = queries.meeting_to_record(request.user, public_id, clock.today())
    row = found.minutes_of(meeting).first()
    if row is None:
        raise Http404
    row.meeting = meeting
    return row


def _block(row: Minutes, key: str) -> Block:
    block = next((one for one in read_blocks(row.blocks) if one.key == key), None)
    if block is None or block.is_heading:
        raise Http404
    return block


def _readable(request: SignedInRequest, meeting: Meeting, row: Minutes | None) -> list[Block]:
    """The paragraphs that the reader may see: of the version, or of what the record has so far."""
    with_closed = found.may_read_closed(request.user, meeting, clock.today())
    if row is None and meeting.opened_at is None and meeting.body.is_formal:
        return []
    if row is None:
        return shown(found.drafted_blocks(meeting, clock.now()), with_closed=with_closed)
    blocks = read_blocks(row.blocks)
    return [block for block in blocks if with_closed or not block.is_closed]


def _title(meeting: Meeting) -> str:
    return str(_("Minutes: %(meeting)s") % {"meeting": meeting.title})


def _status(row: Minutes | None) -> str:
    if row is None:
        return str(_("From the record, not drafted yet."))
    if row.approved_at is not None:
        return str(
            _("Version %(version)s, approved %(at)s.")
            % {"version": row.version, "at": dates.spoken(row.approved_at)}
        )
    return str(
        _("Version %(version)s: %(state)s.") % {"version": row.version, "state": row.get_state_display()}
    )


def _at(public_id: str, block: str) -> str:
    return f"{reverse('meetings:minutes', args=[public_id])}#block-{block.replace(':', '-')}"
