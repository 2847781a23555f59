"""The one refusal of this package."""


class UnreadableInstrument(Exception):
    """The input cannot be read as a council instrument.

    `message` is a sentence for a person; `line` is the 1-based line of the text that it speaks of, or
    None where the input has no lines (a scan, an encrypted file, one that is too large).
    """

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line

    def __str__(self) -> str:
        return self.message if self.line is None else f"Line {self.line}: {self.message}"
