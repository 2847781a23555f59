"""An instructor's pages: roster, attendance, materials, homework."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from interlocal.foundation.files.public import file_response
from interlocal.foundation.notices.public import sign_path
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import open_to_public
from interlocal.programs.training.actions.homework import accept_homework, return_homework
from interlocal.programs.training.forms.public_taking_part import NoteForm
from interlocal.programs.training.models import HandIn, Instructor, Session
from interlocal.programs.training.queries import sessions, teaching
from interlocal.programs.training.rules.links import BASE, instructor_path
from interlocal.programs.training.views import rolls
from interlocal.programs.training.views.links.door import behind, page
from interlocal.web.public import refuse_form


def _behind(
    request: HttpRequest,
    public_id: str,
    mark: str,
    signature: str,
    answer: Callable[[Instructor], HttpResponseBase],
) -> HttpResponseBase:
    return behind(
        request,
        path=f"{BASE}/teach/{public_id}/{mark}/",
        signature=signature,
        find=lambda: teaching.instructor_at(public_id, mark),
        language=lambda _found: "en",
        answer=answer,
    )


def _root(instructor: Instructor) -> str:
    path = instructor_path(instructor)
    return f"{path}{sign_path(path)}/"


@open_to_public
@require_safe
def teach(request: HttpRequest, public_id: str, mark: str, signature: str) -> HttpResponseBase:
    """The cohort as its instructor needs it."""
    return _behind(request, public_id, mark, signature, lambda found: _teach(request, found))


def _teach(request: HttpRequest, instructor: Instructor) -> HttpResponseBase:
    cohort = instructor.cohort
    held = list(cohort.sessions.filter(cancelled_at=None).select_related("makes_up"))
    return page(
        request,
        "teach",
        instructor=instructor,
        cohort=cohort,
        sessions=held,
        records=sessions.attendance_of(cohort, held),
        materials=teaching.materials_of(instructor),
        handed_in=teaching.handed_in(instructor),
    )


def _of_session(
    request: HttpRequest,
    public_id: str,
    mark: str,
    signature: str,
    session_id: str,
    answer: Callable[[HttpRequest, Session, rolls.Hand], HttpResponseBase],
) -> HttpResponseBase:
    def found(instructor: Instructor) -> HttpResponseBase:
        session = sessions.session_in(instructor.cohort, session_id)
        if session is None:
            raise Http404
        back = _root(instructor)
        return answer(request, session, rolls.Hand(None, instructor.name, back, "training/links/base.html"))

    return _behind(request, public_id, mark, signature, found)


@open_to_public
@csrf_exempt  # The signed address is what lets one in, no cookie is; and "no-referrer" sends "Origin: null".
@require_http_methods(["GET", "HEAD", "POST"])
def tick(
    request: HttpRequest, public_id: str, mark: str, signature: str, session_id: str
) -> HttpResponseBase:
    """Tick the roster of a session."""
    return _of_session(request, public_id, mark, signature, session_id, rolls.ticking)


@open_to_public
@require_safe
def roster(
    request: HttpRequest, public_id: str, mark: str, signature: str, session_id: str
) -> HttpResponseBase:
    """Print the roster of a session."""
    return _of_session(request, public_id, mark, signature, session_id, rolls.printed_roster)


@open_to_public
@require_safe
def code(
    request: HttpRequest, public_id: str, mark: str, signature: str, session_id: str
) -> HttpResponseBase:
    """Show the code of a session, to project or to print."""
    return _of_session(request, public_id, mark, signature, session_id, rolls.code_page)


@open_to_public
@csrf_exempt  # As above.
@require_http_methods(["GET", "HEAD", "POST"])
def log(request: HttpRequest, public_id: str, mark: str, signature: str, session_id: str) -> HttpResponseBase:
    """Read the log of an online session."""
    return _of_session(request, public_id, mark, signature, session_id, rolls.log_page)


@open_to_public
@require_safe
def material(
    request: HttpRequest, public_id: str, mark: str, signature: str, material_id: str
) -> HttpResponseBase:
    """Hand the instructor a material, those for instructors too."""

    def answer(instructor: Instructor) -> HttpResponseBase:
        found = teaching.materials_of(instructor).filter(public_id=material_id).first()
        if found is None or found.file is None:
            raise Http404
        return file_response(found.file, as_attachment=False)

    return _behind(request, public_id, mark, signature, answer)


@open_to_public
@csrf_exempt  # As above.
@require_http_methods(["GET", "HEAD", "POST"])
def homework(
    request: HttpRequest, public_id: str, mark: str, signature: str, hand_in_id: str
) -> HttpResponseBase:
    """Read what a learner handed in; accept it, or return it with a note."""
    return _behind(request, public_id, mark, signature, lambda found: _homework(request, found, hand_in_id))


def _handed_in(instructor: Instructor, hand_in_id: str) -> HandIn:
    found = teaching.handed_in(instructor).filter(public_id=hand_in_id).first()
    if found is None:
        raise Http404
    return found


def _homework(request: HttpRequest, instructor: Instructor, hand_in_id: str) -> HttpResponseBase:
    done = _handed_in(instructor, hand_in_id)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        judge = return_homework if request.POST.get("way") == "return" else accept_homework
        try:
            judge(
                by=None,
                handed_in=done,
                note=form.cleaned_data["note"],
                named=instructor.name,
                now=clock.now(),
            )
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            return redirect(f"{_root(instructor)}#homework")
    back, base = _root(instructor), "training/links/base.html"
    return page(
        request, "teach_homework", done=done, form=form, cohort=instructor.cohort, back=back, base=base
    )


@open_to_public
@require_safe
def homework_file(
    request: HttpRequest, public_id: str, mark: str, signature: str, hand_in_id: str
) -> HttpResponseBase:
    """Hand the instructor the file that a learner handed in."""

    def answer(instructor: Instructor) -> HttpResponseBase:
        done = _handed_in(instructor, hand_in_id)
        if done.file is None:
            raise Http404
        return file_response(done.file)

    return _behind(request, public_id, mark, signature, answer)
