"""Who may see how the installation is."""

from interlocal.kernel import permissions


class Permission(permissions.Permission):
    """What people may do about the installation itself."""

    READ = "upkeep.read"
