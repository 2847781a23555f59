"""What beside the database and the file store belongs to an installation, and where backups lie."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

SIGNING_KEY = "secret.key"
VAULT_KEY = "vault.key"
HEADS = "audit-heads"


def backup_folder() -> Path:
    """Return the folder of backups."""
    return Path(settings.INTERLOCAL_BACKUPS)


def small_files() -> Iterator[tuple[str, Path]]:
    """Yield the name in a backup and the path of each small file: the signing key, the published heads."""
    signing = Path(settings.INTERLOCAL_DATA) / SIGNING_KEY
    if signing.is_file():
        yield SIGNING_KEY, signing
    heads = Path(settings.INTERLOCAL_AUDIT_HEADS)
    for path in sorted(heads.glob("*.json*")):
        yield f"{HEADS}/{path.name}", path


def place_of(name: str) -> Path | None:
    """Return where a small file of a backup belongs; ``None`` for a name that is none of them."""
    if name == SIGNING_KEY:
        return Path(settings.INTERLOCAL_DATA) / SIGNING_KEY
    folder, _, rest = name.partition("/")
    if folder == HEADS and rest and "/" not in rest and rest.endswith((".json", ".jsonl")):
        return Path(settings.INTERLOCAL_AUDIT_HEADS) / rest
    return None
