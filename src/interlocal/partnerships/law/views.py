"""The page "Law and rules", choosing a pack, and setting own rules."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.partnerships.law import actions, queries, rules
from interlocal.partnerships.law.forms import ChoiceForm, OwnRuleForm
from interlocal.partnerships.law.pack import RULES, Key
from interlocal.partnerships.law.rules import Permission
from interlocal.web.public import refuse_form


@requires(Permission.READ)
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """Show the rules that apply to the partnership, and under which each jurisdiction is."""
    return _page(request, None)


@requires(Permission.READ)
@require_safe
def rules_of(request: SignedInRequest, place: str) -> HttpResponse:
    """Show the rules that apply to one jurisdiction."""
    found = queries.place_for(request.user, place)
    return redirect("law:home") if found is None else _page(request, found)


def _page(request: SignedInRequest, place: Jurisdiction | None) -> HttpResponse:
    book = queries.law_book()
    law = book.of(place)
    context = {
        "place": place,
        "place_id": place.public_id if place else "partnership",
        "law": law,
        "is_chosen": place.pk in book.chosen if place else book.is_home_chosen,
        "chapters": queries.chapters_of(law),
        "jurisdictions": [] if place else queries.whereabouts(book),
        "ended": queries.ended_rules(place),
        "may_set": rules.may_set(request.user),
    }
    return render(request, "law/rules.html", context)


@requires(Permission.SET)
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: SignedInRequest, place: str) -> HttpResponse:
    """Choose under whose rules the partnership or a jurisdiction is."""
    found = _settable(request, place)
    book = queries.law_book()
    form = ChoiceForm(request.POST or None, initial={"pack": book.of(found).pack.slug})
    if form.is_valid():
        actions.choose_pack(
            by=request.user, jurisdiction=found, pack=form.cleaned_data["pack"], now=clock.now()
        )
        messages.success(request, _("The rules are chosen."))
        return redirect(_address(found))
    title = _("Choose the rules of %(place)s") % {"place": _named(found)}
    lead = _("They hold from now on. What was decided keeps the section it was decided under.")
    page = {"title": title, "lead": lead, "button": _("Choose these rules"), "back": _address(found)}
    return render(request, "law/form.html", {"form": form, **page})


@requires(Permission.SET)
@require_http_methods(["GET", "HEAD", "POST"])
def set_own(request: SignedInRequest, place: str, key: str) -> HttpResponse:
    """Set a rule in place of the pack's."""
    found = _settable(request, place)
    if key not in RULES:
        raise Http404
    sort, rule = RULES[Key(key)], queries.law_of(found).rule(Key(key))
    initial = {"figure": rule.figure, "words": rule.words if rule.is_own else "", "section": ""}
    form = OwnRuleForm(request.POST or None, sort=sort, initial=initial)
    if form.is_valid():
        try:
            actions.set_own_rule(
                by=request.user, jurisdiction=found, key=sort.key, now=clock.now(), **form.facts()
            )
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, _("Your own rule holds from now on."))
            return redirect(_address(found))
    page = {
        "title": _("Set your own rule: %(rule)s") % {"rule": sort.title},
        "lead": _("For %(place)s. It takes the place of this one:") % {"place": _named(found)},
        "rule": rule,
        "button": _("Set this rule"),
        "back": _address(found),
    }
    return render(request, "law/form.html", {"form": form, **page})


@requires(Permission.SET)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: SignedInRequest, public_id: str) -> HttpResponse:
    """End an own rule, once it is confirmed."""
    if not rules.may_set(request.user):
        raise Http404
    rule = queries.own_rule_for(request.user, public_id)
    if request.method == "POST":
        try:
            actions.end_own_rule(by=request.user, rule=rule, now=clock.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The rule has ended."))
        return redirect(_address(rule.jurisdiction))
    back = queries.law_book().of(rule.jurisdiction).pack.rules[Key(rule.key)]
    context = {"own": rule, "sort": RULES[Key(rule.key)], "rule": back, "back": _address(rule.jurisdiction)}
    return render(request, "law/end.html", context)


def _settable(request: HttpRequest, place: str) -> Jurisdiction | None:
    if not rules.may_set(request.user):  # type: ignore[arg-type]
        raise Http404
    return queries.place_for(request.user, place)  # type: ignore[arg-type]


def _named(place: Jurisdiction | None) -> str:
    return place.name if place else _("the partnership")


def _address(place: Jurisdiction | None) -> str:
    return reverse("law:place", args=[place.public_id]) if place else reverse("law:home")
