"""Where the sample mail of this folder's tests lies."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _mail_folder(settings, tmp_path: Path) -> None:
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
