"""Write the reference pages of docs/ from the code; ``--check`` says which no longer tell what it tells."""

import argparse
import dataclasses
import importlib
import inspect
import sys
import tomllib
import typing
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import django_setup  # noqa: F401
from django.apps import AppConfig, apps
from django.core.management import get_commands, load_command_class
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.module_loading import module_has_submodule

from interlocal.config import wiring
from interlocal.config.environment import VARIABLES
from interlocal.config.limits import LIMITS, Limit
from interlocal.config.roles import ROLES
from interlocal.kernel.access import access_of
from interlocal.kernel.outbox import Event
from interlocal.kernel.permissions import Permission
from interlocal.kernel.privacy import NO_PERSONAL_DATA
from interlocal.leaving.public import all_schemas, staying
from interlocal.partnerships.law import pack as law
from mutual import games

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "reference"
NOTE = "<!-- Written by `make docs` from {source}. Change that, not this page. -->"


def own_apps() -> list[AppConfig]:
    """Return the rooms, lowest floor first."""
    return [
        config for config in reversed(list(apps.get_app_configs())) if config.name.startswith("interlocal.")
    ]


def page(title: str, source: str, lines: Iterable[str]) -> str:
    """Return a whole page."""
    return "\n".join([f"# {title}", "", NOTE.format(source=source), "", *lines]).rstrip() + "\n"


