"""Panels on an initiative's page: what other rooms know of it, as ``config.wiring`` lists them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import ref_to
from interlocal.kernel.outbox.events import wiring
from interlocal.partnerships.commitments.public import commitments_about
from interlocal.partnerships.initiatives.models import Initiative
from interlocal.partnerships.initiatives.rules import Permission


@dataclass(frozen=True)
class Line:
    """One record in a panel."""

    title: str
    url: str
    note: str | Promise = ""


@dataclass(frozen=True)
class Panel:
    """What one room shows about an initiative; ``add_url`` is where one more begins, for those who may."""

    heading: str | Promise
    empty: str | Promise
    lines: Sequence[Line]
    add_url: str = ""
    add_label: str | Promise = ""


def panels_of(initiative: Initiative, user: User) -> list[Panel]:
    """Return the panels that the wiring names, in its order.

    Each is made by a function of a room's ``public`` that takes ``(initiative, user)`` and shows only what
    that person may see; ``None`` leaves the panel out.
    """
    made = (import_string(name)(initiative, user) for name in wiring().INITIATIVE_PANELS)
    return [panel for panel in made if panel is not None]


def programs_panel(initiative: Initiative, user: User) -> Panel:
    """Return the program records that belong to an initiative."""
    may_open = user.may(Permission.READ)
    lines = [
        Line(
            row.title,
            reverse("initiatives:program", args=[row.public_id]) if may_open else "",
            row.get_status_display(),
        )
        for row in initiative.programs.all()
    ]
    return Panel(_("Programs"), _("No program has come of it yet."), lines)


def commitments_panel(initiative: Initiative, user: User) -> Panel:
    """Return what is owed for an initiative, of what the person may see."""
    rows = commitments_about(ref_to(initiative), user)
    lines = [
        Line(
            row.title,
            reverse("commitments:detail", args=[row.public_id]),
            row.owed_by.name if not row.outcome else f"{row.owed_by.name}: {row.get_outcome_display()}",
        )
        for row in rows
    ]
    return Panel(_("Commitments"), _("Nothing is owed for it yet."), lines)
