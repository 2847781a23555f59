"""What is taught: courses, what is handed out, what is to be done at home."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.fields import WebAddressField
from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA, Privacy

STAFF_PRIVACY_PURPOSE = "To know whom to ask about a course."


class Course(Record):
    """A course of the catalogue. ``contact_minutes`` is instruction, without breaks, in minutes."""

    title = models.CharField(_("title"), max_length=120, unique=True)
    summary = models.TextField(_("summary"))
    outcomes = models.TextField(_("outcomes"), help_text=_("One a line: what learners can do afterwards."))
    audience = models.CharField(_("for whom"), max_length=200, blank=True)
    contact_minutes = models.PositiveIntegerField(_("contact minutes"), validators=[MinValueValidator(1)])
    valid_months = models.PositiveSmallIntegerField(
        _("certificate valid for months"), null=True, blank=True, help_text=_("Empty: it does not expire.")
    )
    is_listed = models.BooleanField(_("in the public catalogue"), default=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    privacy = Privacy(
        fields=("made_by",), purpose=STAFF_PRIVACY_PURPOSE, keep="Seven years after its last cohort."
    )

    class Meta:
        verbose_name = _("course")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def outcome_lines(self) -> list[str]:
        """The outcomes, one each."""
        return [line.strip() for line in self.outcomes.splitlines() if line.strip()]


class Material(Record):
    """What learners of a course get: a file or a link, for all sessions or for one by its number."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="materials")
    title = models.CharField(_("title"), max_length=120)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, blank=True)
    link = WebAddressField(_("link"), blank=True)
    session_number = models.PositiveSmallIntegerField(_("for session"), null=True, blank=True)
    is_for_instructors = models.BooleanField(_("for instructors only"), default=False)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("material")
        ordering = ["session_number", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(file=None) ^ models.Q(link=""), name="training_material_is_file_or_link"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Homework(Record):
    """What a learner does by a session of the course, by its number."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="homework")
    title = models.CharField(_("title"), max_length=120)
    instructions = models.TextField(_("what to do"))
    session_number = models.PositiveSmallIntegerField(_("due by session"))
    is_required = models.BooleanField(_("needed for the certificate"), default=True)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("homework")
        ordering = ["session_number", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def as_lesson(self) -> models.Model | None:
        """The online lesson that it is, where it is one."""
        return getattr(self, "lesson", None)
