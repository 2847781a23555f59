"""Links to people's own pages: sent again, replaced; facts that a learner changes about themselves."""

from datetime import datetime
from typing import Any

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.programs.training import rules
from interlocal.programs.training.actions import telling
from interlocal.programs.training.models import Instructor, Learner
from interlocal.programs.training.queries.learners import learner_at


def send_link(*, email: str, now: datetime) -> None:
    """Mail a learner a new link to their own page; nothing goes to an unknown address.

    At most once an hour. Old links go on: whoever asked may be a stranger.
    """
    learner = learner_at(email)
    if learner is None:
        return
    with act(by=None, action="training.send_link", subject=learner, now=now):
        telling.tell_link(learner=learner, now=now)


def replace_links(*, learner: Learner, now: datetime) -> Learner:
    """End every link of the learner (one was passed on, say), and mail a new one."""
    with act(by=None, action="training.replace_links", subject=learner, now=now):
        learner = Learner.objects.select_for_update(of=("self",)).get(pk=learner.pk)
        learner.link_round += 1
        learner.save(update_fields=["link_round"])
        telling.tell_link(learner=learner, now=now)
    return learner


def change_own_facts(*, learner: Learner, facts: dict[str, Any], now: datetime) -> None:
    """Take what the learner changed about themselves: name, position, language of mails."""
    with act(by=None, action="training.change_learner", subject=learner, now=now, fields=sorted(facts)):
        Learner.objects.filter(pk=learner.pk).update(**facts)


def send_instructor_link(*, by: User, instructor: Instructor, now: datetime) -> None:
    """Mail an instructor the link again. Raises ``Refusal`` for whoever does not run training."""
    rules.check_running(by)
    with act(by=by, action="training.send_instructor_link", subject=instructor, now=now):
        telling.tell_instructor(instructor=instructor, now=now, is_again=True)
