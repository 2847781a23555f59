"""Procedures: the steps that something takes, as versioned data, and the runs that follow them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.ids import PublicIdField
from interlocal.kernel.privacy import NO_PERSONAL_DATA, Privacy
from interlocal.partnerships.commitments.models.steps import Step, read_steps


class Procedure(models.Model):
    """A named way of doing something, for everybody or for one jurisdiction."""

    public_id = PublicIdField()
    slug = models.SlugField(_("short name"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(
        _("kind"), max_length=60, blank=True, help_text=_("What it is for, such as adoption of a resolution.")
    )
    jurisdiction = models.ForeignKey(
        "jurisdictions.Jurisdiction",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="procedures",
        verbose_name=_("jurisdiction"),
        help_text=_("Empty: for every jurisdiction."),
    )
    created_at = models.DateTimeField(editable=False)

    privacy = NO_PERSONAL_DATA

    class Meta:
        ordering: ClassVar = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class ProcedureVersion(models.Model):
    """One version of a procedure's steps. A draft can be changed; a published version never."""

    public_id = PublicIdField()
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    steps = models.JSONField(_("steps"), default=list)
    note = models.CharField(_("what changed"), max_length=300, blank=True)
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True)

    privacy = Privacy(
        fields=("created_by",),
        purpose="To show who wrote the version.",
        keep="As long as the procedure is kept.",
    )

    class Meta:
        ordering: ClassVar = ["procedure", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["procedure", "number"], name="one_version_per_number"),
            models.UniqueConstraint(
                fields=["procedure"], condition=Q(published_at=None), name="one_draft_per_procedure"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure} {self.number}"

    @property
    def is_draft(self) -> bool:
        """Whether it can still be changed."""
        return self.published_at is None

    def read(self) -> tuple[Step, ...]:
        """Return the steps in order; raises ``StepsInvalid`` where a draft is not yet sound."""
        return read_steps(self.steps)


class ProcedureRun(models.Model):
    """One version of a procedure, followed for one subject in one jurisdiction."""

    public_id = PublicIdField()
    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="runs")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="runs")
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    subject_label = models.CharField(max_length=300, blank=True)
    jurisdiction = models.ForeignKey(
        "jurisdictions.Jurisdiction", on_delete=models.PROTECT, related_name="procedure_runs"
    )
    visibility = models.CharField(max_length=12, default="partnership")
    started_on = models.DateField()
    started_at = models.DateTimeField(editable=False)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    target_on = models.DateField(
        _("target date"),
        null=True,
        blank=True,
        help_text=_("The day that steps with a date before it count from."),
    )
    finished_on = models.DateField(null=True)
    stopped_on = models.DateField(null=True)
    stop_reason = models.CharField(max_length=300, blank=True)

    privacy = Privacy(
        fields=("started_by",), purpose="To show who began the run.", keep="As its commitments."
    )

    class Meta:
        ordering: ClassVar = ["started_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["procedure", "subject_kind", "subject_id", "jurisdiction"],
                name="one_run_per_subject_and_jurisdiction",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["subject_kind", "subject_id"], name="run_subject")]

    def __str__(self) -> str:
        return f"{self.procedure_id} {self.subject_label}"


class SkippedStep(models.Model):
    """A step that a run leaves out, and why."""

    public_id = PublicIdField()
    run = models.ForeignKey(ProcedureRun, on_delete=models.PROTECT, related_name="skipped")
    step_key = models.CharField(max_length=60)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    skipped_on = models.DateField()

    privacy = Privacy(fields=("by", "reason"), purpose="To show why a step was left out.", keep="As the run.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "step_key"], name="a_step_is_skipped_once")
        ]

    def __str__(self) -> str:
        return self.step_key
