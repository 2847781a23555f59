"""Who may see jobs and have them tried again."""

from interlocal.kernel import permissions


class Permission(permissions.Permission):
    """What people may do with jobs."""

    READ = "jobs.read"
    RETRY = "jobs.retry"
