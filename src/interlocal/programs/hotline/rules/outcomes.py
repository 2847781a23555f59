"""How a report ends, as it is counted: the outcomes that entries name."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# The row of reports that named no city.
NO_CITY = "none"


class Outcome(models.TextChoices):
    """How a report ended."""

    SUBSTANTIATED = "substantiated", _("Substantiated")
    UNSUBSTANTIATED = "unsubstantiated", _("Not substantiated")
    REFERRED = "referred", _("Referred to another body")
    NO_BASIS = "no-basis", _("Nothing to look into")
