"""What a training contact does: nominate in the city's own order, decline, substitute, mend addresses."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.training import rules
from interlocal.programs.training.actions import seats, telling
from interlocal.programs.training.actions.applications import (
    Wish,
    end_without_seat,
    enter,
    learner_named,
    leave,
    live_application,
    locked,
    write_application,
)
from interlocal.programs.training.actions.calendars import bring_calendars_up_to_date
from interlocal.programs.training.models import (
    Application,
    ApplicationState,
    Cohort,
    CohortState,
    Learner,
    Mentor,
)

BEFORE_THE_QUEUE = (ApplicationState.SENT, ApplicationState.ASKED, ApplicationState.AGREED)
RANKED = (*BEFORE_THE_QUEUE, ApplicationState.WAITING)


def nominate(*, by: User, application: Application, rank: int, now: datetime) -> Application:
    """Nominate at place ``rank`` of the city's own order: agreed, it enters the queue, and the rule runs.

    Where the supervisor has not answered yet, it enters as soon as they agree. Raises ``Refusal``.
    """
    with act(by=by, action="training.nominate", subject=application, now=now, rank=rank):
        application = _of_city(by, application)
        if application.state not in {ApplicationState.ASKED, ApplicationState.AGREED}:
            raise Refusal(_("This application does not wait for a nomination."))
        if application.nominated_at is not None:
            raise Refusal(_("It is nominated already, and waits for the supervisor."))
        rules.check_city(application.cohort, application.jurisdiction_id)
        application.rank = rank
        application.nominated_by = by
        application.nominated_at = now
        application.save(update_fields=["rank", "nominated_by", "nominated_at"])
        if application.state == ApplicationState.AGREED:
            enter(by=by, application=application, now=now)
    return application


def nominate_marked(
    *, by: User, cohort: Cohort, ranks: Mapping[Application, int], marked: list[Application], now: datetime
) -> int:
    """Set the city's order, and nominate those ``marked`` in that order; return how many were nominated."""
    with act(by=by, action="training.set_order", subject=cohort, now=now, marked=len(marked)):
        for application, rank in ranks.items():
            if application.rank != rank:
                set_rank(by=by, application=application, rank=rank, now=now)
        for application in sorted(marked, key=lambda one: (ranks.get(one, one.rank), one.pk)):
            rank = ranks.get(application, application.rank)
            nominate(by=by, application=application, rank=rank, now=now)
    return len(marked)


def set_rank(*, by: User, application: Application, rank: int, now: datetime) -> None:
    """Move an application within the city's own order. Raises ``Refusal`` once it has a seat or has ended."""
    with act(by=by, action="training.rank", subject=application, now=now, rank=rank):
        application = _of_city(by, application)
        if application.state not in RANKED:
            raise Refusal(_("Only who waits has a place in the order."))
        application.rank = rank
        application.save(update_fields=["rank"])


def nominate_directly(
    *, by: User, cohort: Cohort, wish: Wish, has_agreed: bool, now: datetime
) -> Application:
    """Nominate somebody who did not apply. The supervisor is asked, unless the contact knows that they agree.

    Raises ``Refusal`` for a cohort that is not open, a city that is not the contact's own or takes no part,
    and for somebody who has applied.
    """
    rules.check_nominating(by, wish.jurisdiction.public_id)
    rules.check_supervisor(wish.email, wish.supervisor_email)
    with act(by=by, action="training.nominate_directly", subject=cohort, now=now) as nominating:
        cohort = Cohort.objects.select_for_update(of=("self",)).select_related("course").get(pk=cohort.pk)
        if cohort.state != CohortState.OPEN:
            raise Refusal(_("This cohort is not open: nobody can be nominated."))
        rules.check_city(cohort, wish.jurisdiction.pk)
        learner = learner_named(wish, now)
        if live_application(cohort, learner) is not None:
            raise Refusal(_("This person has applied already: nominate them from the list."), field="email")
        application = write_application(
            cohort=cohort, learner=learner, wish=wish, state=ApplicationState.ASKED, now=now
        )
        nominating.subject = application
        application.nominated_by, application.nominated_at = by, now
        if has_agreed:
            application.state = ApplicationState.AGREED
            application.supervisor_agreed_at = now
        application.save()
        telling.tell_nominated(application=application, now=now)
        if has_agreed:
            enter(by=by, application=application, now=now)
        else:
            telling.tell_supervisor(application=application, now=now)
    return application


