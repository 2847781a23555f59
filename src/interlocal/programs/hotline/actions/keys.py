"""Keys of staff: a first one, another passphrase, a new key, a lost passphrase."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.hotline.models import StaffKey, Wrap
from interlocal.programs.hotline.rules.sealing import locks_of, public_key_of, wrap_of

Locks = Sequence[Mapping[str, object]]


def make_key(*, by: User, public_key: str, locks: object, now: datetime) -> StaffKey:
    """Keep a person's first key: its public half, and the private half wrapped. Sent again, it is kept once.

    Raises ``Refusal`` when they have another: that one is replaced or given up, never overwritten.
    """
    half, wrapped = public_key_of(public_key), locks_of(locks)
    with act(by=by, action="hotline.make_key", subject=by, now=now):
        current = _current(by)
        if current is not None:
            if bytes(current.public_key) == half:
                return current
            raise Refusal(_("You have a key already. Load the page again to see it."))
        return _new_key(by, half, wrapped, now)


def change_locks(*, by: User, locks: Mapping[str, object], now: datetime) -> None:
    """Give keys of a person other locks: another passphrase, one passkey more or less.

    ``locks``: public id of the key -> its locks. Raises ``Refusal`` for a key that is not theirs.
    """
    with act(by=by, action="hotline.change_locks", subject=by, now=now, keys=len(locks)):
        own = {key.public_id: key for key in StaffKey.objects.select_for_update().filter(user=by)}
        for key_id, given in locks.items():
            if key_id not in own:
                raise Refusal(_("One of these keys is not yours. Load the page again."))
            own[key_id].locks = list(locks_of(given))
            own[key_id].save(update_fields=["locks"])


def replace_key(
    *, by: User, public_key: str, locks: object, wraps: Mapping[str, object], now: datetime
) -> StaffKey:
    """Retire a person's key for a new one, to which every report of theirs is sealed again in the same step.

    ``wraps``: public id of the report -> its private key, sealed to the new key. Raises ``Refusal`` unless
    it names every report that the person can read: nothing is left behind.
    """
    half, wrapped = public_key_of(public_key), locks_of(locks)
    sealed = {report_id: wrap_of(text) for report_id, text in wraps.items()}
    with act(by=by, action="hotline.replace_key", subject=by, now=now):
        old = _current(by)
        if old is None:
            raise Refusal(_("You have no key yet: make one first."))
        if bytes(old.public_key) == half:
            return old
        held = Wrap.objects.select_for_update(of=("self",)).filter(key__user=by).select_related("report")
        reports = {wrap.report.public_id: wrap.report for wrap in held}
        if set(reports) != set(sealed):
            raise Refusal(_("Reports came or went meanwhile. Nothing is changed: begin again."))
        _retire(old, now)
        new = _new_key(by, half, wrapped, now)
        held.delete()
        Wrap.objects.bulk_create(
            [Wrap(report=reports[report_id], key=new, sealed=box) for report_id, box in sealed.items()]
        )
        return new


def give_up_key(*, by: User, public_key: str, locks: object, now: datetime) -> StaffKey:
    """Begin anew after the passphrase is lost. What was sealed to the old key stays sealed to it.

    Others who read a report can seal it to the new key; where nobody can, keepers recover it together.
    """
    half, wrapped = public_key_of(public_key), locks_of(locks)
    with act(by=by, action="hotline.give_up_key", subject=by, now=now):
        old = _current(by)
        if old is None:
            raise Refusal(_("You have no key yet: make one first."))
        if bytes(old.public_key) == half:
            return old
        _retire(old, now)
        return _new_key(by, half, wrapped, now)


def _current(by: User) -> StaffKey | None:
    return StaffKey.objects.select_for_update().filter(user=by, retired_on=None).first()


def _retire(key: StaffKey, now: datetime) -> None:
    key.retired_on = now.date()
    key.save(update_fields=["retired_on"])


def _new_key(by: User, half: bytes, locks: list[dict[str, object]], now: datetime) -> StaffKey:
    return StaffKey.objects.create(user=by, public_key=half, locks=locks, created_at=now)
