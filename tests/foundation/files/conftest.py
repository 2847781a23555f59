"""What the tests of files share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from interlocal.foundation.vault.public import forget_keys


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings) -> Iterator[Path]:
    """Give each test a data folder of its own; return where files lie in it."""
    settings.INTERLOCAL_DATA = tmp_path
    settings.INTERLOCAL_VAULT_KEY_FILE = tmp_path / "vault.key"
    forget_keys()
    yield tmp_path / "files"
    forget_keys()
