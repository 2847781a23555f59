"""Who hears what, what runs when, what stands where: wiring between rooms that may not import each other."""

from datetime import time, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interlocal.foundation.accounts.events import PersonSuspended, RoleEnded
from interlocal.foundation.audit.events import AuditHeadPublished
from interlocal.foundation.jobs.public import Schedule
from interlocal.foundation.vault.events import DataKeyRotated, MasterKeyRotated
from interlocal.kernel.outbox import Event
from interlocal.partnerships.commitments.events import (
    CommitmentOpened,
    CommitmentReopened,
    OwnerAssigned,
    ProcedureFinished,
    StepSkipped,
)
from interlocal.partnerships.meetings.events import (
    AgendaChanged,
    MeetingCancelled,
    MeetingChanged,
    MeetingScheduled,
    SeatsChanged,
)
from interlocal.programkit.public import programs

DISPATCH_DELIVERY = "interlocal.foundation.jobs.public.dispatch_delivery"

# Event -> the listeners above that react after it has committed.
LISTENERS: dict[type[Event], tuple[str, ...]] = {
    AgendaChanged: ("interlocal.partnerships.meetings.listeners.remake_what_was_made",),
    AuditHeadPublished: ("interlocal.foundation.accounts.listeners.mail_head_to_auditors",),
    CommitmentOpened: ("interlocal.partnerships.commitments.listeners.tell_owner",),
    CommitmentReopened: ("interlocal.partnerships.instruments.listeners.take_back_what_was_recorded",),
    DataKeyRotated: ("interlocal.foundation.audit.listeners.record_data_key_rotated",),
    MasterKeyRotated: (
        "interlocal.foundation.audit.listeners.record_master_key_rotated",
        "interlocal.foundation.backups.listeners.keep_rotated_key_file",
    ),
    MeetingCancelled: ("interlocal.partnerships.meetings.listeners.tell_calendars",),
    MeetingChanged: (
        "interlocal.partnerships.meetings.listeners.tell_calendars",
        "interlocal.partnerships.meetings.listeners.remake_what_was_made",
    ),
    MeetingScheduled: ("interlocal.partnerships.meetings.listeners.tell_calendars",),
    OwnerAssigned: ("interlocal.partnerships.commitments.listeners.tell_owner",),
    ProcedureFinished: (
        "interlocal.partnerships.agreements.listeners.enter_when_finished",
        "interlocal.partnerships.instruments.listeners.follow_the_run",
    ),
    SeatsChanged: ("interlocal.partnerships.meetings.listeners.tell_calendars_of_seats",),
    StepSkipped: ("interlocal.partnerships.instruments.listeners.follow_the_run",),
    RoleEnded: ("interlocal.partnerships.commitments.listeners.release_what_the_role_held",),
    PersonSuspended: ("interlocal.partnerships.commitments.listeners.release_what_they_owned",),
}

# What runs by itself. Times of day are the partnership's own.
SCHEDULES: tuple[Schedule, ...] = (
    Schedule("accounts-expiry", "interlocal.foundation.accounts.tasks.forget_expired", at=time(2, 20)),
    Schedule(
        "agreements-notices", "interlocal.partnerships.agreements.tasks.ask_for_decisions", at=time(4, 10)
    ),
    Schedule("audit-heads", "interlocal.foundation.audit.tasks.publish_heads", at=time(5, 0)),
    Schedule("backups-daily", "interlocal.foundation.backups.tasks.back_up", at=time(1, 30)),
    Schedule(
        "commitments-reminders", "interlocal.partnerships.commitments.tasks.send_reminders", at=time(8, 0)
    ),
    Schedule(
        "commitments-lapsed", "interlocal.partnerships.commitments.tasks.release_lapsed", at=time(3, 10)
    ),
    Schedule("drafts-expiry", "interlocal.partnerships.instruments.tasks.forget_old_drafts", at=time(2, 50)),
    Schedule("files-times", "interlocal.foundation.files.tasks.forget_times", at=time(0, 20)),
    Schedule("files-sweep", "interlocal.foundation.files.tasks.sweep_orphans", at=time(2, 30)),
    # From the first of each month; whoever was asked is not asked again.
    Schedule("initiatives-hours", "interlocal.partnerships.initiatives.tasks.ask_for_hours", at=time(7, 30)),
    Schedule("leaving-archives", "interlocal.leaving.tasks.end_old_archives", every=timedelta(hours=1)),
    Schedule("lists-expiry", "interlocal.foundation.lists.tasks.forget_old_lists", at=time(2, 55)),
    Schedule("jobs-purge", "interlocal.foundation.jobs.tasks.purge", at=time(2, 10)),
    Schedule("studies-calls", "interlocal.costing.studies.tasks.forget_calls", at=time(2, 50)),
    Schedule("studies-draws", "interlocal.costing.studies.tasks.forget_draws", at=time(2, 40)),
    # Seats begin and end, and accounts are suspended, without anybody touching a meeting.
    Schedule("meetings-calendars", "interlocal.partnerships.meetings.tasks.send_calendars", at=time(6, 0)),
    Schedule(
        "meetings-councils-expiry",
        "interlocal.partnerships.meetings.tasks.forget_unsaved_councils",
        at=time(2, 45),
    ),
    # On Mondays; the other days it finds nothing to do.
    Schedule("desk-weekly", "interlocal.desk.tasks.send_weekly_mails", at=time(7, 0)),
    Schedule("notices-purge", "interlocal.foundation.notices.tasks.purge", at=time(2, 40)),
    Schedule("programs-retention", "interlocal.programkit.tasks.delete_what_is_past_keeping", at=time(3, 0)),
    *(schedule for program in programs() for schedule in program.schedules),
)

