"""Who asks: the person of a token."""

from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import HttpBearer
from ninja.throttling import SimpleRateThrottle

from interlocal.foundation.accounts.public import ApiToken, User, use_token
from interlocal.kernel import clock
from interlocal.kernel.permissions import Permission


class Asking(HttpRequest):
    """A request whose token was good; ``auth`` is the token."""

    auth: ApiToken
    user: User


class Bearer(HttpBearer):
    """A token in the header ``Authorization``, for somebody who holds ``permission`` somewhere."""

    def __init__(self, permission: Permission | None = None, *, writes: bool = False) -> None:
        super().__init__()
        self.permission, self.writes = permission, writes

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """Return the token, and let its person be the request's user; ``None`` for one that is not good."""
        found = use_token(secret=token, now=clock.now())
        if found is None:
            return None
        if self.permission is not None and not found.user.may(self.permission):
            raise HttpError(403, "You do not hold the role for this.")
        if self.writes and not found.may_write:
            raise HttpError(403, "This token only reads. Make one that may also change.")
        request.user = found.user
        return found


class PerToken(SimpleRateThrottle):
    """So many requests for each token."""

    def get_cache_key(self, request: HttpRequest) -> str | None:
        """Return the key under which a token's requests are counted."""
        token = getattr(request, "auth", None)
        return f"api-token-{token.public_id}" if isinstance(token, ApiToken) else None


LIMIT = PerToken("300/m")
