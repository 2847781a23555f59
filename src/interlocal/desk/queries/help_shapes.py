"""The shape of what Help says."""

from dataclasses import dataclass

from django.utils.functional import Promise

from interlocal.foundation.accounts.public import User
from interlocal.kernel.permissions import Permission


@dataclass(frozen=True)
class Task:
    """One thing that people do, and how; shown to holders of ``permission``, or to all."""

    wish: str | Promise
    way: str | Promise
    permission: Permission | None = None


@dataclass(frozen=True)
class Topic:
    """One place of the house: what it is for, its address by name, and what is done there.

    Shown to holders of one of ``permissions``; without any, to everybody.
    """

    title: str | Promise
    url_name: str
    purpose: str | Promise
    tasks: tuple[Task, ...]
    permissions: tuple[Permission, ...] = ()


@dataclass(frozen=True)
class Help:
    """The topics for one person, and who can be asked."""

    topics: tuple[Topic, ...]
    coordinators: tuple[User, ...]
