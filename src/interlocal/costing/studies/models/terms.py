"""What cities are asked about: one study file, one option and one way of sharing, as they were."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.costing.studies.models.study import Study
from interlocal.kernel.models import Record


class Terms(Record):
    """Abstract: what was asked, with the whole file, so that nobody has to ask later what it was about.

    ``option_name`` is the option's key in the file. ``cities`` are the rows of the engine's answer for each
    city: ``city``, ``takes_part``, ``alone_a_year``, ``pays_a_year`` and ``saves_a_year`` in cents, and
    ``sentence``.
    """

    study = models.ForeignKey(
        Study, on_delete=models.PROTECT, related_name="%(class)ss", verbose_name=_("study")
    )
    file = models.TextField(_("study file"))
    digest = models.CharField(_("digest of the file"), max_length=64)
    option_name = models.CharField(_("option in the file"), max_length=40)
    option_title = models.CharField(_("option"), max_length=80)
    share_name = models.CharField(_("way of sharing"), max_length=60)
    cities = models.JSONField(_("what each city pays"))
    due_on = models.DateField(_("answers due"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def by_city(self) -> dict[str, dict[str, object]]:
        """The rows of the engine's answer, by the city's name."""
        return {row["city"]: row for row in self.cities}
