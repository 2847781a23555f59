"""What is raised for a call file or a profile that cannot be used."""


class CallsError(ValueError):
    """The file or the profile cannot be used; the message says what is wrong, where, and what to do."""