def table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield the lines of a Markdown table."""
    yield f"| {' | '.join(heads)} |"
    yield f"|{'|'.join(' --- ' for _ in heads)}|"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|').replace(chr(10), ' ') for cell in row)} |"
    yield ""


def settings_page() -> str:
    """Every variable that the environment can give."""
    rows = (
        (f"`{variable.name}`", f"`{variable.default}`" if variable.default else "", variable.purpose)
        for variable in VARIABLES
    )
    lines = ["Set these in the environment of `interlocal`, the web server and the job worker alike.", ""]
    return page(
        "Settings", "config/environment.py", [*lines, *table(("variable", "default", "what it is for"), rows)]
    )


def personal_data_page() -> str:
    """What every table holds about people."""
    lines = ["Each table of the software says which personal data it holds, what for, and how long.", ""]
    for config in own_apps():
        models = list(config.get_models())
        held = [model for model in models if getattr(model, "privacy", NO_PERSONAL_DATA) != NO_PERSONAL_DATA]
        free = [model.__name__ for model in models if model not in held]
        if not models:
            continue
        lines += [f"## {config.label}", ""]
        rows = (
            (
                model.__name__,
                ", ".join(f"`{name}`" for name in model.privacy.fields),
                model.privacy.purpose,
                model.privacy.keep,
            )
            for model in held
        )
        if held:
            lines += table(("table", "personal data", "what for", "kept"), rows)
        if free:
            lines += [f"Without personal data: {', '.join(free)}.", ""]
    return page("Personal data", "the models' `privacy`", lines)


def archives_page() -> str:
    """What every kind of record looks like in an archive."""
    lines = [
        "`interlocal export` and the page **Take records along** write these. In an archive each kind has a",
        "file `records/KIND.jsonl`, one JSON object a line, and its JSON Schema (2020-12) in",
        "`schemas/KIND.schema.json`. A reference holds the public id of the record that it names.",
        "What to do: [How to leave with everything](../how-to/leave-with-everything.md).",
        "",
    ]
    for name, schema in all_schemas().items():
        if name.startswith("example."):
            continue
        lines += [f"## {name}", "", schema["description"], ""]
        rows = (
            (f"`{field}`", _type_of(said), said.get("description", ""))
            for field, said in schema["properties"].items()
        )
        lines += table(("field", "holds", "meaning"), rows)
    lines += ["## What never goes", ""]
    lines += table(("kind", "why"), ((f"`{kind}`", why) for kind, why in staying()))
    return page("Archives", "the models and what rooms declare of them", lines)


def _type_of(said: dict[str, typing.Any]) -> str:
    kind = said.get("type", "any value")
    words = kind if isinstance(kind, str) else " or ".join(kind)
    if leads_to := said.get("x-refers-to"):
        return f"{words}: [{leads_to}](#{leads_to.replace('.', '')})"
    return f"{words} ({said['format']})" if "format" in said else words


def limits_page() -> str:
    """How often what is open or costly may be asked for."""
    lines = [
        "How often what is open to everybody, or costs much to answer, may be asked for. Who asks oftener",
        "gets the status 429, a page that says when to try again, and `Retry-After`; a form keeps what",
        "was typed. A test walks every address and fails where an open or costly one is not named here;",
        "others go beyond each limit.",
        "",
        "Rates (so many at once, then so many a second) are counted in memory by each web server process.",
        "Behind proxies of your own set `INTERLOCAL_TRUSTED_PROXIES`, else no visitor has an address to",
        "be counted by. Who comes through the onion service has none either: all of them together have",
        "ten times the share of one address.",
        "",
    ]
    limited = [limit for limit in LIMITS if not limit.reason]
    held = "src/interlocal/config/limits/middleware.py"
    rows = (
        (one.what, _routes(one), one.says or str(one.rate), f"`{one.held_by or held}`") for one in limited
    )
    lines += table(("what", "routes", "limit", "held by"), rows)
    lines += ["## Without a limit", ""]
    free = [limit for limit in LIMITS if limit.reason]
    lines += table(("what", "routes", "why"), ((one.what, _routes(one), one.reason) for one in free))
    return page("Limits", "config/limits", lines)


def _routes(limit: Limit) -> str:
    return ", ".join(f"`{route}`" for route in limit.routes) or "all others"


def roles_page() -> str:
    """Who may do what."""
    lines = [
        "A role is granted for the partnership, a jurisdiction or a program, from one day until another.",
        "",
    ]
    for role in ROLES:
        scopes = ", ".join(sorted(str(scope.label).lower() for scope in role.scopes))
        lines += [f"## {role.title}", "", f"{role.summary}", "", f"Granted for: {scopes}."]
        lines += ["Holders sign in with an authenticator.", ""] if role.requires_totp else [""]
        lines += [f"There it may: {_permissions(role.permissions)}.", ""] if role.permissions else []
        lines += (
            [f"In the whole partnership it may: {_permissions(role.everywhere)}.", ""]
            if role.everywhere
            else []
        )
    rows = ((str(kind), address, name) for kind, address, name in sorted(_addresses()))
    lines += ["## Addresses", "", "Who may open what; a record that a person may not see answers 404.", ""]
    return page(
        "Roles and permissions",
        "config/roles.py and the views",
        [*lines, *table(("who", "address", "name"), rows)],
    )


def _permissions(held: Iterable[Permission]) -> str:
    return ", ".join(f"`{permission}`" for permission in sorted(held))


def _addresses() -> Iterator[tuple[str, str, str]]:
    for route, pattern, name in _patterns(get_resolver(), "/", ""):
        view = inspect.unwrap(pattern.callback)
        if not view.__module__.startswith("interlocal."):
            continue
        access = access_of(pattern.callback)
        if access is None:
            continue
        who = "anybody" if access.is_open else _permissions(access.permissions) or "any signed-in person"
        yield who, f"`{route}`", f"`{name}`"


def _patterns(resolver: URLResolver, prefix: str, space: str) -> Iterator[tuple[str, URLPattern, str]]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, route, f"{space}{entry.namespace}:" if entry.namespace else space)
        else:
            yield route, entry, f"{space}{entry.name or ''}"


def events_page() -> str:
    """What rooms announce, and who reacts."""
    lines = ["A room announces what happened; rooms above react after it is saved, each on its own.", ""]
    for config in own_apps():
        if not module_has_submodule(config.module, "events"):
            continue
        module = importlib.import_module(f"{config.name}.events")
        events = [
            event
            for event in vars(module).values()
            if inspect.isclass(event)
            and issubclass(event, Event)
            and event.__module__.startswith(config.name)
        ]
        lines += [f"## {config.label}", ""] if events else []
        lines += table(("event", "carries", "who reacts"), map(_event, events)) if events else []
    return page("Events", "the rooms' `events` and config/wiring.py", lines)


def _event(event: type[Event]) -> tuple[str, str, str]:
    fields = ", ".join(f"`{field.name}`" for field in dataclasses.fields(event))
    listeners = [f"`{listener.removeprefix('interlocal.')}`" for listener in wiring.LISTENERS.get(event, ())]
    summary = (inspect.getdoc(event) or "").partition("\n")[0]
    return f"**{event.__name__}**: {summary}", fields, ", ".join(listeners) or "nobody yet"


def commands_page() -> str:
    """What ``interlocal`` can be told."""
    lines = ["`interlocal COMMAND --help` tells more. Django's own commands work too.", ""]
    for name, app in sorted(get_commands().items()):
        if str(app).startswith("interlocal."):
            parser = load_command_class(str(app), name).create_parser("interlocal", name)
            lines += [f"## interlocal {name}", "", str(parser.description), ""]
            rows = list(_options(parser, ""))
            lines += table(("argument", "what it does"), rows) if rows else []
    return page("Commands", "the rooms' `management/commands`", lines)


DJANGO_OPTIONS = {
    *("help", "version", "verbosity", "settings", "pythonpath"),
    *("traceback", "no_color", "force_color", "skip_checks"),
}


def _options(parser: argparse.ArgumentParser, prefix: str) -> Iterator[tuple[str, str]]:
    for action in parser._actions:  # noqa: SLF001
        if action.dest in DJANGO_OPTIONS:
            continue
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            told = {choice.dest: choice.help or "" for choice in action._choices_actions}  # noqa: SLF001
            for word, below in action.choices.items():
                yield f"`{prefix}{word}`", told.get(word, "")
                yield from _options(below, f"{prefix}{word} ")
        else:
            words = ", ".join(action.option_strings) or str(action.metavar or action.dest)
            choices = f" {'|'.join(map(str, action.choices))}" if action.choices else ""
            yield f"`{prefix}{words}{choices}`", action.help or ""


def games_page() -> str:
    """Every name of the engine's cost games, as its own docstring tells it."""
    lines = [
        *(inspect.getdoc(games) or "").splitlines(),
        "",
        "A table of costs has one entry for each of the `2**n` groups of `n` players: entry `k` is the",
        "cost of the group that holds player `i` exactly where bit `i` of `k` is set. Amounts are in the",
        "one unit of the costs.",
        "The [tutorial](../tutorial/fair-split.md) begins with a spreadsheet; [Fair",
        "shares](../explanation/fair-shares.md) says what each split stands for.",
        "",
    ]
    for name in games.__all__:
        found = getattr(games, name)
        if not callable(found) or typing.get_origin(found):
            continue
        lines += [f"## {name}", "", "```text", f"{name}{_signature(found)}", "```", "", *_told(found)]
        for method_name, method in inspect.getmembers(found) if inspect.isclass(found) else ():
            if method_name in vars(found) and not method_name.startswith("_") and inspect.getdoc(method):
                called = getattr(method, "__func__", method)
                if inspect.isfunction(called):
                    lines += [f"**{method_name}**`{_signature(called)}`", "", *_told(called)]
    return page("Cost games", "the docstrings of src/mutual/games", lines)


