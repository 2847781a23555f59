"""How residents read what the hotline holds of people: the words of the privacy page."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

LABELS: Mapping[str, str | Promise] = {
    "confirmed by": _("who confirmed it"),
    "entry": _("A part of a report, sealed"),
    "holder": _("Who holds an office"),
    "named by": _("who named them"),
    "recipient": _("Who serves a city's hotline"),
    "recovery ask": _("Who asked the keepers for a recovery"),
    "recovery rule": _("How many keepers open a report together"),
    "sealed": _("what only those who hold a key can read"),
    "sealed file": _("A file of a report, sealed"),
    "staff key": _("A key of somebody who reads reports"),
}

SENTENCES: frozenset[str] = frozenset(
    {
        gettext_noop("A year after it ended."),
        gettext_noop("As long as the hotline runs."),
        gettext_noop("Seven years after the duty ended."),
        gettext_noop("To know who receives reports, and whom a report concerns."),
        gettext_noop("To know who asked for a recovery."),
        gettext_noop("To look into what was reported."),
        gettext_noop("To seal reports to those who may read them."),
        gettext_noop("Until no report is sealed to it."),
        gettext_noop("Until the city's schedule deletes the report, unless it is held."),
        gettext_noop("While they hold the office."),
    }
)
