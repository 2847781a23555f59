"""The product's settings, with leases so short that a test can wait for one to lapse."""

from datetime import timedelta

from interlocal.config.settings import *  # noqa: F403

INTERLOCAL_JOB_LEASE = timedelta(seconds=2)
