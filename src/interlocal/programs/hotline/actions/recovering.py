"""Recovery: somebody asks, keepers open one layer each, and the last seals the report to who asked."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.programs.hotline.models import RecoveryAsk, RecoveryStep, Wrap
from interlocal.programs.hotline.queries.duties import current_key_of, duties_in_force
from interlocal.programs.hotline.queries.recovery import Layer, layers_for, open_asks
from interlocal.programs.hotline.rules.exclusions import book_of
from interlocal.programs.hotline.rules.sealing import wrap_of


def ask_recovery(*, by: User, city_id: str, now: datetime) -> RecoveryAsk:
    """Ask the keepers to open a city's reports again, for one who serves it. The answer is the same for all.

    Raises ``Refusal`` for who has no key, or no duty there.
    """
    key = current_key_of(by)
    if key is None:
        raise Refusal(_("You have no key yet: make one first."))
    duty = duties_in_force().filter(user=by, jurisdiction__public_id=city_id).exclude(duty="keeper")
    city = Jurisdiction.objects.filter(public_id=city_id, pk__in=duty.values("jurisdiction")).first()
    if city is None:
        raise Refusal(_("You do not serve this city's hotline."), field="city")
    with act(by=by, action="hotline.ask_recovery", subject=city, now=now):
        today = timezone.localdate(now)
        RecoveryAsk.objects.filter(user=by, jurisdiction=city, ended_on=None).exclude(key=key).update(
            ended_on=today
        )
        ask, _is_new = RecoveryAsk.objects.get_or_create(
            user=by,
            jurisdiction=city,
            ended_on=None,
            defaults={"key": key, "asked_on": today, "created_at": now},
        )
    return ask


def end_ask(*, by: User, ask_id: str, now: datetime) -> None:
    """Take back what one asked for. Raises ``Refusal`` for another's."""
    ask = (
        RecoveryAsk.objects.filter(public_id=ask_id, user=by, ended_on=None)
        .select_related("jurisdiction")
        .first()
    )
    if ask is None:
        raise Refusal(_("This was taken back already."))
    with act(by=by, action="hotline.end_ask", subject=ask.jurisdiction, now=now):
        ask.ended_on = timezone.localdate(now)
        ask.save(update_fields=["ended_on"])


def open_layer(*, by: User, ask_id: str, wrap_id: int, opened: int, sealed: str, now: datetime) -> None:
    """Hand in one layer that a keeper opened: what is left, sealed to the next keepers, or to who asked.

    Raises ``Refusal`` for a layer that is not this keeper's to open, or was opened meanwhile.
    """
    layer = _layer(by, ask_id, wrap_id)
    if layer is None or layer.opened != opened:
        raise Refusal(_("This part was opened meanwhile. Load the page again."))
    book = book_of(layer.wrap.report.public_id)
    with act(by=by, action="hotline.open_layer", subject=layer.wrap.report, book=book, now=now):
        locked = RecoveryAsk.objects.select_for_update().get(pk=layer.ask.pk)
        if _layer(by, ask_id, wrap_id) != layer or locked.ended_on is not None:
            raise Refusal(_("This part was opened meanwhile. Load the page again."))
        if layer.is_last:
            _seal_to_asker(layer, wrap_of(sealed))
        else:
            left = len(layer.wrap.keys) - layer.opened - 1
            RecoveryStep.objects.update_or_create(
                ask=layer.ask,
                wrap=layer.wrap,
                defaults={"opened": layer.opened + 1, "sealed": wrap_of(sealed, boxes=left)},
            )


def _layer(by: User, ask_id: str, wrap_id: int) -> Layer | None:
    asks = [ask for ask in open_asks() if ask.public_id == ask_id]
    return next((layer for layer in layers_for(by, asks) if layer.wrap.pk == wrap_id), None)


def _seal_to_asker(layer: Layer, sealed: bytes) -> None:
    report = layer.wrap.report
    Wrap.objects.filter(report=report, key__user=layer.ask.user).exclude(key=layer.ask.key).delete()
    Wrap.objects.update_or_create(report=report, key=layer.ask.key, defaults={"sealed": sealed})
    RecoveryStep.objects.filter(ask=layer.ask, wrap__report=report).delete()
