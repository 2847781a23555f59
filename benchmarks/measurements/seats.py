"""Far more people than seats at the same moment, beside a plain check-then-insert without a lock."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import Bench
from figures import Figure
from house import environment

PROCESSES, TRIES, SEATS = 4, 50, 40

PREPARE = f"""
from datetime import timedelta
from interlocal.foundation.accounts.models import User
from interlocal.kernel import clock
from interlocal.partnerships.jurisdictions.models import Jurisdiction
from interlocal.programs.training.models import (
    Application, ApplicationState, Cohort, CohortState, Course, Learner, Seat
)
now, today, by = clock.now(), clock.today(), User.objects.order_by("pk").first()
course = Course.objects.create(
    title=f"Measured {{now:%H%M%S%f}}", summary="-", outcomes="-", contact_minutes=60, made_by=by,
    created_at=now,
)
cohort = Cohort.objects.create(
    course=course, title="Measured", state=CohortState.OPEN, made_by=by, created_at=now,
    apply_from=today - timedelta(days=9), apply_until=today + timedelta(days=9), release_on=today,
    substitute_until=today + timedelta(days=9), released_at=now,
)
Seat.objects.bulk_create([Seat(cohort=cohort, number=number + 1) for number in range({SEATS})])
cities = list(Jurisdiction.objects.order_by("pk")[:5])
for number in range({PROCESSES * TRIES}):
    city = cities[number % len(cities)]
    learner = Learner.objects.create(
        name=f"Learner {{number}}", email=f"{{course.public_id}}-{{number}}@example.org", jurisdiction=city,
        created_at=now,
    )
    Application.objects.create(
        cohort=cohort, learner=learner, jurisdiction=city, state=ApplicationState.AGREED,
        supervisor_name="-", supervisor_email="s@example.org", nominated_at=now, created_at=now,
    )
print(cohort.pk)
"""
TAKE = """
import json, sys, time
from interlocal.kernel import clock
from interlocal.programs.training.actions.seats import enter_queue
from interlocal.programs.training.models import Application
cohort, number, processes = map(int, sys.argv[1:])
everybody = Application.objects.filter(cohort=cohort).order_by("pk")
mine = [one for one in everybody if one.pk % processes == number]
print("ready", flush=True)
sys.stdin.readline()
for one in mine:
    enter_queue(by=None, application=one, now=clock.now())
print(len(mine))
"""
FOUND = """
from interlocal.programs.training.models import Application
print(Application.objects.filter(cohort={cohort}, state__in=["seated", "offered"]).count())
"""
PLAIN = """
import sys
from django.conf import settings
settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": sys.argv[1],
                           "OPTIONS": {"timeout": 20, "init_command": "PRAGMA journal_mode=WAL"}}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
import django
django.setup()
from django.db import connection, models
class Booking(models.Model):
    who = models.CharField(max_length=40)
    class Meta:
        app_label = "plain"
step = sys.argv[2]
if step == "prepare":
    with connection.schema_editor() as editor:
        editor.create_model(Booking)
elif step == "found":
    print(Booking.objects.count())
else:
    seats, tries = int(sys.argv[3]), int(sys.argv[4])
    Booking.objects.count()
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(tries):
        if Booking.objects.count() < seats:
            Booking.objects.create(who=f"{step} {number}")
    print(tries)
"""


def together(start: Callable[[int], "subprocess.Popen[str]"]) -> float:
    """Let all processes begin at once; return the tries a second."""
    begun = [start(number) for number in range(PROCESSES)]
    for one in begun:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    started = time.monotonic()
    for one in begun:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    tries = 0
    for one in begun:
        out, _err = one.communicate(timeout=600)
        if one.returncode:
            raise RuntimeError("A process that wanted seats failed.")
        tries += int(out)
    return tries / (time.monotonic() - started)


def python(code: str, *arguments: object, **more: str) -> "subprocess.Popen[str]":
    """Start Python on ``code``."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        env=environment(**more),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def by_the_rule(bench: Bench) -> tuple[float, int]:
    """Return tries a second and seats oversold of the product, with audit, decisions, mails and calendars."""
    cohort = int(bench.data.python(PREPARE))
    code = f"import django\ndjango.setup()\n{TAKE}"
    more = {"INTERLOCAL_DATA": str(bench.data.folder), "DJANGO_SETTINGS_MODULE": "interlocal.config.settings"}
    rate = together(lambda number: python(code, cohort, number, PROCESSES, **more))
    return rate, int(bench.data.python(FOUND.format(cohort=cohort))) - SEATS


def unlocked() -> tuple[float, int]:
    """Return tries a second and seats oversold of a count that is followed by an insert."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "plain.sqlite3"
        python(PLAIN, database, "prepare").communicate(timeout=60)
        rate = together(lambda number: python(PLAIN, database, number, SEATS, TRIES))
        out, _err = python(PLAIN, database, "found").communicate(timeout=60)
        return rate, int(json.loads(out)) - SEATS


def measure(bench: Bench) -> list[Figure]:
    bench.say("seats")
    rate, oversold = by_the_rule(bench)
    plain_rate, plain_oversold = unlocked()
    what = f"of {PROCESSES} processes that want {SEATS} seats {PROCESSES * TRIES} times"
    beside = "a check, then an insert, without a lock, an audit or a mail"
    return [
        Figure("seats", f"Tries {what}", rate, "/s", rate / plain_rate, beside),
        Figure("seats", f"Seats oversold {what}", float(oversold), "seats"),
        Figure("seats", "Seats oversold by a check, then an insert, without a lock", plain_oversold, "seats"),
    ]
