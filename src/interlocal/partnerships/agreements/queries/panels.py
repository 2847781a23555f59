"""Panels on an agreement's page: what rooms above know of it, as ``config.wiring`` lists them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.module_loading import import_string

from interlocal.foundation.accounts.public import User
from interlocal.kernel.outbox.events import wiring
from interlocal.partnerships.agreements.models import Agreement


@dataclass(frozen=True)
class Line:
    """One record in a panel."""

    title: str
    url: str
    note: str | Promise = ""


@dataclass(frozen=True)
class Panel:
    """What one room shows about an agreement."""

    heading: str | Promise
    lines: Sequence[Line]


def panels_of(agreement: Agreement, user: User) -> list[Panel]:
    """Return the panels that the wiring names, in its order.

    Each is made by a function of a room's ``public`` that takes ``(agreement, user)`` and shows only what
    that person may see; ``None`` leaves the panel out.
    """
    made = (import_string(name)(agreement, user) for name in wiring().AGREEMENT_PANELS)
    return [panel for panel in made if panel is not None]
