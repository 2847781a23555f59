"""What the house must know of equipment lending."""

from datetime import date, datetime, timedelta
from itertools import cycle, islice, permutations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from interlocal.kernel.leaving import own
from interlocal.kernel.permissions import Role
from interlocal.kernel.scopes import ScopeKind
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.programkit.public import (
    Export,
    OutcomeMeasure,
    PortalCard,
    Program,
    RetentionRule,
    SampleRequest,
    UsageMeasure,
)
from interlocal.programs._example import queries
from interlocal.programs._example.models import Loan
from interlocal.programs._example.rules import Permission

KEPT_AFTER_RETURN = timedelta(days=5 * 365 + 1)


class EquipmentOfficer(Role):
    """Lends and takes back the equipment of one city."""

    slug = "equipment-officer"
    title = _("Equipment officer")
    summary = _("Records loans of the city's equipment and their return.")
    scopes = frozenset({ScopeKind.JURISDICTION})
    permissions = frozenset({Permission.READ, Permission.LEND})


def _delete_old(now: datetime) -> int:
    deleted, _by_model = Loan.objects.filter(returned_on__lt=now.date() - KEPT_AFTER_RETURN).delete()
    return deleted


def _make_loans(request: SampleRequest) -> None:
    pairs = cycle(permutations(Jurisdiction.objects.filter(public_id__in=request.jurisdictions), 2))
    for number, (lender, borrower) in enumerate(islice(pairs, request.rows)):
        lent_on = request.now.date() - timedelta(days=number + 1)
        Loan.objects.create(
            equipment=f"Trencher {number + 1} (synthetic)",
            lender=lender,
            borrower=borrower,
            lent_on=lent_on,
            returned_on=lent_on + timedelta(days=1),
            recorded_by=request.by,
            created_at=request.now,
        )


def _loans_so_far(day: date) -> str:
    count = queries.loans_begun_by(day)
    return ngettext("%(count)d loan so far.", "%(count)d loans so far.", count) % {"count": count}


PROGRAM = Program(
    slug="equipment-lending",
    title=_("Equipment lending"),
    summary=_("Cities lend one another equipment that stands idle."),
    urls="interlocal.programs._example.urls",
    list_url="home",
    permissions=Permission,
    read_permission=Permission.READ,
    roles=(EquipmentOfficer,),
    house_roles={
        "coordinator": frozenset({Permission.READ}),
        "auditor": frozenset({Permission.READ}),
        "city-manager": frozenset({Permission.READ, Permission.LEND}),
    },
    usage_measures=(
        UsageMeasure(slug="days-lent", title=_("Days lent"), unit=_("days"), measure=queries.days_lent),
    ),
    outcome_measures=(
        OutcomeMeasure(
            slug="loans-returned", title=_("Loans returned"), unit=_("loans"), measure=queries.loans_returned
        ),
    ),
    retention=(RetentionRule(model=Loan, keep=_("Five years after the return."), delete=_delete_old),),
    export=Export(columns=queries.EXPORT_COLUMNS, rows=queries.export_rows),
    portal_cards=(PortalCard(title=_("Equipment lending"), sentence=_loans_so_far),),
    leaves={"example.Loan": own("lender", "borrower")},
    sample_data=_make_loans,
    icon="build",
)
