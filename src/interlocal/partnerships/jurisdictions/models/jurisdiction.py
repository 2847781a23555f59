"""Cities, counties, regional councils and the other bodies that can take part."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.fields import WebAddressField
from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA
from interlocal.kernel.scopes import Scope, jurisdiction_scope
from interlocal.kernel.sources import Sourced


class JurisdictionKind(models.TextChoices):
    """What sort of body it is."""

    CITY = "city", _("City")
    COUNTY = "county", _("County")
    REGIONAL_COUNCIL = "regional-council", _("Regional council")
    SPECIAL_DISTRICT = "special-district", _("Special district")
    STATE_AGENCY = "state-agency", _("State agency")
    OTHER = "other", _("Other body")


class Jurisdiction(Record, Sourced):
    """A body with powers of its own. Its source covers the facts in this record: names, body, fiscal year."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    formal_name = models.CharField(
        _("formal name"),
        max_length=200,
        help_text=_("As it stands in an ordinance, such as “City of Independence”."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=JurisdictionKind)
    state = models.CharField(_("state"), max_length=60)
    website = WebAddressField(_("website"), max_length=300, blank=True)
    governing_body = models.CharField(
        _("governing body"),
        max_length=120,
        blank=True,
        help_text=_("The body that adopts its instruments, such as “City Council”."),
    )
    fiscal_year_starts_month = models.PositiveSmallIntegerField(
        _("month in which its fiscal year starts"), null=True, blank=True
    )
    fiscal_year_starts_day = models.PositiveSmallIntegerField(
        _("day on which its fiscal year starts"), null=True, blank=True
    )

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("jurisdiction")
        verbose_name_plural = _("jurisdictions")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="fiscal_year_start_is_whole",
                condition=models.Q(
                    fiscal_year_starts_month__isnull=True,
                    fiscal_year_starts_day__isnull=True,
                )
                | models.Q(
                    fiscal_year_starts_month__range=(1, 12),
                    fiscal_year_starts_day__range=(1, 31),
                ),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> Scope:
        """The scope in which a role is held for this jurisdiction."""
        return jurisdiction_scope(self.public_id)
