"""A commitment: who owes what to whom, by when, from which clause, and which evidence closed it."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.fields import WebAddressField
from interlocal.kernel.ids import PublicIdField
from interlocal.kernel.privacy import Privacy
from interlocal.partnerships.commitments.models.procedure import ProcedureRun


class Visibility(models.TextChoices):
    """Who may read a commitment."""

    PARTNERSHIP = "partnership", _("All members")
    JURISDICTION = "jurisdiction", _("The two parties only")


class Outcome(models.TextChoices):
    """How a commitment ended; empty while it is owed."""

    DONE = "done", _("Done")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class State(models.TextChoices):
    """What a person sees, derived from the outcome and the day. Only steps of a run wait or are skipped."""

    OPEN = "open", _("Open")
    OVERDUE = "overdue", _("Overdue")
    DONE = "done", _("Done")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    WAITING = "waiting", _("Not begun")
    SKIPPED = "skipped", _("Skipped")


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Commitments, narrowed down."""

    def still_owed(self) -> "CommitmentQuerySet":
        """Neither done nor withdrawn."""
        return self.filter(outcome="")

    def overdue(self, today: date) -> "CommitmentQuerySet":
        """Still owed, and their day has passed."""
        return self.still_owed().filter(due_on__lt=today)

    def with_state(self, today: date) -> "CommitmentQuerySet":
        """Annotate ``state`` as on ``today``."""
        return self.annotate(
            state=Case(
                When(outcome="", due_on__lt=today, then=Value(State.OVERDUE.value)),
                When(outcome="", then=Value(State.OPEN.value)),
                default=F("outcome"),
                output_field=models.CharField(),
            )
        )


class Commitment(models.Model):
    """Something a jurisdiction owes. History is never deleted: it ends as done or as withdrawn."""

    public_id = PublicIdField()
    title = models.CharField(_("what is owed"), max_length=200)
    detail = models.TextField(_("details"), blank=True)
    owed_by = models.ForeignKey(
        "jurisdictions.Jurisdiction",
        on_delete=models.PROTECT,
        related_name="commitments_owed",
        verbose_name=_("owed by"),
    )
    owed_to = models.ForeignKey(
        "jurisdictions.Jurisdiction",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments_due",
        verbose_name=_("owed to"),
        help_text=_("Empty: the partnership as a whole."),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("owner"),
    )
    due_on = models.DateField(_("due"), null=True, blank=True)
    is_standing = models.BooleanField(
        _("standing duty"),
        default=False,
        help_text=_("It does not end; its date is that of the next review."),
    )
    visibility = models.CharField(
        _("who may read it"), max_length=12, choices=Visibility.choices, default=Visibility.PARTNERSHIP
    )
    requires_sign_in = models.BooleanField(
        _("asks for sign-in"),
        default=False,
        help_text=_("Votes and signatures cannot be recorded from a mail."),
    )
    key = models.CharField(max_length=200, unique=True, editable=False)
    source_kind = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=60, blank=True)
    source_label = models.CharField(_("source"), max_length=300, blank=True)
    source_text = models.TextField(_("clause"), blank=True)
    run = models.ForeignKey(
        ProcedureRun, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments"
    )
    step_key = models.CharField(max_length=60, blank=True)
    opened_at = models.DateTimeField(editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True, default="")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    done_on = models.DateField(_("done on"), null=True, blank=True)
    withdrawal_reason = models.TextField(blank=True)
    evidence_note = models.TextField(_("evidence"), blank=True)
    evidence_url = WebAddressField(_("link to the evidence"), max_length=500, blank=True)
    evidence_file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    privacy = Privacy(
        fields=("owner", "opened_by", "closed_by", "detail", "evidence_note", "withdrawal_reason"),
        purpose="To say who looks after what a jurisdiction owes, and who recorded that it was done.",
        keep="As long as the partnership keeps its records; it is the record of what its members owed.",
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = [F("due_on").asc(nulls_last=True), "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="commitment_closed_with_its_outcome",
                condition=Q(outcome="", closed_at=None, done_on=None)
                | Q(outcome="done", closed_at__isnull=False, done_on__isnull=False)
                | Q(outcome="withdrawn", closed_at__isnull=False, done_on=None),
            ),
            models.UniqueConstraint(
                fields=["run", "step_key"], condition=Q(run__isnull=False), name="one_commitment_per_step"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["owner", "due_on"], condition=Q(outcome=""), name="owed_by_owner"),
            models.Index(fields=["owed_by", "outcome", "due_on"], name="owed_by_jurisdiction"),
            models.Index(fields=["owed_to", "outcome", "due_on"], name="owed_to_jurisdiction"),
            models.Index(fields=["outcome", "due_on"], name="owed_by_day"),
            models.Index(fields=["done_on"], condition=Q(outcome="done"), name="done_lately"),
            models.Index(fields=["source_kind", "source_id"], name="commitment_source"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_closed(self) -> bool:
        """Whether it is done or withdrawn."""
        return self.outcome != ""

    def state_on(self, today: date) -> State:
        """What it is on ``today``."""
        if self.outcome:
            return State(self.outcome)
        return State.OVERDUE if self.due_on is not None and self.due_on < today else State.OPEN


class Comment(models.Model):
    """What somebody had to say about a commitment."""

    public_id = PublicIdField()
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="comments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(_("comment"))

    privacy = Privacy(
        fields=("by", "text"),
        purpose="To explain a commitment to those who share it.",
        keep="As the commitment.",
    )

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return self.text


class DueDateChange(models.Model):
    """A date that was moved: the former one stays on record."""

    public_id = PublicIdField()
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="date_changes")
    from_on = models.DateField(null=True)
    to_on = models.DateField(null=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    privacy = Privacy(
        fields=("by", "reason"), purpose="To show how a date came about.", keep="As the commitment."
    )

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.from_on} -> {self.to_on}"


class HoursEntry(models.Model):
    """Hours of work given to a commitment."""

    public_id = PublicIdField()
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="hours_entries")
    hours = models.DecimalField(_("hours"), max_digits=7, decimal_places=2)
    worked_on = models.DateField(_("worked on"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    privacy = Privacy(
        fields=("by", "note"),
        purpose="To add up the staff time that members give.",
        keep="As the commitment.",
    )

    class Meta:
        ordering: ClassVar = ["worked_on", "pk"]
        constraints: ClassVar = [models.CheckConstraint(name="hours_are_positive", condition=Q(hours__gt=0))]

    def __str__(self) -> str:
        return f"{self.hours} h, {self.worked_on}"
