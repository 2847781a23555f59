"""Which pack applies where, and the rules that the partnership or a jurisdiction set for itself."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.fields import WebAddressField
from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA
from interlocal.partnerships.jurisdictions.public import Jurisdiction


class PackChoice(Record):
    """The pack that was chosen for one jurisdiction, or for the partnership where none is named."""

    jurisdiction = models.ForeignKey(
        Jurisdiction,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("jurisdiction"),
    )
    pack = models.SlugField(_("rules of"), max_length=60)

    privacy = NO_PERSONAL_DATA

    class Meta:
        constraints = [
            models.UniqueConstraint(Coalesce("jurisdiction", 0), name="one_pack_a_place"),
        ]

    def __str__(self) -> str:
        return self.pack


class OwnRule(Record):
    """A rule in place of the pack's, for one jurisdiction or the partnership. It is ended, never changed."""

    jurisdiction = models.ForeignKey(
        Jurisdiction,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("jurisdiction"),
    )
    pack = models.SlugField(_("in place of a rule of"), max_length=60)
    key = models.SlugField(_("rule"), max_length=40)
    figure = models.PositiveIntegerField(_("figure"), null=True, blank=True)
    words = models.TextField(_("what it says"))
    section = models.CharField(
        _("where it stands"), max_length=120, blank=True, help_text=_("Such as “City Code 2.04.030”.")
    )
    source_url = WebAddressField(_("address of the source"), max_length=500, blank=True)
    reason = models.TextField(_("why"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True, editable=False)

    privacy = NO_PERSONAL_DATA

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "key"],
                condition=Q(ended_at=None, jurisdiction__isnull=False),
                name="one_own_rule_of_a_jurisdiction",
            ),
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(ended_at=None, jurisdiction=None),
                name="one_own_rule_of_the_partnership",
            ),
        ]

    def __str__(self) -> str:
        return self.words
