"""Who may do what with training, and what is valid."""

from interlocal.programs.training.rules.applying import (
    check_applying,
    check_city,
    check_supervisor,
    day_in,
    is_taking_applications,
)
from interlocal.programs.training.rules.attendance import (
    check_began,
    check_check_in,
    check_in_code,
    check_minutes,
    is_code_of,
    minutes_for,
    minutes_from,
    no_session_today,
)
from interlocal.programs.training.rules.links import (
    agree_path,
    confirm_path,
    feed_path,
    instructor_path,
    learner_path,
    mark_of,
    transcript_path,
)
from interlocal.programs.training.rules.mails import hour_of, instructor_key, learner_key, supervisor_key
from interlocal.programs.training.rules.permissions import (
    Permission,
    check_counting,
    check_nominating,
    check_running,
    may_nominate_for,
)
from interlocal.programs.training.rules.planning import (
    MOST_SEATS,
    check_changing,
    check_plan,
    check_session,
    moved_by,
    need,
    years_later,
)

__all__ = [
    "MOST_SEATS",
    "Permission",
    "agree_path",
    "check_applying",
    "check_began",
    "check_changing",
    "check_check_in",
    "check_city",
    "check_counting",
    "check_in_code",
    "check_minutes",
    "check_nominating",
    "check_plan",
    "check_running",
    "check_session",
    "check_supervisor",
    "confirm_path",
    "day_in",
    "feed_path",
    "hour_of",
    "instructor_key",
    "instructor_path",
    "is_code_of",
    "is_taking_applications",
    "learner_key",
    "learner_path",
    "mark_of",
    "may_nominate_for",
    "minutes_for",
    "minutes_from",
    "moved_by",
    "need",
    "no_session_today",
    "supervisor_key",
    "transcript_path",
    "years_later",
]
