"""A roster of learners, pasted or uploaded: nominated in one transaction, taken back as one."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act, record_each
from interlocal.foundation.lists.public import PastedList, RowRefused, Wanted
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.training import rules
from interlocal.programs.training.actions import telling
from interlocal.programs.training.models import Application, ApplicationState, Cohort, CohortState, Learner
from interlocal.programs.training.queries.languages import languages_of
from interlocal.programs.training.queries.rosters import AT_ONCE, RosterLine

BATCH = 500


def bring_roster(
    *, by: User, cohort: Cohort, pasted: PastedList, rows: Sequence[Wanted], now: datetime
) -> list[Application]:
    """Write an application for each row, in their order; the facts of each are a ``RosterLine``.

    Supervisors are asked by mail, and whoever they agree to enters the queue, for the list is the city's
    nomination. Where the list says that they agreed, the application waits for the city to nominate it in
    its order. Raises ``RowRefused`` for a city that is not the person's or has left, and ``Refusal`` for a
    cohort that is not open.
    """
    with act(by=by, action="training.bring_roster", subject=pasted, now=now, count=len(rows)):
        cohort = Cohort.objects.select_for_update(of=("self",)).select_related("course").get(pk=cohort.pk)
        if cohort.state != CohortState.OPEN:
            raise Refusal(_("This cohort is not open: nobody can be nominated."))
        _check_cities(by, cohort, rows)
        learners = _learners([wanted.facts for wanted in rows], now)
        made = [_application(by, cohort, learners[wanted.facts.email], wanted, now) for wanted in rows]
        Application.objects.bulk_create(made, batch_size=BATCH)
        values = {"list": pasted.public_id}
        record_each(by=by, action="training.roster_line", now=now, subjects=[(one, values) for one in made])
        asked = [one for one in made if one.state == ApplicationState.ASKED]
        languages = languages_of(one.supervisor_email for one in asked)
        for one in asked:
            language = languages[one.supervisor_email.lower()]
            telling.tell_supervisor(application=one, language=language, now=now)
    return made


def take_back_roster(
    *, by: User, pasted: PastedList, subjects: Sequence[str], now: datetime
) -> dict[str, str]:
    """End what a roster wrote and nobody has acted on; return why, by public id, for those that stay."""
    rows = Application.objects.select_for_update(of=("self",)).select_related("jurisdiction", "learner")
    with act(by=by, action="training.take_back_roster", subject=pasted, now=now) as taking:
        held = list(rows.filter(public_id__in=list(subjects)))
        barred = {one.public_id for one in held if not _may(by, one)}
        going = [one for one in held if one.public_id not in barred]
        reason = _("The list “%(list)s” was undone.") % {"list": pasted.name}
        Application.objects.filter(pk__in=[one.pk for one in going]).update(
            state=ApplicationState.WITHDRAWN, ended_at=now, end_reason=reason[:300]
        )
        record_each(
            by=by,
            action="training.take_back",
            now=now,
            subjects=[(one, {"reason": reason}) for one in going],
        )
        taking.record(count=len(going))
    words = _("You no longer nominate for this city.")
    return dict.fromkeys(barred, words)


def _may(by: User, one: Application) -> bool:
    return by.may(rules.Permission.RUN) or rules.may_nominate_for(by, one.jurisdiction.public_id)


def _check_cities(by: User, cohort: Cohort, rows: Sequence[Wanted]) -> None:
    checked: set[int] = set()
    for wanted in rows:
        line: RosterLine = wanted.facts
        if line.city.pk in checked:
            continue
        try:
            rules.check_nominating(by, line.city.public_id)
            rules.check_city(cohort, line.city.pk)
        except Refusal as refusal:
            raise RowRefused(wanted.row, refusal) from refusal
        checked.add(line.city.pk)


def _learners(lines: Sequence[RosterLine], now: datetime) -> dict[str, Learner]:
    """Return the learner of each address; new ones are written. What is known of a learner stays."""
    emails = sorted({line.email for line in lines})
    known = _known(emails)
    new = {
        line.email: Learner(
            name=line.name,
            email=line.email,
            jurisdiction=line.city,
            job_title=line.job_title,
            created_at=now,
        )
        for line in lines
        if line.email not in known
    }
    Learner.objects.bulk_create(new.values(), batch_size=BATCH)
    return known | new


def _known(emails: Sequence[str]) -> dict[str, Learner]:
    found: dict[str, Learner] = {}
    for begin in range(0, len(emails), AT_ONCE):
        found |= {one.email: one for one in Learner.objects.filter(email__in=emails[begin : begin + AT_ONCE])}
    return found


def _application(by: User, cohort: Cohort, learner: Learner, wanted: Wanted, now: datetime) -> Application:
    line: RosterLine = wanted.facts
    return Application(
        cohort=cohort,
        learner=learner,
        jurisdiction=line.city,
        state=ApplicationState.AGREED if line.has_agreed else ApplicationState.ASKED,
        supervisor_name=line.supervisor_name,
        supervisor_email=line.supervisor_email,
        supervisor_agreed_at=now if line.has_agreed else None,
        nominated_by=None if line.has_agreed else by,
        nominated_at=None if line.has_agreed else now,
        needs=line.needs,
        rank=min(wanted.row, 9999),
        created_at=now,
    )
