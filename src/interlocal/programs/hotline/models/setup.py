"""How each city's hotline is set up: offices, recipients, categories, texts."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA, Privacy

STAFF_PURPOSE = "To know who receives reports, and whom a report concerns."


class CityHotline(Record):
    """One city's hotline. ``keep_months`` is its own schedule; while unknown, nothing is deleted."""

    jurisdiction = models.OneToOneField(
        "jurisdictions.Jurisdiction", on_delete=models.PROTECT, related_name="+"
    )
    is_open = models.BooleanField(_("takes reports"), default=False)
    fallback = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="Who gets a report first when a name in it matches nobody here.",
    )
    keep_months = models.PositiveSmallIntegerField(
        _("months kept after closing"), null=True, validators=[MinValueValidator(1)]
    )
    keep_source = models.CharField(_("rule that says so"), max_length=200, blank=True)
    texts = models.JSONField(default=dict, help_text="Language -> place -> text of the city's own.")

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("hotline of a city")
        ordering = ["jurisdiction__name"]

    def __str__(self) -> str:
        return str(self.jurisdiction)


class Opening(Record):
    """A stretch of days on which a city's hotline took reports; both its ends are included."""

    hotline = models.ForeignKey(CityHotline, on_delete=models.CASCADE, related_name="openings")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    privacy = NO_PERSONAL_DATA

    class Meta:
        ordering = ["hotline", "starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["hotline"], condition=models.Q(ends_on=None), name="hotline_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.hotline_id}: {self.starts_on}"


class RecoveryRule(Record):
    """How many keepers of different cities open a report together; the newest rule counts."""

    needed = models.PositiveSmallIntegerField(_("keepers needed"), validators=[MinValueValidator(2)])
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    privacy = Privacy(fields=("made_by",), purpose=STAFF_PURPOSE, keep="As long as the hotline runs.")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.needed)


class Category(Record):
    """A kind of wrongdoing, in each language."""

    slug = models.SlugField(max_length=40, unique=True)
    title = models.CharField(_("English"), max_length=80)
    title_es = models.CharField(_("Spanish"), max_length=80)
    place = models.PositiveSmallIntegerField(default=0)
    is_retired = models.BooleanField(default=False)

    privacy = NO_PERSONAL_DATA

    class Meta:
        ordering = ["place", "pk"]

    def __str__(self) -> str:
        return self.title


class Office(Record):
    """An office of a city that a reporter can mark as concerned."""

    jurisdiction = models.ForeignKey("jurisdictions.Jurisdiction", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("English"), max_length=120)
    title_es = models.CharField(_("Spanish"), max_length=120, blank=True)
    is_retired = models.BooleanField(default=False)

    privacy = NO_PERSONAL_DATA

    class Meta:
        ordering = ["jurisdiction__name", "title", "pk"]

    def __str__(self) -> str:
        return self.title


class Holder(Record):
    """A person in an office: excluded, with all deputies, when a report concerns it.

    ``name`` is how reporters may write it; ``user`` is their account, where they have one.
    """

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="holders")
    name = models.CharField(_("name"), max_length=120)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    is_deputy = models.BooleanField(_("deputy"), default=False)

    privacy = Privacy(fields=("name", "user"), purpose=STAFF_PURPOSE, keep="While they hold the office.")

    class Meta:
        ordering = ["office", "is_deputy", "name", "pk"]

    def __str__(self) -> str:
        return self.name


class Duty(models.TextChoices):
    """What somebody does for a city's hotline."""

    RECIPIENT = "recipient", _("Recipient")
    SUBSTITUTE = "substitute", _("Substitute")
    KEEPER = "keeper", _("Keeper of recovery")


class Recipient(Record):
    """One person's duty for one city. It counts once somebody of another city has confirmed it."""

    jurisdiction = models.ForeignKey("jurisdictions.Jurisdiction", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    duty = models.CharField(_("duty"), max_length=10, choices=Duty)
    place = models.PositiveSmallIntegerField(_("order"), default=0)
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_on = models.DateField(null=True)

    privacy = Privacy(
        fields=("user", "named_by", "confirmed_by"),
        purpose=STAFF_PURPOSE,
        keep="Seven years after the duty ended.",
    )

    class Meta:
        ordering = ["jurisdiction__name", "duty", "place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "user", "duty"],
                condition=models.Q(ended_on=None),
                name="hotline_duty_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_duty_display()}"
