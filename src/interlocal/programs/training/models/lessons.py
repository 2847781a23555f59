"""Online lessons: homework that is done by playing a SCORM 1.2 package, and how far each learner is."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA, Privacy
from interlocal.programs.training.models.catalogue import Homework
from interlocal.programs.training.models.learners import Application


class Lesson(Record):
    """A SCORM 1.2 package with one lesson in it. The rest is what its manifest says."""

    homework = models.OneToOneField(Homework, on_delete=models.CASCADE, related_name="lesson")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    contact_minutes = models.PositiveSmallIntegerField(
        _("contact minutes"), default=0, help_text=_("0: the lesson counts no contact hours.")
    )
    launch = models.CharField(max_length=500)
    mastery_score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    launch_data = models.TextField(blank=True)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("online lesson")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.homework)


class LessonStatus(models.TextChoices):
    """The statuses of SCORM 1.2, by its own names."""

    NOT_ATTEMPTED = "not attempted", _("Not begun")
    INCOMPLETE = "incomplete", _("Begun")
    BROWSED = "browsed", _("Looked at")
    COMPLETED = "completed", _("Completed")
    PASSED = "passed", _("Passed")
    FAILED = "failed", _("Not passed")


DONE = (LessonStatus.COMPLETED, LessonStatus.PASSED)


class LessonProgress(Record):
    """How far a learner is in a lesson. Times are hundredths of a second.

    ``launch_key`` names the one page that may save now; opening the lesson elsewhere draws another.
    ``launch_number`` is the last message taken from it: one that comes late or twice changes nothing.
    """

    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="progress")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="lessons")
    status = models.CharField(max_length=13, choices=LessonStatus, default=LessonStatus.NOT_ATTEMPTED)
    location = models.CharField(max_length=255, blank=True)
    suspend_data = models.TextField(max_length=4096, blank=True)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    score_min = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    score_max = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    last_exit = models.CharField(max_length=8, blank=True)
    time_before = models.PositiveBigIntegerField(default=0)
    launch_time = models.PositiveBigIntegerField(default=0)
    launch_key = models.CharField(max_length=32)
    launch_number = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    privacy = Privacy(
        fields=("location", "suspend_data", "score", "time_before", "launch_time"),
        purpose="To go on with an online lesson where a learner left it, and to know whether it was passed.",
        keep="A year after the cohort was closed out.",
    )

    class Meta:
        ordering = ["lesson", "application"]
        constraints = [
            models.UniqueConstraint(fields=["lesson", "application"], name="training_lesson_progress_once")
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.lesson}"

    @property
    def total_time(self) -> int:
        """The time of all launches, in hundredths of a second."""
        return self.time_before + self.launch_time
