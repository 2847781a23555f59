"""The catalogue as those who run training keep it."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.files.public import file_response
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.programs.training.actions import planning
from interlocal.programs.training.forms.planning import CourseForm, HomeworkForm, MaterialForm, PlanForm
from interlocal.programs.training.models import Cohort, Course, Homework, Material
from interlocal.programs.training.queries import cohorts
from interlocal.programs.training.rules import Permission
from interlocal.programs.training.views.planning_act import answer, page_of, try_now

PAGE_SIZE = 50


@requires(Permission.READ)
@require_safe
def courses(request: SignedInRequest) -> HttpResponse:
    """List the catalogue."""
    page = Paginator(cohorts.courses_by_title(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "may_run": request.user.may(Permission.RUN)}
    return render(request, "training/planning/courses.html", context)


@requires(Permission.READ)
@require_safe
def course(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show one course: outcomes, materials, homework, and its cohorts."""
    found = cohorts.course_by_id(public_id)
    may_run = request.user.may(Permission.RUN)
    materials = found.materials.select_related("file")
    page = Paginator(cohorts.cohorts_for(request.user).filter(course=found), PAGE_SIZE)
    context = {
        "course": found,
        "materials": materials if may_run else materials.filter(is_for_instructors=False),
        "homework": found.homework.select_related("lesson"),
        "page": page.get_page(request.GET.get("page")),
        "may_run": may_run,
    }
    return render(request, "training/planning/course.html", context)


@requires(Permission.READ)
@require_safe
def material_file(request: SignedInRequest, public_id: str, material_id: str) -> HttpResponseBase:
    """Hand out the file of a material; those for instructors only to whoever runs training."""
    found = _material(public_id, material_id)
    if found.file is None or (found.is_for_instructors and not request.user.may(Permission.RUN)):
        raise Http404
    return file_response(found.file, as_attachment=True)


@requires(Permission.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def add_course(request: SignedInRequest) -> HttpResponse:
    """Put a course into the catalogue."""
    form = CourseForm(request.POST or None)

    def act() -> Course:
        return planning.add_course(by=request.user, facts=form.cleaned_data, now=clock.now())

    return answer(
        request,
        form,
        act,
        record=None,
        done=_("The course is in the catalogue. Plan its first cohort next."),
        title=_("Add a course"),
        lead=_("What is taught, for whom, and what they can do afterwards."),
        button=_("Add the course"),
    )


@requires(Permission.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def change_course(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Change a course."""
    found = cohorts.course_by_id(public_id)
    form = CourseForm(request.POST or None, instance=cohorts.course_by_id(public_id))

    def act() -> Course:
        return planning.change_course(by=request.user, course=found, facts=form.cleaned_data, now=clock.now())

    return answer(
        request,
        form,
        act,
        record=found,
        done=_("The course is changed."),
        title=_("Change the course"),
        button=_("Save the change"),
    )


@requires(Permission.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def add_material(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Add a file or a link to a course."""
    found = cohorts.course_by_id(public_id)
    form = MaterialForm(request.POST or None, request.FILES or None)

    def act() -> None:
        planning.add_material(by=request.user, course=found, now=clock.now(), **form.cleaned_data)

    return answer(
        request,
        form,
        act,
        record=found,
        done=_("The material is added."),
        title=_("Add a material"),
        lead=_("Learners who have a seat find it on their own page."),
        button=_("Add the material"),
    )


@requires(Permission.RUN)
@require_POST
def remove_material(request: SignedInRequest, public_id: str, material_id: str) -> HttpResponse:
    """Take a material out of its course."""
    found = _material(public_id, material_id)
    return try_now(
        request,
        lambda: planning.remove_material(by=request.user, material=found, now=clock.now()),
        goal=page_of(found.course),
        done=_("The material is taken out. A file stays on record."),
    )


@requires(Permission.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def add_homework(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Add homework to a course."""
    found = cohorts.course_by_id(public_id)
    form = HomeworkForm(request.POST or None)

    def act() -> None:
        planning.add_homework(by=request.user, course=found, now=clock.now(), **form.cleaned_data)

    return answer(
        request,
        form,
        act,
        record=found,
        done=_("The homework is added."),
        title=_("Add homework"),
        button=_("Add the homework"),
    )


@requires(Permission.RUN)
@require_POST
def remove_homework(request: SignedInRequest, public_id: str, homework_id: str) -> HttpResponse:
    """Take homework out of its course."""
    rows = Homework.objects.select_related("course")
    found = get_object_or_404(rows, course__public_id=public_id, public_id=homework_id)
    return try_now(
        request,
        lambda: planning.remove_homework(by=request.user, homework=found, now=clock.now()),
        goal=page_of(found.course),
        done=_("The homework is taken out."),
    )


@requires(Permission.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_cohort(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Plan one run of a course."""
    found = cohorts.course_by_id(public_id)
    form = PlanForm(request.POST or None)

    def act() -> Cohort:
        return planning.plan_cohort(by=request.user, course=found, facts=form.cleaned_data, now=clock.now())

    return answer(
        request,
        form,
        act,
        record=found,
        done=_("The cohort is planned. Say next how many seats there are."),
        title=_("Plan a cohort"),
        lead=_("Its days and rules. Seats, shares, sessions and instructors come after."),
        button=_("Plan the cohort"),
    )


def _material(public_id: str, material_id: str) -> Material:
    rows = Material.objects.select_related("course", "file")
    return get_object_or_404(rows, course__public_id=public_id, public_id=material_id)
