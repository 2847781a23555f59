"""How an initiative is steered: who joins, what could go wrong, its papers, its gates and decisions."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA, Privacy
from interlocal.partnerships.initiatives.models.initiative import Initiative, InitiativePart
from interlocal.partnerships.initiatives.models.pipeline import PipelineVersion


class Stand(models.TextChoices):
    """How a jurisdiction takes part in an initiative."""

    JOINS = "joins", _("Joins")
    OBSERVES = "observes", _("Observes")
    DECLINES = "declines", _("Declines")
    MAY_JOIN_LATER = "may-join-later", _("May join later")


class Stance(Record):
    """One jurisdiction's part in one initiative, in a period. Membership implies none."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="stances")
    jurisdiction = models.ForeignKey(
        "jurisdictions.Jurisdiction",
        on_delete=models.PROTECT,
        related_name="stances",
        verbose_name=_("jurisdiction"),
    )
    stand = models.CharField(_("part"), max_length=16, choices=Stand)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("part in an initiative")
        verbose_name_plural = _("parts in initiatives")
        ordering = ["jurisdiction__name", "starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "jurisdiction"],
                condition=models.Q(ends_on=None),
                name="one_running_stance_per_jurisdiction",
            )
        ]

    def __str__(self) -> str:
        return f"{self.jurisdiction}: {self.get_stand_display()}"


class Guest(Record):
    """A jurisdiction that is no member and may look at one initiative, until it ends."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="guests")
    jurisdiction = models.ForeignKey(
        "jurisdictions.Jurisdiction",
        on_delete=models.PROTECT,
        related_name="guest_of",
        verbose_name=_("jurisdiction"),
    )
    ended_at = models.DateTimeField(_("ended at"), null=True, editable=False)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("invitation to explore")
        verbose_name_plural = _("invitations to explore")
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "jurisdiction"],
                condition=models.Q(ended_at=None),
                name="invited_to_explore_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.jurisdiction}"


class Grade(models.IntegerChoices):
    """How likely, or how bad."""

    LOW = 1, _("Low")
    MIDDLING = 2, _("Middling")
    HIGH = 3, _("High")


class Risk(InitiativePart):
    """What could go wrong, how likely and how bad, and what is done about it."""

    title = models.CharField(_("what could go wrong"), max_length=200)
    likelihood = models.PositiveSmallIntegerField(_("likelihood"), choices=Grade)
    impact = models.PositiveSmallIntegerField(_("impact"), choices=Grade)
    response = models.TextField(_("response"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owner"),
    )

    privacy = Privacy(
        fields=("owner",),
        purpose="To know who watches a risk.",
        keep="As long as the partnership keeps its records.",
    )

    class Meta:
        verbose_name = _("risk")
        verbose_name_plural = _("risks")
        ordering = [-(models.F("likelihood") * models.F("impact")), "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def score(self) -> int:
        """Likelihood times impact, 1 to 9."""
        return self.likelihood * self.impact


class Document(InitiativePart):
    """A paper of the initiative; its bytes lie in the file room."""

    title = models.CharField(_("title"), max_length=200)
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, related_name="+", verbose_name=_("file")
    )

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.title


class MetByHand(Record):
    """Somebody's word that a gate's need is met; taken back, it ends."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="met_by_hand")
    stage_key = models.CharField(max_length=40)
    need_key = models.CharField(max_length=40)
    note = models.CharField(_("what shows it"), max_length=300, blank=True)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("said by"),
    )
    taken_back_at = models.DateTimeField(null=True, editable=False)

    privacy = Privacy(
        fields=("said_by",),
        purpose="To know who said that a gate's need is met.",
        keep="As long as the partnership keeps its records.",
    )

    class Meta:
        verbose_name = _("need met")
        verbose_name_plural = _("needs met")
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "stage_key", "need_key"],
                condition=models.Q(taken_back_at=None),
                name="one_word_per_need",
            )
        ]

    def __str__(self) -> str:
        return f"{self.stage_key}: {self.need_key}"


class Decision(Record):
    """What was decided about an initiative. One that moves it names the stages and what was waived."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="decisions")
    title = models.CharField(_("what was decided"), max_length=200)
    decided_by = models.CharField(
        _("decided by"), max_length=160, help_text=_("The body or office, such as “Steering group”.")
    )
    decided_on = models.DateField(_("decided on"))
    meeting = models.CharField(
        _("at which meeting"), max_length=200, blank=True, help_text=_("Leave empty when there was none.")
    )
    reason = models.TextField(_("reason"))
    from_stage = models.CharField(max_length=40, blank=True)
    to_stage = models.CharField(max_length=40, blank=True)
    version = models.ForeignKey(PipelineVersion, on_delete=models.PROTECT, null=True, related_name="+")
    needs = models.JSONField(default=list)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )

    privacy = Privacy(
        fields=("recorded_by",),
        purpose="To show who recorded a decision.",
        keep="As long as the partnership keeps its records.",
    )

    class Meta:
        verbose_name = _("decision on an initiative")
        verbose_name_plural = _("decisions on initiatives")
        ordering = ["-decided_on", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def waived(self) -> list[dict[str, str]]:
        """The needs that were not met and waived, each with its reason."""
        return [need for need in self.needs if need.get("waived")]
