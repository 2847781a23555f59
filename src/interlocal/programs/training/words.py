"""How residents read what training holds of people: the words of the privacy page."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

LABELS: Mapping[str, str | Promise] = {
    "answers": _("the answers"),
    "application": _("An application for a seat in training"),
    "ask": _("That a learner or supervisor was asked what training brought"),
    "certificate": _("A certificate of training"),
    "cohort": _("A run of a course"),
    "cost line": _("A cost of a run of a course"),
    "course": _("A course"),
    "credential": _("the signed certificate"),
    "decision": _("A decision about a seat in training"),
    "end reason": _("why it ended"),
    "hand in": _("Homework that was handed in"),
    "instructor": _("Who teaches"),
    "learner": _("An employee in training"),
    "launch time": _("the time since it was last opened"),
    "lesson progress": _("How far a learner is in an online lesson"),
    "location": _("the place where a learner left a lesson"),
    "made by": _("who made it"),
    "mentor": _("Who accompanies a learner"),
    "nominated by": _("who nominated"),
    "note to the learner": _("a note to the learner"),
    "organization": _("the organization"),
    "position": _("the position"),
    "recorded as": _("as whom it was recorded"),
    "response": _("What was said about training, without who said it"),
    "revoke reason": _("why it was revoked"),
    "revoked by": _("who revoked it"),
    "score": _("the points"),
    "session message": _("An invitation to a session"),
    "staff figure": _("What a city counts of its employees"),
    "supervisor's e-mail": _("the supervisor's e-mail"),
    "supervisor's name": _("the supervisor's name"),
    "suspend data": _("what a lesson keeps to go on"),
    "text": _("the text"),
    "time before": _("the time spent before"),
    "what you need to take part": _("what a learner needs to take part"),
    "why this course": _("why a learner wants the course"),
    "work e-mail": _("the work e-mail"),
}

SENTENCES: frozenset[str] = frozenset(
    {
        gettext_noop("A year after the cohort was closed out."),
        gettext_noop("Seven years after it was closed out."),
        gettext_noop("Seven years after it was issued or, where it expires, after that day."),
        gettext_noop("Seven years after its last cohort."),
        gettext_noop("Seven years after the cohort was closed out."),
        gettext_noop("Seven years after the last cohort they applied for was closed out."),
        gettext_noop("Ten years after the year."),
        gettext_noop("To ask once, and to know how many answered."),
        gettext_noop("To bring a learner and a mentor together."),
        gettext_noop("To count contact hours, and to answer who recorded them."),
        gettext_noop(
            "To go on with an online lesson where a learner left it, and to know whether it was passed."
        ),
        gettext_noop("To explain why a seat went where it went."),
        gettext_noop("To give seats fairly, with the supervisor's agreement."),
        gettext_noop("To invite, teach and certify an employee, and to answer which city used which seat."),
        gettext_noop("To know whom to ask about a course."),
        gettext_noop("To know whom to ask about a figure."),
        gettext_noop("To let a learner show, and anybody check, what was completed."),
        gettext_noop("To let an instructor see what a learner did."),
        gettext_noop("To make the course better, and to tell what it brought."),
        gettext_noop("To send each calendar what it lacks, and nothing twice."),
        gettext_noop("To tell learners who teaches, and to let instructors record attendance."),
    }
)
