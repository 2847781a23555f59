"""Where a person is signed in now. No network address and no full browser signature is kept."""

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.crypto import salted_hmac

from interlocal.kernel.privacy import Privacy

# What a session keeps about itself.
DEVICE = "device"
STARTED_AT = "signed_in_at"
SEEN_AT = "last_used_at"


class SignIn(AbstractBaseSession):
    """A session. Once somebody has signed in it says who, since when and on roughly which device."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="sign_ins"
    )
    device = models.CharField(max_length=60, blank=True)
    started_at = models.DateTimeField(null=True)

    privacy = Privacy(
        fields=("user", "device"),
        purpose="To keep a person signed in, and to let them see where, and sign out there.",
        keep="Until the session ends; what has expired is deleted every night.",
    )

    class Meta:
        ordering = ("-started_at", "session_key")

    @property
    def handle(self) -> str:
        """What a page calls the session: its key opens it, and is shown nowhere."""
        return salted_hmac("accounts.sign_in", self.session_key, algorithm="sha256").hexdigest()[:24]

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """Return the store that reads and writes these rows."""
        from interlocal.foundation.accounts.session_store import SessionStore

        return SessionStore
