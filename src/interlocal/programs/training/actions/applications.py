"""From a learner's wish to the city's nomination: applying, proving the address, agreeing, declining."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.programs.training import rules
from interlocal.programs.training.actions import seats, telling
from interlocal.programs.training.models import Application, ApplicationState, Cohort, Learner
from interlocal.programs.training.models.learners import ACTIVE, ENDED

QUEUED = {ApplicationState.WAITING, ApplicationState.OFFERED, ApplicationState.SEATED}


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a learner typed, or a training contact typed about one."""

    name: str
    email: str
    jurisdiction: Jurisdiction
    job_title: str
    supervisor_name: str
    supervisor_email: str
    reason: str = ""
    needs: str = ""
    language: str = "en"


def apply_for_seat(*, cohort: Cohort, wish: Wish, now: datetime) -> Application:
    """Take an application of somebody who has not proved who they are yet, and mail them the link that does.

    Who has applied for the cohort already is told so by mail alone: the page says the same to everybody, so
    that nobody learns from it who applied. What a stranger types changes nothing of a confirmed learner.
    Raises ``Refusal`` before and after the days for applications, for a city that takes no part or has left,
    and for one's own supervisor.
    """
    rules.check_applying(cohort, now)
    rules.check_city(cohort, wish.jurisdiction.pk)
    rules.check_supervisor(wish.email, wish.supervisor_email)
    with act(by=None, action="training.apply", subject=cohort, now=now) as applying:
        learner = learner_named(wish, now)
        application = live_application(cohort, learner)
        if application is not None and application.state != ApplicationState.SENT:
            telling.tell_again(application=application, now=now)
        else:
            application = _written(application, cohort, learner, wish, now)
            telling.tell_confirm(application=application, now=now)
        applying.subject = application
    return application


def confirm_address(*, application: Application, now: datetime) -> Application:
    """The learner followed the link: the address is theirs, and the supervisor is asked.

    Pressing twice changes nothing more. Raises ``Refusal`` when the application has ended.
    """
    with act(by=None, action="training.confirm", subject=application, now=now):
        application = locked(application)
        if application.state in ENDED:
            raise Refusal(_("This application has ended. You can apply again."))
        if application.state != ApplicationState.SENT:
            return application
        rules.check_city(application.cohort, application.jurisdiction_id)
        application.state = ApplicationState.ASKED
        application.save(update_fields=["state"])
        if application.learner.confirmed_at is None:
            application.learner.confirmed_at = now
            application.learner.save(update_fields=["confirmed_at"])
        telling.tell_supervisor(application=application, now=now)
    return application


def agree(*, application: Application, language: str = "", now: datetime) -> Application:
    """The supervisor agrees; next is the training contact or, where they nominated first, the seat rule.

    ``language`` is the one that they chose on the page; they are written to in it from then on. Raises
    ``Refusal`` when it was answered otherwise meanwhile.
    """
    with act(by=None, action="training.agree", subject=application, now=now):
        application = _asked(application)
        application.state = ApplicationState.AGREED
        application.supervisor_agreed_at = now
        application.supervisor_language = language or application.supervisor_language
        application.save(update_fields=["state", "supervisor_agreed_at", "supervisor_language"])
        if application.nominated_at is not None:
            enter(by=None, application=application, now=now)
        else:
            telling.tell_agreed(application=application, now=now)
            telling.tell_contacts(application=application, now=now)
    return application


def decline(*, application: Application, reason: str, language: str = "", now: datetime) -> Application:
    """The supervisor declines; the learner is told why. Raises ``Refusal`` as ``agree`` does."""
    with act(by=None, action="training.decline", subject=application, now=now, reason=reason):
        application = _asked(application)
        if language:
            Application.objects.filter(pk=application.pk).update(supervisor_language=language)
        end_without_seat(application=application, state=ApplicationState.DECLINED, reason=reason, now=now)
        telling.tell_declined(application=application, now=now)
    return application


def withdraw(*, application: Application, reason: str, now: datetime) -> Application:
    """The learner withdraws, at whatever point: a seat or an offer goes to whoever waits.

    Raises ``Refusal`` when the application has ended.
    """
    with act(by=None, action="training.withdraw", subject=application, now=now, reason=reason):
        application = locked(application)
        leave(by=None, application=application, reason=reason, now=now)
    return application


