"""Makes Django ready for a script, on an empty data folder."""

import os
import tempfile

os.environ.setdefault("INTERLOCAL_DATA", tempfile.mkdtemp(prefix="interlocal-script-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interlocal.config.settings")

import django

django.setup()
