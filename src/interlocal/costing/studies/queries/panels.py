"""The panel of studies on an initiative's page."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from interlocal.costing.studies import rules
from interlocal.costing.studies.queries.studies import study_rows
from interlocal.foundation.accounts.public import User
from interlocal.partnerships.initiatives.public import Initiative, Panel
from interlocal.partnerships.initiatives.public import Line as PanelLine


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
