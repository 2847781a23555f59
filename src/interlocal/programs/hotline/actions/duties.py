"""Who receives, steps in and keeps: named by one person, confirmed by somebody of another city."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.hotline import rules
from interlocal.programs.hotline.actions.deleting import take_reports_from
from interlocal.programs.hotline.actions.telling import tell_who_serves
from interlocal.programs.hotline.models import CityHotline, Recipient
from interlocal.programs.hotline.rules.duties import check_able, check_confirming


def name_person(
    *, by: User, hotline: CityHotline, user: User, duty: str, place: int = 0, now: datetime
) -> Recipient:
    """Name somebody to a duty of a city. It counts once it is confirmed. Raises ``Refusal``."""
    rules.check_setting_up(by)
    city = hotline.jurisdiction
    check_able(user, duty, city.public_id)
    with act(by=by, action="hotline.name_person", now=now, city=city.name, duty=duty) as named:
        recipient, is_new = Recipient.objects.get_or_create(
            jurisdiction=city,
            user=user,
            duty=duty,
            ended_on=None,
            defaults={"place": place, "named_by": by, "created_at": now},
        )
        if not is_new:
            raise Refusal(_("They have this duty already."), field="user")
        named.subject = hotline
        named.record(person=str(user))
    return recipient


def confirm_person(*, by: User, recipient: Recipient, now: datetime) -> Recipient:
    """Confirm a duty, and tell everybody who serves the hotline whose name is new. Raises ``Refusal``."""
    with act(by=by, action="hotline.confirm_person", now=now, duty=recipient.duty) as confirmed:
        recipient = _locked(recipient)
        hotline = CityHotline.objects.get(jurisdiction=recipient.jurisdiction)
        confirmed.subject = hotline
        check_confirming(by, recipient)
        check_able(recipient.user, recipient.duty, recipient.jurisdiction.public_id)
        recipient.confirmed_by = by
        recipient.save(update_fields=["confirmed_by"])
        confirmed.record(person=str(recipient.user))
        tell_who_serves(
            "new_name",
            template="hotline/mail/new_name",
            of=recipient.public_id,
            hotline=hotline,
            context={
                "name": str(recipient.user),
                "duty": recipient.duty,
                "named_by": str(recipient.named_by),
                "confirmed_by": str(recipient.confirmed_by),
            },
            now=now,
        )
    return recipient


def end_duty(*, by: User, recipient: Recipient, on: date, now: datetime) -> Recipient:
    """End a duty: no new report is sealed to the person, and what they no longer serve is taken from them.

    Raises ``Refusal`` where it has ended.
    """
    rules.check_setting_up(by)
    with act(by=by, action="hotline.end_duty", now=now, duty=recipient.duty) as ended:
        recipient = _locked(recipient)
        ended.subject = CityHotline.objects.get(jurisdiction=recipient.jurisdiction)
        ended.record(person=str(recipient.user))
        if recipient.ended_on is not None:
            raise Refusal(_("This duty has ended already."))
        recipient.ended_on = on
        recipient.save(update_fields=["ended_on"])
        take_reports_from(by=by, user=recipient.user, now=now)
    return recipient


def move_person(*, by: User, recipient: Recipient, place: int, now: datetime) -> Recipient:
    """Give somebody another place in the city's order."""
    rules.check_setting_up(by)
    with act(by=by, action="hotline.move_person", now=now, duty=recipient.duty, place=place) as moved:
        recipient = _locked(recipient)
        moved.subject = CityHotline.objects.get(jurisdiction=recipient.jurisdiction)
        moved.record(person=str(recipient.user))
        recipient.place = place
        recipient.save(update_fields=["place"])
    return recipient


def _locked(recipient: Recipient) -> Recipient:
    rows = Recipient.objects.select_for_update(of=("self",)).select_related(
        "jurisdiction", "user", "named_by", "confirmed_by"
    )
    return rows.get(pk=recipient.pk)
