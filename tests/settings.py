"""The product's settings, on a data folder of their own and with what tests look for made loud."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_folder = os.environ.get("INTERLOCAL_TEST_FOLDER")
if _folder is None:
    # The first process makes the folder and takes it away; the workers it starts find the name.
    _folder = tempfile.mkdtemp(prefix="interlocal-tests-")
    os.environ["INTERLOCAL_TEST_FOLDER"] = _folder
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)
_data = Path(_folder) / os.environ.get("PYTEST_XDIST_WORKER", "main")

for _name in [name for name in os.environ if name.startswith("INTERLOCAL_")]:
    if not _name.startswith("INTERLOCAL_TEST_"):
        del os.environ[_name]
os.environ["INTERLOCAL_DATA"] = str(_data)
os.environ["INTERLOCAL_DEMO"] = "1"
os.environ["INTERLOCAL_DATABASE_URL"] = os.environ.get("INTERLOCAL_TEST_DATABASE_URL", "")

from tests.undefined import Undefined  # noqa: E402

from interlocal.config.settings import *  # noqa: E402, F403
from interlocal.config.settings import (  # noqa: E402
    DATABASES,
    INSTALLED_APPS,
    INTERLOCAL_PROGRAMS,
    STATIC_ROOT,
    STORAGES,
    TEMPLATES,
)

# The example that new programs are copied from is tested with the rest.
EXAMPLE = "interlocal.programs._example"
INTERLOCAL_PROGRAMS = (*INTERLOCAL_PROGRAMS, EXAMPLE)
INSTALLED_APPS = [*INSTALLED_APPS, EXAMPLE]

if DATABASES["default"]["ENGINE"] == "interlocal.config.sqlite":
    # A file, as in the product: one in memory locks differently.
    DATABASES["default"]["TEST"] = {"NAME": str(_data / "test.sqlite3")}
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined()  # type: ignore[index]
# WhiteNoise warns about a missing folder, and warnings are errors.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# Argon2 is slow on purpose; its own tests ask for it.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "django.contrib.auth.hashers.Argon2PasswordHasher",
]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
