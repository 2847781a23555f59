"""The engine's files: formulas, drivers, studies, rules, terms, calls, games and tables."""

import io
import tempfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
from tests.fuzzing.door import Door

import mutual
from mutual.calls import CallsError, count_quickly, propose, read_calls, read_profile
from mutual.cli import game_file, table_file
from mutual.cli.files import FileError
from mutual.disclosure import DisclosureError
from mutual.finance import read_study
from mutual.finance.distributions import FinanceError
from mutual.formulas import DriverError, Drivers, FormulaError, parse
from mutual.games import GameError
from mutual.queues import QueueError
from mutual.queues.files.calls_parquet import read_calls_parquet
from mutual.queues.files.demand import read_demand
from mutual.queues.files.recorded import read_recorded
from mutual.queues.files.simulation import read_simulation
from mutual.queues.files.terms import read_terms
from mutual.rosters import RosterError, read_places, read_requirement, read_rota, read_rules
from mutual.rosters.rules_file.requirement_json import requirement_of_staffing

HOME = Path(mutual.__path__[0])


def texts(pattern: str) -> tuple[bytes, ...]:
    """Return what the engine ships as examples."""
    found = tuple(path.read_bytes() for path in sorted(HOME.glob(pattern)))
    assert found, pattern
    return found


def text(read: Callable[[str], object]) -> Callable[[bytes], object]:
    """Return ``read`` for bytes, as a file that is not UTF-8 would be handed over."""
    return lambda data: read(data.decode("utf-8", "replace"))


def in_file(name: str, read: Callable[[Path], object]) -> Callable[[bytes], object]:
    """Return ``read`` for bytes, by way of a file called ``name``."""

    def readable(data: bytes) -> object:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(data)
            return read(path)

    return readable


TOML = (b"[[", b"]]\n", b"\n[", b" = ", b'"""', b"'''", b"inf", b"nan", b"\n", b"true", b"[1, 2]", b"{ }")
JSON = (b'"', b"[]", b"{}", b'"": ', b"1e400", b"-0", b"[[1]]", b"null", b'"\\u0000"', b'"a": ')
SHEET = (b'"', b'""', b",", b"\n", b";", b"\t", b"\r", b"-5", b"1.5e3", b"(3)", b"*", b"2025-13-01T25:00:00")
_DISPATCH = read_rules((HOME / "rosters/examples/dispatch-room.toml").read_text(encoding="utf-8"))
_POST = _DISPATCH.rules.posts[0]
_HOURS = "\n".join(f"{hour},1" for hour in range(168))
_CALLS_CSV = b"id,at,place,kind\n1,2025-03-03 14:05:30,north,fire\n2,2025-03-03 15:05:30,south,police\n"
_PROFILE = b"""zone = "America/Chicago"
[columns]
id = "id"
received = "at"
place = "place"
type = "kind"
[places]
cities = { north = "Northgate", south = "Southport" }
[types]
known = ["fire", "police"]
drop = ["test"]
"""


_WITH_TABLES = (
    _PROFILE.decode()
    .replace('cities = { north = "Northgate", south = "Southport" }', 'table = "cities.csv"')
    .replace('known = ["fire", "police"]', 'table = "codes.csv"\ncode = "code"')
)


def _read_calls(path: Path) -> None:
    profile = read_profile(_PROFILE.decode())
    read_calls(path, profile, path.parent / "out")
    count_quickly(path, profile)


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    for line in _CALLS_CSV.decode().splitlines():
        book.active.append(line.split(","))
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _parquet() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "calls.csv"
        path.write_bytes(_CALLS_CSV)
        read_calls(path, read_profile(_PROFILE.decode()), Path(folder) / "out")
        return (Path(folder) / "out" / "calls.parquet").read_bytes()


