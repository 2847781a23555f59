"""Who speaks for a jurisdiction, and who stands in."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import Privacy
from interlocal.partnerships.jurisdictions.models.jurisdiction import Jurisdiction


class Representation(Record):
    """One person speaking for one jurisdiction in a period, in their own right or as someone's substitute."""

    jurisdiction = models.ForeignKey(
        Jurisdiction,
        on_delete=models.PROTECT,
        related_name="representations",
        verbose_name=_("jurisdiction"),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="representations",
        verbose_name=_("person with an account"),
    )
    name = models.CharField(
        _("name"),
        max_length=150,
        blank=True,
        help_text=_("For a person without an account."),
    )
    office = models.CharField(_("office"), max_length=120, help_text=_("Such as “City Manager”."))
    email = models.EmailField(_("e-mail at work"), blank=True)
    phone = models.CharField(_("phone at work"), max_length=40, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    substitute_for = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="substitutes",
        verbose_name=_("substitute for"),
    )

    privacy = Privacy(
        fields=("user", "name", "office", "email", "phone"),
        purpose=gettext_noop("To say who speaks for each jurisdiction, and who stands in."),
        keep=gettext_noop("As long as records of the partnership name who acted for a jurisdiction."),
    )

    class Meta:
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")
        ordering = [F("substitute_for").asc(nulls_first=True), "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(user=None) & ~Q(name="")) | (Q(user__isnull=False) & Q(name="")),
                name="representative_is_one_person",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="representation_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.office}"

    @property
    def person(self) -> str:
        """The person's name, from the account where there is one."""
        return str(self.user) if self.user is not None else self.name

    @property
    def mail_address(self) -> str:
        """Where mail reaches them at work: what was given, else the account's address."""
        return self.email or (self.user.email if self.user is not None else "")
