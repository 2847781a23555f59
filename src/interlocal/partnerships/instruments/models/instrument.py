"""One council's instrument."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA
from interlocal.kernel.sources import Sourced


class Kind(models.TextChoices):
    """The kinds of instrument by which a council speaks."""

    RESOLUTION = "resolution", _("Resolution")
    ORDINANCE = "ordinance", _("Ordinance")
    ORDER = "order", _("Order")
    PROCLAMATION = "proclamation", _("Proclamation")


class Standing(models.TextChoices):
    """How far an instrument is known to have come."""

    DRAFT = "draft", _("Draft")
    FILED = "filed", _("Filed")
    PASSED = "passed", _("Passed, not yet in force")
    ADOPTED = "adopted", _("Adopted")
    FAILED = "failed", _("Not adopted")
    RENEWED = "renewed", _("Renewed")
    SUPERSEDED = "superseded", _("Superseded")
    EXPIRED = "expired", _("Expired")
    RESCINDED = "rescinded", _("Rescinded")


class Instrument(Record, Sourced):
    """A resolution or ordinance of one jurisdiction, with its own title, numbers, dates and source.

    ``parts`` is what its text consists of, as read and corrected (the shape of ``reading.to_json``), and
    ``text`` is those parts written out. An instrument known only from a register has neither.
    """

    jurisdiction = models.ForeignKey(
        "jurisdictions.Jurisdiction",
        verbose_name=_("jurisdiction"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    statement = models.ForeignKey(
        "instruments.Statement",
        verbose_name=_("statement"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="instruments",
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.RESOLUTION)
    title = models.CharField(_("title"), max_length=500)
    bill_number = models.CharField(_("bill number"), max_length=40, null=True, blank=True)
    number = models.CharField(_("number"), max_length=40, null=True, blank=True)
    body = models.CharField(_("adopting body"), max_length=200, blank=True)
    text = models.TextField(_("text"), blank=True)
    parts = models.JSONField(default=dict, blank=True)
    standing = models.CharField(_("standing"), max_length=20, choices=Standing, default=Standing.DRAFT)
    filed_on = models.DateField(_("filed"), null=True, blank=True)
    agenda_on = models.DateField(_("on the agenda of"), null=True, blank=True)
    passed_on = models.DateField(_("passed"), null=True, blank=True)
    effective_on = models.DateField(_("effective"), null=True, blank=True)
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=300, blank=True)
    succeeded_by = models.ForeignKey(
        "self",
        verbose_name=_("followed by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
    )

    privacy = NO_PERSONAL_DATA

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "jurisdiction"],
                condition=models.Q(statement__isnull=False),
                name="one_instrument_per_council_and_statement",
            ),
            models.UniqueConstraint(
                fields=["jurisdiction", "kind", "number"],
                condition=models.Q(number__isnull=False),
                name="number_is_unique_in_its_council",
            ),
        ]

    def __str__(self) -> str:
        return self.designation

    @property
    def designation(self) -> str:
        """What people call it: ``Resolution No. 6376``, or its kind and that it has no number yet."""
        if self.number:
            return _("%(kind)s No. %(number)s") % {"kind": self.get_kind_display(), "number": self.number}
        return _("%(kind)s, not numbered yet") % {"kind": self.get_kind_display()}
