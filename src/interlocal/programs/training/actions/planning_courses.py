"""The catalogue: courses, what is handed out, what is to be done at home."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.files import File
from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.foundation.files.public import store_upload
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.training import rules
from interlocal.programs.training.models import Course, Homework, LessonProgress, Material


def add_course(*, by: User | None, facts: Mapping[str, Any], now: datetime) -> Course:
    """Put a course into the catalogue; ``facts`` are its fields. Raises ``Refusal``."""
    rules.check_running(by)
    course = Course(made_by=by, created_at=now, **facts)
    with act(by=by, action="training.add_course", subject=course, now=now, title=course.title):
        _need_own_title(course)
        course.save(force_insert=True)
    return course


def change_course(*, by: User | None, course: Course, facts: Mapping[str, Any], now: datetime) -> Course:
    """Change a course; the audit keeps which fields were changed. Raises ``Refusal``."""
    rules.check_running(by)
    with act(by=by, action="training.change_course", subject=course, now=now) as changed:
        course = Course.objects.select_for_update(of=("self",)).get(pk=course.pk)
        names = [name for name, value in facts.items() if getattr(course, name) != value]
        for name in names:
            setattr(course, name, facts[name])
        _need_own_title(course)
        changed.record(fields=names)
        course.save(update_fields=names or ["title"])
    return course


def add_material(
    *,
    by: User | None,
    course: Course,
    title: str,
    upload: "File[bytes] | None" = None,
    link: str = "",
    session_number: int | None = None,
    is_for_instructors: bool = False,
    now: datetime,
) -> Material:
    """Add what learners of a course get: a file or a link. Raises ``Refusal`` and ``UploadRefused``."""
    rules.check_running(by)
    if (upload is None) == (not link):
        raise Refusal(_("Give either a file or a link."), field="link")
    with act(by=by, action="training.add_material", subject=course, now=now, title=title) as added:
        stored = store_upload(by=by, upload=upload, now=now, purpose="training.material") if upload else None
        material = Material.objects.create(
            course=course,
            title=title,
            file=stored,
            link=link,
            session_number=session_number,
            is_for_instructors=is_for_instructors,
            created_at=now,
        )
        added.record(material=material.public_id)
    return material


def remove_material(*, by: User | None, material: Material, now: datetime) -> None:
    """Take a material out of its course; a file stays on record."""
    rules.check_running(by)
    with act(
        by=by, action="training.remove_material", subject=material.course, now=now, title=material.title
    ):
        Material.objects.filter(pk=material.pk).delete()


def add_homework(
    *,
    by: User | None,
    course: Course,
    title: str,
    instructions: str,
    session_number: int,
    is_required: bool = True,
    now: datetime,
) -> Homework:
    """Add what a learner does by a session of the course, by its number."""
    rules.check_running(by)
    with act(by=by, action="training.add_homework", subject=course, now=now, title=title) as added:
        homework = Homework.objects.create(
            course=course,
            title=title,
            instructions=instructions,
            session_number=session_number,
            is_required=is_required,
            created_at=now,
        )
        added.record(homework=homework.public_id)
    return homework


def remove_homework(*, by: User | None, homework: Homework, now: datetime) -> None:
    """Take homework out of its course, as long as nobody handed anything in. Raises ``Refusal``."""
    rules.check_running(by)
    with act(
        by=by, action="training.remove_homework", subject=homework.course, now=now, title=homework.title
    ):
        if homework.handed_in.exists():
            raise Refusal(_("Somebody has handed this homework in: it stays."))
        if LessonProgress.objects.filter(lesson__homework=homework).exists():
            raise Refusal(_("Somebody has begun this lesson: it stays."))
        Homework.objects.filter(pk=homework.pk).delete()


def _need_own_title(course: Course) -> None:
    if Course.objects.filter(title=course.title).exclude(pk=course.pk).exists():
        raise Refusal(_("There is a course of this name already."), field="title")
