"""The job worker: jobs and schedules."""

import os

from interlocal.config.running.lifeline import end_with_parent


def main() -> None:
    """Work until told to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interlocal.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    end_with_parent()
    call_command("worker")


if __name__ == "__main__":
    main()
