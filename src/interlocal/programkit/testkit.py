"""What every program must pass. Tests call these with a program, people and jurisdictions of their own.

Each check raises ``AssertionError`` with a sentence that says what the program breaks.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from importlib import import_module

from django.apps import apps
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from interlocal.foundation.accounts.public import User
from interlocal.kernel.access import access_of
from interlocal.kernel.periods import Period
from interlocal.programkit.program import Program, SampleRequest

CENTURY = timedelta(days=36_525)


def check_marks(program: Program) -> None:
    """Every address asks for one of the program's own permissions, but those that are named as open."""
    own = frozenset(program.permissions)
    patterns = list(_patterns(get_resolver(program.urls)))
    open_names: frozenset[str] = getattr(import_module(program.urls), "OPEN", frozenset())
    if unknown := open_names - {str(pattern.name) for pattern in patterns}:
        raise AssertionError(f"No address is called {', '.join(sorted(unknown))}.")
    for pattern in patterns:
        access = access_of(pattern.callback)
        if pattern.name in open_names:
            if access is None or not access.is_open:
                raise AssertionError(f"{pattern.name} is named as open and asks for a permission.")
            continue
        if access is None or access.is_open or not access.permissions:
            raise AssertionError(f"{pattern.name} asks for no permission.")
        if not access.permissions <= own:
            raise AssertionError(f"{pattern.name} asks for a permission of another room.")


def check_roles(program: Program) -> None:
    """Every permission of the program is held by somebody, and nobody's role holds another room's."""
    own = frozenset(program.permissions)
    held = frozenset().union(*(role.permissions | role.everywhere for role in program.roles))
    lent = frozenset().union(*(program.house_roles or {}).values())
    if missing := own - held - lent:
        raise AssertionError(f"Nobody holds {', '.join(sorted(missing))}.")
    if foreign := (held | lent) - own:
        raise AssertionError(f"The program hands out {', '.join(sorted(foreign))}, which is not its own.")


def check_list_queries(
    program: Program, *, client: Client, by: User, jurisdictions: Sequence[str], now: datetime
) -> None:
    """The list asks as often with three rows as with one. ``client`` is signed in as a reader."""
    address = reverse(f"{program.namespace}:{program.list_url}")
    counts = []
    for more in (1, 2):
        program.sample_data(SampleRequest(by=by, jurisdictions=jurisdictions, rows=more, now=now))
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        if response.status_code != 200:
            raise AssertionError(f"The list answers {response.status_code}.")
        counts.append(len(queries))
    if counts[0] != counts[1]:
        raise AssertionError(
            f"The list asks {counts[0]} times with one row and {counts[1]} times with three."
        )


def check_export(program: Program, *, by: User, jurisdictions: Sequence[str], now: datetime) -> None:
    """The export holds every row that the reader may see, and reads back as it was written."""
    before = len(program.export.rows(by))
    program.sample_data(SampleRequest(by=by, jurisdictions=jurisdictions, rows=3, now=now))
    rows = [tuple(row) for row in program.export.rows(by)]
    if len(rows) != before + 3:
        raise AssertionError(f"Three rows were made and {len(rows) - before} are exported.")
    written = io.StringIO()
    csv.writer(written).writerows([program.export.columns, *rows])
    columns, *read = [tuple(row) for row in csv.reader(io.StringIO(written.getvalue()))]
    if columns != tuple(program.export.columns) or read != rows:
        raise AssertionError("The export does not read back as it was written.")


def check_retention(program: Program, *, by: User, jurisdictions: Sequence[str], now: datetime) -> None:
    """Personal data has a rule; the rules keep what is new, and a century later nothing is left of it."""
    ruled = {rule.model for rule in program.retention}
    for model in _models(program):
        if model.privacy.fields and model not in ruled:  # type: ignore[attr-defined]
            raise AssertionError(f"{model.__name__} holds personal data and has no retention rule.")
    program.sample_data(SampleRequest(by=by, jurisdictions=jurisdictions, rows=3, now=now))
    for rule in program.retention:
        if rule.delete(now):
            raise AssertionError(f"The rule for {rule.model.__name__} deletes what has only just been made.")
    for rule in program.retention:
        rule.delete(now + CENTURY)
        if left := rule.model._default_manager.count():
            raise AssertionError(f"A century later {left} rows of {rule.model.__name__} are left.")


def check_measures(program: Program, *, by: User, jurisdictions: Sequence[str], now: datetime) -> None:
    """Usage is a non-negative amount of known jurisdictions; nothing happened before there was anything."""
    program.sample_data(SampleRequest(by=by, jurisdictions=jurisdictions, rows=3, now=now))
    lately = Period(now.date() - timedelta(days=400), now.date() + timedelta(days=1))
    long_ago = Period(date(1900, 1, 1), date(1900, 12, 31))
    for measure in program.usage_measures:
        used = measure.measure(lately)
        if not used or not set(used) <= set(jurisdictions) or min(used.values()) < 0:
            raise AssertionError(f"{measure.slug} does not say what each jurisdiction used.")
        if any(measure.measure(long_ago).values()):
            raise AssertionError(f"{measure.slug} finds use in a period before there was any.")
    for outcome in program.outcome_measures:
        if outcome.measure(lately) is None:
            raise AssertionError(f"{outcome.slug} observes nothing in a period with records.")
        if outcome.measure(long_ago):
            raise AssertionError(f"{outcome.slug} observes something before there was anything.")


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern)
        else:
            yield pattern


def _models(program: Program) -> Iterator[type[models.Model]]:
    app = apps.get_containing_app_config(program.urls)
    return iter(()) if app is None else app.get_models()
