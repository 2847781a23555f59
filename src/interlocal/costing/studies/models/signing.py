"""Sign-off: a finished result that cities are asked to sign, and what each did."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from interlocal.costing.studies.models.options import Run
from interlocal.costing.studies.models.study import StudyCity
from interlocal.costing.studies.models.terms import Terms
from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA, Privacy

_KEEP = "As long as the partnership keeps its records."


class SignOff(Terms):
    """Asks the cities that take part to sign one option and way of sharing of one run."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="sign_offs", verbose_name=_("run"))
    words = models.TextField(_("what is said with it"), blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("asked by"),
    )
    ended_at = models.DateTimeField(_("ended at"), null=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("ended by"),
    )

    privacy = Privacy(
        fields=("asked_by", "ended_by"), purpose="To say who asked the cities, and when.", keep=_KEEP
    )

    class Meta:
        verbose_name = _("sign-off of a result")
        verbose_name_plural = _("sign-offs of results")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.option_title}, {self.share_name}"


class SignOffCity(Record):
    """One city that is asked to sign."""

    sign_off = models.ForeignKey(
        SignOff, on_delete=models.PROTECT, related_name="asked", verbose_name=_("sign-off")
    )
    city = models.ForeignKey(
        StudyCity, on_delete=models.PROTECT, related_name="sign_offs", verbose_name=_("city")
    )

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("city of a sign-off")
        verbose_name_plural = _("cities of a sign-off")
        ordering = ["city__jurisdiction__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["sign_off", "city"], name="city_signs_off_once")]

    def __str__(self) -> str:
        return f"{self.city.study.title}: {self.sign_off}"


class DecisionKind(models.TextChoices):
    """What a city does when it is asked to sign."""

    SIGNED = "signed", _("Signed")
    DECLINED = "declined", _("Declined")


class SignOffDecision(Record):
    """A city's signature of exactly one file, or why it gives none. A later one leaves the former on record.

    ``sentence`` is what was shown for the city; ``digest`` covers it with the file, option and share.
    """

    asked = models.ForeignKey(
        SignOffCity, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("city of a sign-off")
    )
    kind = models.CharField(_("decision"), max_length=8, choices=DecisionKind)
    sentence = models.TextField(_("what was shown for the city"))
    signed_name = models.CharField(_("name"), max_length=120, blank=True)
    signed_office = models.CharField(_("office"), max_length=120, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    digest = models.CharField(_("digest of what was signed"), max_length=64)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    replaced_at = models.DateTimeField(_("replaced at"), null=True, editable=False)

    privacy = Privacy(
        fields=("signed_name", "signed_office", "reason", "decided_by"),
        purpose="To say who signed for a city, or why it did not.",
        keep=_KEEP,
    )

    class Meta:
        verbose_name = _("signature of a result")
        verbose_name_plural = _("signatures of results")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["asked"], condition=Q(replaced_at=None), name="one_standing_decision"
            )
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def is_signature(self) -> bool:
        """Is it a signature?"""
        return self.kind == DecisionKind.SIGNED
