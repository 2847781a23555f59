"""What the first-run page and the guide ask of the records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interlocal.foundation.accounts.public import Invitation, User
from interlocal.founding import rules
from interlocal.founding.models import GuideClosing, SetupCode
from interlocal.founding.packs import has_pack
from interlocal.partnerships.agreements.public import Agreement
from interlocal.partnerships.instruments.public import Instrument, Standing, Statement
from interlocal.partnerships.jurisdictions.public import Membership, Representation, the_partnership
from interlocal.partnerships.law.public import is_law_chosen
from interlocal.partnerships.meetings.public import Body, CouncilMeeting, has_published_meetings

# What is to do, why or how, and the page where it is done.
STEPS: tuple[tuple[Promise, Promise, str], ...] = (
    (
        _("Read the founding text"),
        _("The resolution or agreement that began it: upload it, and confirm what it promises."),
        "instruments:add",
    ),
    (
        _("Bring your contacts"),
        _("Who speaks for each city, pasted or uploaded from Excel."),
        "jurisdictions:paste",
    ),
    (
        _("Give each membership its date"),
        _("Since when each city belongs, and by which act. At set-up nobody was asked."),
        "jurisdictions:list",
    ),
    (
        _("Bring what the councils adopted"),
        _("Past resolutions and ordinances, from each council's own records or a table."),
        "meetings:bring-council",
    ),
    (
        _("Bring your agreements"),
        _("Who is bound to whom and until when, pasted or uploaded from Excel."),
        "agreements:paste",
    ),
    (
        _("Look through law and rules"),
        _("Which law applies, what it asks, what nobody has confirmed. Choose, or set your own."),
        "law:home",
    ),
    (
        _("Invite people"),
        _("A city manager and a clerk for each city, to begin with."),
        "accounts:invite",
    ),
    (
        _("Set up who meets"),
        _("The steering group or board: where it meets, who sits on it, where its notice is posted."),
        "meetings:add-body",
    ),
    (
        _("Publish the first meeting"),
        _("Schedule it, write its agenda, post its notice."),
        "meetings:bodies",
    ),
)


@dataclass(frozen=True)
class GuideStep:
    """One thing to do before the first meeting: where, and is it done?"""

    title: str | Promise
    note: str | Promise
    url_name: str
    is_done: bool


def is_founded() -> bool:
    """Is there a partnership?"""
    return the_partnership() is not None


def is_first_start() -> bool:
    """Has no setup code ever been made?"""
    return not SetupCode.objects.exists()


def code_for(said: str, *, now: datetime) -> SetupCode:
    """Return the good setup code that reads ``said``; 404 for any other, and for all once one is founded."""
    code = SetupCode.objects.filter(digest=rules.digest_of(said)).first()
    if code is None or not rules.is_good(code, now) or is_founded():
        raise Http404
    return code


def guide_for(user: User) -> Sequence[GuideStep]:
    """Return the guide's steps for who may close it; nothing once it is put away or all is done."""
    if not rules.may_close_guide(user) or GuideClosing.objects.exists():
        return ()
    steps = guide_steps()
    return () if all(step.is_done for step in steps) else steps


def guide_steps() -> Sequence[GuideStep]:
    """Return what comes between founding and the first meeting, each with whether its records are there."""
    done = (
        Statement.objects.exists(),
        Representation.objects.exists(),
        not Membership.objects.filter(is_unconfirmed=True).exists(),
        CouncilMeeting.objects.exists() or Instrument.objects.exclude(standing=Standing.DRAFT).exists(),
        Agreement.objects.exists(),
        is_law_chosen(),
        Invitation.objects.exclude(invited_by=None).exists(),
        Body.objects.exists(),
        has_published_meetings(),
    )
    return [GuideStep(*said, is_done=is_done) for said, is_done in zip(STEPS, done, strict=True)]


def states_without_pack() -> Sequence[str]:
    """Return the members' states whose rules do not ship, by name."""
    named = set(Membership.objects.filter(ends_on=None).values_list("jurisdiction__state", flat=True))
    return sorted(state for state in named if not has_pack(state))
