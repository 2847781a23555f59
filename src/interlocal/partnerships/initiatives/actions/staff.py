"""Staff hours: promised by a manager, asked about once a month, answered in one sitting."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act, ref_to
from interlocal.foundation.notices.public import notify
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.ids import new_public_id
from interlocal.partnerships.commitments.public import close_commitment, open_commitment
from interlocal.partnerships.initiatives import queries, rules
from interlocal.partnerships.initiatives.models import Assignment, HoursAsk, Initiative, MonthGiven, Per
from interlocal.partnerships.jurisdictions.public import Jurisdiction

ASK_LASTS = timedelta(days=28)
MOST_HOURS = Decimal(744)


def assign_staff(  # noqa: PLR0913 - a promise says all of this
    *,
    by: User | None,
    initiative: Initiative,
    jurisdiction: Jurisdiction,
    task: str,
    worker: str,
    hours: Decimal,
    per: str,
    starts_on: date,
    ends_on: date | None = None,
    key: str = "",
    now: datetime,
) -> Assignment:
    """Promise hours of ``jurisdiction`` to ``initiative``: a standing commitment until the assignment ends.

    A form that is sent twice with the same ``key`` promises once. Raises ``Refusal`` when words are missing,
    the hours cannot be meant, or it ends before it starts.
    """
    task = rules.require_text(task, _("Say what the hours are for."), "task")
    rules.require_text(worker, _("Say who does it: a name or an office."), "worker")
    rules.refuse_reversed(starts_on, ends_on, field="ends_on")
    _check_hours(hours)
    if hours <= 0:
        raise Refusal(_("Promise more than no hours."), field="hours")
    facts = {"task": task, "hours": hours, "per": per, "starts_on": starts_on, "ends_on": ends_on}
    said = {name: str(value or "") for name, value in facts.items()}
    with act(by=by, action="initiatives.assign_staff", subject=initiative, now=now) as promised:
        promised.record(jurisdiction=jurisdiction.name, **said)
        commitment = open_commitment(
            by=by,
            title=_title(task, hours, per),
            owed_by=jurisdiction,
            key=f"assignment:{key or new_public_id()}",
            now=now,
            source=ref_to(initiative),
            source_label=initiative.title,
            is_standing=True,
            owner=_owner(by, jurisdiction, now),
        )
        known = Assignment.objects.filter(commitment=commitment).first()
        return known or Assignment.objects.create(
            initiative=initiative,
            jurisdiction=jurisdiction,
            worker=worker.strip(),
            commitment=commitment,
            created_at=now,
            **facts,
        )


def end_assignment(*, by: User | None, assignment: Assignment, ends_on: date, now: datetime) -> Assignment:
    """End a promise on its last day, today or before: its commitment is done.

    Raises ``Refusal`` when it has ended already, before it starts, or in the future.
    """
    if ends_on > rules.day_of(now):
        raise Refusal(_("That day has not come yet."), field="ends_on")
    rules.refuse_reversed(assignment.starts_on, ends_on, field="ends_on")
    with act(
        by=by,
        action="initiatives.end_assignment",
        subject=assignment.initiative,
        now=now,
        task=assignment.task,
        ends_on=ends_on,
    ):
        rows = Assignment.objects.select_for_update(of=("self",)).select_related("commitment")
        assignment = rows.get(pk=assignment.pk)
        if assignment.commitment.is_closed:
            raise Refusal(_("This assignment has ended already."))
        assignment.ends_on = ends_on
        assignment.save(update_fields=["ends_on"])
        close_commitment(
            by=by,
            commitment=assignment.commitment,
            now=now,
            done_on=ends_on,
            evidence_note=_("The assignment ended."),
        )
    return assignment


def say_hours(
    *,
    by: User | None,
    jurisdiction: Jurisdiction,
    month_on: date,
    hours: Mapping[str, Decimal],
    now: datetime,
    via: str = "page",
) -> int:
    """Record the hours that ``jurisdiction`` gave in a month, by public id of the assignment.

    What was said before for that month is replaced; the audit keeps both. Returns how many were recorded.
    Raises ``Refusal`` for a month that has not begun, or hours that cannot be meant.
    """
    if month_on > rules.day_of(now):
        raise Refusal(_("That month has not begun."))
    for given in hours.values():
        _check_hours(given)
    with act(
        by=by,
        action="initiatives.say_hours",
        subject=jurisdiction,
        now=now,
        month_on=month_on,
        via=via,
        hours={name: str(given) for name, given in sorted(hours.items())},
    ):
        rows = Assignment.objects.select_for_update(of=("self",)).filter(
            jurisdiction=jurisdiction, public_id__in=hours
        )
        found = list(rows)
        for assignment in found:
            MonthGiven.objects.update_or_create(
                assignment=assignment,
                month_on=month_on,
                defaults={"hours": hours[assignment.public_id], "said_by": by},
                create_defaults={
                    "hours": hours[assignment.public_id],
                    "said_by": by,
                    "created_at": now,
                },
            )
    return len(found)


def ask_hours(*, person: User, jurisdiction: Jurisdiction, month_on: date, now: datetime) -> bool:
    """Ask a manager once about a month, in one mail with one link; return whether a mail goes out."""
    ask = HoursAsk(
        person=person,
        jurisdiction=jurisdiction,
        month_on=month_on,
        expires_at=now + ASK_LASTS,
        created_at=now,
    )
    with act(by=None, action="initiatives.ask_hours", subject=ask, now=now, month_on=month_on) as asked:
        known = HoursAsk.objects.filter(person=person, jurisdiction=jurisdiction, month_on=month_on)
        lines = queries.month_lines(jurisdiction, month_on)
        if known.exists() or not lines:
            asked.record(sent=False)
            return False
        ask.save(force_insert=True)
        notify(
            to=person,
            kind="initiatives.duty",
            key=f"initiatives.hours:{ask.public_id}",
            template="initiatives/mail/hours",
            context={
                "city": jurisdiction.name,
                "month_on": month_on.isoformat(),
                "lines": [
                    {
                        "task": line.assignment.task,
                        "initiative": line.assignment.initiative.title,
                        "worker": line.assignment.worker,
                        "hours": f"{line.promised.normalize():f}",
                    }
                    for line in lines
                ],
            },
            path=f"/initiatives/hours/{jurisdiction.public_id}/{month_on.year}/{month_on.month}/",
            signed_path=ask.path,
            now=now,
        )
    return True


def answer_ask(*, ask: HoursAsk, hours: Mapping[str, Decimal], now: datetime) -> None:
    """Record the answer that came by the link in the mail, once.

    Raises ``Refusal`` when the link is used, expired, or its person may not say so any more.
    """
    with act(by=ask.person, action="initiatives.answer_ask", subject=ask, now=now, via="link"):
        rows = HoursAsk.objects.select_for_update(of=("self",)).select_related("person", "jurisdiction")
        ask = rows.get(pk=ask.pk)
        state = rules.ask_state(ask, now)
        if state != rules.AskState.READY:
            raise Refusal(rules.ASK_WORDS[state])
        ask.used_at = now
        ask.save(update_fields=["used_at"])
        say_hours(
            by=ask.person,
            jurisdiction=ask.jurisdiction,
            month_on=ask.month_on,
            hours=hours,
            now=now,
            via="link",
        )


def _check_hours(hours: Decimal) -> None:
    if not 0 <= hours <= MOST_HOURS:
        raise Refusal(_("Hours in a month lie between 0 and 744."), field="hours")


def _owner(by: User | None, jurisdiction: Jurisdiction, now: datetime) -> User | None:
    """Who promises for their own city looks after it; otherwise its one manager, where there is one."""
    managers = list(queries.managers_of(jurisdiction, rules.day_of(now))[:2])
    if by is not None and by in managers:
        return by
    return managers[0] if len(managers) == 1 else None


def _title(task: str, hours: Decimal, per: str) -> str:
    said = {"hours": f"{hours.normalize():f}", "task": task}
    if per == Per.WEEK:
        return _("Give %(hours)s hours a week: %(task)s") % said
    return _("Give %(hours)s hours a month: %(task)s") % said
