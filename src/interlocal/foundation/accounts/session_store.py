"""Sessions kept in our own table (``settings.SESSION_ENGINE``), so that a person can see and end them."""

from datetime import datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db

from interlocal.foundation.accounts.models import DEVICE, STARTED_AT, SignIn


class SessionStore(db.SessionStore):
    """The database store, with who is signed in beside the session's data."""

    @classmethod
    def get_model_class(cls) -> type[SignIn]:
        """Return the model of the rows."""
        return SignIn

    def create_model_instance(self, data: dict[str, Any]) -> SignIn:
        """Return the row for ``data``."""
        row: SignIn = super().create_model_instance(data)  # type: ignore[assignment]
        if SESSION_KEY in data:
            row.user_id = int(data[SESSION_KEY])
            row.device = data.get(DEVICE, "")
            started = data.get(STARTED_AT)
            row.started_at = datetime.fromisoformat(started) if started else None
        return row
