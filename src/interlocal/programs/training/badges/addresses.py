"""Where the public documents of badges lie. They stand in signed credentials, so they are never to change."""

from django.conf import settings
from django.urls import reverse


def public_address(name: str, *arguments: object) -> str:
    """Return the whole address of one of the room's public pages or documents."""
    return f"{settings.INTERLOCAL_BASE_URL}{reverse(f'training:{name}', args=arguments)}"
