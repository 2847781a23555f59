"""The product's settings for real workers in tests: short leases, and tables made without migrations."""

from datetime import timedelta

from interlocal.config.settings import *  # noqa: F403
from interlocal.config.settings import INSTALLED_APPS, Q_CLUSTER

INTERLOCAL_JOB_LEASE = timedelta(seconds=2)
Q_CLUSTER = {**Q_CLUSTER, "workers": 3, "poll": 0.05}
MIGRATION_MODULES = {name.rpartition(".")[2]: None for name in [*INSTALLED_APPS, "allauth.account"]}
