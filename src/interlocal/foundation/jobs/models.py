"""Work to be done apart from any request: its jobs, their effects, and the last slot of each schedule."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA


class State(models.TextChoices):
    """Where a job stands."""

    QUEUED = "queued", _("Queued")
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class Job(Record):
    """One task to run, at least once, for one ``key``.

    ``due_at`` says when a runner may take it next: the moment asked for, the moment of the next try, or,
    while it runs, the moment its runner's lease lapses. It is empty when nothing more is to be done.
    """

    task = models.CharField(max_length=200)
    key = models.CharField(max_length=200, unique=True)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    runner = models.CharField(max_length=16, default="")
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    progress_label = models.CharField(max_length=200, default="")
    last_error = models.CharField(max_length=500, default="")
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    privacy = NO_PERSONAL_DATA

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(due_at__isnull=False),
                name="jobs_due",
            ),
            models.Index(fields=["state", "-id"], name="jobs_by_state"),
            models.Index(fields=["finished_at"], name="jobs_finished"),
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.state})"


class Effect(models.Model):
    """What a job has done for good: written in the transaction of the effect, so it happens once."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="effects")
    name = models.CharField(max_length=100)
    done_at = models.DateTimeField()

    privacy = NO_PERSONAL_DATA

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "name"], name="one_effect_per_job_and_name")]

    def __str__(self) -> str:
        return f"{self.name} of job {self.job_id}"


class ScheduleSlot(models.Model):
    """The last slot of a schedule that was queued, so that none is queued twice and none is missed."""

    schedule = models.CharField(max_length=100, unique=True)
    slot = models.CharField(max_length=40)
    queued_at = models.DateTimeField()

    privacy = NO_PERSONAL_DATA

    def __str__(self) -> str:
        return f"{self.schedule}:{self.slot}"
