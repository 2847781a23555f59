"""Commitments and procedures for tests, made through the room's own actions where a rule is at stake."""

from datetime import UTC, date, datetime, timedelta

import factory
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.foundation.audit.public import Ref
from interlocal.partnerships.commitments import actions, models
from interlocal.partnerships.commitments.models import DueKind, DueRule, Evidence, Step

NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
TODAY = date(2026, 3, 10)

# Two steps at the start, one that waits for both, one after it: every shape a run can have.
STEPS = (
    Step("draft", "Draft the text", role="clerk", due=DueRule(DueKind.DAYS_AFTER, days=7)),
    Step("counsel", "Approve the form", office="City counselor", due=DueRule(DueKind.WEEKDAYS_AFTER, days=5)),
    Step(
        "vote",
        "Vote",
        role="clerk",
        after=("draft", "counsel"),
        due=DueRule(DueKind.DAYS_BEFORE, days=1),
        evidence=(Evidence.NOTE, Evidence.LINK),
        requires_sign_in=True,
        source="A statute, section 1",
    ),
    Step(
        "publish",
        "Publish",
        after=("vote",),
        due=DueRule(DueKind.DAYS_AFTER, days=3, of="vote"),
        is_unconfirmed=True,
    ),
)


class CommitmentFactory(factory.django.DjangoModelFactory):
    """Owed to the partnership, due in a month, without an owner."""

    class Meta:
        model = models.Commitment

    class Params:
        done = factory.Trait(outcome="done", closed_at=NOW, done_on=TODAY, evidence_note="Minutes of March 9")
        withdrawn = factory.Trait(outcome="withdrawn", closed_at=NOW, withdrawal_reason="Settled otherwise")
        overdue = factory.Trait(due_on=TODAY - timedelta(days=4))
        undated = factory.Trait(due_on=None)
        standing = factory.Trait(is_standing=True)
        confidential = factory.Trait(visibility=models.Visibility.JURISDICTION)
        signed = factory.Trait(requires_sign_in=True)
        from_clause = factory.Trait(
            source_kind="instruments.instrument",
            source_id="0123456789abcdef",
            source_label="Statement of Common Purpose, Section 1",
            source_text="That the City Council does commit to supporting staff in these activities.",
        )

    title = factory.Sequence(lambda n: f"Support the staff {n:05d}")
    owed_by = factory.SubFactory(JurisdictionFactory)
    due_on = TODAY + timedelta(days=30)
    key = factory.Sequence(lambda n: f"test:{n}")
    opened_at = NOW - timedelta(days=60)


class ActionLinkFactory(factory.django.DjangoModelFactory):
    """A fresh link of the commitment's owner."""

    class Meta:
        model = models.ActionLink

    commitment = factory.SubFactory(CommitmentFactory)
    person = factory.LazyAttribute(lambda link: link.commitment.owner)
    created_at = NOW
    expires_at = NOW + timedelta(days=14)


def published_procedure(
    slug: str = "adoption", steps: tuple[Step, ...] = STEPS, **fields: object
) -> models.ProcedureVersion:
    """Return a published first version of a procedure with ``steps``."""
    draft = actions.add_procedure(
        by=None, slug=slug, title=f"Procedure {slug}", steps=steps, now=NOW, **fields
    )
    return actions.publish_version(by=None, version=draft, now=NOW)


def started_run(subject_id: str = "0123456789abcdef", **fields: object) -> models.ProcedureRun:
    """Return a run of a published procedure; ``version`` and ``jurisdiction`` are made when not given."""
    values = {
        "by": None,
        "now": NOW,
        "starts_on": TODAY,
        "subject": Ref("instruments.instrument", subject_id),
    } | fields
    values.setdefault("version", None)
    values["version"] = values["version"] or published_procedure()
    values["jurisdiction"] = values.get("jurisdiction") or JurisdictionFactory.create()
    return actions.start_procedure(**values)
