"""Many who want a seat at once, each handled in a process of its own that can be killed at any moment."""

import json
import sys
from datetime import datetime, timedelta

SEATS = 20


def prepare(people: int) -> None:
    """A released cohort of few seats and many who apply, from three cities of which one has no share."""
    from tests.factories.jurisdictions import JurisdictionFactory
    from tests.factories.training import ApplicationFactory, CohortFactory, SessionFactory

    cities = [JurisdictionFactory.create(name=f"City {number}") for number in range(3)]
    cohort = CohortFactory.create(released=True, seats=SEATS, shares={cities[0]: 12, cities[1]: 5})
    SessionFactory.create(cohort=cohort)
    for number in range(people):
        ApplicationFactory.create(cohort=cohort, jurisdiction=cities[number % 3])


def take(number: int, of: int) -> None:
    """Bring every ``of``-th application into the queue, take what is offered, and give some seats up.

    Says each thing after it is done; what was done before a kill is taken up where it was left.
    """
    from tests.factories.training import NOW

    from interlocal.kernel.exceptions import Refusal
    from interlocal.programs.training.actions import seats
    from interlocal.programs.training.models import Application

    mine = [one for one in Application.objects.order_by("pk") if one.pk % of == number]
    for turn, application in enumerate(mine):
        now = NOW + timedelta(seconds=turn)
        state = Application.objects.values_list("state", flat=True).get(pk=application.pk)
        if state == "agreed":
            state = seats.enter_queue(by=None, application=application, now=now).state
            _say(application.pk, state)
        if state == "offered":
            try:
                state = seats.accept_offer(by=None, application=application, now=now).state
            except Refusal:
                continue
            _say(application.pk, state)
        if state == "seated" and turn % 3 == 0:
            _give_up(application, now)


def _give_up(application: object, now: datetime) -> None:
    from interlocal.programs.training.actions import seats
    from interlocal.programs.training.models import Application

    assert isinstance(application, Application)
    seats.give_up_seat(by=None, application=application, reason="Cannot come", now=now)
    _say(application.pk, "withdrawn")


def _say(pk: int, state: str) -> None:
    sys.stdout.write(f"{pk} {state}\n")
    sys.stdout.flush()


def found() -> dict[str, object]:
    """What stands in the database."""
    from interlocal.programs.training.models import Application, Decision, Seat

    given = ("seated", "offered")
    return {
        "states": {str(pk): state for pk, state in Application.objects.values_list("pk", "state")},
        "seats": Seat.objects.count(),
        "holders": sorted(Seat.objects.filter(holder__isnull=False).values_list("holder", flat=True)),
        "given": Decision.objects.filter(kind__in=given).count(),
        "ended": Decision.objects.filter(kind="withdrew", seat_number__isnull=False).count(),
    }


def main(step: str, *arguments: str) -> None:
    """Take one step in a process of its own."""
    import django

    django.setup()
    if step == "prepare":
        prepare(int(arguments[0]))
    elif step == "found":
        sys.stdout.write(json.dumps(found()))
    else:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()  # all begin together
        take(int(arguments[0]), int(arguments[1]))


if __name__ == "__main__":
    main(*sys.argv[1:])
