"""Ten million calls from CSV to city, weekday and hour, beside pandas; a process each, for its memory.

Counting is compared with pandas reading the same columns, and with all of them; reading as a whole
(duplicates found, clock changes minded, Parquet written) with pandas doing the same but for the Parquet.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from bench import Bench
from figures import Figure

ROWS = 10_000_000
BLOCK = 500_000
BEATS, CITIES = range(111, 240), 5
PROFILE = """
zone = "America/Chicago"
[columns]
id = "incident_num"
received = "date_time"
type = "call_type"
disposition = "disposition"
priority = "priority"
place = "beat"
[places]
table = "beats.csv"
place = "beat"
city = "city"
"""
_OURS = """
import json, resource, sys, time
from pathlib import Path
import mutual.calls.scanning
from mutual.calls import count_quickly, demand_of, read_calls, read_profile
folder, how = Path(sys.argv[1]), sys.argv[2]
started = time.perf_counter()
profile = read_profile(folder / "profile.toml")
if how == "count":
    calls = int(count_quickly(folder / "calls.csv", profile).calls.sum())
else:
    calls = int(demand_of(read_calls(folder / "calls.csv", profile, folder / "out")).calls.sum())
taken = time.perf_counter() - started
print(json.dumps([taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, calls]))
"""
_PANDAS = """
import json, resource, sys, time
import pandas as pd
folder, how = sys.argv[1], sys.argv[2]
started = time.perf_counter()
cities = pd.read_csv(f"{folder}/beats.csv").set_index("beat").city
columns = ["date_time", "beat"] if how == "count" else None
calls = pd.read_csv(f"{folder}/calls.csv", usecols=columns, parse_dates=["date_time"])
at = calls.date_time
if how == "read":
    calls = calls.drop_duplicates("incident_num")
    at = calls.date_time.dt.tz_localize("America/Chicago", ambiguous=True, nonexistent="shift_forward")
found = calls.groupby([calls.beat.map(cities), at.dt.day_of_week, at.dt.hour]).size()
taken = time.perf_counter() - started
print(json.dumps([taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, int(found.sum())]))
"""


def write_files(folder: Path) -> None:
    """Write a synthetic export of a year, in order of time, with its profile and the cities of its beats."""
    generator = np.random.default_rng(11)
    begin = np.datetime64("2025-01-01T00:00:00")
    seconds = np.sort(generator.integers(0, 365 * 86_400, ROWS))
    with (folder / "calls.csv").open("w", encoding="ascii") as file:
        file.write("incident_num,date_time,call_type,disposition,beat,priority\n")
        for first in range(0, ROWS, BLOCK):
            times = np.datetime_as_string(begin + seconds[first : first + BLOCK].astype("timedelta64[s]"))
            beats = generator.choice(BEATS, len(times)).tolist()
            kinds = generator.choice(["415", "459A", "5150", "CW", "FD", "SHOPS"], len(times)).tolist()
            ranks = generator.integers(0, 5, len(times)).tolist()
            rows = enumerate(zip(times.tolist(), kinds, beats, ranks, strict=True), first)
            file.write(
                "".join(f"E{n:011d},{t.replace('T', ' ')},{k},K,{b},{r}\n" for n, (t, k, b, r) in rows)
            )
    beats_text = "".join(f"{beat},City {beat % CITIES}\n" for beat in BEATS)
    (folder / "beats.csv").write_text(f"beat,city\n{beats_text}", encoding="ascii")
    (folder / "profile.toml").write_text(PROFILE, encoding="ascii")


def run(program: str, folder: Path, how: str) -> tuple[float, float]:
    """Seconds and bytes of memory that a process took; it must have counted all calls."""
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder), how], check=True, capture_output=True, text=True
    )
    seconds, memory, calls = json.loads(done.stdout)
    if calls != ROWS:
        raise SystemExit(f"{how}: {calls} of {ROWS} calls were counted.")
    return seconds, memory


def measure(bench: Bench) -> list[Figure]:
    bench.say("ten million calls beside pandas")
    figures = []
    with tempfile.TemporaryDirectory(prefix="calls-") as name:
        folder = Path(name)
        write_files(folder)
        for how, title in (("count", "counted"), ("read", "read as a whole, into Parquet")):
            best = min(run(_OURS, folder, how) for _ in range(max(1, bench.rounds)))
            peer = min(run(_PANDAS, folder, how) for _ in range(max(1, bench.rounds)))
            what = f"10 million rows of CSV to city x weekday x hour, {title}"
            figures += [
                Figure("calls", what, best[0], "s", peer[0] / best[0], "quicker than pandas"),
                Figure(
                    "calls", "its peak memory", best[1] / 1e6, "MB", best[1] / peer[1], "of what pandas takes"
                ),
            ]
    return figures
