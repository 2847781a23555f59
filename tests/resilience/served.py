"""The house as people use it: `interlocal run`, forms that are sent to it, and what stands at the end."""

import html
import http.client
import json
import re
import subprocess
from collections import Counter
from contextlib import contextmanager
from urllib.parse import urlencode

from tests.commands.processes import CLI, Running, free_port
from tests.resilience.house import ROOT
from tests.resilience.people import TOKEN, Place

SETTINGS = "tests.resilience.settings"
UNFINISHED = "SELECT count(*) FROM jobs_job WHERE state IN ('queued', 'waiting', 'running')"
KEPT = ("-m", "tests.resilience.kept")


@contextmanager
def served(house, **environ):
    """Run the house as people do; yield the process, and the places of two city managers."""
    running = Running(
        house.folder,
        free_port(),
        DJANGO_SETTINGS_MODULE=SETTINGS,
        PYTHONPATH=str(ROOT),
        INTERLOCAL_DATABASE_URL=house.database_url,
        **environ,
    )
    try:
        running.wait_until_it_says("Ctrl-C stops it.")
        yield running, [Place(**place) for place in json.loads(house.told(*KEPT, "sign_in"))]
        assert running.stop() == 0
    finally:
        running.end()


def opened(port, place, title):
    """Send the form that opens a commitment; return status, words and the number of the request."""
    form = {
        "title": title,
        "key": title.replace(" ", "-"),
        "owed_by": place.city,
        "visibility": "partnership",
    }
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=90)
    try:
        connection.request(
            "POST",
            "/commitments/open/",
            body=urlencode({**form, "csrfmiddlewaretoken": TOKEN}),
            headers={
                "Content-Type": "application/x-www-form-urlencoded",
                "Cookie": f"sessionid={place.session}; csrftoken={TOKEN}",
                "Host": f"localhost:{port}",
            },
        )
        answer = connection.getresponse()
        return answer.status, answer.read().decode(), answer.getheader("X-Request-ID")
    finally:
        connection.close()


def is_clear(words, number):
    """Does the page show the request's number, and nothing of the machine?"""
    return f"<code>{number}</code>" in words and not re.search(
        r"Traceback|psycopg|sqlite|/src/|OSError", words
    )


def found_once(house, acknowledged, refused):
    """Are the commitments those that were acknowledged, each once?"""
    rows = json.loads(house.told(*KEPT, "found"))["commitments"].values()
    titles = [row["title"] for row in rows]
    assert [title for title in acknowledged if titles.count(title) != 1] == []
    assert [title for title in refused if title in titles] == []
    assert house.verified()["whole"]


def shown(port, session, path):
    """Return the status and the words of a page as the person of ``session`` sees it."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=90)
    try:
        headers = {"Cookie": f"sessionid={session}", "Host": f"localhost:{port}"}
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, html.unescape(answer.read().decode())
    finally:
        connection.close()


def diagnosed(house, **environ):
    """Return what `interlocal doctor` finds: the state and the words of each finding, by its name."""
    done = subprocess.run(
        [*CLI, "doctor", "--json"],
        env={**house.environment, **environ},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode in {0, 1}, done.stderr
    return {one["name"]: (one["state"], f"{one['says']} {one['mend']}") for one in json.loads(done.stdout)}


def ids_of(letters):
    """Count the letters by the notice that each of them is."""
    return Counter(
        re.search(rb"^Message-ID: <(\w+)@", text, re.MULTILINE)[1].decode() for _, _, text in letters
    )