# Functions that say which of some keys of the file store their own records hold: the sweep spares those.
FILE_HOLDERS: tuple[str, ...] = tuple(holder for program in programs() for holder in program.file_holders)

# What somebody looks after, and handing it over when they leave: functions of a room's public. A sealed room
# is never asked: that somebody works there must not show.
HOLDINGS: tuple[str, ...] = (
    "interlocal.partnerships.commitments.public.holdings_of",
    "interlocal.partnerships.jurisdictions.public.holdings_of",
    "interlocal.partnerships.meetings.public.holdings_of",
    "interlocal.partnerships.initiatives.public.holdings_of",
)
HAND_OVER: tuple[str, ...] = (
    "interlocal.partnerships.commitments.public.hand_over",
    "interlocal.partnerships.initiatives.public.hand_over",
)

# Where a role can be held, with names: asked by accounts, which stands below the rooms that know.
SCOPE_CHOICES = "interlocal.partnerships.jurisdictions.public.scope_choices"

# What a step of a procedure takes down -> what that is called, and the URL name (taking the commitment's
# public id) of the page on which it is recorded, in the room that keeps it.
STEP_RECORDS: dict[str, tuple[Promise, str]] = {
    "bill": (_("Bill number, when it is filed"), "instruments:record-step"),
    "agenda": (_("Date of the agenda"), "instruments:record-step"),
    "reading": (_("A reading, in full or by title"), "instruments:record-step"),
    "vote": (_("The vote"), "instruments:record-step"),
    "number": (_("Number of the resolution or ordinance"), "instruments:record-step"),
    "signature": (_("A signature"), "instruments:record-step"),
    "mayor": (_("The mayor's signature or veto"), "instruments:record-step"),
    "override": (_("The vote after a veto"), "instruments:record-step"),
    "effective": (_("Date on which it takes effect"), "instruments:record-step"),
}

# Kind of record -> what it is called, and the URL name (taking its public id) at which one opens: how a
# commitment leads to its source, which lies in a room above.
RECORD_PAGES: dict[str, tuple[Promise, str]] = {
    "agreements.agreement": (_("Agreement"), "agreements:detail"),
    "agreements.partychange": (_("Joining or withdrawal"), "agreements:change"),
    "studies.studycity": (_("Baseline"), "studies:baseline"),
    "studies.pollcity": (_("Poll of intent"), "studies:answer-poll"),
    "studies.signoffcity": (_("Sign-off"), "studies:sign-result"),
    "studies.study": (_("Study"), "studies:detail"),
    "meetings.meeting": (_("Meeting"), "meetings:detail"),
    "initiatives.initiative": (_("Initiative"), "initiatives:initiative"),
    "initiatives.painpoint": (_("Pain point"), "initiatives:pain-point"),
    "initiatives.programrecord": (_("Program record"), "initiatives:program"),
    "instruments.instrument": (_("Instrument"), "instruments:detail"),
    "instruments.statement": (_("Statement"), "instruments:statement"),
    **{kind: page for program in programs() for kind, page in program.record_pages.items()},
}

# Panels on an initiative's page, in order: functions of a room's public, given the initiative and the person.
INITIATIVE_PANELS: tuple[str, ...] = (
    "interlocal.partnerships.initiatives.public.programs_panel",
    "interlocal.costing.studies.public.studies_panel",
    "interlocal.partnerships.initiatives.public.commitments_panel",
)

# Panels on an agreement's page, in order: functions of a room's public, given the agreement and the person.
AGREEMENT_PANELS: tuple[str, ...] = ("interlocal.costing.studies.public.cost_clause_panel",)

# What stands on the page that a council's members get, beside what its room knows itself, in order: functions
# of a room's public, given the jurisdiction, the day from which the page counts (or None) and today.
COUNCIL_BRIEFS: tuple[str, ...] = (
    "interlocal.partnerships.initiatives.public.council_brief",
    "interlocal.partnerships.agreements.public.council_brief",
)

# Kind of record -> function of its room that returns those of some public ids that are made up for a sample.
SYNTHETIC_SOURCES: dict[str, str] = {
    "agreements.agreement": "interlocal.partnerships.agreements.public.synthetic_among",
    "initiatives.initiative": "interlocal.partnerships.initiatives.public.synthetic_among",
    "studies.pollcity": "interlocal.costing.studies.public.synthetic_among",
    "studies.signoffcity": "interlocal.costing.studies.public.synthetic_among",
    "studies.studycity": "interlocal.costing.studies.public.synthetic_among",
}

# What the councils' own records say of instruments: functions of a room's public, given instruments and the
# person, that return what is tied to each, by its public id.
COUNCIL_EVIDENCE: tuple[str, ...] = ("interlocal.partnerships.meetings.public.council_evidence",)
