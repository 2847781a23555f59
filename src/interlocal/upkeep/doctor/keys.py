"""Whether the vault's keys open this database."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interlocal.foundation.vault.public import VaultError, require_keys
from interlocal.upkeep.doctor.finding import Finding, broken, good


def look_at_keys(_now: datetime) -> Iterator[Finding]:
    """Open every data key with the key file."""
    title = _("Keys of the vault")
    try:
        count = require_keys()
    except VaultError as error:
        yield broken(
            "keys",
            title,
            str(error),
            _("Bring the key file back from the recovery sheet: interlocal backup vault-key"),
        )
    else:
        says = ngettext(
            "The key file opens the only data key.", "The key file opens all %(count)s data keys.", count
        )
        yield good("keys", title, says % {"count": count})
