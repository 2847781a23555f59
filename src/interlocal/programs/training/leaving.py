"""What of the courses goes along, and with whom: a city takes its own learners, and the courses they took."""

from django.db.models import Q

from interlocal.kernel.leaving import SHARED, WHOLE, Leaves, own
from interlocal.programs.training.rules.attendance import check_in_code

LEAVES = {
    "training.Course": SHARED,
    "training.Material": Leaves(city=lambda _city: Q(is_for_instructors=False)),
    "training.Homework": SHARED,
    "training.Cohort": SHARED,
    "training.SeatShare": SHARED,
    "training.Instructor": WHOLE,
    "training.Session": Leaves(city=lambda _city: Q(), without={"check_in_code": check_in_code}),
    "training.Learner": own("jurisdiction"),
    "training.Application": own("jurisdiction"),
    "training.Mentor": SHARED,
    "training.Attendance": SHARED,
    "training.HandIn": SHARED,
    "training.StatusPlace": WHOLE,
    "training.Certificate": SHARED,
    "training.CostLine": SHARED,
    "training.CohortShare": own("jurisdiction"),
    "training.Ask": SHARED,
    # Answers are anonymous because they are many: a city alone could tell whose they are.
    "training.Response": WHOLE,
    "training.StaffFigure": own("jurisdiction"),
    "training.SessionMessage": WHOLE,
    "training.Lesson": SHARED,
    "training.LessonProgress": Leaves(city=lambda _city: Q(), without={"launch_key": None}),
    "training.Seat": SHARED,
    "training.Decision": WHOLE,
}
