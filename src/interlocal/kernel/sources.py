"""Where a fact comes from. What nobody published is marked synthetic, wherever it is shown."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.fields import WebAddressField


class Sourced(models.Model):
    """Abstract: a record that says where its facts come from and how sure they are."""

    source_title = models.CharField(_("source"), max_length=300, blank=True)
    source_url = WebAddressField(_("address of the source"), max_length=500, blank=True)
    source_on = models.DateField(_("date of the source"), null=True, blank=True)
    is_synthetic = models.BooleanField(
        _("made up for the sample"),
        default=False,
        help_text=_("No source is known; the value only shows how it looks."),
    )
    is_unconfirmed = models.BooleanField(
        _("not confirmed"), default=False, help_text=_("It has a source, but nobody has checked it yet.")
    )

    class Meta:
        abstract = True
