"""What the tests of backups share."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from interlocal.foundation.vault.public import forget_keys

NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)


@pytest.fixture
def house(tmp_path: Path, settings) -> Iterator[Path]:
    """Give a test a data folder and a key file of its own."""
    settings.INTERLOCAL_DATA = tmp_path / "var"
    settings.INTERLOCAL_DATA.mkdir()
    settings.INTERLOCAL_VAULT_KEY_FILE = settings.INTERLOCAL_DATA / "vault.key"
    settings.INTERLOCAL_BACKUPS = tmp_path / "backups"
    settings.INTERLOCAL_AUDIT_HEADS = settings.INTERLOCAL_DATA / "audit-heads"
    (settings.INTERLOCAL_DATA / "secret.key").write_text("s" * 64)
    forget_keys()
    yield settings.INTERLOCAL_DATA
    forget_keys()
