"""People: the list, a person, and who may do what."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from interlocal.foundation.accounts.forms import FilterForm
from interlocal.foundation.accounts.models import SignedInRequest
from interlocal.foundation.accounts.queries.lists import Filter, people_listed, people_visible_to
from interlocal.foundation.accounts.queries.person import person_page
from interlocal.foundation.accounts.queries.scopes import scope_choices, scope_labels
from interlocal.foundation.accounts.queries.unused import UNUSED
from interlocal.foundation.accounts.queries.who_may import every_permission, holders_of, permissions_of_person
from interlocal.foundation.accounts.rules import Permission
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires

PAGE = 50


@requires(Permission.READ)
def people(request: SignedInRequest) -> HttpResponse:
    """List people by name."""
    viewer, today = request.user, clock.today()
    places = scope_choices()
    form = FilterForm(request.GET, places=places)
    chosen = form.cleaned_data if form.is_valid() else {}
    narrowed = Filter(
        text=chosen.get("q", "").strip(),
        role=chosen.get("role", ""),
        scope=chosen.get("place"),
        state=chosen.get("state", ""),
    )
    listed = people_listed(viewer, narrowed, on=today, now=clock.now())
    context = {
        "form": form,
        "page": Paginator(listed, PAGE).get_page(request.GET.get("page")),
        "labels": dict(places),
        "is_narrowed": narrowed != Filter(),
        "is_unused": narrowed.state == UNUSED,
        "may_invite": viewer.may(Permission.INVITE),
        "may_provide": viewer.may(Permission.PROVIDERS),
    }
    return render(request, "accounts/people.html", context)


@requires(Permission.READ)
def person(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show a person: state, roles with their days, invitations, and what may be done."""
    viewer = request.user
    shown = get_object_or_404(people_visible_to(viewer), public_id=public_id)
    context = person_page(viewer, shown, on=clock.today(), now=clock.now())
    return render(request, "accounts/person.html", {"page": context, "labels": scope_labels()})


@requires(Permission.READ)
def who_may(request: SignedInRequest) -> HttpResponse:
    """Choose a person or a permission: who may do what, and by which grant."""
    viewer, today = request.user, clock.today()
    visible = people_visible_to(viewer)
    chosen = next((p for p in every_permission() if p.value == request.GET.get("permission")), None)
    person_id = request.GET.get("person", "")
    shown = get_object_or_404(visible, public_id=person_id) if person_id else None
    ids = set(visible.values_list("pk", flat=True)) if chosen else set()
    context = {
        "people": visible.filter(is_active=True).order_by("name", "pk"),
        "permissions": every_permission(),
        "person": shown,
        "permission": chosen,
        "held": permissions_of_person(shown, on=today) if shown else [],
        "holders": [r for r in holders_of(chosen, on=today) if r.grant.user_id in ids] if chosen else [],
        "labels": scope_labels(),
    }
    return render(request, "accounts/who_may.html", context)
