"""What the audit's tests share."""

from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path, settings) -> Path:
    """Publish heads into a folder of the test's own."""
    settings.INTERLOCAL_AUDIT_HEADS = tmp_path / "heads"
    return settings.INTERLOCAL_AUDIT_HEADS
