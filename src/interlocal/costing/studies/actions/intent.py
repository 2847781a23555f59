"""Asking the cities whether they would join, and what each answers for itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from interlocal.costing.studies import queries, rules
from interlocal.costing.studies.actions.owing import owe, owe_again, release, settle
from interlocal.costing.studies.events import PollAnswered, PollClosed, PollOpened
from interlocal.costing.studies.models import IntentAnswer, IntentPoll, PollCity, Study
from interlocal.costing.studies.queries import Offer
from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal


def open_poll(
    *, by: User | None, study: Study, offer: Offer, facts: Mapping[str, Any], now: datetime
) -> IntentPoll:
    """Ask cities whether they would join; answering is the commitment of each.

    ``facts`` holds ``cities`` (``StudyCity``), ``due_on`` and ``words``. Raises ``Refusal`` for fewer than
    two cities, when the figures are others by now, and when the same is asked already.
    """
    rules.check_leading(by)
    rules.check_poll(facts, rules.day_of(now))
    with act(
        by=by, action="studies.open_poll", now=now, digest=offer.digest, option=offer.option_title
    ) as opened:
        study = Study.objects.select_for_update(of=("self",)).get(pk=study.pk)
        _refuse_other_figures(study, offer, {city.public_id for city in facts["cities"]})
        same = {"digest": offer.digest, "option_name": offer.option_name, "share_name": offer.share_name}
        if study.intentpolls.filter(closed_at=None, **same).exists():
            raise Refusal(_("The cities are asked this already. Close that poll first."))
        poll = IntentPoll.objects.create(
            study=study,
            file=offer.file,
            option_title=offer.option_title,
            cities=list(offer.cities),
            rule=study.answers,
            words=facts.get("words", "").strip(),
            due_on=facts.get("due_on"),
            opened_by=by,
            created_at=now,
            **same,
        )
        opened.subject = poll
        for city in facts["cities"]:
            _ask(by, poll, PollCity.objects.create(poll=poll, city=city, created_at=now), now)
        opened.announce(PollOpened(study=study.public_id, poll=poll.public_id))
    return poll


def answer_poll(*, by: User | None, asked: PollCity, facts: Mapping[str, Any], now: datetime) -> IntentAnswer:
    """Answer for a city, or answer anew; the former answer stays on record.

    ``facts`` holds ``kind``, ``condition`` and ``note``. The audit says that the city answered, not what:
    it has other readers. Raises ``Refusal`` for somebody else's city and once the poll is closed.
    """
    rules.check_speaking(by, asked.city.jurisdiction)
    rules.check_answer(facts)
    with act(
        by=by, action="studies.answer_poll", subject=asked.poll, now=now, city=asked.city.jurisdiction.name
    ) as done:
        poll = _locked(asked.poll)
        if asked.city.left_at is not None:
            raise Refusal(_("The city is no longer in the study."))
        asked.answers.filter(replaced_at=None).update(replaced_at=now)
        answer = IntentAnswer.objects.create(
            asked=asked,
            kind=facts["kind"],
            condition=facts.get("condition", "").strip(),
            note=facts.get("note", "").strip(),
            answered_by=by,
            created_at=now,
        )
        if answer.says.is_answer:
            settle(by=by, record=asked, evidence=_("Answered."), now=now)
        else:
            owe_again(by=by, record=asked, reason=_("The city cannot say yet."), now=now)
        if poll.complete_at is None and queries.all_have_answered(poll):
            poll.complete_at = now
            poll.save(update_fields=["complete_at"])
        done.announce(
            PollAnswered(study=poll.study.public_id, poll=poll.public_id, city=asked.city.public_id)
        )
    return answer


def close_poll(*, by: User | None, poll: IntentPoll, now: datetime) -> IntentPoll:
    """Close a poll: answers stay as they are, and who has not answered owes none. Raises ``Refusal``."""
    rules.check_leading(by)
    with act(by=by, action="studies.close_poll", subject=poll, now=now) as closed:
        poll = _locked(poll)
        poll.closed_at, poll.closed_by = now, by
        poll.save(update_fields=["closed_at", "closed_by"])
        for asked in queries.asked_of(poll):
            release(by=by, record=asked, reason=_("The poll is closed."), now=now)
        closed.announce(PollClosed(study=poll.study.public_id, poll=poll.public_id))
    return poll


def _refuse_other_figures(study: Study, offer: Offer, taking: set[str]) -> None:
    if queries.digest_of_file(queries.study_file(study, taking)) != offer.digest:
        raise Refusal(_("Somebody has changed the figures meanwhile. Look at the result again, then ask."))


def _ask(by: User | None, poll: IntentPoll, asked: PollCity, now: datetime) -> None:
    owe(
        by=by,
        record=asked,
        city=asked.city,
        title=_("Say whether your city would join: %(study)s") % {"study": poll.study.title},
        detail=_("“%(option)s”, shared by “%(share)s”. Your answer binds nobody.")
        % {"option": poll.option_title, "share": poll.share_name},
        due_on=poll.due_on,
        now=now,
    )


def _locked(poll: IntentPoll) -> IntentPoll:
    """The poll as it is now, and nobody else's until the transaction ends."""
    poll = IntentPoll.objects.select_for_update(of=("self",)).select_related("study").get(pk=poll.pk)
    if poll.closed_at is not None:
        raise Refusal(_("The poll is closed: answers stay as they are."))
    return poll
