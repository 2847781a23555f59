"""Saying something about a study's result, and asking a city there."""

from datetime import datetime

from django.utils.translation import gettext as _

from interlocal.costing.studies import rules
from interlocal.costing.studies.models import Option, Remark, Study, StudyCity
from interlocal.costing.studies.rules import Permission
from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.scopes import ScopeKind
from interlocal.partnerships.jurisdictions.public import Jurisdiction


def say(
    *,
    by: User,
    study: Study,
    text: str,
    now: datetime,
    option: Option | None = None,
    to_city: StudyCity | None = None,
    answers: Remark | None = None,
) -> Remark:
    """Comment on a study's result or on an option, ask a city, or answer a comment.

    An answer is about what the first comment is about. Raises ``Refusal`` without a text, for a city or an
    option of another study, and for an answer to what was withdrawn.
    """
    text = _checked(by, text)
    if answers is not None:
        answers = answers.answers or answers
        option, to_city = answers.option, None
    if to_city is not None and (to_city.study_id != study.pk or to_city.left_at is not None):
        raise Refusal(_("That city is not in the study."), field="to_city")
    if option is not None and option.study_id != study.pk:
        raise Refusal(_("That option is not in the study."), field="option")
    remark = Remark(
        study=study,
        option=option,
        answers=answers,
        text=text,
        author=by,
        spoken_for=_city_of(by, study, now),
        to_city=to_city,
        created_at=now,
    )
    to = to_city.jurisdiction.name if to_city else ""
    title = option.title if option else ""
    with act(by=by, action="studies.say", subject=study, now=now, option=title, city=to):
        if answers is not None and _locked(answers).withdrawn_at is not None:
            raise Refusal(_("That comment is withdrawn."))
        remark.save(force_insert=True)
    return remark


def change_remark(*, by: User, remark: Remark, text: str, now: datetime) -> Remark:
    """Mend one's own comment soon after it was made. Raises ``Refusal`` later, and for somebody else's."""
    text = _checked(by, text)
    with act(by=by, action="studies.change_remark", subject=remark.study, now=now):
        remark = _locked(remark)
        if not rules.may_change_remark(by, remark, now):
            raise Refusal(
                _("A comment can be changed for %(minutes)d minutes. Withdraw it, or answer to it.")
                % {"minutes": rules.CHANGE_WITHIN.seconds // 60}
            )
        remark.text, remark.changed_at = text, now
        remark.save(update_fields=["text", "changed_at"])
    return remark


def withdraw_remark(*, by: User, remark: Remark, now: datetime) -> Remark:
    """Withdraw one's own comment: its text is gone, that there was one stays. Raises ``Refusal``."""
    with act(by=by, action="studies.withdraw_remark", subject=remark.study, now=now):
        remark = _locked(remark)
        if not rules.may_withdraw_remark(by, remark):
            raise Refusal(_("Only who wrote a comment withdraws it, and only once."))
        remark.text, remark.withdrawn_at = "", now
        remark.save(update_fields=["text", "withdrawn_at"])
    return remark


def close_question(*, by: User, remark: Remark, now: datetime) -> Remark:
    """Close a question to a city: its author, the city, or whoever keeps the study. Raises ``Refusal``."""
    to = remark.to_city.jurisdiction.name if remark.to_city else ""
    with act(by=by, action="studies.close_question", subject=remark.study, now=now, city=to):
        remark = _locked(remark)
        if not rules.may_close_question(by, remark):
            raise Refusal(_("It is closed or withdrawn already, or it is not yours to close."))
        remark.closed_at, remark.closed_by = now, by
        remark.save(update_fields=["closed_at", "closed_by"])
    return remark


def _checked(by: User, text: str) -> str:
    if not by.may(Permission.TALK):
        raise Refusal(_("You read studies and say nothing about them."))
    text = rules.need(text, _("Write what you have to say."), "text")
    if len(text) > rules.LONGEST_REMARK:
        raise Refusal(_("Say it in at most %(most)d letters.") % {"most": rules.LONGEST_REMARK}, field="text")
    return text


def _city_of(by: User, study: Study, now: datetime) -> Jurisdiction | None:
    """Return the city for which a person works, one of the study first."""
    grants = by.grants_in_force(rules.day_of(now))
    own = {one.scope_public_id for one in grants if one.scope_kind == ScopeKind.JURISDICTION}
    cities = list(Jurisdiction.objects.filter(public_id__in=own).order_by("name", "pk"))
    inside = set(study.cities.filter(left_at=None).values_list("jurisdiction", flat=True))
    return next((one for one in cities if one.pk in inside), cities[0] if cities else None)


def _locked(remark: Remark) -> Remark:
    return (
        Remark.objects.select_for_update(of=("self",))
        .select_related("study", "author", "to_city__jurisdiction")
        .get(pk=remark.pk)
    )
