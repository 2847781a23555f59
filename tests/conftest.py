"""What every test may ask for, and what the whole run needs."""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.utils import translation
from tests import clamd, object_storage, postgresql
from tests.deploy import clean_root, hosts
from tests.resilience import small_disk, wrong_clock

IS_FULL = os.environ.get("FULL", "") not in {"", "0"}
# Servers and workers of PostgreSQL cost as much again as those of SQLite.
WITH_POSTGRESQL = IS_FULL or os.environ.get("INTERLOCAL_TEST_POSTGRESQL", "") == "1"
CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
# Playwright drives the browser from an event loop of its own, beside Django's synchronous database calls.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

hypothesis.settings.register_profile("default", max_examples=25, deadline=None)
hypothesis.settings.register_profile(
    "full", max_examples=150, deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("full" if IS_FULL else "default")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the choice of a second run on another database."""
    parser.addoption(
        "--only-database", action="store_true", help="run only the tests that touch the database"
    )


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Write down the counts for whoever runs more than one session (scripts/test.py)."""
    path = os.environ.get("INTERLOCAL_TEST_COUNTS")
    if path:
        kinds = {"error": "errors"}
        counts = {
            kinds.get(kind, kind): len(reports) for kind, reports in terminalreporter.stats.items() if kind
        }
        Path(path).write_text(json.dumps(counts), encoding="ascii")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse FULL=1 where something is missing, before workers start, which cannot say why."""
    missing = _missing()
    if os.geteuid() != 0:
        for need in (
            "clean_root",
            "several_hosts",
            "small_disk",
        ):  # who is not root makes none, whatever they install
            missing.pop(need, None)
    if IS_FULL and missing:
        raise pytest.UsageError(f"FULL=1 skips nothing. {'. '.join(missing.values())}.")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what needs a browser or a server; without them skip it and say why."""
    if config.getoption("--only-database"):
        chosen = [item for item in items if _touches_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(chosen)])
        items[:] = chosen
    missing = _missing()
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & {"page", "context", "browser"}:
            item.add_marker("browser")
        if "postgresql_url" in fixtures:
            item.add_marker("postgresql")
        if "swift" in fixtures:
            item.add_marker("object_storage")
        for need, reason in missing.items():
            if item.get_closest_marker(need) is None:
                continue
            item.add_marker(pytest.mark.skip(reason=reason))


def _missing() -> dict[str, str]:
    """Return what this run does without, and why."""
    missing = {}
    if CHROMIUM is None:
        missing["browser"] = "Chromium is not installed (or name it in CHROMIUM)"
    if not clean_root.is_possible():
        missing["clean_root"] = clean_root.MISSING
    if not hosts.is_possible():
        missing["several_hosts"] = hosts.MISSING
    if not small_disk.is_possible():
        missing["small_disk"] = small_disk.MISSING
    if wrong_clock.COMPILER is None:
        missing["wrong_clock"] = wrong_clock.MISSING
    if clamd.PROGRAM is None:
        missing["clamd"] = clamd.MISSING
    if not object_storage.is_installed():
        missing["object_storage"] = object_storage.MISSING
    if postgresql.programs() is None:
        missing["postgresql"] = postgresql.MISSING
    elif not WITH_POSTGRESQL:
        missing["postgresql"] = "PostgreSQL comes with FULL=1, or with --database both"
    return missing


def _touches_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures) or item.get_closest_marker("django_db") is not None


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """Return the address of a throw-away PostgreSQL server, for tests that start processes of their own."""
    with postgresql.throwaway_server() as url:
        yield url


@pytest.fixture(scope="session")
def swift() -> Iterator[object_storage.ObjectStorage]:
    """Return a throw-away object store that speaks S3."""
    with object_storage.running() as started:
        yield started


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the Chromium of the system."""
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": ["--no-sandbox"]}


@pytest.fixture
def repository() -> Path:
    """Return the folder that holds everything."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def in_the_default_language() -> Iterator[None]:
    """A page read in Spanish leaves its thread in Spanish: each test begins and ends without."""
    translation.deactivate()
    yield
    translation.deactivate()


@pytest.fixture
def bucket(swift: object_storage.ObjectStorage, settings: Any) -> str:
    """Keep the files of a test in a bucket of its own; return its name."""
    name = swift.make_bucket()
    settings.INTERLOCAL_S3 = swift.settings(name)
    return name


@pytest.fixture(autouse=True)
def _nobody_asked_yet() -> None:
    """Begin with nobody's requests counted: the rates are kept in memory."""
    counted = sys.modules.get("interlocal.config.limits")
    if counted is not None:
        counted.forget_paces()


@pytest.fixture(autouse=True)
def _nothing_stays_cached(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    """Empty the cache after a test that commits: its table is no model's, so none empties it afterwards."""
    yield
    marked = request.node.get_closest_marker("django_db")
    commits = marked is not None and marked.kwargs.get("transaction")
    if commits or {"transactional_db", "live_server"} & set(request.fixturenames):
        from django.core.cache import cache

        with django_db_blocker.unblock():
            cache.clear()
