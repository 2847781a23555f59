"""What opens the page of metrics."""

from django.core.exceptions import ImproperlyConfigured

SHORTEST = 24


def metrics_token(token: str) -> str:
    """Return the token as it was set; "" closes the page. One that can be guessed is refused."""
    if token and (len(token) < SHORTEST or not token.isascii() or " " in token):
        raise ImproperlyConfigured(
            f"INTERLOCAL_METRICS_TOKEN needs {SHORTEST} characters without spaces: openssl rand -hex 24"
        )
    return token
