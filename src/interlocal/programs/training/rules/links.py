"""What leads people without an account: paths that a signature opens, each with what makes it end.

A learner's path carries the round of their links, every other one a mark of the address it was mailed to:
when the address is corrected, the link that went to the wrong one ends.
"""

import hashlib

from interlocal.programs.training.models import Application, Instructor, Learner

BASE = "/programs/training"


def mark_of(email: str) -> str:
    """Return a short digest of an address, which tells nothing of it."""
    return hashlib.sha256(email.strip().lower().encode()).hexdigest()[:12]


def learner_path(learner: Learner) -> str:
    """Return the path of a learner's own pages."""
    return f"{BASE}/my/{learner.public_id}/{learner.link_round}/"


def transcript_path(learner: Learner) -> str:
    """Return the path of a learner's transcript, which ends with their other links."""
    return f"{BASE}/transcript/{learner.public_id}/{learner.link_round}/"


def confirm_path(application: Application) -> str:
    """Return the path at which a learner proves the address with which they applied."""
    return f"{BASE}/apply/confirm/{application.public_id}/{mark_of(application.learner.email)}/"


def agree_path(application: Application) -> str:
    """Return the path at which the supervisor agrees or declines."""
    return f"{BASE}/agree/{application.public_id}/{mark_of(application.supervisor_email)}/"


def instructor_path(instructor: Instructor) -> str:
    """Return the path of an instructor's pages."""
    return f"{BASE}/teach/{instructor.public_id}/{mark_of(instructor.email)}/"


def feed_path(learner: Learner) -> str:
    """Return the path from which a learner's calendar fetches the sessions; it opens nothing else."""
    return f"{BASE}/my/calendar/{learner.public_id}/{learner.link_round}/"
