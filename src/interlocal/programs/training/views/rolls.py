"""What coordinators and instructors do with a session: tick a roster, print it, show the code, read a log.

Both reach it by doors of their own; the pages are the same.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interlocal.foundation.accounts.public import User
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.training import rules
from interlocal.programs.training.actions.attendance import record_attendance
from interlocal.programs.training.forms.public_taking_part import LogForm
from interlocal.programs.training.meeting_logs import Log, Present, read_log
from interlocal.programs.training.models import Application, Presence, Session
from interlocal.programs.training.queries.sessions import Line, roster, seated_in
from interlocal.web.public import refuse_form

MAX_MINUTES = 32_000


@dataclass(frozen=True)
class Hand:
    """Who records, where that leads back to, and on which page it stands."""

    by: User | None
    named: str
    back: str
    base: str


def ticking(request: HttpRequest, session: Session, hand: Hand) -> HttpResponseBase:
    """Show the roster of a session to tick, and record what was ticked."""
    lines, refusal, way = roster(session), "", request.POST.get("way", "")
    if request.method == "POST":
        try:
            minutes = _all_there(session, lines) if way == "all" else _ticked(request, session, lines)
            count = record_attendance(
                by=hand.by,
                named=hand.named,
                session=session,
                minutes=minutes,
                how=Presence.PAPER if request.POST.get("how") == "paper" else Presence.HAND,
                now=clock.now(),
            )
        except Refusal as refused:
            refusal = str(refused)
        else:
            said = ngettext("%(count)d line is recorded.", "%(count)d lines are recorded.", count)
            messages.success(request, said % {"count": count})
            return redirect(request.path)
    shown = [_shown(request, line) for line in lines]
    without = sum(line.attendance is None for line in lines)
    page = {"lines": shown, "refusal": refusal, "without_record": without}
    return _page(request, "session_ticking.html", session, hand, **page)


def _ticked(request: HttpRequest, session: Session, lines: Sequence[Line]) -> dict[Application, int | None]:
    return {line.application: _typed(request, session, line.application) for line in lines}


def _all_there(session: Session, lines: Sequence[Line]) -> dict[Application, int | None]:
    """Return all minutes for whoever has no record yet; what is on record stays."""
    return {line.application: session.contact_minutes for line in lines if line.attendance is None}


def _typed(request: HttpRequest, session: Session, application: Application) -> int | None:
    if f"came-{application.public_id}" not in request.POST:
        return None
    text = request.POST.get(f"minutes-{application.public_id}", "").strip()
    if not text:
        return session.contact_minutes
    if not (text.isascii() and text.isdigit() and int(text[:9]) <= MAX_MINUTES):
        raise Refusal(
            _("“%(text)s” at %(name)s is no number of minutes.")
            % {"text": text[:20], "name": application.learner.name}
        )
    return int(text)


def _shown(request: HttpRequest, line: Line) -> dict[str, Any]:
    """Return a line as it was typed, or as it stands."""
    key = line.application.public_id
    if request.method == "POST":
        came, minutes = f"came-{key}" in request.POST, request.POST.get(f"minutes-{key}", "")
    else:
        came = line.attendance is not None
        minutes = str(line.attendance.minutes) if line.attendance else ""
    return {"application": line.application, "attendance": line.attendance, "came": came, "minutes": minutes}


def printed_roster(request: HttpRequest, session: Session, hand: Hand) -> HttpResponseBase:
    """Show a roster to print, with a line for each signature."""
    return _page(request, "session_roster.html", session, hand, lines=roster(session))


def code_page(request: HttpRequest, session: Session, hand: Hand) -> HttpResponseBase:
    """Show the QR code and the code of a session, to project or to print."""
    path = reverse("training:check-in", args=[session.public_id, session.check_in_code])
    drawn = segno.make(f"{settings.INTERLOCAL_BASE_URL}{path}", error="m").svg_inline(
        border=4, svgclass="il-qr il-qr--shown", lineclass=None, omitsize=True
    )
    return _page(
        request,
        "session_code.html",
        session,
        hand,
        qr=mark_safe(drawn),  # noqa: S308  # nosec B308 B703 - segno draws it, of our own address
        typed_at=f"{settings.INTERLOCAL_BASE_URL}{reverse('training:check-in-typed')}",
    )


def log_page(request: HttpRequest, session: Session, hand: Hand) -> HttpResponseBase:
    """Read the log of an online meeting; whoever is not matched by e-mail is assigned by hand."""
    people = list(seated_in(session.cohort))
    if request.method == "POST" and "people" in request.POST:
        return _assigned(request, session, hand, people)
    is_sent = request.method == "POST"
    form = LogForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            log = read_log(
                file.name,
                file.read(),
                starts_at=session.starts_at,
                ends_at=session.ends_at,
                zone=ZoneInfo(session.cohort.time_zone),
            )
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            return _page(request, "session_log.html", session, hand, **_matched(session, log, people))
    return _page(request, "session_log.html", session, hand, form=form)


def _matched(session: Session, log: Log, people: Sequence[Application]) -> dict[str, Any]:
    by_mail = {one.learner.email: one for one in people}
    rows = [_row(number, session, one, by_mail.get(one.email)) for number, one in enumerate(log.people)]
    found = {row["chosen"] for row in rows}
    absent = [one for one in people if one.public_id not in found]
    return {"rows": rows, "unread": log.unread, "people": people, "absent": absent}


def _row(number: int, session: Session, one: Present, match: Application | None) -> dict[str, Any]:
    return {
        "number": number,
        "name": one.name,
        "email": one.email,
        "minutes": rules.minutes_for(session, one.seconds),
        "chosen": match.public_id if match else "",
        "is_matched": match is not None,
    }


def _assigned(
    request: HttpRequest, session: Session, hand: Hand, people: Sequence[Application]
) -> HttpResponseBase:
    """Record what the page of a log was sent with; the longest presence of a learner counts."""
    known = {one.public_id: one for one in people}
    text = request.POST["people"]
    rows = [_sent(request, number) for number in range(min(int(text), 5000) if text.isdigit() else 0)]
    try:
        minutes: dict[Application, int | None] = {}
        for row in rows:
            application = known.get(row["chosen"])
            if application is None:
                continue
            minutes[application] = max(minutes.get(application) or 0, _minutes_of(row, session))
        changed = record_attendance(
            by=hand.by,
            named=hand.named,
            session=session,
            minutes=minutes,
            how=Presence.LOG,
            now=clock.now(),
        )
    except Refusal as refusal:
        found = {row["chosen"] for row in rows}
        absent = [one for one in people if one.public_id not in found]
        return _page(
            request,
            "session_log.html",
            session,
            hand,
            rows=rows,
            people=people,
            absent=absent,
            refusal=str(refusal),
        )
    said = ngettext("%(count)d line is recorded.", "%(count)d lines are recorded.", changed)
    messages.success(request, said % {"count": changed})
    return redirect(hand.back)


def _minutes_of(row: dict[str, Any], session: Session) -> int:
    if not (row["minutes"].isascii() and row["minutes"].isdigit()):
        raise Refusal(_("Type the minutes of %(name)s as a number.") % {"name": row["name"]})
    count = int(row["minutes"][:5])
    rules.check_minutes(session, count)
    return count


def _sent(request: HttpRequest, number: int) -> dict[str, Any]:
    said: Callable[[str], str] = lambda name: request.POST.get(f"{name}-{number}", "")  # noqa: E731
    return {
        "number": number,
        "name": said("name")[:120],
        "email": said("email")[:254],
        "minutes": said("minutes").strip(),
        "chosen": said("chosen"),
        "is_matched": said("matched") == "1",
    }


def _page(request: HttpRequest, name: str, session: Session, hand: Hand, **context: Any) -> HttpResponseBase:
    page = {"session": session, "cohort": session.cohort, "hand": hand, **context}
    return render(request, f"training/links/{name}", page)
