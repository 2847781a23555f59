"""Ways of doing a service together, and ways of sharing what that costs."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.costing.studies.models.calls import CallFile
from interlocal.costing.studies.models.study import Line, Study, StudyCity
from interlocal.kernel.models import Record
from interlocal.kernel.money import CentsField
from interlocal.kernel.privacy import NO_PERSONAL_DATA


class Assumptions(Record):
    """What a study takes for granted of the years ahead: how many, and percentages a year."""

    study = models.OneToOneField(
        Study, on_delete=models.PROTECT, related_name="assumptions", verbose_name=_("study")
    )
    years = models.PositiveSmallIntegerField(_("years looked at"), default=10)
    discount = models.DecimalField(
        _("discount rate, percent a year"),
        max_digits=5,
        decimal_places=2,
        default=Decimal(3),
        help_text=_("What money is worth less a year later; your bond rate is a usual choice."),
    )
    growth_low = models.DecimalField(
        _("costs grow by at least, percent a year"), max_digits=5, decimal_places=2, default=Decimal(2)
    )
    growth_likely = models.DecimalField(
        _("most likely by"), max_digits=5, decimal_places=2, default=Decimal(3)
    )
    growth_high = models.DecimalField(_("at most by"), max_digits=5, decimal_places=2, default=Decimal(5))
    seed = models.PositiveIntegerField(
        _("seed"), default=1, help_text=_("The same seed gives the same draws, here and on the command line.")
    )
    draws = models.PositiveIntegerField(_("draws"), default=10_000)
    sobol = models.PositiveIntegerField(
        _("samples for Sobol indices"),
        default=512,
        help_text=_(
            "A power of two from 64 on, or 0 for none: which part of the doubt each figure explains. More is "
            "surer and takes longer."
        ),
    )

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("assumptions of a study")
        verbose_name_plural = _("assumptions of studies")

    def __str__(self) -> str:
        return str(self.study)


class OptionKind(models.TextChoices):
    """Who runs the service; the words are those of study files."""

    AGENCY = "joint agency", _("A joint agency")
    LEAD = "lead city", _("One city runs it, the others contract")
    VENDOR = "vendor", _("A vendor")
    EXCHANGE = "staff exchange", _("Cities lend each other staff")


class Option(Record):
    """One way of doing it together. Doing nothing is always there beside it."""

    study = models.ForeignKey(
        Study, on_delete=models.PROTECT, related_name="options", verbose_name=_("study")
    )
    kind = models.CharField(_("who runs it"), max_length=20, choices=OptionKind)
    title = models.CharField(_("title"), max_length=80, help_text=_("Such as “A workshop of our own”."))
    lead = models.ForeignKey(
        StudyCity,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead city"),
        help_text=_("Only where one city runs it."),
    )
    phase_in = models.CharField(
        _("part that has moved, in percent"),
        max_length=80,
        blank=True,
        help_text=_(
            "Year by year, such as “0, 50, 100”; the last one goes on. Empty: all from the first year."
        ),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("option")
        verbose_name_plural = _("options")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class PartKind(models.TextChoices):
    """What an amount of an option is; running costs are called as study files call them."""

    FIXED = "fixed", _("A fixed cost a year")
    RATE = "rate", _("A cost for each unit of a volume")
    STEP = "step", _("A cost for each begun step of a volume")
    TODAY = "today", _("What the cities pay today, less a saving")
    TABLE = "table", _("A cost for each group of cities")
    MOVING = "moving", _("Moving, once, in the first year")
    GRANT = "grant", _("A grant a year, until it ends")

    @property
    def needs_driver(self) -> bool:
        """Does it follow a volume?"""
        return self in {PartKind.RATE, PartKind.STEP}


class OptionPart(Record):
    """One amount of an option. A part that is replaced or taken out stays on record."""

    option = models.ForeignKey(
        Option, on_delete=models.PROTECT, related_name="parts", verbose_name=_("option")
    )
    kind = models.CharField(_("what it is"), max_length=8, choices=PartKind)
    name = models.CharField(_("name"), max_length=80, help_text=_("Such as “Director and schedule”."))
    amount_cents = CentsField(_("amount"), null=True, blank=True)
    driver = models.ForeignKey(
        Line,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("volume that it follows"),
    )
    # Of a table: cents a year by the public ids of the group's cities, sorted, with commas between.
    groups = models.JSONField(_("cost of each group"), default=dict, blank=True, editable=False)
    # Of a table worked out from calls: the file, and the terms by which its staff is counted and paid.
    calls = models.ForeignKey(
        CallFile,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("calls"),
    )
    staffing = models.JSONField(_("terms of the staff"), default=dict, blank=True, editable=False)
    size = models.DecimalField(_("units of a step"), max_digits=12, decimal_places=2, null=True, blank=True)
    saving = models.DecimalField(
        _("saving, percent of today"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    low = models.DecimalField(
        _("at least, percent of the amount"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    high = models.DecimalField(
        _("at most, percent of the amount"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    last_year = models.PositiveSmallIntegerField(_("last year of the grant"), null=True, blank=True)
    source = models.CharField(_("where it comes from"), max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("amount of an option")
        verbose_name_plural = _("amounts of options")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class ShareKind(models.TextChoices):
    """How a cost is shared."""

    DRIVERS = "drivers", _("By volumes, each with its weight")
    EQUAL = "equal", _("In equal parts")
    SOLUTION = "solution", _("By a solution of the cost game")
    FORMULA = "formula", _("By a formula in the formula language")


class ShareRule(Record):
    """One way of sharing, laid beside the others under every option."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="shares", verbose_name=_("study"))
    name = models.CharField(_("name"), max_length=60, help_text=_("Such as “By repair orders”."))
    kind = models.CharField(_("how"), max_length=8, choices=ShareKind)
    weights = models.JSONField(_("weights"), default=dict, blank=True)
    solution = models.CharField(_("solution"), max_length=30, blank=True)
    library = models.CharField(_("formula of the library"), max_length=60, blank=True)
    formula = models.TextField(_("formula"), blank=True)
    pays = models.CharField(_("figure of the formula that is shared"), max_length=120, blank=True)
    names = models.JSONField(_("lines by the formula's names"), default=dict, blank=True)
    group = models.JSONField(_("further figures of the group"), default=dict, blank=True)
    history = models.TextField(_("earlier figures"), blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("way of sharing")
        verbose_name_plural = _("ways of sharing")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Run(Record):
    """The draws of one study file: the file as it was, who asked, and the whole answer of the engine."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="runs", verbose_name=_("study"))
    file = models.TextField(_("study file"))
    digest = models.CharField(_("digest of the file"), max_length=64)
    result = models.JSONField(_("result"), null=True)
    engine = models.CharField(_("version of the engine"), max_length=20, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True)
    stopped_at = models.DateTimeField(_("stopped at"), null=True)
    fault = models.TextField(_("what was wrong"), blank=True)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("run of a study")
        verbose_name_plural = _("runs of studies")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.study} ({self.digest[:8]})"

    @property
    def job_key(self) -> str:
        """The key of the job that draws it."""
        return f"studies.run:{self.public_id}"

    @property
    def is_open(self) -> bool:
        """Is it queued or being drawn?"""
        return self.finished_at is None and self.stopped_at is None
