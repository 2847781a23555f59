"""The panel of studies on an initiative's page."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from interlocal.costing.studies import rules
from interlocal.costing.studies.models import CostClause, Study
from interlocal.costing.studies.queries.studies import study_rows
from interlocal.foundation.accounts.public import User
from interlocal.partnerships.agreements.public import Agreement
from interlocal.partnerships.agreements.public import Line as AgreementLine
from interlocal.partnerships.agreements.public import Panel as AgreementPanel
from interlocal.partnerships.initiatives.public import Initiative, Panel
from interlocal.partnerships.initiatives.public import Line as PanelLine
from interlocal.web import dates


def studies_panel(initiative: Initiative, user: User) -> Panel | None:
    """Return the studies of an initiative; nothing for those who may read none."""
    if not user.may(rules.Permission.READ):
        return None
    lines = [
        PanelLine(
            row.title,
            reverse("studies:detail", args=[row.public_id]),
            _signed(row),
        )
        for row in study_rows(user).filter(initiative=initiative)
    ]
    add = f"{reverse('studies:add')}?initiative={initiative.public_id}" if rules.may_lead(user) else ""
    return Panel(
        _("Studies"), _("Nobody has studied yet what it would cost."), lines, add, _("Begin a study")
    )


def _signed(row: Any) -> str:
    """Say how many of its cities have signed; ``row`` has both counts."""
    words = ngettext(
        "%(signed)d of %(count)d city has signed its baseline",
        "%(signed)d of %(count)d cities have signed their baselines",
        row.city_count,
    )
    return words % {"signed": row.signed_count, "count": row.city_count}


def cost_clauses_of(study: Study) -> QuerySet[CostClause]:
    """Return what agreements took over of a study, the newest first, also what was replaced since."""
    return CostClause.objects.filter(study=study).select_related("agreement", "clause")


def cost_clause_panel(agreement: Agreement, user: User) -> AgreementPanel | None:
    """Return the studies from which an agreement has its cost clause; nothing for those who may read none."""
    if not user.may(rules.Permission.READ):
        return None
    rows = CostClause.objects.filter(agreement=agreement).select_related("study", "clause")
    lines = [
        AgreementLine(
            row.study.title,
            reverse("studies:result", args=[row.study.public_id]),
            _("%(option)s, shared by %(share)s; %(day)s%(state)s")
            % {
                "option": row.option,
                "share": row.share,
                "day": dates.short(row.created_at),
                "state": "" if row.stands else _(", replaced since"),
            },
        )
        for row in rows
    ]
    return AgreementPanel(_("Cost clause from a study"), lines) if lines else None
