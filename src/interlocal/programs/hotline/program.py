"""What the house must know of the hotline."""

from django.utils.translation import gettext_lazy as _

from interlocal.kernel.permissions import Actor, Role
from interlocal.kernel.scopes import ScopeKind
from interlocal.programkit.public import Export, Program, SampleRequest
from interlocal.programs.hotline.rules import Permission


class HotlineCoordinator(Role):
    """Sets the hotline up for all cities, and reads no report."""

    slug = "hotline-coordinator"
    title = _("Hotline coordinator")
    summary = _("Sets the hotline up: recipients, offices, categories, texts. Reads no report.")
    scopes = frozenset({ScopeKind.PARTNERSHIP})
    permissions = frozenset({Permission.SET_UP, Permission.CONFIRM})


class HotlineInvestigator(Role):
    """Receives one city's reports."""

    slug = "hotline-investigator"
    title = _("Hotline investigator")
    summary = _("Receives the city's reports, looks into them, and takes calls and letters.")
    scopes = frozenset({ScopeKind.JURISDICTION})
    permissions = frozenset({Permission.RECEIVE, Permission.TAKE_CALLS, Permission.CONFIRM})


class HotlineKeeper(Role):
    """Holds a part of the recovery."""

    slug = "hotline-keeper"
    title = _("Keeper of the hotline's recovery")
    summary = _("Opens a report again together with keepers of other cities, when nobody else can.")
    scopes = frozenset({ScopeKind.JURISDICTION})
    permissions = frozenset({Permission.KEEP, Permission.CONFIRM})


def _rows(_by: Actor) -> list[list[str]]:
    return []


def _sample(_request: SampleRequest) -> None:
    pass


PROGRAM = Program(
    slug="hotline",
    title=_("Fraud reporting hotline"),
    summary=_("Report fraud, waste and abuse safely, for all cities."),
    urls="interlocal.programs.hotline.urls",
    list_url="cities",
    permissions=Permission,
    read_permission=Permission.RECEIVE,
    roles=(HotlineCoordinator, HotlineInvestigator, HotlineKeeper),
    house_roles={"coordinator": frozenset({Permission.SET_UP, Permission.CONFIRM})},
    usage_measures=(),
    outcome_measures=(),
    retention=(),
    export=Export(columns=(), rows=_rows),
    sample_data=_sample,
    icon="campaign",
)