def _signature(found: Callable[..., object]) -> str:
    """What is handed over: names and defaults. Types would differ between versions of what they come from."""
    try:
        parameters = inspect.signature(found).parameters.values()
    except ValueError:  # an exception
        return "(message)"
    bare = [one.replace(annotation=inspect.Parameter.empty) for one in parameters if one.name != "self"]
    return str(inspect.Signature(bare))


def _told(found: object) -> list[str]:
    """A docstring as Markdown."""
    return [*(inspect.getdoc(found) or "").replace("``", "`").splitlines(), ""]


def api_page() -> str:
    """Every operation of the HTTP API."""
    from interlocal.http_api.views.api import api

    told: dict[str, typing.Any] = api.get_openapi_schema()
    lines = [
        f"{told['info']['description']} Every operation asks for a token: [how](../how-to/use-the-api.md).",
        "",
    ]
    for path, methods in told["paths"].items():
        for method, one in methods.items():
            lines += [
                f"## {one['summary']}",
                "",
                f"`{method.upper()} {path}`",
                "",
                *_lines_of(one["description"]),
            ]
            lines += [*_parameters(one.get("parameters", [])), *_body(one)]
            given = one["responses"].get(200, one["responses"].get("200"))["content"]
            kinds = ", ".join(_kind(what["schema"]) for what in given.values())
            lines += [f"Gives {kinds}.", ""]
    lines += ["## What is given and taken", ""]
    for name, schema in told["components"]["schemas"].items():
        lines += [f"### {name}", "", *_lines_of(schema.get("description", ""))]
        needed = schema.get("required", [])
        rows = (
            (
                f"`{field}`",
                _kind(what),
                "" if field in needed else "may be left out",
                what.get("description", ""),
            )
            for field, what in schema["properties"].items()
        )
        lines += table(("field", "kind", "", "what it is"), rows)
    return page("HTTP API", "the operations in src/interlocal/http_api", lines)


def _lines_of(text: str) -> list[str]:
    return [*text.replace("``", "`").splitlines(), ""]


def _parameters(parameters: list[dict[str, typing.Any]]) -> Iterator[str]:
    rows = [
        (f"`{one['name']}`", one["in"], _kind(one["schema"]), one.get("description", ""))
        for one in parameters
    ]
    if rows:
        yield from table(("parameter", "where", "kind", "what it is"), rows)


def _body(operation: dict[str, typing.Any]) -> list[str]:
    body = operation.get("requestBody")
    return [f"Takes {_kind(body['content']['application/json']['schema'])}.", ""] if body else []


