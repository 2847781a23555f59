"""Ask a public database of vulnerabilities (OSV) about every package of the locks.

Ends with 1 where one is known to be vulnerable. Where the database cannot be reached it says that nothing was
compared and ends with 3, so that nobody takes silence for a good answer. ``OSV_ADDRESS`` names another one.
"""

import json
import os
import sys
from collections.abc import Sequence
from http.client import HTTPException
from urllib.request import Request, urlopen

from locks import LOCKS, locked

ADDRESS = "https://api.osv.dev/v1/querybatch"
AT_ONCE = 500
SECONDS = 20
CLEAN, VULNERABLE, NOT_COMPARED = 0, 1, 3


def pinned() -> list[tuple[str, str]]:
    """Return name and version of every package in any lock."""
    pins = {
        (pin.name, str(pin.specifier).removeprefix("==")) for name in LOCKS for pin, _hash in locked(name)
    }
    return sorted(pins)


def known(address: str, packages: Sequence[tuple[str, str]]) -> dict[tuple[str, str], list[str]]:
    """Return the numbers of what is known against each package; raises ``OSError`` or ``ValueError``."""
    found: dict[tuple[str, str], list[str]] = {}
    for start in range(0, len(packages), AT_ONCE):
        part = packages[start : start + AT_ONCE]
        queries = [{"package": {"name": name, "ecosystem": "PyPI"}, "version": at} for name, at in part]
        request = Request(  # noqa: S310  an address that whoever runs this names
            address, json.dumps({"queries": queries}).encode(), {"Content-Type": "application/json"}
        )
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            results = json.load(answer)["results"]
        for package, result in zip(part, results, strict=True):
            if numbers := [str(one["id"]) for one in result.get("vulns", [])]:
                found[package] = numbers
    return found


def main() -> int:
    """Compare, and say what was found."""
    packages = pinned()
    try:
        found = known(os.environ.get("OSV_ADDRESS", ADDRESS), packages)
    except (OSError, HTTPException, ValueError, KeyError, TypeError, AttributeError) as error:
        print(
            f"Nothing was compared: the database of vulnerabilities gave no answer ({type(error).__name__})."
        )
        return NOT_COMPARED
    for (name, version), numbers in found.items():
        print(f"{name} {version}: {', '.join(numbers)}")
    print(f"{len(packages)} packages compared; {len(found)} known to be vulnerable.")
    return VULNERABLE if found else CLEAN


if __name__ == "__main__":
    sys.exit(main())
