"""How large a file may be."""

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from interlocal.kernel.exceptions import Refusal


class UploadRefused(Refusal):
    """The file cannot be stored; the message says why and what to do."""


def require_size(name: str, size: int) -> None:
    """Raise ``UploadRefused`` when a file of ``size`` bytes is empty or larger than is allowed here."""
    if size == 0:
        raise UploadRefused(_("“%(name)s” is empty. Choose the file again.") % {"name": name})
    if size > settings.INTERLOCAL_UPLOAD_LIMIT:
        raise UploadRefused(
            _(
                "“%(name)s” has %(size)s; a file may have up to %(limit)s. Split it, or save it with smaller "
                "pictures."
            )
            % {
                "name": name,
                "size": filesizeformat(size),
                "limit": filesizeformat(settings.INTERLOCAL_UPLOAD_LIMIT),
            }
        )
