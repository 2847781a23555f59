"""``interlocal check --deploy`` as on a real installation: every warning counts."""

import sys

import django_setup  # noqa: F401
from django.core.management import call_command
from django.core.management.base import SystemCheckError

try:
    call_command("check", deploy=True, fail_level="WARNING", verbosity=0)
except SystemCheckError as error:
    sys.exit(str(error))
