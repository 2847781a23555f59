"""How long what the hotline holds of people is kept, and the deletion of the rest."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from interlocal.programkit.public import RetentionRule
from interlocal.programs.hotline.actions.deleting import delete_due
from interlocal.programs.hotline.models import (
    Entry,
    Holder,
    Recipient,
    RecoveryAsk,
    RecoveryRule,
    RecoveryWrap,
    SealedFile,
    StaffKey,
    Wrap,
)
from interlocal.programs.hotline.readings import forget_ended

SEVEN_YEARS = timedelta(days=7 * 365 + 2)
# Nobody holds an office or a duty for longer: what is older was forgotten.
FORGOTTEN = timedelta(days=50 * 365)
SCHEDULE = _("Until the city's schedule deletes the report, unless it is held.")


def _delete_reports(now: datetime) -> int:
    """Delete reports past their day, and what their reporters had open the day before.

    It says nothing: a number in the shared audit would tell of them.
    """
    delete_due(now=now)
    forget_ended(now.date())
    return 0


def _nothing(_now: datetime) -> int:
    return 0


def _delete_holders(now: datetime) -> int:
    return Holder.objects.filter(created_at__lt=now - FORGOTTEN).delete()[0]


def _delete_duties(now: datetime) -> int:
    ended = Q(ended_on__lt=(now - SEVEN_YEARS).date())
    return Recipient.objects.filter(ended | Q(created_at__lt=now - FORGOTTEN)).delete()[0]


def _delete_rules(now: datetime) -> int:
    """Delete rules that newer ones have long replaced."""
    newest = RecoveryRule.objects.order_by("-pk").values("pk")[:1]
    return RecoveryRule.objects.filter(created_at__lt=now - SEVEN_YEARS).exclude(pk__in=newest).delete()[0]


def _delete_keys(now: datetime) -> int:
    """Delete retired keys to which nothing is sealed any more. The number is of people, not of reports."""
    retired = StaffKey.objects.filter(retired_on__lt=(now - timedelta(days=30)).date())
    unused = retired.exclude(pk__in=Wrap.objects.values("key"))
    held = {key for keys in RecoveryWrap.objects.values_list("keys", flat=True).iterator() for key in keys}
    StaffKey.objects.filter(pk__in=[key.pk for key in unused if key.public_id not in held]).delete()
    return 0


def _delete_asks(now: datetime) -> int:
    """Delete what was asked of the keepers and ended a year ago; the number is of people, not of reports."""
    return RecoveryAsk.objects.filter(ended_on__lt=(now - timedelta(days=365)).date()).delete()[0]


RULES = (
    RetentionRule(model=RecoveryAsk, keep=_("A year after it ended."), delete=_delete_asks),
    RetentionRule(model=Entry, keep=SCHEDULE, delete=_delete_reports),
    RetentionRule(model=SealedFile, keep=SCHEDULE, delete=_nothing),
    RetentionRule(model=StaffKey, keep=_("Until no report is sealed to it."), delete=_delete_keys),
    RetentionRule(model=Holder, keep=_("While they hold the office."), delete=_delete_holders),
    RetentionRule(model=Recipient, keep=_("Seven years after the duty ended."), delete=_delete_duties),
    RetentionRule(model=RecoveryRule, keep=_("Seven years after a newer rule."), delete=_delete_rules),
)
