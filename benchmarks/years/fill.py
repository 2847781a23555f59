"""``python fill.py CITIES YEARS``: fill an empty installation, the one that the environment names.

It begins as the sample, which shows every page something; the years are added to it. Rows are inserted in
bulk where no rule of a room is passed over by it. What a page computes from a record's history (a motion's
count, the steps of an adoption) is taken from a record that went through the product's own actions.
"""

import json
import os
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import monotonic

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interlocal.config.settings")
os.environ["INTERLOCAL_DEMO"] = "1"  # the sample's sign-ins are known to everybody
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
django.setup()

import partnership  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from interlocal.config.running import preparation  # noqa: E402
from interlocal.foundation.accounts.models import User  # noqa: E402
from interlocal.partnerships.commitments.models import ProcedureRun  # noqa: E402
from interlocal.partnerships.instruments.models import Statement  # noqa: E402
from interlocal.partnerships.meetings.models import Motion  # noqa: E402
from years import (  # noqa: E402
    councils,
    hotline,
    initiatives,
    kept,
    meetings,
    owed,
    places,
    studies,
    texts,
    training,
)
from years.span import AGENDA, Span  # noqa: E402


def steps(span: Span) -> list[Callable[[], object]]:
    coordinator = User.objects.get(email="coordinator@example.org")
    return [
        lambda: places.add_cities(span),
        lambda: places.add_people(span),
        lambda: partnership.adopt_everywhere(span.cities, span.people[span.cities[0].pk][1]),
        lambda: partnership.hold_meeting(
            span.cities, [span.people[city.pk][0] for city in span.cities], AGENDA
        ),
        lambda: meetings.add_meetings(span, Motion.objects.filter(state="passed").latest("pk")),
        lambda: councils.add_councils(span),
        lambda: owed.add_commitments(span),
        lambda: texts.add_adopted(
            span,
            ProcedureRun.objects.filter(subject_kind="instruments.statement").latest("pk").version,
            Statement.objects.exclude(text="").latest("pk"),
        ),
        lambda: texts.add_agreements(span),
        lambda: initiatives.add_initiatives(span),
        lambda: partnership.study_together(span.cities),
        lambda: studies.add_studies(span),
        lambda: training.add_training(span, coordinator),
        lambda: hotline.add_hotline(span, coordinator),
        lambda: kept.add_notices(
            span, [coordinator, User.objects.get(email="manager.independence@example.org")]
        ),
        lambda: kept.add_jobs(span),
        lambda: kept.add_sign_ins(span),
        lambda: kept.add_audit(span),
    ]


def main() -> None:
    many, years = (int(word) for word in sys.argv[1:3])
    preparation.prepare_folder()
    preparation.prepare_database()
    preparation.prepare_keys()
    preparation.prepare_static()
    if preparation.needs_sample():
        preparation.load_sample()
    span = Span(many, years)
    for number, step in enumerate(steps(span)):
        began = monotonic()
        with transaction.atomic():
            step()
        if os.environ.get("VERBOSE"):
            print(f"step {number}: {monotonic() - began:.1f} s", file=sys.stderr, flush=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(
        json.dumps({"cities": many, "years": years, "began": str(span.today - timedelta(days=365 * years))})
    )


if __name__ == "__main__":
    main()
