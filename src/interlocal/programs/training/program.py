"""What the house must know of supervisory training."""

from datetime import date, time, timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from interlocal.foundation.jobs.public import Schedule
from interlocal.kernel.permissions import Role
from interlocal.kernel.scopes import ScopeKind
from interlocal.programkit.public import Export, OutcomeMeasure, PortalCard, Program, UsageMeasure
from interlocal.programs.training.leaving import LEAVES
from interlocal.programs.training.queries import cohorts, export, measures
from interlocal.programs.training.retention import RULES
from interlocal.programs.training.rules import Permission
from interlocal.programs.training.sample import make_cohorts, tell_story
from interlocal.programs.training.words import LABELS, SENTENCES


class TrainingCoordinator(Role):
    """Runs shared training for all cities."""

    slug = "training-coordinator"
    title = _("Training coordinator")
    summary = _("Runs shared training: courses, cohorts, seats, attendance, certificates and cost.")
    scopes = frozenset({ScopeKind.PARTNERSHIP})
    permissions = frozenset(Permission) - {Permission.COUNT}


class TrainingContact(Role):
    """Nominates the learners of one city."""

    slug = "training-contact"
    title = _("Training contact")
    summary = _("Nominates the city's learners, names substitutes, and sees what the city used and paid.")
    scopes = frozenset({ScopeKind.JURISDICTION})
    permissions = frozenset({Permission.READ, Permission.NOMINATE})


def _open_now(day: date) -> str:
    count = cohorts.cohorts_open_on(day)
    if not count:
        return ""
    return ngettext(
        "%(count)d cohort takes applications now.", "%(count)d cohorts take applications now.", count
    ) % {"count": count}


PROGRAM = Program(
    slug="training",
    title=_("Supervisory training"),
    summary=_("Cities train their supervisors together."),
    urls="interlocal.programs.training.urls",
    list_url="home",
    permissions=Permission,
    read_permission=Permission.READ,
    roles=(TrainingCoordinator, TrainingContact),
    house_roles={
        "coordinator": frozenset({Permission.READ, Permission.RUN, Permission.NOMINATE}),
        "auditor": frozenset({Permission.READ}),
        "city-manager": frozenset({Permission.READ, Permission.NOMINATE}),
        "hr-officer": frozenset({Permission.READ, Permission.NOMINATE, Permission.COUNT}),
    },
    usage_measures=(
        UsageMeasure(slug="seats", title=_("Seats used"), unit=_("seats"), measure=measures.seats_used),
        UsageMeasure(
            slug="contact-hours", title=_("Contact hours"), unit=_("hours"), measure=measures.contact_hours
        ),
    ),
    outcome_measures=(
        OutcomeMeasure(
            slug="completed",
            title=_("Learners who completed"),
            unit=_("percent of those seated"),
            measure=measures.share_completed,
        ),
    ),
    retention=RULES,
    export=Export(columns=export.EXPORT_COLUMNS, rows=export.export_rows),
    portal_cards=(
        PortalCard(
            title=_("Supervisory training"),
            sentence=_open_now,
            page="catalogue",
            link=_("Courses, and how to apply"),
        ),
    ),
    sample_data=make_cohorts,
    sample_story=tell_story,
    schedules=(
        Schedule(
            "training.certificates",
            "interlocal.programs.training.tasks.completion.remind_of_certificates",
            at=time(6, 40),
        ),
        Schedule(
            "training.questions",
            "interlocal.programs.training.tasks.completion.ask_questions",
            at=time(17, 30),
        ),
        Schedule(
            "training.figures",
            "interlocal.programs.training.tasks.completion.ask_hr",
            at=time(7, 10),
            weekday=0,
        ),
        Schedule(
            "training.seats",
            "interlocal.programs.training.tasks.seats.bring_all_up_to_date",
            every=timedelta(minutes=15),
        ),
    ),
    record_pages={"training.cohort": (_("Cohort"), "training:cohort")},
    icon="school",
    leaves=LEAVES,
    privacy_labels=LABELS,
    privacy_sentences=SENTENCES,
)