def locked(application: Application) -> Application:
    """Return the application as it stands now, held until the action ends.

    The cohort is locked before it, as the seat rule does: two actions never wait for one another.
    """
    Cohort.objects.select_for_update(of=("self",)).get(pk=application.cohort_id)
    rows = Application.objects.select_for_update(of=("self",))
    return rows.select_related("learner", "jurisdiction", "cohort__course").get(pk=application.pk)


def learner_named(wish: Wish, now: datetime) -> Learner:
    """Return who has this address; one who has not proved it yet takes the facts typed last."""
    facts = {
        "name": wish.name,
        "jurisdiction": wish.jurisdiction,
        "job_title": wish.job_title,
        "language": wish.language,
    }
    learner, is_new = Learner.objects.get_or_create(
        email=wish.email.strip().lower(), defaults={**facts, "created_at": now}
    )
    if not is_new and learner.confirmed_at is None:
        for field, value in facts.items():
            setattr(learner, field, value)
        learner.save(update_fields=list(facts))
    return learner


def live_application(cohort: Cohort, learner: Learner) -> Application | None:
    """Return the learner's application for the cohort that has not ended."""
    rows = Application.objects.select_for_update(of=("self",)).select_related(
        "learner", "jurisdiction", "cohort__course"
    )
    return rows.filter(cohort=cohort, learner=learner, state__in=ACTIVE).first()


def enter(*, by: User | None, application: Application, now: datetime) -> None:
    """Agreed and nominated: the seat rule takes over, and who got no seat at once is told that they wait."""
    seats.enter_queue(by=by, application=application, now=now)
    application.refresh_from_db()
    if application.state == ApplicationState.WAITING:
        telling.tell_waiting(application=application, now=now)


def end_without_seat(
    *, application: Application, state: ApplicationState, reason: str, now: datetime
) -> None:
    """End an application that holds no seat."""
    application.state = state
    application.ended_at = now
    application.end_reason = reason[:300]
    application.save(update_fields=["state", "ended_at", "end_reason"])


def leave(*, by: User | None, application: Application, reason: str, now: datetime) -> None:
    """End an application from wherever it stands; a seat or an offer goes to whoever waits."""
    if application.state in ENDED:
        raise Refusal(_("This application has ended already."))
    if application.state in QUEUED:
        seats.give_up_seat(by=by, application=application, reason=reason, now=now)
    else:
        end_without_seat(application=application, state=ApplicationState.WITHDRAWN, reason=reason, now=now)


def write_application(
    *, cohort: Cohort, learner: Learner, wish: Wish, state: ApplicationState, now: datetime
) -> Application:
    """Write a new application. Raises ``Refusal`` when the learner has one for the cohort."""
    application = Application(
        cohort=cohort,
        learner=learner,
        jurisdiction=wish.jurisdiction,
        state=state,
        supervisor_name=wish.supervisor_name,
        supervisor_email=wish.supervisor_email,
        reason=wish.reason,
        needs=wish.needs,
        created_at=now,
    )
    try:
        with transaction.atomic():
            application.save(force_insert=True)
    except IntegrityError:
        raise Refusal(_("This person has applied for the cohort already."), field="email") from None
    return application


def _written(
    application: Application | None, cohort: Cohort, learner: Learner, wish: Wish, now: datetime
) -> Application:
    if application is None:
        return write_application(
            cohort=cohort, learner=learner, wish=wish, state=ApplicationState.SENT, now=now
        )
    application.jurisdiction = wish.jurisdiction
    application.supervisor_name = wish.supervisor_name
    application.supervisor_email = wish.supervisor_email
    application.reason = wish.reason
    application.needs = wish.needs
    fields = ["jurisdiction", "supervisor_name", "supervisor_email", "reason", "needs"]
    application.save(update_fields=fields)
    return application


def _asked(application: Application) -> Application:
    application = locked(application)
    if application.state == ApplicationState.SENT:
        raise Refusal(_("The learner has not confirmed the application yet."))
    if application.state in ENDED:
        raise Refusal(_("This application has ended: nothing needs your answer."))
    if application.state != ApplicationState.ASKED:
        raise Refusal(_("This was answered already: you agreed."))
    rules.check_city(application.cohort, application.jurisdiction_id)
    return application
