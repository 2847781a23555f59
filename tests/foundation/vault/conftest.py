"""What the vault's tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from interlocal.foundation.vault.public import forget_keys


@pytest.fixture(autouse=True)
def key_file(tmp_path: Path, settings) -> Iterator[Path]:
    """Give each test a key file of its own, not made yet, and an empty memory."""
    settings.INTERLOCAL_VAULT_KEY_FILE = tmp_path / "keys" / "vault.key"
    forget_keys()
    yield settings.INTERLOCAL_VAULT_KEY_FILE
    forget_keys()
