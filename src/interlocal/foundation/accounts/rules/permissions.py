"""What a role can allow in this room."""

from interlocal.kernel import permissions


class Permission(permissions.Permission):
    """What a role can allow in this room."""

    READ = "accounts.read"  # see people, their roles, and who may do what
    INVITE = "accounts.invite"  # invite a person to a role
    GRANT = "accounts.grant"  # grant a role to somebody who has an account, and end one
    SUSPEND = "accounts.suspend"  # suspend and restore an account
    PROVIDERS = "accounts.providers"  # set up how a city's people sign in at their city
    RESET = "accounts.reset_authenticator"  # vouch for somebody who lost the authenticator
