"""Bodies and their rules."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.audit.public import entries_about, ref_to
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.partnerships.law.public import Key, law_of
from interlocal.partnerships.meetings import actions, queries, rules
from interlocal.partnerships.meetings.forms import BodyForm, EndForm, LocalRuleForm, ThresholdForm
from interlocal.partnerships.meetings.models import Body
from interlocal.partnerships.meetings.rules import Permission
from interlocal.partnerships.meetings.views.act import answer


@requires(Permission.READ)
@require_safe
def bodies(request: SignedInRequest) -> HttpResponse:
    """List the bodies, each with its members and next meeting."""
    rows = queries.body_rows(request.user, clock.now())
    return render(
        request,
        "meetings/bodies.html",
        {"bodies": rows, "may_edit": rules.may_edit_bodies(request.user)},
    )


@requires(Permission.READ)
@require_safe
def body(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show one body: its members, rules and meetings."""
    found = queries.body_for(request.user, public_id)
    today, ref = clock.today(), ref_to(found)
    own = queries.own_seats(request.user, found, today)
    return render(
        request,
        "meetings/body.html",
        {
            "body": found,
            "members": queries.members_on(found, today),
            "notice": queries.notice_rule(queries.law_for(found), found),
            "thresholds": found.thresholds.all(),
            "local_rules": queries.local_rules_on(found, today),
            "series": queries.running_series(found),
            "coming": queries.coming_meetings(found, clock.now()),
            "proposals": queries.waiting_proposals(found),
            "entries": entries_about(ref.kind, ref.public_id)[:20],
            "may_edit": rules.may_edit_bodies(request.user),
            "may_arrange": rules.may_arrange(request.user, own),
            "may_propose": rules.may_propose(request.user, own),
        },
    )


@requires(Permission.ARRANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def add_body(request: SignedInRequest) -> HttpResponse:
    """Add a body."""
    if not rules.may_edit_bodies(request.user):
        raise Http404
    form = BodyForm(request.POST or None)
    return answer(
        request,
        form,
        lambda: _page(actions.add_body(by=request.user, facts=form.cleaned_data, now=clock.now())),
        done=_("The body is on record. Give its members their seats next."),
        template="meetings/body_form.html",
        title=_("Add a body"),
        lead=_("A steering group, board or committee. An informal one needs a name and nothing else."),
        button=_("Add the body"),
        back=reverse("meetings:bodies"),
        back_name=_("Bodies"),
        status_words=law_of().rule(Key.BODY_STATUS).words,
    )


@requires(Permission.ARRANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def change_body(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Change a body's rules."""
    found = queries.body_to_edit(request.user, public_id)
    form = BodyForm(request.POST or None, instance=found)
    return answer(
        request,
        form,
        lambda: _page(
            actions.change_body(by=request.user, body=found, facts=form.cleaned_data, now=clock.now())
        ),
        done=_("The rules are changed from now on."),
        template="meetings/body_form.html",
        title=_("Change the rules of %(body)s") % {"body": found.name},
        lead=_("What has been decided keeps the rule under which it was decided."),
        button=_("Save the rules"),
        back=_page(found),
        back_name=found.name,
        status_words=queries.law_for(found).rule(Key.BODY_STATUS).words,
    )


@requires(Permission.ARRANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def set_threshold(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Say which share a kind of motion needs."""
    found = queries.body_to_edit(request.user, public_id)
    form = ThresholdForm(request.POST or None)

    def act() -> str:
        facts = dict(form.cleaned_data)
        kind = facts.pop("motion_kind")
        actions.set_threshold(by=request.user, body=found, motion_kind=kind, facts=facts, now=clock.now())
        return _page(found)

    return answer(
        request,
        form,
        act,
        done=_("The share is set."),
        title=_("Set the share that a motion needs"),
        lead=_("Without one, more than half of those who vote yea or nay is enough."),
        button=_("Set the share"),
        back=_page(found),
        back_name=found.name,
    )


@requires(Permission.ARRANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def add_local_rule(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Add a stricter local rule."""
    found = queries.body_to_edit(request.user, public_id)
    form = LocalRuleForm(request.POST or None)

    def act() -> str:
        actions.add_local_rule(by=request.user, body=found, facts=form.cleaned_data, now=clock.now())
        return _page(found)

    return answer(
        request,
        form,
        act,
        done=_("The local rule counts from now on."),
        title=_("Add a local rule"),
        lead=_("A rule of the city that is stricter than the state's. It can only make the time earlier."),
        button=_("Add the rule"),
        back=_page(found),
        back_name=found.name,
    )


@requires(Permission.ARRANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def end_local_rule(request: SignedInRequest, public_id: str, rule_id: str) -> HttpResponse:
    """End a local rule."""
    found = queries.body_to_edit(request.user, public_id)
    rule = queries.local_rule_of(found, rule_id)
    form = EndForm(request.POST or None, initial={"ends_on": clock.today()})

    def act() -> str:
        actions.end_local_rule(by=request.user, rule=rule, now=clock.now(), **form.cleaned_data)
        return _page(found)

    return answer(
        request,
        form,
        act,
        done=_("The local rule has its end."),
        title=_("End the local rule"),
        lead=rule.words,
        button=_("End the rule"),
        back=_page(found),
        back_name=found.name,
    )


def _page(body: Body) -> str:
    return reverse("meetings:body", args=[body.public_id])
