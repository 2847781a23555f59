"""A study: which service, which cities, what is looked for, and who may see what before it is signed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA
from interlocal.partnerships.jurisdictions.public import Jurisdiction


class DraftRule(models.TextChoices):
    """Who sees a city's baseline before it is signed; a signed one is there for all who read studies."""

    OWN = "own", _("Only the city itself and the coordinator")
    EXCHANGE = "exchange", _("Also cities of the study that have signed their own")
    MEMBERS = "members", _("All cities of the study")


class AnswerRule(models.TextChoices):
    """Who sees what a city answers to a poll; that it has answered is there for all who read studies."""

    OPEN = "open", _("All who read studies, at once")
    OWN_FIRST = "own", _("A city once it has answered itself; all when every city has, or the poll is closed")
    TOGETHER = "together", _("All at one time: when every city has answered, or the poll is closed")
    COORDINATOR = "closed", _("Only the coordinator")


class Study(Record):
    """One shared service that is thought through, from baselines to shares."""

    title = models.CharField(_("title"), max_length=160)
    service = models.TextField(
        _("the service"), help_text=_("What would be done together, and for whom, in two or three sentences.")
    )
    initiative = models.ForeignKey(
        "initiatives.Initiative",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="studies",
        verbose_name=_("initiative"),
    )
    better = models.TextField(
        _("what better means, beside cost"),
        blank=True,
        help_text=_("Such as: a course within 60 days of a promotion; no city waits longer than today."),
    )
    goals = models.TextField(
        _("goals of the allocation"),
        blank=True,
        help_text=_("What a fair share must do, agreed before anybody sees an amount."),
    )
    goals_agreed_on = models.DateField(_("goals agreed on"), null=True, blank=True)
    goals_agreed_by = models.CharField(
        _("agreed by"), max_length=160, blank=True, help_text=_("Such as “Steering group”.")
    )
    base_year = models.PositiveSmallIntegerField(
        _("year of the figures"), help_text=_("All cities give their figures of this fiscal year.")
    )
    baselines_due_on = models.DateField(
        _("baselines due"), null=True, blank=True, help_text=_("Each city is asked for its own until then.")
    )
    drafts = models.CharField(
        _("who sees a baseline before it is signed"),
        max_length=10,
        choices=DraftRule,
        default=DraftRule.OWN,
    )
    answers = models.CharField(
        _("who sees what cities answer to a poll"),
        max_length=10,
        choices=AnswerRule,
        default=AnswerRule.TOGETHER,
        help_text=_("A poll that is open keeps the rule with which it was opened."),
    )
    is_synthetic = models.BooleanField(
        _("made up for the sample"), default=False, help_text=_("Its figures only show how it looks.")
    )

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("study")
        verbose_name_plural = _("studies")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class CityStand(models.TextChoices):
    """Whether a city takes part."""

    PART = "part", _("Takes part")
    MIGHT = "might", _("Might take part")


class StudyCity(Record):
    """One city in one study. A city that is taken out stays on record."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="cities", verbose_name=_("study"))
    jurisdiction = models.ForeignKey(
        Jurisdiction, on_delete=models.PROTECT, related_name="+", verbose_name=_("city")
    )
    stand = models.CharField(_("part"), max_length=6, choices=CityStand, default=CityStand.PART)
    left_at = models.DateTimeField(_("taken out at"), null=True, editable=False)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("city of a study")
        verbose_name_plural = _("cities of a study")
        ordering = ["jurisdiction__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["study", "jurisdiction"],
                condition=Q(left_at=None),
                name="city_is_in_a_study_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.jurisdiction.name}: {self.study.title}"


class LineKind(models.TextChoices):
    """What a line of the baseline holds."""

    COST = "cost", _("Cost of the service")
    HIDDEN = "hidden", _("Hidden duty")
    STAFF = "staff", _("Staff")
    VOLUME = "volume", _("Volume")
    LEVEL = "level", _("Service level")
    ASSET = "asset", _("Asset")

    @property
    def is_money(self) -> bool:
        """Is its amount in dollars?"""
        return self in {LineKind.COST, LineKind.HIDDEN, LineKind.ASSET}


class Line(Record):
    """One line that every city fills: what it is, in which unit, and whether it may be left empty."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="lines", verbose_name=_("study"))
    kind = models.CharField(_("what it holds"), max_length=6, choices=LineKind)
    name = models.CharField(_("name"), max_length=80, help_text=_("Such as “Instructors” or “Supervisors”."))
    unit = models.CharField(
        _("unit"),
        max_length=60,
        blank=True,
        help_text=_("Such as “people” or “calls a year”. Amounts of money are in dollars a year."),
    )
    meaning = models.CharField(
        _("what counts"), max_length=300, blank=True, help_text=_("What belongs in it, and what does not.")
    )
    is_required = models.BooleanField(
        _("every city must fill it"), default=True, help_text=_("A city that has none writes 0.")
    )
    is_size = models.BooleanField(
        _("it measures the city's size, not its use"),
        default=False,
        help_text=_(
            "Such as people or employees: it counts in full, however much of the service a city brings."
        ),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("line of a baseline")
        verbose_name_plural = _("lines of a baseline")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def holds(self) -> LineKind:
        """Its kind."""
        return LineKind(self.kind)
