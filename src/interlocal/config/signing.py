"""The signing key: from the environment, or made at first run in a file that only its owner can read."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def signing_key(data: Path, given: str = "") -> str:
    """Return ``given``, or the key kept in ``data/secret.key``, which is made when it is missing."""
    if given:
        return given
    path = data / "secret.key"
    try:
        data.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    except OSError as error:
        raise ImproperlyConfigured(
            f"Cannot write {path}: {error.strerror}. Make the folder writable."
        ) from error
    key = path.read_text().strip()
    if len(key) < 32:
        raise ImproperlyConfigured(
            f"{path} is damaged: delete it to make a new one; everybody signs in again."
        )
    return key
