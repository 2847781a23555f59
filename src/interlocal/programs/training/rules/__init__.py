"""Who may do what with training, and what is valid."""

from interlocal.programs.training.rules.applying import (
    check_applying,
    check_city,
    check_supervisor,
    day_in,
    is_taking_applications,
)
from interlocal.programs.training.rules.links import (
    agree_path,
    confirm_path,
    feed_path,
    instructor_path,
    learner_path,
    mark_of,
)
from interlocal.programs.training.rules.mails import hour_of, learner_key, learner_keys, supervisor_key
from interlocal.programs.training.rules.permissions import (
    Permission,
    check_nominating,
    check_running,
    may_nominate_for,
)

__all__ = [
    "Permission",
    "agree_path",
    "check_applying",
    "check_city",
    "check_nominating",
    "check_running",
    "check_supervisor",
    "confirm_path",
    "day_in",
    "feed_path",
    "hour_of",
    "instructor_path",
    "is_taking_applications",
    "learner_key",
    "learner_keys",
    "learner_path",
    "mark_of",
    "may_nominate_for",
    "supervisor_key",
]
