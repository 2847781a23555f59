"""A poll of intent: what cities were asked, and what each answered for itself."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from interlocal.costing.studies.models.study import AnswerRule, StudyCity
from interlocal.costing.studies.models.terms import Terms
from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA, Privacy

_KEEP = "As long as the partnership keeps its records."


class IntentPoll(Terms):
    """Asks some cities whether they would join under one option and way of sharing; it binds nobody."""

    rule = models.CharField(_("who sees the answers"), max_length=10, choices=AnswerRule)
    words = models.TextField(_("what is said with it"), blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("opened by"),
    )
    complete_at = models.DateTimeField(_("all had answered at"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("closed by"),
    )

    privacy = Privacy(
        fields=("opened_by", "closed_by"), purpose="To say who asked the cities, and when.", keep=_KEEP
    )

    class Meta:
        verbose_name = _("poll of intent")
        verbose_name_plural = _("polls of intent")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.option_title}, {self.share_name}"


class PollCity(Record):
    """One city that is asked by a poll."""

    poll = models.ForeignKey(
        IntentPoll, on_delete=models.PROTECT, related_name="asked", verbose_name=_("poll")
    )
    city = models.ForeignKey(
        StudyCity, on_delete=models.PROTECT, related_name="polls", verbose_name=_("city")
    )

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("city of a poll")
        verbose_name_plural = _("cities of a poll")
        ordering = ["city__jurisdiction__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["poll", "city"], name="city_is_asked_once")]

    def __str__(self) -> str:
        return f"{self.city.study.title}: {self.poll}"


class AnswerKind(models.TextChoices):
    """What a city can say. Who cannot say yet has not answered, and is asked on."""

    JOIN = "join", _("We would join")
    IF = "if", _("We would join if …")
    NO = "no", _("We would not join")
    NOT_YET = "not_yet", _("We cannot say yet")

    @property
    def is_answer(self) -> bool:
        """Does it answer what was asked?"""
        return self is not AnswerKind.NOT_YET


class IntentAnswer(Record):
    """What a city answered. A changed answer is a new row; the former one stays on record."""

    asked = models.ForeignKey(
        PollCity, on_delete=models.PROTECT, related_name="answers", verbose_name=_("city of a poll")
    )
    kind = models.CharField(_("answer"), max_length=8, choices=AnswerKind)
    condition = models.TextField(_("condition"), blank=True)
    note = models.TextField(_("note"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    replaced_at = models.DateTimeField(_("replaced at"), null=True, editable=False)

    privacy = Privacy(
        fields=("condition", "note", "answered_by"), purpose="To say who answered for a city.", keep=_KEEP
    )

    class Meta:
        verbose_name = _("answer to a poll")
        verbose_name_plural = _("answers to polls")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["asked"], condition=Q(replaced_at=None), name="one_standing_answer"
            )
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def says(self) -> AnswerKind:
        """What it says."""
        return AnswerKind(self.kind)
