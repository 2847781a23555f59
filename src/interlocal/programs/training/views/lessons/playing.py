"""A learner plays a lesson, and what it says is saved."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import open_to_public
from interlocal.programs.training.actions.lessons import OpenedElsewhere, begin_lesson, save_lesson
from interlocal.programs.training.lessons.said import read_said
from interlocal.programs.training.models import Application, Learner, Lesson
from interlocal.programs.training.models.lessons import DONE
from interlocal.programs.training.queries import learners
from interlocal.programs.training.queries.lessons import beginning, key_to, lesson_for, progress_of
from interlocal.programs.training.views.lessons.player import frame_of, framing
from interlocal.programs.training.views.links.door import behind_own, page

# SCORM's longest values, written in JSON with every character escaped, and room for the rest.
_LONGEST_MESSAGE = 64 * 1024
# A lesson may save with every answer given; a page holds its messages back to one in two seconds.
_MOST_SAVES = 600


@open_to_public
@csrf_exempt  # The signed address is what lets one in, no cookie is; and "no-referrer" sends "Origin: null".
@require_http_methods(["GET", "HEAD", "POST"])
def play(
    request: HttpRequest,
    public_id: str,
    link_round: int,
    signature: str,
    application_id: str,
    homework_id: str,
) -> HttpResponseBase:
    """Show the lesson on the page that was opened for it last; opening it there is a button."""

    def answer(learner: Learner) -> HttpResponseBase:
        application, lesson = _found(learner, application_id, homework_id)
        if request.method == "POST":
            return _begin(request, application, lesson)
        return _play(request, application, lesson)

    return behind_own(request, public_id, link_round, signature, answer)


@open_to_public
@csrf_exempt  # As above.
@require_POST
def save(
    request: HttpRequest,
    public_id: str,
    link_round: int,
    signature: str,
    application_id: str,
    homework_id: str,
) -> HttpResponseBase:
    """Save what the lesson says; answer in JSON whether it is done."""

    def answer(learner: Learner) -> HttpResponseBase:
        application, lesson = _found(learner, application_id, homework_id)
        message = _message(request)
        if message is None:
            return JsonResponse({"refused": "unreadable"}, status=400)
        try:
            progress = save_lesson(
                application=application,
                lesson=lesson,
                key=message["key"],
                number=message["number"],
                said=read_said(message["values"], is_finished=message["is_finished"]),
                now=clock.now(),
            )
        except OpenedElsewhere as refusal:
            return JsonResponse({"refused": str(refusal)}, status=409)
        except Refusal as refusal:
            return JsonResponse({"refused": str(refusal)}, status=403)
        return JsonResponse({"status": progress.status, "is_done": progress.done_at is not None})

    return behind_own(request, public_id, link_round, signature, answer, most=_MOST_SAVES)


def _found(learner: Learner, application_id: str, homework_id: str) -> tuple[Application, Lesson]:
    application = learners.application_of(learner, application_id)
    lesson = None if application is None else lesson_for(application, homework_id)
    if application is None or lesson is None:
        raise Http404
    return application, lesson


def _begin(request: HttpRequest, application: Application, lesson: Lesson) -> HttpResponseBase:
    try:
        progress = begin_lesson(application=application, lesson=lesson, now=clock.now())
    except Refusal as refusal:
        return _page(request, application, lesson, refusal=str(refusal))
    return redirect(f"{request.path}?page={progress.launch_key}")


def _play(request: HttpRequest, application: Application, lesson: Lesson) -> HttpResponseBase:
    progress = progress_of(application, lesson)
    if progress is None or request.GET.get("page") != progress.launch_key:
        return _page(request, application, lesson, is_elsewhere=progress is not None)
    key = key_to(lesson, application)
    values = beginning(lesson, number=application.public_id, name=application.learner.name, progress=progress)
    frame = frame_of(request, lesson, key, values)
    response = _page(
        request,
        application,
        lesson,
        frame=frame,
        launch_key=progress.launch_key,
        number=progress.launch_number,
        is_done=progress.status in DONE,
    )
    return framing(request, response, key)


def _page(request: HttpRequest, application: Application, lesson: Lesson, **context: Any) -> HttpResponse:
    response = page(
        request,
        "lesson",
        application=application,
        task=lesson.homework,
        lesson=lesson,
        back=request.path.removesuffix("lesson/"),
        **context,
    )
    assert isinstance(response, HttpResponse)
    return response


def _message(request: HttpRequest) -> dict[str, Any] | None:
    """Return what the page sent, each part of the right type; nothing where it is not."""
    if len(request.body) > _LONGEST_MESSAGE:
        return None
    try:
        message = json.loads(request.body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(message, dict):
        return None
    wanted = {"key": str, "number": int, "values": dict, "is_finished": bool}
    if any(type(message.get(name)) is not kind for name, kind in wanted.items()):
        return None
    return message if 0 < message["number"] <= 2**31 - 1 else None
