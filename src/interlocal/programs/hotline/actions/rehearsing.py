"""The rehearsal: marked test reports, sent on every way as a reporter's would be, and checked."""

import secrets
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.hotline import rules
from interlocal.programs.hotline.actions.submitting import NobodyLeft, submit
from interlocal.programs.hotline.models import CityHotline, Report
from interlocal.programs.hotline.queries.rehearsal import readers_of, trials_for
from interlocal.programs.hotline.queries.world import world_now
from interlocal.programs.hotline.rules.filing import Filing
from interlocal.programs.hotline.rules.receipt_keys import lookup_of
from interlocal.programs.hotline.rules.rehearsal import Rehearsed, rehearse

KEPT = timedelta(days=7)
TEXT = "This is a rehearsal: a test report. Nothing happened. / Esto es un ensayo: una denuncia de prueba."


def send_rehearsal(*, by: User, hotline: CityHotline, now: datetime) -> int:
    """Send a marked test report on every way, and return how many were sealed to exactly whom the rule names.

    They are deleted after a week. Raises ``Refusal`` where one was sealed to anybody else, or to fewer:
    nothing is kept then.
    """
    rules.check_setting_up(by)
    with act(by=by, action="hotline.rehearse", subject=hotline, now=now) as sent:
        world, _keys = world_now()
        readable = [one for one in rehearse(world, trials_for(hotline)) if one.is_readable]
        if not readable:
            raise Refusal(_("Nobody could read a report yet: there is nothing to rehearse."))
        for one in readable:
            _send(one, now)
        sent.record(reports=len(readable))
    return len(readable)


def _send(rehearsed: Rehearsed, now: datetime) -> None:
    trial = rehearsed.trial
    filing = Filing(
        jurisdiction=trial.city, category="other", what=TEXT, offices=trial.offices, names=trial.names
    )
    wrong = Refusal(
        _("“%(trial)s” reached somebody else than it should: tell who runs this software, and stay closed.")
        % {"trial": trial.words}
    )
    try:
        submitted = submit(filing=filing, token=secrets.token_bytes(32), now=now, is_rehearsal=True)
    except NobodyLeft:
        raise wrong from None
    report = Report.objects.get(receipt_lookup=lookup_of(submitted.receipt))
    if readers_of(report) != set(rehearsed.way.readers):
        raise wrong
    report.delete_after = (now + KEPT).date()
    report.save(update_fields=["delete_after"])