def _kind(schema: dict[str, typing.Any]) -> str:
    """Say what a value is: a link to a schema, a list of them, one of several, or its limits."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(_kind(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_kind(schema['items'])}"
    limits = {"minimum": "from", "maximum": "to", "exclusiveMaximum": "below", "maxLength": "letters up to"}
    said = [f"{word} {schema[key]:,}" for key, word in limits.items() if key in schema]
    return " ".join([schema.get("format", schema.get("type", "anything")), *said])


def asvs_page() -> str:
    """Every requirement of the security standard, and what shows that it is met."""
    rows = tomllib.loads((FOLDER / "asvs.toml").read_text(encoding="utf-8"))["requirement"]
    counts = Counter((one["level"], one["state"]) for one in rows)
    states = ("met", "not met", "not applicable")
    lines = [
        "The OWASP Application Security Verification Standard 5.0.0, levels 1 and 2, in our own words: the",
        "numbers lead to the full text. We looked ourselves; nobody else has verified it. What is met names",
        "the tests, checks or papers that show it; what holds and is shown by nothing counts as not met.",
        "",
        *table(
            ("level", *states),
            ((str(level), *(str(counts[level, state]) for state in states)) for level in (1, 2)),
        ),
    ]
    for number, title in ASVS_CHAPTERS.items():
        chapter = [one for one in rows if one["number"].split(".")[0] == number]
        lines += [f"## V{number} {title}", ""]
        lines += table(
            ("number", "level", "what is asked", "state", "how, and what shows it"), map(_asvs, chapter)
        )
    return page("Security requirements (ASVS)", "docs/reference/asvs.toml", lines)


def _asvs(one: dict[str, typing.Any]) -> tuple[str, ...]:
    shown = [
        *(f"`{test}`" for test in one.get("tests", ())),
        *(f"`make check` ({check})" for check in one.get("checks", ())),
        *(f"`{paper}`" for paper in one.get("papers", ())),
    ]
    how = ": ".join(filter(None, (one["how"], ", ".join(shown))))
    return one["number"], str(one["level"]), one["says"], one["state"], how


ASVS_CHAPTERS = {
    "1": "Encoding and sanitization",
    "2": "Validation and business logic",
    "3": "Web frontend",
    "4": "API and web service",
    "5": "Files",
    "6": "Authentication",
    "7": "Sessions",
    "8": "Authorization",
    "9": "Self-contained tokens",
    "10": "OAuth and OpenID Connect",
    "11": "Cryptography",
    "12": "Secure communication",
    "13": "Configuration",
    "14": "Data protection",
    "15": "Secure coding and architecture",
    "16": "Logging and error handling",
    "17": "WebRTC",
}


def state_packs_page() -> str:
    """What each pack answers, and how sure it is."""
    lines = [
        "What the law asks, as the software applies it; no legal advice. A partnership can",
        "[set its own](../how-to/start-a-partnership.md#states),",
        "[write a pack](../how-to/write-a-state-pack.md).",
        "",
        "## The rules",
        "",
    ]
    sorts = ((f"`{sort.key}`", str(sort.title), sort.kind.value) for sort in law.RULES.values())
    lines += table(("key", "what it is about", "figure"), sorts)
    for slug, pack in law.packs().items():
        lines += [f"## {pack.title}", "", f"`{slug}`. {pack.note}", ""]
        rows = (
            (
                f"`{rule.key}`",
                rule.words + (" (starting value)" if rule.is_starting_value else ""),
                rule.section,
                str(rule.checked or ""),
                "yes" if rule.is_confirmed else "no",
            )
            for rule in pack.rules.values()
        )
        lines += table(("rule", "what it says", "section", "looked up", "confirmed"), rows)
        counted = (len(pack.grounds), len(pack.filings))
        lines += ["Grounds for closing a meeting: {}. Filings of an agreement: {}.".format(*counted), ""]
    return page("State packs", "partnerships/law/packs", lines)


PAGES: dict[str, Callable[[], str]] = {
    "api.md": api_page,
    "settings.md": settings_page,
    "personal-data.md": personal_data_page,
    "limits.md": limits_page,
    "roles.md": roles_page,
    "state-packs.md": state_packs_page,
    "events.md": events_page,
    "commands.md": commands_page,
    "archives.md": archives_page,
    "games.md": games_page,
    "asvs.md": asvs_page,
}


def main(*, is_checking: bool) -> int:
    """Write the pages, or compare them."""
    stale = []
    for name, write in PAGES.items():
        path, text = FOLDER / name, write()
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(path.relative_to(ROOT))
        if not is_checking:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for path in stale:
        print(f"{path} {'no longer tells what the code tells: run make docs.' if is_checking else 'written'}")
    return 1 if stale and is_checking else 0


if __name__ == "__main__":
    sys.exit(main(is_checking=sys.argv[1:] == ["--check"]))
