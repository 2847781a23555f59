"""Online lessons: added by who runs training, begun by learners, saved and done as the lesson says."""

import secrets
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.foundation.files.public import ARCHIVE, store_upload
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.training import rules
from interlocal.programs.training.actions.planning_courses import add_homework
from interlocal.programs.training.lessons.manifest import Manifest
from interlocal.programs.training.lessons.package import read_package
from interlocal.programs.training.lessons.said import Said, judged
from interlocal.programs.training.models import (
    Application,
    ApplicationState,
    CohortState,
    Course,
    HandIn,
    Lesson,
    LessonProgress,
)
from interlocal.programs.training.models.lessons import DONE

if TYPE_CHECKING:
    from django.core.files import File

PURPOSE = "training.lesson"
_LONGEST_TITLE = 120
_KEPT = ("location", "suspend_data", "score", "score_min", "score_max")


class OpenedElsewhere(Refusal):
    """The lesson was opened on another page since, which saves now."""


def add_lessons(
    *,
    by: User | None,
    course: Course,
    upload: "File[Any]",
    title: str,
    contact_minutes: int,
    now: datetime,
    **facts: Any,
) -> list[Lesson]:
    """Add homework for each lesson in the SCORM 1.2 package in ``upload``; ``facts`` are the homework's.

    Without a ``title`` the package's own counts; where there are several lessons it goes before theirs. Each
    counts ``contact_minutes``. Raises ``Refusal`` (of which ``PackageRefused`` and ``UploadRefused`` are two)
    that says what is wrong with the package.
    """
    rules.check_running(by)
    with act(by=by, action="training.add_lesson", subject=course, now=now) as added:
        stored = store_upload(by=by, upload=upload, now=now, purpose=PURPOSE, only=ARCHIVE)
        found = read_package(cast("BinaryIO", upload))
        lessons = []
        for one, named in zip(found, _titles(found, title.strip()), strict=True):
            homework = add_homework(by=by, course=course, title=named, now=now, **facts)
            lessons.append(
                Lesson.objects.create(
                    homework=homework,
                    file=stored,
                    contact_minutes=contact_minutes,
                    launch=one.launch,
                    mastery_score=one.mastery_score,
                    launch_data=one.launch_data,
                    created_at=now,
                )
            )
        added.record(homework=[one.homework.public_id for one in lessons], title=lessons[0].homework.title)
    return lessons


def _titles(found: list[Manifest], title: str) -> list[str]:
    if len(found) == 1:
        return [(title or found[0].title or _("Online lesson"))[:_LONGEST_TITLE]]
    own = [one.title or _("Lesson %(number)d") % {"number": number} for number, one in enumerate(found, 1)]
    return [(f"{title}: {one}" if title else one)[:_LONGEST_TITLE] for one in own]


def begin_lesson(*, application: Application, lesson: Lesson, now: datetime) -> LessonProgress:
    """Open a lesson for a learner who has a seat; from now on only the page opened with it saves.

    Raises ``Refusal`` without a seat, and once the cohort is closed out.
    """
    with act(by=None, action="training.begin_lesson", subject=application, now=now, lesson=lesson.public_id):
        application = _seated(application)
        progress = _progress(application, lesson) or LessonProgress(
            lesson=lesson, application=application, created_at=now
        )
        progress.time_before, progress.launch_time = progress.total_time, 0
        progress.launch_key, progress.launch_number = secrets.token_hex(16), 0
        progress.save()
    return progress


def save_lesson(
    *, application: Application, lesson: Lesson, key: str, number: int, said: Said, now: datetime
) -> LessonProgress:
    """Keep what the lesson has ``said`` on the page opened with ``key``, in its message of this ``number``.

    A message that came before, or comes after a later one, changes nothing. The first time that the lesson is
    completed or passed, its homework is done. Raises ``OpenedElsewhere``, else as
    ``begin_lesson``.
    """
    with act(
        by=None, action="training.save_lesson", subject=application, now=now, lesson=lesson.public_id
    ) as saved:
        application = _seated(application)
        progress = _progress(application, lesson)
        if progress is None or not secrets.compare_digest(progress.launch_key.encode(), key.encode()):
            raise OpenedElsewhere(
                _("This lesson was opened on another page. Go on there, or open it here again.")
            )
        if number > progress.launch_number:
            _take(progress, said)
            progress.launch_number, progress.saved_at = number, now
            if progress.done_at is None and progress.status in DONE:
                progress.done_at = now
                _do_homework(application, lesson, now)
            progress.save()
        saved.record(number=number, status=progress.status)
    return progress


def _take(progress: LessonProgress, said: Said) -> None:
    for name in _KEPT:
        value = getattr(said, name)
        if value is not None:
            setattr(progress, name, value)
    if said.session_time is not None:
        # Less than before: the page was loaded again, and the lesson counts from nothing.
        if said.session_time < progress.launch_time:
            progress.time_before += progress.launch_time
        progress.launch_time = said.session_time
    if said.exit is not None:
        progress.last_exit = said.exit
    status = judged(progress.status, said, progress.score, progress.lesson.mastery_score)
    # What was done stays done, however often the learner looks at it again.
    if progress.done_at is None or status in DONE:
        progress.status = status


def _do_homework(application: Application, lesson: Lesson, now: datetime) -> None:
    done = HandIn.objects.filter(homework=lesson.homework_id, application=application).first()
    done = done or HandIn(homework=lesson.homework, application=application, handed_in_at=now, created_at=now)
    if done.accepted_at is None:
        done.accepted_at, done.returned_at, done.note = now, None, ""
        done.save()


def _seated(application: Application) -> Application:
    rows = Application.objects.select_for_update(of=("self",)).select_related("cohort")
    application = rows.get(pk=application.pk)
    if application.state != ApplicationState.SEATED:
        raise Refusal(_("Only who has a seat plays the lessons."))
    if application.cohort.state != CohortState.OPEN:
        raise Refusal(_("The cohort is closed: nothing can be handed in any more."))
    return application


def _progress(application: Application, lesson: Lesson) -> LessonProgress | None:
    rows = LessonProgress.objects.select_for_update(of=("self",)).select_related("lesson")
    return rows.filter(application=application, lesson=lesson).first()
