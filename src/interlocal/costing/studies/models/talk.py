"""What is said about a study's result and its options, and what a city is asked there."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.costing.studies.models.options import Option
from interlocal.costing.studies.models.study import Study, StudyCity
from interlocal.kernel.models import Record
from interlocal.kernel.privacy import Privacy
from interlocal.partnerships.jurisdictions.public import Jurisdiction


class Remark(Record):
    """A comment on the result, or on one option, or an answer to another comment.

    ``spoken_for`` is the city of its author when it was written. With ``to_city`` it is a question to that
    city, open until it is closed. A comment that is withdrawn loses its text; that there was one stays.
    """

    study = models.ForeignKey(
        Study, on_delete=models.PROTECT, related_name="remarks", verbose_name=_("study")
    )
    option = models.ForeignKey(
        Option,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="remarks",
        verbose_name=_("option"),
    )
    answers = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replies",
        verbose_name=_("answers to"),
    )
    text = models.TextField(_("comment"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("author"),
    )
    spoken_for = models.ForeignKey(
        Jurisdiction, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("city")
    )
    to_city = models.ForeignKey(
        StudyCity,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="remarks",
        verbose_name=_("a question to"),
    )
    changed_at = models.DateTimeField(_("changed at"), null=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
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
        fields=("text", "author", "closed_by"),
        purpose="To keep what was said about a result beside the result, with who said it.",
        keep="As long as the partnership keeps its records.",
    )

    class Meta:
        verbose_name = _("comment on a study")
        verbose_name_plural = _("comments on studies")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def is_open_question(self) -> bool:
        """Does it wait for its city?"""
        return self.to_city_id is not None and self.closed_at is None and self.withdrawn_at is None
