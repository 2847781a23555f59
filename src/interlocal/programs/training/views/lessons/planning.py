"""Lessons as who runs training keeps them: added from a package, and tried before a learner sees them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.programs.training.actions.lessons import add_lessons
from interlocal.programs.training.forms.lessons import LessonForm
from interlocal.programs.training.models import Lesson
from interlocal.programs.training.queries import cohorts
from interlocal.programs.training.queries.lessons import beginning, key_to
from interlocal.programs.training.rules import Permission
from interlocal.programs.training.views.lessons.player import frame_of, framing
from interlocal.programs.training.views.planning_act import answer


@requires(Permission.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def add_lesson(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Add a lesson to a course from its SCORM 1.2 package, or several."""
    found = cohorts.course_by_id(public_id)
    form = LessonForm(request.POST or None, request.FILES or None)

    def act() -> None:
        add_lessons(by=request.user, course=found, now=clock.now(), **form.cleaned_data)

    return answer(
        request,
        form,
        act,
        record=found,
        done=_("Added. Try it before your learners do."),
        title=_("Add an online lesson"),
        lead=_(
            "A SCORM 1.2 package. Learners play it from their own page; what they finish is done by itself."
        ),
        button=_("Add the lesson"),
    )


@requires(Permission.RUN)
@require_safe
def try_lesson(request: SignedInRequest, public_id: str, homework_id: str) -> HttpResponse:
    """Play a lesson without saving what it says."""
    rows = Lesson.objects.select_related("homework__course")
    lesson = get_object_or_404(rows, homework__course__public_id=public_id, homework__public_id=homework_id)
    key = key_to(lesson, request.user)
    values = beginning(lesson, number="trial", name="Trial, Learner", progress=None)
    context = {
        "course": lesson.homework.course,
        "task": lesson.homework,
        "frame": frame_of(request, lesson, key, values),
        "launch_key": "",
        "number": 0,
        "is_done": False,
    }
    return framing(request, render(request, "training/planning/try_lesson.html", context), key)