DOORS = (
    Door(
        name="formula",
        read=text(parse),
        seeds=texts("formulas/examples/*/formula.txt"),
        modules=("mutual.formulas.language.parsing", "mutual.formulas.language.reading"),
        refuses=(FormulaError,),
        words=(
            b"share",
            b"per",
            b" of ",
            b" and ",
            b"percent",
            b"at least",
            b"$",
            b"%",
            b"(",
            b".\n",
            b"each",
        ),
    ),
    Door(
        name="drivers",
        read=text(Drivers.from_csv),
        seeds=texts("formulas/examples/*/drivers.csv"),
        modules=("mutual.formulas.drivers",),
        refuses=(DriverError,),
        words=(*SHEET, b"member", b"year", b"quarter", b"month"),
    ),
    Door(
        name="study file",
        read=text(read_study),
        seeds=texts("finance/examples/*.toml"),
        modules=("mutual.finance.study_file.reader",),
        refuses=(FinanceError,),
        words=TOML,
    ),
    Door(
        name="roster rules",
        read=text(read_rules),
        seeds=texts("rosters/examples/dispatch-room.toml") + texts("rosters/examples/co-responders.toml"),
        modules=("mutual.rosters.rules_file.reading",),
        refuses=(RosterError,),
        words=TOML,
        calls=3_000_000,
        megabytes=96,
    ),
    Door(
        name="places of teams",
        read=text(read_places),
        seeds=texts("rosters/examples/mobile-teams.toml"),
        modules=("mutual.rosters.rules_file.places_reading",),
        refuses=(RosterError,),
        words=TOML,
    ),
    Door(
        name="requirement",
        read=text(lambda said: read_requirement(said, _DISPATCH)),
        seeds=(f"hour,{_POST}\n{_HOURS}\n".encode(),),
        modules=("mutual.rosters.rules_file.requirement_file",),
        refuses=(RosterError,),
        words=(*SHEET, b"date,time,"),
    ),
    Door(
        name="requirement of a staffing",
        read=text(lambda said: requirement_of_staffing(said, _DISPATCH, name="staff.json")),
        seeds=(f'{{"cities": ["A"], "groups": [{{"cities": ["A"], "requirement": {[1] * 168}}}]}}'.encode(),),
        modules=("mutual.rosters.rules_file.requirement_json",),
        refuses=(RosterError,),
        words=(*JSON, b'"cities"', b'"groups"', b'"requirement"'),
    ),
    Door(
        name="rota",
        read=text(lambda said: read_rota(said, _DISPATCH)),
        seeds=(f"person,post,begins,ends\n,{_POST},2026-01-05 08:00,2026-01-05 16:00\n".encode(),),
        modules=("mutual.rosters.rules_file.rota_csv",),
        refuses=(RosterError,),
        words=(*SHEET, b"break_begins", b"break_ends", b"2026-01-05 08:00"),
    ),
    Door(
        name="terms of staffing",
        read=text(read_terms),
        seeds=texts("queues/examples/terms.toml"),
        modules=("mutual.queues.files.terms",),
        refuses=(QueueError,),
        words=TOML,
    ),
    Door(
        name="simulation",
        read=text(
            lambda said: read_simulation(
                said, opened=lambda _path: (HOME / "queues/examples/demand.json").read_text(encoding="utf-8")
            )
        ),
        seeds=texts("queues/examples/simulation.toml"),
        modules=("mutual.queues.files.simulation",),
        refuses=(QueueError,),
        words=TOML,
    ),
    Door(
        name="demand",
        read=text(read_demand),
        seeds=texts("queues/examples/demand.json"),
        modules=("mutual.queues.files.demand",),
        refuses=(QueueError,),
        words=JSON,
    ),
    Door(
        name="recorded calls",
        read=text(read_recorded),
        seeds=(
            b"time,city,handling,priority,patience\n2025-03-03T14:05:30,A,60,1,\n2025-03-03T14:06,B,30,2,9\n",
        ),
        modules=("mutual.queues.files.recorded",),
        refuses=(QueueError,),
        words=SHEET,
    ),
    Door(
        name="calls in Parquet",
        read=in_file(
            "calls.parquet",
            lambda path: read_calls_parquet(path, handling={"Northgate": 60, "Southport": 60}),
        ),
        seeds=(_parquet(),),
        modules=("mutual.queues.files.calls_parquet",),
        refuses=(QueueError,),
        rounds=0.5,
    ),
    Door(
        name="profile of a call file",
        read=text(read_profile),
        seeds=(_PROFILE,),
        modules=("mutual.calls.profile.toml_table", "mutual.calls.profile.toml_text"),
        refuses=(CallsError,),
        words=TOML,
    ),
    Door(
        name="tables of a profile",
        read=text(lambda said: read_profile(_WITH_TABLES, tables={"cities.csv": said, "codes.csv": said})),
        seeds=(b"place,city,code\nnorth,Northgate,fire\nsouth,Southport,police\n",),
        modules=("mutual.calls.profile.code_tables",),
        refuses=(CallsError,),
        words=SHEET,
    ),
    Door(
        name="call file in a workbook",
        read=in_file("calls.xlsx", _read_calls),
        seeds=(_workbook(),),
        modules=("mutual.calls.source.workbook",),
        refuses=(CallsError,),
        words=(b"<c ", b"<row ", b't="e"', b"PK\x05\x06", b"\xff\xff\xff\xff"),
        calls=3_000_000,
        megabytes=128,
        rounds=0.3,
    ),
    Door(
        name="call file",
        read=in_file("calls.csv", _read_calls),
        seeds=(_CALLS_CSV,),
        modules=("mutual.calls.source.open_file", "mutual.calls.reading", "mutual.calls.quick"),
        refuses=(CallsError,),
        words=SHEET,
        rounds=0.3,
    ),
    Door(
        name="call file without a profile",
        read=in_file("calls.csv", lambda path: propose(path, zone="America/Chicago")),
        seeds=(_CALLS_CSV,),
        modules=(
            "mutual.calls.proposing.proposal",
            "mutual.calls.proposing.sample",
            "mutual.calls.source.records",
        ),
        refuses=(CallsError,),
        words=SHEET,
        rounds=0.5,
    ),
    Door(
        name="game",
        read=in_file("game.json", lambda path: game_file.read_game(str(path))),
        seeds=(b'{"players": ["A", "B"], "unit": "USD", "costs": {"A": 410, "B": 380, "A,B": 600}}',),
        modules=("mutual.cli.game_file",),
        refuses=(FileError, GameError),
        words=(*JSON, b'"worths"', b'{"group": ["A"], "cost": 1}'),
    ),
    Door(
        name="table of counts",
        read=in_file("table.csv", lambda path: table_file.read_table(str(path))),
        seeds=(b"city,career,pay,total\nGrandview,8,6,14\nRaytown,11,7,18\n",),
        modules=("mutual.cli.table_file",),
        refuses=(FileError, DisclosureError),
        words=SHEET,
    ),
)
