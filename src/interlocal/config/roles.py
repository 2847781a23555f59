"""The roles of a partnership. Read a class to know what its holders may do."""

from django.utils.translation import gettext_lazy as _

from interlocal.costing.studies.public import Permission as Studies
from interlocal.foundation.accounts.rules import Permission as Accounts
from interlocal.foundation.audit.public import Permission as Audit
from interlocal.foundation.jobs.public import Permission as Jobs
from interlocal.kernel.permissions import Role
from interlocal.kernel.scopes import ScopeKind
from interlocal.leaving.public import Permission as Leaving
from interlocal.partnerships.agreements.public import Permission as Agreements
from interlocal.partnerships.commitments.public import Permission as Commitments
from interlocal.partnerships.initiatives.public import Permission as Initiatives
from interlocal.partnerships.instruments.public import Permission as Instruments
from interlocal.partnerships.jurisdictions.public import Permission as Jurisdictions
from interlocal.partnerships.law.public import Permission as Law
from interlocal.partnerships.meetings.public import Permission as Meetings
from interlocal.programkit.public import permissions_in_programs, program_roles
from interlocal.upkeep.public import Permission as Upkeep

PARTNERSHIP = frozenset({ScopeKind.PARTNERSHIP})
JURISDICTION = frozenset({ScopeKind.JURISDICTION})

# What everybody in the partnership may read of everybody.
COMMON = frozenset(
    {
        *(Accounts.READ, Jurisdictions.READ, Instruments.READ, Agreements.READ),
        *(Meetings.READ, Initiatives.READ, Studies.READ, Law.READ),
    }
)
# What everybody of a city may do for the whole partnership, beside reading.
MEMBERS = COMMON | {Studies.TALK}
# What everybody of a city does with what the city owes.
OWN_COMMITMENTS = frozenset({Commitments.READ, Commitments.CLOSE})


class Coordinator(Role):
    """The regional council's person who keeps the partnership running."""

    slug = "coordinator"
    title = _("Coordinator")
    summary = _("Keeps the partnership running: people, members, instruments, commitments and programs.")
    scopes = PARTNERSHIP
    requires_totp = True
    permissions = frozenset(
        {
            *(*Accounts, *Audit, *Jobs, *Jurisdictions, *Commitments, *Upkeep),
            *(*Instruments, *Agreements, *Meetings, *Initiatives, *Studies, *Law, *Leaving),
        }
        # Each city says for itself whether it would join, and signs for itself.
        - {Studies.SPEAK}
    )


class Auditor(Role):
    """Reads everything that is shared, and changes nothing."""

    slug = "auditor"
    title = _("Auditor")
    summary = _("Reads everything that is shared, checks that the audit book is whole, and changes nothing.")
    scopes = PARTNERSHIP
    requires_totp = True
    permissions = COMMON | {Audit.READ, Jobs.READ, Commitments.READ}


class CityManager(Role):
    """Answers for one jurisdiction in the partnership."""

    slug = "city-manager"
    title = _("City manager")
    summary = _("Answers for what the city gives and gets, and says who works for it here.")
    scopes = JURISDICTION
    permissions = frozenset(
        {
            Accounts.INVITE,
            Accounts.GRANT,
            Jurisdictions.EDIT,
            Leaving.EXPORT,
            *OWN_COMMITMENTS,
            Commitments.OPEN,
            Commitments.ASSIGN,
            Instruments.ADD,
            Instruments.CONFIRM,
            Meetings.PROPOSE,
            Meetings.COUNCIL,
            Agreements.EDIT,
            Initiatives.STATE,
            Initiatives.DECIDE,
            Initiatives.ASSIGN,
            Studies.FILL,
            Studies.SPEAK,
        }
    )
    everywhere = MEMBERS | {Initiatives.LEAD, Studies.LEAD}


class Clerk(Role):
    """Keeps one jurisdiction's instruments."""

    slug = "clerk"
    title = _("Clerk")
    summary = _("Keeps the city's instruments: their text, numbers, dates and sign-offs.")
    scopes = JURISDICTION
    permissions = frozenset(
        {
            Jurisdictions.EDIT,
            *OWN_COMMITMENTS,
            Commitments.OPEN,
            Instruments.ADD,
            Instruments.CONFIRM,
            Meetings.PROPOSE,
            Meetings.COUNCIL,
            Agreements.EDIT,
        }
    )
    everywhere = MEMBERS


class ItAdministrator(Role):
    """Keeps how one jurisdiction's people sign in."""

    slug = "it-administrator"
    title = _("IT administrator")
    summary = _("Sets up how the city's people sign in, and takes accounts out of use when somebody leaves.")
    scopes = JURISDICTION
    requires_totp = True
    permissions = frozenset({Accounts.PROVIDERS, Accounts.SUSPEND})
    everywhere = frozenset({Accounts.READ, Jurisdictions.READ})


class FinanceOfficer(Role):
    """Keeps one jurisdiction's money side."""

    slug = "finance-officer"
    title = _("Finance officer")
    summary = _("Answers for the city's figures, costs and payments.")
    scopes = JURISDICTION
    permissions = OWN_COMMITMENTS | {Jurisdictions.EDIT, Meetings.PROPOSE, Studies.FILL}
    everywhere = MEMBERS


class HumanResourcesOfficer(Role):
    """Keeps one jurisdiction's people side."""

    slug = "hr-officer"
    title = _("Human resources officer")
    summary = _("Answers for the city's staff in shared training, exit interviews and hours given.")
    scopes = JURISDICTION
    permissions = OWN_COMMITMENTS | {Meetings.PROPOSE}
    everywhere = MEMBERS


class DepartmentHead(Role):
    """Does one department's share of the work."""

    slug = "department-head"
    title = _("Department head")
    summary = _("Does what the department owes, and records that it is done.")
    scopes = JURISDICTION
    permissions = OWN_COMMITMENTS | {Meetings.PROPOSE, Initiatives.STATE}
    everywhere = MEMBERS


class Explorer(Role):
    """Somebody of a jurisdiction that is no member, invited to look at an initiative."""

    slug = "explorer"
    title = _("Explorer")
    summary = _("Looks at the initiatives to which their jurisdiction is invited, and at nothing else.")
    scopes = JURISDICTION
    permissions = frozenset({Initiatives.EXPLORE})


HOUSE_ROLES: tuple[type[Role], ...] = (
    Coordinator,
    Auditor,
    CityManager,
    Clerk,
    ItAdministrator,
    FinanceOfficer,
    HumanResourcesOfficer,
    DepartmentHead,
    Explorer,
)


def _with_programs(role: type[Role]) -> type[Role]:
    """Add what programs let the holders of a role of the house do."""
    if not (more := permissions_in_programs(role.slug)):
        return role
    return type(role.__name__, (role,), {"__doc__": role.__doc__, "permissions": role.permissions | more})


ROLES: tuple[type[Role], ...] = (*map(_with_programs, HOUSE_ROLES), *program_roles())
