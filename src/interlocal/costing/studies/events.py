"""What happened to studies."""

from dataclasses import dataclass

from interlocal.kernel.outbox import Event


@dataclass(frozen=True, kw_only=True)
class BaselineFrozen(Event):
    """A city has signed a version of its baseline."""

    study: str
    city: str
    version: int


@dataclass(frozen=True, kw_only=True)
class PollOpened(Event):
    """Cities are asked whether they would join."""

    study: str
    poll: str


@dataclass(frozen=True, kw_only=True)
class PollAnswered(Event):
    """A city has answered a poll; what it answered is told to those who may see it, on the poll's page."""

    study: str
    poll: str
    city: str


@dataclass(frozen=True, kw_only=True)
class PollClosed(Event):
    """A poll is closed: answers stay as they are."""

    study: str
    poll: str


@dataclass(frozen=True, kw_only=True)
class SignOffAsked(Event):
    """Cities are asked to sign a finished result."""

    study: str
    sign_off: str


@dataclass(frozen=True, kw_only=True)
class ResultSigned(Event):
    """A city has signed a result; the digest covers the file and the city's sentence."""

    study: str
    sign_off: str
    city: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class ResultDeclined(Event):
    """A city has declined to sign a result."""

    study: str
    sign_off: str
    city: str
