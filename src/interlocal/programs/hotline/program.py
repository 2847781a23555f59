"""What the house must know of the hotline."""

from datetime import date, time

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from interlocal.foundation.jobs.public import Schedule
from interlocal.kernel.permissions import Role
from interlocal.kernel.scopes import ScopeKind
from interlocal.programkit.public import Export, OutcomeMeasure, PortalCard, Program, UsageMeasure
from interlocal.programs.hotline.leaving import LEAVES
from interlocal.programs.hotline.queries import export, figures, measures
from interlocal.programs.hotline.retention import RULES
from interlocal.programs.hotline.rules import Permission
from interlocal.programs.hotline.sample import make_cities, tell_story
from interlocal.programs.hotline.words import LABELS, SENTENCES


class HotlineCoordinator(Role):
    """Sets the hotline up for all cities, and reads no report."""

    slug = "hotline-coordinator"
    title = _("Hotline coordinator")
    summary = _("Sets the hotline up: recipients, offices, categories, texts. Reads no report.")
    scopes = frozenset({ScopeKind.PARTNERSHIP})
    permissions = frozenset({Permission.READ, Permission.SET_UP})


class HotlineInvestigator(Role):
    """Receives one city's reports."""

    slug = "hotline-investigator"
    title = _("Hotline investigator")
    summary = _("Receives the city's reports, looks into them, and takes calls and letters.")
    scopes = frozenset({ScopeKind.JURISDICTION})
    permissions = frozenset({Permission.READ, Permission.RECEIVE, Permission.TAKE_CALLS, Permission.CONFIRM})


class HotlineKeeper(Role):
    """Holds a part of the recovery."""

    slug = "hotline-keeper"
    title = _("Keeper of the hotline's recovery")
    summary = _("Opens a report again together with keepers of other cities, when nobody else can.")
    scopes = frozenset({ScopeKind.JURISDICTION})
    permissions = frozenset({Permission.READ, Permission.KEEP, Permission.CONFIRM})


def _open_now(_day: date) -> str:
    if not measures.takes_reports():
        return ""
    return gettext("Report fraud, waste and abuse without an account, and without your name if you like.")


PROGRAM = Program(
    slug="hotline",
    title=_("Fraud reporting hotline"),
    summary=_("Report fraud, waste and abuse safely, for all cities."),
    urls="interlocal.programs.hotline.urls",
    list_url="home",
    permissions=Permission,
    read_permission=Permission.READ,
    roles=(HotlineCoordinator, HotlineInvestigator, HotlineKeeper),
    house_roles={"coordinator": frozenset({Permission.READ, Permission.SET_UP})},
    usage_measures=(
        UsageMeasure(slug="days-open", title=_("Days open"), unit=_("days"), measure=measures.days_open),
    ),
    outcome_measures=(
        OutcomeMeasure(
            slug="substantiated",
            title=_("Reports that were substantiated"),
            unit=_("percent of those closed"),
            measure=figures.share_substantiated,
        ),
    ),
    retention=RULES,
    export=Export(columns=export.EXPORT_COLUMNS, rows=export.export_rows),
    portal_cards=(
        PortalCard(
            title=_("Fraud reporting hotline"),
            sentence=_open_now,
            page="report",
            link=_("Report, or come back to your report"),
        ),
    ),
    sample_data=make_cities,
    sample_story=tell_story,
    file_holders=("interlocal.programs.hotline.queries.files.held_among",),
    schedules=(
        Schedule("hotline.look", "interlocal.programs.hotline.tasks.looking.ask_all_to_look", at=time(7, 30)),
        Schedule(
            "hotline.figures", "interlocal.programs.hotline.tasks.figures.publish_figures", at=time(4, 10)
        ),
    ),
    icon="campaign",
    leaves=LEAVES,
    privacy_labels=LABELS,
    privacy_sentences=SENTENCES,
)
