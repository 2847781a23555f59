"""A cohort of thirty at its end, closed out by a process of its own that can be killed at any moment."""

import json
import sys

PEOPLE, CITIES, CENTS = 30, 5, 1_000_001
# One never came, one came to too little.
ATTENDED = {0: [0, 0], 1: [180, 0]}


def prepare() -> None:
    """Hold a cohort, leave somebody waiting, and write what it cost."""
    from tests.factories.accounts import person_with
    from tests.factories.training import ApplicationFactory
    from tests.programs.training.finished import AFTER, finished_cohort

    from interlocal.programs.training.actions.costs import add_cost_line

    cohort = finished_cohort(people=PEOPLE, cities=CITIES, attended=ATTENDED)
    ApplicationFactory.create(cohort=cohort, waiting=True)
    by = person_with("training-coordinator")
    add_cost_line(by=by, cohort=cohort, kind="actual", title="Course", cents=CENTS, source="", now=AFTER)


def close() -> None:
    """Close it out, and say each step after it is done: every badge that is signed, the report, the end."""
    from tests.programs.training.finished import AFTER

    from interlocal.foundation.accounts.models import User
    from interlocal.programs.training.actions import certificates, closing
    from interlocal.programs.training.models import Cohort

    for module, name in (
        (certificates, "sign_award"),
        (closing, "printed_report"),
        (closing, "store_upload"),
    ):
        setattr(module, name, _telling(getattr(module, name), name))
    by = next(user for user in User.objects.order_by("-pk") if user.may(_run()))
    closing.close_out(by=by, cohort=Cohort.objects.get(), now=AFTER)
    _say("closed")


def _run() -> object:
    from interlocal.programs.training.rules import Permission

    return Permission.RUN


def _telling(step: object, name: str) -> object:
    def told(*arguments: object, **named: object) -> object:
        made = step(*arguments, **named)  # type: ignore[operator]
        _say(name)
        return made

    return told


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def found() -> dict[str, object]:
    """What stands in the database of the close-out."""
    from interlocal.foundation.files.models import StoredFile
    from interlocal.foundation.notices.models import Notice
    from interlocal.programs.training import models

    cohort = models.Cohort.objects.get()
    return {
        "state": cohort.state,
        "certificates": models.Certificate.objects.count(),
        "places": models.StatusPlace.objects.count(),
        "cents": sum(models.CohortShare.objects.values_list("cents", flat=True)),
        "shares": models.CohortShare.objects.count(),
        "no_shows": models.Application.objects.filter(is_no_show=True).count(),
        "waiting": models.Application.objects.filter(state="waiting").count(),
        "reports": StoredFile.objects.filter(purpose="training.report").count(),
        "has_report": cohort.report_id is not None,
        "told": Notice.objects.filter(kind__in=["training.certificate", "training.no_seat"]).count(),
    }


def main(step: str) -> None:
    """Take one step in a process of its own."""
    import django

    django.setup()
    if step == "prepare":
        prepare()
    elif step == "found":
        sys.stdout.write(json.dumps(found()))
    else:
        _say("ready")
        sys.stdin.readline()
        close()


if __name__ == "__main__":
    main(*sys.argv[1:])
