"""The clock jumps a day ahead while people work, and back: it is said; nothing is lost, twice or stuck."""

import json
from collections import Counter
from datetime import timedelta

import pytest
from tests.commands.processes import free_port, wait_for
from tests.foundation.notices.smtp_receiver import smtp_receiver
from tests.resilience.house import a_house
from tests.resilience.people import Person, Place
from tests.resilience.served import KEPT, SETTINGS, diagnosed, found_once, ids_of, served, shown
from tests.resilience.wrong_clock import WrongClock, right_clock

pytestmark = [pytest.mark.slow, pytest.mark.wrong_clock]
LETTERS = "SELECT count(*) FROM jobs_job WHERE task LIKE '%send_notice' AND state "
TO_SEND, WAITING = f"{LETTERS} IN ('queued', 'waiting', 'running')", f"{LETTERS} = 'waiting'"
AHEAD = (
    "SELECT count(*) FROM jobs_scheduleslot WHERE slot > strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '+11 minutes')"
)
DAY = timedelta(days=1)


def told(house, step):
    return json.loads(house.told(*KEPT, step))


def works(place, port, title):
    """Have a person open a commitment and name its owner, who is written to."""
    person = Person(title, place, port)
    person.work(title, is_to_be_closed=False)
    assert (person.unexpected, person.assigned) == ([], [title])


def test_a_day_ahead_and_back(tmp_path):
    clock, port = WrongClock(tmp_path), free_port()
    with right_clock() as source, a_house(tmp_path / "var", settings=SETTINGS) as house:
        house.fill()
        # The sample's own moments are in this house's future for no clock.
        mailed_before = Counter(told(house, "found")["mailed"])
        environ = {
            **clock.environment,
            "INTERLOCAL_MAIL_URL": f"smtp://127.0.0.1:{port}",
            "INTERLOCAL_TIME_SOURCE": source,
        }
        house.environment |= environ
        with served(house, **environ) as (running, (place, _other)):
            before = [running.child(module) for module in ("web", "worker")]
            with smtp_receiver(port) as receiver:
                works(place, running.port, "Before")
                wait_for(lambda: receiver.letters and house.number(TO_SEND) == 0, "the first letter", 60)
                arrived = list(receiver.letters)
            clock.set_off(DAY)
            # Sessions of yesterday are over; who signs in now has one of tomorrow.
            assert shown(running.port, place.session, "/home/")[0] == 302
            tomorrow = Place(**told(house, "sign_in")[0])
            works(tomorrow, running.port, "Ahead")
            wait_for(lambda: house.number(WAITING) > 0, "a letter that waits for tomorrow", 60)
            wait_for(lambda: house.number(AHEAD) > 0, "schedules that ran ahead", 60)
            said_ahead = diagnosed(house)["clock"]
            page_ahead = shown(running.port, told(house, "watch")["session"], "/upkeep/")[1]
            clock.set_off(timedelta(0))
            with smtp_receiver(port) as receiver:
                works(tomorrow, running.port, "After")
                wait_for(lambda: house.number(AHEAD) == 0, "schedules that go on", 60)
                wait_for(lambda: house.number(TO_SEND) == 0, "the letters", 120)
                arrived += receiver.letters
            said_after = diagnosed(house)["clock"]
            page_after = shown(running.port, told(house, "watch")["session"], "/upkeep/")[1]
            assert [running.child(module) for module in ("web", "worker")] == before, (
                "something was started again"
            )
        found_once(house, ["Before", "Ahead", "After"], [])
        sent = Counter(told(house, "found")["mailed"]) - mailed_before
    assert said_ahead[0] == "broken"
    assert "It is 1.0 days ahead of 127.0.0.1." in said_ahead[1]
    assert "It is 1.0 days ahead of 127.0.0.1." in page_ahead
    assert said_after[0] == "good"
    assert "ahead" not in said_after[1]
    assert "days ahead of" not in page_after
    assert ids_of(arrived) == sent
    assert set(sent.values()) == {1}