def take_back(*, by: User, application: Application, reason: str, now: datetime) -> Application:
    """Decline what is not in the queue yet, or take somebody out of it; a seat goes on by the rule."""
    with act(by=by, action="training.take_back", subject=application, now=now, reason=reason):
        application = _of_city(by, application)
        if application.state in BEFORE_THE_QUEUE:
            end_without_seat(application=application, state=ApplicationState.DECLINED, reason=reason, now=now)
            telling.tell_declined(application=application, now=now)
        else:
            leave(by=by, application=application, reason=reason, now=now)
            application.refresh_from_db()
            telling.tell_lost(application=application, now=now)
    return application


def substitute(*, by: User, application: Application, replacement: Application, now: datetime) -> Application:
    """Let another of the city take the seat. Raises ``Refusal`` as ``seats.substitute`` does."""
    rules.check_nominating(by, application.jurisdiction.public_id)
    return seats.substitute(by=by, application=application, replacement=replacement, now=now)


def correct_supervisor(*, by: User, application: Application, email: str, now: datetime) -> None:
    """Correct the supervisor's address, and ask them there; the link that went to the wrong one ends."""
    with act(by=by, action="training.correct_supervisor", subject=application, now=now):
        application = _of_city(by, application)
        if application.state != ApplicationState.ASKED:
            raise Refusal(_("The supervisor is not being asked now."), field="email")
        rules.check_supervisor(application.learner.email, email)
        application.supervisor_email = email
        application.save(update_fields=["supervisor_email"])
        telling.tell_supervisor(application=application, now=now)


def correct_learner(*, by: User, application: Application, email: str, now: datetime) -> None:
    """Correct the learner's address: old links end, mail and calendar go to the new one.

    An application that waits for its confirmation is confirmed from there. Raises ``Refusal`` for an address
    that somebody else has.
    """
    with act(by=by, action="training.correct_learner", subject=application, now=now):
        application = _of_city(by, application)
        learner, email = application.learner, email.strip().lower()
        if Learner.objects.filter(email=email).exclude(pk=learner.pk).exists():
            raise Refusal(_("Another learner has this address."), field="email")
        rules.check_supervisor(email, application.supervisor_email)
        learner.email = email
        learner.link_round += 1
        learner.save(update_fields=["email", "link_round"])
        if application.state == ApplicationState.SENT:
            telling.tell_confirm(application=application, now=now)
        else:
            telling.tell_link(learner=learner, now=now)
        for cohort in Cohort.objects.filter(applications__learner=learner, state=CohortState.OPEN).distinct():
            bring_calendars_up_to_date(cohort=cohort, now=now)


def name_mentor(*, by: User, application: Application, name: str, email: str, now: datetime) -> Mentor:
    """Name who accompanies a learner; both are told by mail. Raises ``Refusal`` without a seat."""
    with act(by=by, action="training.name_mentor", subject=application, now=now):
        application = _of_city(by, application)
        if application.state != ApplicationState.SEATED:
            raise Refusal(_("A mentor accompanies who has a seat."))
        mentor, _is_new = Mentor.objects.update_or_create(
            application=application,
            defaults={"name": name, "email": email},
            create_defaults={
                "name": name,
                "email": email,
                "created_at": now,
            },
        )
        telling.tell_mentor(mentor=mentor, now=now)
    return mentor


def _of_city(by: User, application: Application) -> Application:
    application = locked(application)
    rules.check_nominating(by, application.jurisdiction.public_id)
    return application
