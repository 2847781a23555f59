"""Pain points: the list with what might belong together, one of them, groups."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.audit.public import entries_about, ref_to
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.partnerships.initiatives import actions, queries, rules
from interlocal.partnerships.initiatives.forms import (
    ConfirmForm,
    GroupForm,
    PainFilterForm,
    PainPointForm,
    ReasonForm,
)
from interlocal.partnerships.initiatives.models import Initiative, PainGroup
from interlocal.partnerships.initiatives.rules import Permission
from interlocal.partnerships.initiatives.views.answer import Page, answer
from interlocal.partnerships.jurisdictions.public import Source, jurisdictions_where, members
from interlocal.web.filters import chips_of

PAGE_SIZE = 50


@requires(Permission.READ)
@require_safe
def pain_points(request: SignedInRequest) -> HttpResponse:
    """Show what might belong together, the groups, and the list."""
    form = PainFilterForm(request.GET, cities=members(clock.today()))
    rows = queries.wanted_pain_points(request.user, form.wanted(request.GET.get("sort", "")))
    may_lead = rules.may_lead(request.user)
    context = {
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "form": form,
        "chips": chips_of(form, request),
        "groups": queries.groups_for(request.user),
        "suggestions": queries.suggestions(request.user),
        "may_lead": may_lead,
        "may_state": request.user.may(Permission.STATE),
    }
    return render(request, "initiatives/pain_points.html", context)


@requires(Permission.READ)
@require_safe
def pain_point(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show one pain point, and the ones of other cities that read most like it."""
    point = queries.pain_point_for(request.user, public_id)
    context = {
        "point": point,
        "alike": queries.like_this(point, request.user) if point.withdrawn_at is None else [],
        "may_lead": rules.may_lead(request.user),
        "may_withdraw": point.withdrawn_at is None and rules.may_state(request.user, point.jurisdiction),
        "history": entries_about(ref_to(point).kind, point.public_id),
    }
    return render(request, "initiatives/pain_point.html", context)


@requires(Permission.STATE)
@require_http_methods(["GET", "HEAD", "POST"])
def state_pain_point(request: SignedInRequest) -> HttpResponse:
    """State what hurts one's city."""
    cities = jurisdictions_where(request.user, Permission.STATE)
    own = list(cities[:2])
    initial = {"jurisdiction": own[0].public_id} if len(own) == 1 else {}
    form = PainPointForm(request.POST or None, cities=cities, initial=initial)

    def act() -> object:
        title = form.cleaned_data["source_title"]
        return actions.state_pain_point(
            by=request.user,
            jurisdiction=form.cleaned_data["jurisdiction"],
            pain=form.pain(),
            source=Source(source_title=title) if title else None,
            now=clock.now(),
        )

    page = Page(
        _("State a pain point"),
        _("State it"),
        reverse("initiatives:pain-points"),
        _("Say it as you would say it to a colleague in the next city: that is how others recognise it."),
        _("Pain points"),
    )
    return answer(request, form, act, page=page, done=_("It is stated. Every member can read it now."))


@requires(Permission.STATE)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_pain_point(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Take a pain point back."""
    point = queries.own_pain_point_for(request.user, public_id)
    form = ReasonForm(request.POST or None)

    def act() -> object:
        return actions.withdraw_pain_point(
            by=request.user, point=point, reason=form.cleaned_data["reason"], now=clock.now()
        )

    back = reverse("initiatives:pain-point", args=[public_id])
    page = Page(_("Withdraw this pain point"), _("Withdraw it"), back, point.title, _("Pain points"))
    return answer(request, form, act, page=page, done=_("It is withdrawn. It stays on record."))


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def group_pain_points(request: SignedInRequest) -> HttpResponse:
    """Put pain points into a group; a suggestion comes with its points checked."""
    said, is_looking = request.POST, "look" in request.POST
    chosen = said.getlist("points") if said else request.GET.getlist("point")
    points = queries.to_group(request.user, chosen=chosen, words=said.get("find", "").strip())
    first = next((one.title for one in points if one.public_id in chosen), "")
    initial = {"points": chosen, "title": said.get("title") or first, "find": said.get("find", "")}
    form = GroupForm(None if is_looking else said or None, points=points, initial=initial)

    def act() -> object:
        wanted = set(form.cleaned_data["points"])
        return actions.group_pain_points(
            by=request.user,
            title=form.cleaned_data["title"],
            points=[one for one in points if one.public_id in wanted],
            now=clock.now(),
        )

    page = Page(
        _("Group pain points"),
        _("Group them"),
        reverse("initiatives:pain-points"),
        _("Check those that are one and the same trouble. A group can become an initiative with one click."),
        _("Pain points"),
    )
    done = _("They are one group now.")
    return answer(request, form, act, page=page, done=done, template="initiatives/group.html")


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def start_initiative(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Turn a group into an initiative: one click on the list, or the confirmation here."""
    group = queries.group_for(request.user, public_id)
    started: list[Initiative] = []

    def act() -> object:
        started.append(actions.start_initiative(by=request.user, group=group, now=clock.now()))
        return started

    page = _about(group, _("Turn this group into an initiative"), _("Make it an initiative"))
    return answer(
        request,
        ConfirmForm(request.POST if request.method == "POST" else None),
        act,
        page=page,
        done=_("It is an initiative now. Say next what presses and who joins."),
        to=lambda: reverse("initiatives:initiative", args=[started[0].public_id]),
    )


@requires(Permission.LEAD)
@require_POST
def dissolve_group(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Let the pain points of a group stand alone again."""
    group = queries.group_for(request.user, public_id)
    if Initiative.objects.filter(group=group).exists():
        raise Http404
    actions.dissolve_group(by=request.user, group=group, now=clock.now())
    return redirect("initiatives:pain-points")


def _about(group: PainGroup, title: object, button: object) -> Page:
    return Page(str(title), str(button), reverse("initiatives:pain-points"), group.title, _("Pain points"))
