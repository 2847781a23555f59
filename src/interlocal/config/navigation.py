"""The left rail: what a person may use, in the order of the partnership's work."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

import interlocal.costing.studies.public as studies
import interlocal.foundation.accounts.public as accounts
import interlocal.foundation.audit.public as audit
import interlocal.foundation.jobs.public as jobs
import interlocal.leaving.public as leaving
import interlocal.partnerships.agreements.public as agreements
import interlocal.partnerships.commitments.public as commitments
import interlocal.partnerships.initiatives.public as initiatives
import interlocal.partnerships.instruments.public as instruments
import interlocal.partnerships.jurisdictions.public as jurisdictions
import interlocal.partnerships.law.public as law
import interlocal.partnerships.meetings.public as meetings
import interlocal.upkeep.public as upkeep
from interlocal.kernel.permissions import Actor, Permission
from interlocal.programkit.public import programs


@dataclass(frozen=True)
class Entry:
    """A page that the rail leads to, for holders of one of its permissions; without any, for everybody."""

    label: str | Promise
    url_name: str
    icon: str
    permission: Permission | None = None
    or_permission: Permission | None = None


@dataclass(frozen=True)
class Item:
    """An entry as one person sees it on one page."""

    label: str
    url: str
    icon: str
    is_current: bool


ENTRIES: tuple[Entry, ...] = (
    Entry(_("Home"), "desk:home", "home"),
    Entry(_("Commitments"), "commitments:list", "event", commitments.Permission.READ),
    Entry(_("Meetings"), "meetings:list", "groups", meetings.Permission.READ),
    Entry(_("Instruments"), "instruments:list", "file_present", instruments.Permission.READ),
    Entry(_("Agreements"), "agreements:list", "link", agreements.Permission.READ),
    Entry(
        _("Initiatives"),
        "initiatives:list",
        "lightbulb_outline",
        initiatives.Permission.READ,
        initiatives.Permission.EXPLORE,
    ),
    Entry(_("Studies"), "studies:list", "assessment", studies.Permission.READ),
    Entry(_("Pain points"), "initiatives:pain-points", "priority_high", initiatives.Permission.READ),
    Entry(_("Program records"), "initiatives:programs", "groups", initiatives.Permission.READ),
    Entry(_("Members"), "jurisdictions:list", "location_city", jurisdictions.Permission.READ),
    Entry(_("Law and rules"), "law:home", "account_balance", law.Permission.READ),
    Entry(_("People"), "accounts:people", "people", accounts.Permission.READ),
    Entry(_("Procedures"), "commitments:procedures", "list", commitments.Permission.EDIT_PROCEDURES),
    Entry(_("Jobs"), "jobs:list", "autorenew", jobs.Permission.READ),
    Entry(_("Installation"), "upkeep:state", "build", upkeep.Permission.READ),
    Entry(_("Audit"), "audit:list", "verified_user", audit.Permission.READ),
    Entry(_("Take records along"), "leaving:archives", "file_download", leaving.Permission.EXPORT),
    Entry(_("Records destroyed"), "leaving:destructions", "delete", audit.Permission.READ),
)


def navigation_for(person: Actor, path: str) -> tuple[Item, ...]:
    """Return the rail for ``person``; the entry whose address is the longest start of ``path`` is current."""
    found = [(entry, reverse(entry.url_name)) for entry in _entries() if _may_see(person, entry)]
    addresses = [url for _entry, url in found if path.startswith(url)]
    current = max(addresses, key=len, default=None)
    return tuple(Item(str(entry.label), url, entry.icon, url == current) for entry, url in found)


def _entries() -> Iterator[Entry]:
    for entry in ENTRIES:
        yield entry
        if entry.url_name == "initiatives:programs":
            for program in programs():
                yield Entry(program.title, f"{program.namespace}:home", program.icon, program.read_permission)


def _may_see(person: Actor, entry: Entry) -> bool:
    wanted = [one for one in (entry.permission, entry.or_permission) if one is not None]
    return not wanted or any(map(person.may, wanted))
