"""Certificates: issued to whoever completed, revoked with a reason, reminded of before they expire."""

import secrets
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User, people_with
from interlocal.foundation.audit.public import act
from interlocal.foundation.notices.public import Correspondent, notify
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.scopes import jurisdiction_scope
from interlocal.programs.training import rules
from interlocal.programs.training.badges import LIST_LENGTH, AwardedFacts, sign_award
from interlocal.programs.training.models import (
    Application,
    ApplicationState,
    Certificate,
    Cohort,
    CohortState,
    Learner,
    StatusPlace,
)
from interlocal.programs.training.queries.completion import Completion, completions

# A list is left half empty, so that a place drawn at random is soon free.
_PLACES_USED = LIST_LENGTH // 2
REMINDED_DAYS_BEFORE = (90, 30)


def issue_certificates(*, by: User | None, cohort: Cohort, now: datetime) -> list[Certificate]:
    """Issue a certificate to everybody who completed ``cohort`` and has none yet; return the new ones.

    Each learner is told by mail. Raises ``Refusal`` for a cohort that was cancelled.
    """
    with act(by=by, action="training.issue_certificates", subject=cohort, now=now) as issued:
        rules.check_running(by)
        cohort = Cohort.objects.select_for_update(of=("self",)).select_related("course").get(pk=cohort.pk)
        if cohort.state == CohortState.CANCELLED:
            raise Refusal(_("The cohort was cancelled: nobody completes it."))
        due = [one for one in completions(cohort, now=now) if one.completes and not _has_one(one.application)]
        made = [_issue(one, cohort, now) for one in due]
        issued.record(certificates=[one.public_id for one in made])
    return made


def revoke_certificate(*, by: User | None, certificate: Certificate, reason: str, now: datetime) -> None:
    """Revoke a certificate for good: the public status list says so from now on, and the learner is told.

    Raises ``Refusal`` without a reason, and for one that is revoked already.
    """
    with act(by=by, action="training.revoke_certificate", subject=certificate, now=now, reason=reason):
        rules.check_running(by)
        certificate = Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
        if not reason.strip():
            raise Refusal(_("Write why it is revoked: the learner reads it."), field="reason")
        if certificate.revoked_at is not None:
            raise Refusal(_("This certificate is revoked already."))
        certificate.revoked_at, certificate.revoked_by = now, by
        certificate.revoke_reason = reason.strip()
        certificate.save(update_fields=["revoked_at", "revoked_by", "revoke_reason"])
        StatusPlace.objects.filter(place=certificate.status_index).update(is_revoked=True)
        _tell(certificate, "revoked", now, reason=certificate.revoke_reason)


def remind_of_expiry(*, certificate: Certificate, days: int, now: datetime) -> None:
    """Tell the learner and the city's training contacts, once, that a certificate ends within ``days``."""
    assert certificate.expires_on is not None
    application = certificate.application
    with act(by=None, action="training.remind_of_expiry", subject=certificate, now=now, days=days):
        certificate.reminded_days = days
        certificate.save(update_fields=["reminded_days"])
        _tell(certificate, "expires", now, key=str(days))
        scope = jurisdiction_scope(application.jurisdiction.public_id)
        for contact in people_with(rules.Permission.NOMINATE, scope, on=now.date()):
            if contact.may(rules.Permission.RUN):
                continue  # who runs training for all has the list, not a mail for each learner
            notify(
                to=contact,
                kind="training.recertification",
                key=f"training.recertification:{certificate.public_id}:{days}:{contact.public_id}",
                template="training/mail/recertification",
                context=_words(certificate),
                path=reverse("training:recertification"),
                now=now,
            )


def valid_until(issued_on: date, months: int | None) -> date | None:
    """Return the last day a certificate of ``months`` holds: the same day of the month, or its last."""
    if months is None:
        return None
    year, month = divmod(issued_on.year * 12 + issued_on.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(issued_on.day, last.day))


def correspondent(learner: Learner) -> Correspondent:
    """Return a learner as somebody who is told things by mail alone."""
    return Correspondent(name=learner.name, email=learner.email, language=learner.language)


def _has_one(application: Application) -> bool:
    return hasattr(application, "certificate")


def _issue(completion: Completion, cohort: Cohort, now: datetime) -> Certificate:
    application = completion.application
    assert application.state == ApplicationState.SEATED
    expires_on = valid_until(now.astimezone(ZoneInfo(cohort.time_zone)).date(), cohort.course.valid_months)
    certificate = Certificate(
        application=application,
        contact_minutes=completion.minutes,
        issued_at=now,
        expires_on=expires_on,
        status_index=_free_place(),
        created_at=now,
    )
    with act(by=None, action="training.issue_certificate", now=now) as issued:
        certificate.credential = sign_award(
            AwardedFacts(
                certificate=certificate.public_id,
                learner=application.learner.name,
                email=application.learner.email,
                course=cohort.course,
                cohort=cohort.title,
                contact_minutes=completion.minutes,
                issued_at=now,
                expires_on=expires_on,
                status_list=certificate.status_index // LIST_LENGTH,
                status_place=certificate.status_index % LIST_LENGTH,
            )
        )
        certificate.save(force_insert=True)
        issued.subject = certificate
        if application.completed_at is None:
            application.completed_at = now
            application.save(update_fields=["completed_at"])
        _tell(certificate, "certificate", now)
    return certificate


def _free_place() -> int:
    """Give out a place of the newest list, at random: which are neighbours tells nothing."""
    number = StatusPlace.objects.count() // _PLACES_USED
    while True:
        place = number * LIST_LENGTH + secrets.randbelow(LIST_LENGTH)
        _row, is_new = StatusPlace.objects.get_or_create(place=place)
        if is_new:
            return place


def _tell(certificate: Certificate, word: str, now: datetime, *, key: str = "", reason: str = "") -> None:
    notify(
        to=correspondent(certificate.application.learner),
        kind=f"training.{word}",
        key=f"training.{word}:{certificate.public_id}:{key}",
        template=f"training/mail/{word}",
        context={**_words(certificate), "reason": reason},
        path=reverse("training:certificate", args=[certificate.public_id]),
        now=now,
    )


def _words(certificate: Certificate) -> dict[str, str]:
    application = certificate.application
    return {
        "learner": application.learner.name,
        "course": application.cohort.course.title,
        "expires_on": certificate.expires_on.isoformat() if certificate.expires_on else "",
    }
