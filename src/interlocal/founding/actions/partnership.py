"""Founding: an empty partnership from answers."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from interlocal.foundation.accounts import public as accounts
from interlocal.foundation.accounts.public import Invitation
from interlocal.foundation.audit import public as audit
from interlocal.founding import packs, rules
from interlocal.founding.answers import Answers, Place
from interlocal.founding.models import SetupCode
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.scopes import PARTNERSHIP
from interlocal.partnerships.agreements import public as agreements
from interlocal.partnerships.instruments import public as instruments
from interlocal.partnerships.jurisdictions import public as jurisdictions
from interlocal.partnerships.jurisdictions.public import Partnership, Source
from interlocal.partnerships.law import public as law

CITY, COUNCIL = ("city", "member"), ("regional-council", "supporter")


@dataclass(frozen=True)
class Founded:
    """What founding made."""

    partnership: Partnership
    invitation: Invitation
    has_pack: bool


def found(*, by: None = None, answers: Answers, code: SetupCode | None = None, now: datetime) -> Founded:
    """Make the partnership, its cities and council, the state's procedures, and invite the coordinator.

    All of it or nothing. Raises ``Refusal`` when an answer cannot be used, there is a partnership, or the
    setup ``code`` it came with is used up.
    """
    answers.checked()
    rules.refuse_founded(jurisdictions.the_partnership())
    try:
        with audit.act(by=by, action="founding.found", now=now, cities=len(answers.cities)) as act:
            _use_up(code, now)
            partnership = _partnership(answers, now)
            act.subject = partnership
            for place in answers.cities:
                _add(place, CITY, answers.state, now)
            if answers.council is not None:
                _add(answers.council, COUNCIL, answers.state, now)
            has_pack = _bring_pack(answers, now)
            invitation = _invite(answers, now)
    except IntegrityError:  # somebody else founded one in this moment
        raise Refusal(_("This installation serves a partnership already.")) from None
    return Founded(partnership=partnership, invitation=invitation, has_pack=has_pack)


def _use_up(code: SetupCode | None, now: datetime) -> None:
    if code is None:
        SetupCode.objects.filter(used_at=None, replaced_at=None).update(replaced_at=now)
        return
    locked = SetupCode.objects.select_for_update().get(pk=code.pk)
    if not rules.is_good(locked, now):
        raise Refusal(_("This setup link was used already, or its time is over."))
    locked.used_at = now
    locked.save(update_fields=["used_at"])


def _partnership(answers: Answers, now: datetime) -> Partnership:
    return jurisdictions.found_partnership(
        by=None,
        name=answers.name.strip(),
        short_name=(answers.short_name.strip() or answers.name.strip())[:60],
        purpose=answers.purpose.strip(),
        founded_on=None,
        source=_source(now),
        now=now,
    )


def _add(place: Place, sort: tuple[str, str], state: str, now: datetime) -> None:
    kind, role = sort
    formal = place.formal_name or (f"City of {place.name}" if kind == "city" else place.name)
    body = jurisdictions.add_jurisdiction(
        by=None,
        name=place.name,
        formal_name=formal,
        kind=kind,
        state=place.state or state,
        website=place.website,
        source=_source(now),
        now=now,
    )
    jurisdictions.begin_membership(
        by=None,
        jurisdiction=body,
        role=role,
        starts_on=None,
        # Since when it belongs, and by which act, was not asked: that is still to be looked up.
        source=replace(_source(now), is_unconfirmed=True),
        now=now,
    )


def _source(now: datetime) -> Source:
    return Source(source_title="Answers at set-up", source_on=timezone.localdate(now))


def _bring_pack(answers: Answers, now: datetime) -> bool:
    pack = answers.rules or packs.slug_of(answers.state)
    law.choose_pack(by=None, jurisdiction=None, pack=pack, now=now)
    if pack in instruments.pack_names():
        instruments.load_pack(by=None, name=pack, now=now)
    agreements.load_procedures(by=None, now=now)
    return pack != law.NEUTRAL


def _invite(answers: Answers, now: datetime) -> Invitation:
    return accounts.invite(
        by=None,
        email=answers.coordinator_email,
        name=answers.coordinator_name,
        role="coordinator",
        scope=PARTNERSHIP,
        from_on=timezone.localdate(now),
        language=answers.language,
        now=now,
    )
