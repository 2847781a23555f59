"""What the vault raises. Each message says what is wrong, what it means, and what to do."""


class VaultError(Exception):
    """The vault cannot do what it was asked; nothing was read as blank and nothing was made up instead."""


class KeyMissing(VaultError):
    """The key file, or a data key, is not there."""


class KeyWrong(VaultError):
    """The key file is another installation's, older than the database, or damaged."""


class KeyUnsafe(VaultError):
    """Others than its owner can read the key file."""


class Altered(VaultError):
    """What was to be decrypted is not what was encrypted for this place: changed, cut, or from elsewhere."""
