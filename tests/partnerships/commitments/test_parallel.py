"""Two people, or one with two fingers, at the same moment: real threads, a real database."""

import threading

import pytest
from django.db import connection
from tests.factories.accounts import UserFactory
from tests.factories.commitments import NOW, TODAY, ActionLinkFactory, CommitmentFactory, started_run
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.models import OutboxEvent
from interlocal.partnerships.commitments import actions
from interlocal.partnerships.commitments.models import ActionLink, Commitment, HoursEntry

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works):
    """Run ``works`` in threads that start together; return what each gave or raised."""
    barrier, results = threading.Barrier(len(works)), [None] * len(works)

    def start(place, work):
        try:
            barrier.wait(timeout=10)
            results[place] = work()
        except Exception as error:  # noqa: BLE001 (it is the result)
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=start, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def test_two_posts_through_one_link_record_once():
    commitment = CommitmentFactory.create(owner=UserFactory.create())
    link = ActionLinkFactory.create(commitment=commitment)

    def record():
        return actions.record_done_by_link(
            link=ActionLink.objects.get(pk=link.pk), done_on=TODAY, hours=2, note="", url="", now=NOW
        )

    results = at_once(*[record] * 4)
    assert sorted(type(result) is Commitment for result in results) == [False, False, False, True]
    assert {str(result) for result in results if isinstance(result, Refusal)} == {
        "This link was already used. Nothing was recorded a second time."
    }
    assert HoursEntry.objects.count() == 1
    assert OutboxEvent.objects.filter(name__endswith="CommitmentClosed").count() == 1


def test_two_steps_closed_at_once_open_the_next_one_once():
    run = started_run()
    works = [
        lambda key=key: actions.close_commitment(
            by=None, commitment=run.commitments.get(step_key=key), now=NOW, done_on=TODAY
        )
        for key in ("draft", "counsel")
    ]
    results = at_once(*works)
    assert [type(result) for result in results] == [Commitment, Commitment]
    assert run.commitments.filter(step_key="vote").count() == 1


def test_same_commitment_opened_at_once_is_one():
    city = JurisdictionFactory.create()

    def open_one():
        return actions.open_commitment(by=None, title="Post it", owed_by=city, key="once", now=NOW)

    assert len({result.pk for result in at_once(*[open_one] * 4)}) == 1
    assert Commitment.objects.count() == 1
