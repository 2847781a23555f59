"""The mail server is down: people work on, the letters wait, and each arrives once when it is back."""

import json
from collections import Counter

import pytest
from tests.commands.processes import free_port, wait_for
from tests.foundation.notices.smtp_receiver import smtp_receiver
from tests.resilience.house import a_house
from tests.resilience.people import Person
from tests.resilience.served import KEPT, SETTINGS, UNFINISHED, diagnosed, ids_of, served, shown

pytestmark = pytest.mark.slow
WAITING = "SELECT count(*) FROM jobs_job WHERE task LIKE '%send_notice' AND state = 'waiting'"
MEANWHILE = 3


def told(house, step):
    return json.loads(house.told(*KEPT, step))


def test_letters_wait_for_the_mail_server_and_arrive_once(tmp_path):
    port = free_port()
    mail = {"INTERLOCAL_MAIL_URL": f"smtp://127.0.0.1:{port}"}
    with a_house(tmp_path / "var", settings=SETTINGS) as house:
        house.fill()
        mailed_before = Counter(told(house, "found")["mailed"])
        with served(house, **mail) as (running, places):
            coordinator = told(house, "watch")["session"]
            person = Person("Ada", places[0], running.port)
            with smtp_receiver(port) as receiver:
                person.work("Before", is_to_be_closed=False)
                wait_for(lambda: receiver.letters and house.number(UNFINISHED) == 0, "the first letter", 60)
                arrived = list(receiver.letters)
            for number in range(MEANWHILE):
                person.work(f"Meanwhile {number}", is_to_be_closed=False)
            wait_for(lambda: house.number(WAITING) == MEANWHILE, "letters that wait", 60)
            state, words = diagnosed(house, **mail)["mail"]
            status, page = shown(running.port, coordinator, "/upkeep/")
            with smtp_receiver(port) as receiver:
                wait_for(lambda: house.number(UNFINISHED) == 0, "the letters", 120)
                arrived += receiver.letters
                state_after, words_after = diagnosed(house, **mail)["mail"]
        found = told(house, "found")
    assert (person.unexpected, len(person.assigned)) == ([], 1 + MEANWHILE), "somebody was stopped"
    assert state == "broken"
    assert "nothing listens there" in words
    assert f"{MEANWHILE} letters wait and go out by themselves." in words
    assert status == 200
    assert f"{MEANWHILE} letters wait and go out by themselves." in page
    assert (state_after, "wait" in words_after) == ("good", False)
    sent = Counter(found["mailed"]) - mailed_before
    assert ids_of(arrived) == sent
    assert set(sent.values()) == {1}
    assert len(sent) >= 1 + MEANWHILE
    assert found["jobs_not_done"] == []
