"""Every address of the product, as its resolver knows it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from interlocal.kernel.access import access_of
from interlocal.kernel.permissions import Access


@dataclass(frozen=True)
class Route:
    """One address: its name with its namespace, what stands in its path, and the mark of its view."""

    name: str
    pattern: str
    parameters: tuple[str, ...]
    access: Access | None
    is_ours: bool


def routes(*, with_programs: bool = False) -> list[Route]:
    """Return the addresses of the house.

    Those of programs are walked by the programs' own test kit, unless they are asked for; those of the API by
    its own tests: it asks for a token and knows no cookie.
    """
    elsewhere = ("api/",) if with_programs else ("programs/", "api/")
    return [route for route in _walk(get_resolver(), "", ()) if not route.pattern.startswith(elsewhere)]


def every_route() -> list[Route]:
    """Return all addresses, those of the API too."""
    return list(_walk(get_resolver(), "", ()))


def _walk(resolver: URLResolver, prefix: str, spaces: tuple[str, ...]) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, pattern, (*spaces, entry.namespace) if entry.namespace else spaces)
        elif isinstance(entry, URLPattern):
            view = entry.callback
            yield Route(
                name=":".join((*spaces, entry.name or pattern)),
                pattern=pattern,
                parameters=tuple(part.split(">")[0].split(":")[-1] for part in pattern.split("<")[1:]),
                access=access_of(view),
                is_ours=getattr(view, "access", None) is not None,
            )
