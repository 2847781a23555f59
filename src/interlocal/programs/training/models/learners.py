"""Who learns, who applied for what, and who stands beside them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import Privacy
from interlocal.programs.training.models.cohorts import Cohort

KEEP_LEARNING = "Seven years after the last cohort they applied for was closed out."


class Learner(Record):
    """An employee of a jurisdiction who learns; known by a confirmed work address, without an account."""

    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("work e-mail"), unique=True)
    jurisdiction = models.ForeignKey("jurisdictions.Jurisdiction", on_delete=models.PROTECT, related_name="+")
    job_title = models.CharField(_("position"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=5, default="en")
    confirmed_at = models.DateTimeField(null=True)
    # Counts up when old links must end: each signed link carries it.
    link_round = models.PositiveIntegerField(default=0)

    privacy = Privacy(
        fields=("name", "email", "job_title"),
        purpose="To invite, teach and certify an employee, and to answer which city used which seat.",
        keep=KEEP_LEARNING,
    )

    class Meta:
        verbose_name = _("learner")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class ApplicationState(models.TextChoices):
    """Where an application stands."""

    SENT = "sent", _("Waits for the learner's confirmation")
    ASKED = "asked", _("Waits for the supervisor")
    AGREED = "agreed", _("Waits for the city's nomination")
    WAITING = "waiting", _("Waits for a seat")
    OFFERED = "offered", _("Has an offer")
    SEATED = "seated", _("Has a seat")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    NO_SEAT = "no-seat", _("Ended without a seat")


ACTIVE = (
    ApplicationState.SENT,
    ApplicationState.ASKED,
    ApplicationState.AGREED,
    ApplicationState.WAITING,
    ApplicationState.OFFERED,
    ApplicationState.SEATED,
)
ENDED = (ApplicationState.DECLINED, ApplicationState.WITHDRAWN, ApplicationState.NO_SEAT)


class Application(Record):
    """A learner's wish for a seat in a cohort, with the supervisor's and the city's agreement.

    ``waiting_since`` orders who waits within a jurisdiction after ``rank`` (the city's own order, small
    first). A substitute's application names the one whose seat it took.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="applications")
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="applications")
    jurisdiction = models.ForeignKey("jurisdictions.Jurisdiction", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=ApplicationState, default=ApplicationState.SENT)
    supervisor_name = models.CharField(_("supervisor's name"), max_length=120)
    supervisor_email = models.EmailField(_("supervisor's e-mail"))
    supervisor_language = models.CharField(
        max_length=5, blank=True, help_text="The language in which the supervisor answered; empty: not known."
    )
    reason = models.TextField(_("why this course"), blank=True)
    needs = models.CharField(_("what you need to take part"), max_length=300, blank=True)
    supervisor_agreed_at = models.DateTimeField(null=True)
    nominated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    nominated_at = models.DateTimeField(null=True)
    rank = models.PositiveSmallIntegerField(default=1000)
    waiting_since = models.DateTimeField(null=True)
    offer_ends_at = models.DateTimeField(null=True)
    seated_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=300, blank=True)
    is_no_show = models.BooleanField(default=False)
    completed_at = models.DateTimeField(null=True)
    substitutes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="substituted_by"
    )

    privacy = Privacy(
        fields=("supervisor_name", "supervisor_email", "reason", "needs", "end_reason", "nominated_by"),
        purpose="To give seats fairly, with the supervisor's agreement.",
        keep=KEEP_LEARNING,
    )

    class Meta:
        verbose_name = _("application")
        ordering = ["rank", "waiting_since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "learner"],
                condition=Q(state__in=[state.value for state in ACTIVE]),
                name="training_one_live_application",
            )
        ]
        indexes = [
            models.Index(fields=["cohort", "state"], name="training_application_state"),
            models.Index(
                fields=["supervisor_email"],
                condition=Q(supervisor_language__gt=""),
                name="training_supervisor_language",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner}"


class Mentor(Record):
    """Who accompanies a learner through a cohort."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="mentor")
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"))

    privacy = Privacy(
        fields=("name", "email"),
        purpose="To bring a learner and a mentor together.",
        keep=KEEP_LEARNING,
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
