from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _mail_templates(settings):
    (engine,) = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [Path(__file__).parent / "templates"]}]
    settings.INTERLOCAL_BASE_URL = "https://interlocal.example.org"
    settings.DEFAULT_FROM_EMAIL = "Interlocal <interlocal@example.org>"


@pytest.fixture
def mail_folder(settings, tmp_path) -> Path:
    """Write mail to a folder, as an installation without a mail server does."""
    settings.EMAIL_BACKEND = "interlocal.foundation.notices.mail_folder.MailFolder"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    return tmp_path / "mail"
