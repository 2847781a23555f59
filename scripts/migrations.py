"""No model without its migration, and one line of migrations in each room.

Two branches that each add a migration would merge without a word and fail later: ``max_migration.txt``
names the last one, so that they conflict where a person sees it (django-linear-migrations keeps it).
"""

import sys

import django_setup  # noqa: F401
from django.core.management import call_command
from django.core.management.base import SystemCheckError

try:
    call_command("check", tags=["models"], verbosity=0)
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=1)
except SystemCheckError as error:
    sys.exit(str(error))
