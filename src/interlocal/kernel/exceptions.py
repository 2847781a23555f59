"""What an action raises when a rule forbids it."""

from django.utils.functional import Promise


class Refusal(Exception):
    """A rule forbids the act. The message is for the person: what is wrong, and how to mend it.

    ``field`` names the form field at fault, where there is one.
    """

    def __init__(self, message: str | Promise, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field

    def __str__(self) -> str:
        return str(self.message)
