"""Offices with those who hold them, and the categories."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.programs.hotline.actions import offices
from interlocal.programs.hotline.forms.setup import (
    CategoryForm,
    ChangeCategoryForm,
    ChangeOfficeForm,
    HolderForm,
    OfficeForm,
)
from interlocal.programs.hotline.models import Category
from interlocal.programs.hotline.queries import people, setup
from interlocal.programs.hotline.rules import Permission
from interlocal.programs.hotline.views.setup_act import answer, page_of, try_now

PAGE_SIZE = 50


@requires(Permission.SET_UP)
@require_http_methods(["GET", "HEAD", "POST"])
def add_office(request: SignedInRequest, public_id: str) -> HttpResponse:
    """List an office of the city."""
    found = setup.hotline_to_set_up(request.user, public_id)
    form = OfficeForm(request.POST or None)
    return answer(
        request,
        form,
        lambda: offices.add_office(by=request.user, hotline=found, now=clock.now(), **form.cleaned_data),
        goal=page_of(found, "offices"),
        done=_("The office is listed. Say next who holds it."),
        record=found,
        title=_("Add an office"),
        lead=_("Reporters mark offices that are concerned. Who holds one then learns nothing."),
        button=_("Add the office"),
    )


@requires(Permission.SET_UP)
@require_http_methods(["GET", "HEAD", "POST"])
def change_office(request: SignedInRequest, public_id: str, office_id: str) -> HttpResponse:
    """Change an office or take it off the list."""
    found = setup.hotline_to_set_up(request.user, public_id)
    office = setup.office_of(found, office_id)
    said = {"title": office.title, "title_es": office.title_es, "is_retired": office.is_retired}
    form = ChangeOfficeForm(request.POST or None, initial=said)
    return answer(
        request,
        form,
        lambda: offices.change_office(
            by=request.user, hotline=found, office=office, now=clock.now(), **form.cleaned_data
        ),
        goal=page_of(found, "offices"),
        done=_("The office is changed."),
        record=found,
        title=_("Change the office"),
        button=_("Save the change"),
    )


@requires(Permission.SET_UP)
@require_http_methods(["GET", "HEAD", "POST"])
def add_holder(request: SignedInRequest, public_id: str, office_id: str) -> HttpResponse:
    """Say who holds an office."""
    found = setup.hotline_to_set_up(request.user, public_id)
    office = setup.office_of(found, office_id)
    form = HolderForm(request.POST or None, people=people.everybody())
    return answer(
        request,
        form,
        lambda: offices.add_holder(
            by=request.user, hotline=found, office=office, now=clock.now(), **form.cleaned_data
        ),
        goal=page_of(found, "offices"),
        done=_("They are kept out of reports that mark this office or name them."),
        record=found,
        title=_("Who holds “%(office)s”") % {"office": office.title},
        button=_("Add the holder"),
    )


@requires(Permission.SET_UP)
@require_POST
def remove_holder(request: SignedInRequest, public_id: str, holder_id: str) -> HttpResponse:
    """Take somebody out of an office they no longer hold."""
    found = setup.hotline_to_set_up(request.user, public_id)
    holder = setup.holder_of(found, holder_id)
    return try_now(
        request,
        lambda: offices.remove_holder(by=request.user, hotline=found, holder=holder, now=clock.now()),
        goal=page_of(found, "offices"),
        done=_("They no longer hold the office. What they were kept out of stays closed to them."),
    )


@requires(Permission.READ)
@require_safe
def categories(request: SignedInRequest) -> HttpResponse:
    """List the categories."""
    page = Paginator(setup.categories(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "may_set_up": request.user.may(Permission.SET_UP)}
    return render(request, "hotline/setup/categories.html", context)


@requires(Permission.SET_UP)
@require_http_methods(["GET", "HEAD", "POST"])
def add_category(request: SignedInRequest) -> HttpResponse:
    """Add a category."""
    form = CategoryForm(request.POST or None)
    return answer(
        request,
        form,
        lambda: offices.add_category(by=request.user, facts=form.cleaned_data, now=clock.now()),
        goal=reverse("hotline:categories"),
        done=_("The category is added."),
        title=_("Add a category"),
        button=_("Add the category"),
    )


@requires(Permission.SET_UP)
@require_POST
def add_usual_categories(request: SignedInRequest) -> HttpResponse:
    """Begin with the categories that hotlines usually have."""
    return try_now(
        request,
        lambda: offices.add_usual_categories(by=request.user, now=clock.now()),
        goal=reverse("hotline:categories"),
        done=_("The usual categories are there: change their words as you like."),
    )


@requires(Permission.SET_UP)
@require_http_methods(["GET", "HEAD", "POST"])
def change_category(request: SignedInRequest, category_id: str) -> HttpResponse:
    """Change a category, or retire it."""
    found = get_object_or_404(Category, public_id=category_id)
    form = ChangeCategoryForm(request.POST or None, instance=found)
    return answer(
        request,
        form,
        lambda: offices.change_category(
            by=request.user, category=found, facts=form.cleaned_data, now=clock.now()
        ),
        goal=reverse("hotline:categories"),
        done=_("The category is changed."),
        title=_("Change the category"),
        button=_("Save the change"),
    )
