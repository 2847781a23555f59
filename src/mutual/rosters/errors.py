"""What cannot be rostered."""


class RosterError(ValueError):
    """Rules, a requirement or a roster cannot be used; the message says which, why and what would do."""
