"""What learners and supervisors say, kept apart from who said it, and what HR counts once a year."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import Privacy
from interlocal.programs.training.models.cohorts import Cohort, Session
from interlocal.programs.training.models.learners import KEEP_LEARNING, Application


class Ask(Record):
    """That a person was asked, and whether they answered: never what.

    ``form`` names one of the questionnaires of the room (reaction, learning, learner-90, supervisor-90).
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="asks")
    form = models.CharField(max_length=20)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, null=True, related_name="asks")
    answered_at = models.DateTimeField(null=True)

    privacy = Privacy(
        fields=("application",),
        purpose="To ask once, and to know how many answered.",
        keep=KEEP_LEARNING,
    )

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "form", "session"], name="training_asked_once"),
            # Two absent sessions count as different above, and SQLite knows no other way.
            models.UniqueConstraint(
                fields=["application", "form"],
                condition=models.Q(session=None),
                name="training_asked_once_of_all",
            ),
        ]

    def __str__(self) -> str:
        return self.form


class Response(Record):
    """Answers to one questionnaire, without the person: only the cohort, the session and the city.

    ``answered_on`` is the first day of the month, so that the order of answers tells nobody's.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="responses")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, null=True, related_name="responses")
    jurisdiction = models.ForeignKey("jurisdictions.Jurisdiction", on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=20)
    answers = models.JSONField()
    answered_on = models.DateField()

    privacy = Privacy(
        fields=("answers",),
        purpose="To make the course better, and to tell what it brought.",
        keep="Seven years after the cohort was closed out.",
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.form


class StaffFigure(Record):
    """What HR of a jurisdiction counts for a year: employees, and those of trained supervisors."""

    jurisdiction = models.ForeignKey("jurisdictions.Jurisdiction", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))
    employees = models.PositiveIntegerField(_("employees on average"))
    left = models.PositiveIntegerField(_("of them left during the year"))
    employees_of_trained = models.PositiveIntegerField(_("employees of trained supervisors on average"))
    left_of_trained = models.PositiveIntegerField(_("of them left during the year"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    privacy = Privacy(
        fields=("recorded_by",),
        purpose="To know whom to ask about a figure.",
        keep="Ten years after the year.",
    )

    class Meta:
        ordering = ["-year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "year"], name="training_staff_figure_once")
        ]

    def __str__(self) -> str:
        return f"{self.jurisdiction} {self.year}"
