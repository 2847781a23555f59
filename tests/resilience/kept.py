"""Steps of the kill tests that need the house's own code: signing people in, and what stands at the end."""

import json
import sys
from collections import Counter

MANAGERS = ("manager.independence@example.org", "manager.blue-springs@example.org")
COORDINATOR = "coordinator@example.org"


def sign_in() -> list[dict[str, str]]:
    """Return a session for each of two city managers, with their city and somebody there to name as owner."""
    from django.test import Client

    from interlocal.foundation.accounts.models import User
    from interlocal.foundation.accounts.public import people_for
    from interlocal.kernel import clock
    from interlocal.kernel.scopes import jurisdiction_scope

    places = []
    for email in MANAGERS:
        manager = User.objects.get(email=email)
        (city,) = manager.grants.values_list("scope_public_id", flat=True)
        browser = Client()
        browser.force_login(manager)
        clerk = people_for(jurisdiction_scope(city), "clerk", on=clock.today())[0]
        places.append(
            {
                "session": browser.cookies["sessionid"].value,
                "city": city,
                "owner": clerk.public_id,
                "today": clock.today().strftime("%m/%d/%Y"),
            }
        )
    return places


def watch() -> dict[str, str]:
    """Return a session of the coordinator, who sees the state of the installation."""
    from django.test import Client

    from interlocal.foundation.accounts.models import User

    browser = Client()
    browser.force_login(User.objects.get(email=COORDINATOR))
    return {"session": browser.cookies["sessionid"].value}


def found() -> dict[str, object]:
    """Return what stands in the database about the commitments that were opened by hand."""
    from interlocal.foundation.audit.models import AuditDetail
    from interlocal.foundation.jobs.models import Job
    from interlocal.foundation.notices.mail_folder import mail_folder
    from interlocal.foundation.notices.models import Notice
    from interlocal.kernel.outbox.models import OutboxDelivery, OutboxEvent
    from interlocal.partnerships.commitments.models import ActionLink, Commitment

    rows = Commitment.objects.filter(key__startswith="hand:").select_related("owner")
    kept = {row.public_id: row for row in rows}
    acts: dict[str, Counter[str]] = {public_id: Counter() for public_id in kept}
    for subject, action in AuditDetail.objects.values_list("subject_id", "action"):
        if subject in acts:
            acts[subject][action] += 1
    links = Counter(ActionLink.objects.values_list("commitment__public_id", flat=True))
    notices = Counter(path.split("/")[2] for path in Notice.objects.values_list("path", flat=True))
    folder = mail_folder()
    return {
        "commitments": {
            public_id: {
                "title": row.title,
                "has_owner": row.owner is not None,
                "outcome": row.outcome,
                "acts": acts[public_id],
                "links": links[public_id],
                "notices": notices[public_id],
            }
            for public_id, row in kept.items()
        },
        "events": Counter(
            name.rpartition(".")[2] for name in OutboxEvent.objects.values_list("name", flat=True)
        ),
        "actions": Counter(AuditDetail.objects.values_list("action", flat=True)),
        "undelivered": OutboxDelivery.objects.filter(delivered_at=None).count(),
        "jobs_not_done": list(Job.objects.exclude(state="done").values_list("task", "state", "last_error")),
        "mailed": sorted(Notice.objects.exclude(mailed_at=None).values_list("public_id", flat=True)),
        "mails": sorted(path.name.partition("@")[0] for path in folder.glob("*.eml")) if folder else [],
    }


def main(step: str) -> None:
    """Take one step, and say what came of it."""
    import django

    django.setup()
    steps = {"sign_in": sign_in, "watch": watch, "found": found}
    sys.stdout.write(json.dumps(steps[step]()))


if __name__ == "__main__":
    main(*sys.argv[1:])
