"""The programs of this installation, in the order of ``settings.INTERLOCAL_PROGRAMS``."""

import functools

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from interlocal.kernel.permissions import Permission, Role
from interlocal.programkit.program import NoSuchProgram, Program


def programs() -> tuple[Program, ...]:
    """Return every program that the settings list."""
    return _load(tuple(settings.INTERLOCAL_PROGRAMS))


@functools.cache
def _load(packages: tuple[str, ...]) -> tuple[Program, ...]:
    found = tuple(import_string(f"{package}.program.PROGRAM") for package in packages)
    slugs = [program.slug for program in found]
    if len(set(slugs)) != len(slugs):
        raise ValueError(f"Two programs share a slug: {', '.join(sorted(slugs))}.")
    return found


def program_by_slug(slug: str) -> Program:
    """Return the program called ``slug``; raises ``NoSuchProgram``."""
    for program in programs():
        if program.slug == slug:
            return program
    raise NoSuchProgram(_("There is no program called %(slug)s here.") % {"slug": slug})


def program_roles() -> tuple[type[Role], ...]:
    """Return the roles that programs bring along."""
    return tuple(role for program in programs() for role in program.roles)


def permissions_in_programs(role_slug: str) -> frozenset[Permission]:
    """Return what holders of a role of the house may do in programs."""
    granted: set[Permission] = set()
    for program in programs():
        granted |= (program.house_roles or {}).get(role_slug, frozenset())
    return frozenset(granted)
