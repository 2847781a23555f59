"""What a manager waits for who thinks a study through: another weight, what if a city joins, all draws."""

import re
import statistics
import time
from dataclasses import dataclass
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from bench import Bench
from figures import Figure

from mutual.finance import read_study, run_study

TURNS = 12
CITIES, YEARS = 12, 5


@dataclass
class Browser:
    """Somebody signed in, who follows where they are led."""

    port: int
    cookie: str

    def get(self, path: str) -> str:
        return self._ask(path, None)

    def post(self, path: str, page: str, **typed: object) -> str:
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token
        return self._ask(path, {"csrfmiddlewaretoken": token.group(1), **typed})

    def _ask(self, path: str, typed: dict[str, object] | None) -> str:
        data = urlencode(typed, doseq=True).encode() if typed is not None else None
        request = Request(f"http://localhost:{self.port}{path}", data)
        request.add_header("Cookie", self.cookie)
        if data is not None:
            request.add_header("Referer", f"http://localhost:{self.port}{path}")
        with urlopen(request, timeout=120) as answer:  # noqa: S310  # our own server
            for name, value in answer.headers.items():
                if name.lower() == "set-cookie" and value.startswith("csrftoken="):
                    self.cookie = f"{self.cookie}; {value.partition(';')[0]}"
            return answer.read().decode()


def measure(bench: Bench) -> list[Figure]:
    bench.say("a study: other weights, and all draws meanwhile")
    browser = Browser(bench.served.port, bench.data.recorder)
    study = f"/studies/{bench.data.study}"
    weighed, preview = _weighed(browser, study)
    page = bench.rivals.load("/query", connections=1, seconds=1)["p50"]
    quiet, meanwhile, drawn = _drawn(bench, browser, study)
    twelve = _twelve(bench)
    return [
        Figure(
            "studies",
            "Shares of five cities, from another weight to the answer",
            preview,
            "ms",
            preview / page / 1000,
            "one query",
        ),
        Figure(
            "studies",
            "The whole result of five cities after another weight, with its pictures",
            weighed,
            "ms",
            weighed / page / 1000,
            "one query",
        ),
        Figure("studies", "10,000 draws of that study as a job, from the click to the result", drawn, "s"),
        Figure(
            "studies",
            "Home while it is drawn: half wait at most, 1 reader",
            1000 * meanwhile,
            "ms",
            meanwhile / quiet,
            "the same in quiet",
        ),
        Figure(
            "studies",
            f"10,000 draws of {CITIES} cities: 3 options by volumes, 4 ways of sharing each",
            twelve,
            "s",
        ),
    ]


def _weighed(browser: Browser, study: str) -> tuple[float, float]:
    """Return the milliseconds to a result page and to a preview, each after weights that nobody had yet."""
    address = f"{study}/shares/add/"
    page = browser.get(address)
    first, second = re.findall(r'name="(weight-[^"]+)"', page)[:2]
    whole, shares = [], []
    for turn in range(TURNS):
        typed = {"name": f"Turn {turn}", "kind": "drivers", first: 50 + turn, second: 30 - turn}
        started = time.perf_counter()
        said = browser.post(f"{study}/shares/check/", page, **typed)
        shares.append(time.perf_counter() - started)
        assert "Would pay" in said
    for turn in range(TURNS):
        typed = {"name": "Turning", "kind": "drivers", first: 50 + turn, second: 31 - turn}
        browser.post(address, page, **typed)
        started = time.perf_counter()
        said = browser.get(f"{study}/result/?share=Turning")
        whole.append(time.perf_counter() - started)
        assert "Ways of sharing it" in said
        listed = browser.get(f"{study}/options/")
        address = re.findall(rf'href="({study}/shares/[a-z0-9]+/)"', listed)[-1]
    return 1000 * statistics.median(whole), 1000 * statistics.median(shares)


def _drawn(bench: Bench, browser: Browser, study: str) -> tuple[float, float, float]:
    """Return how long a reader of Home waits in quiet, and while a study is drawn, and that takes."""
    manager = bench.data.manager
    quiet = bench.served.load("/home/", cookie=manager, connections=1, seconds=2)["p50"]
    page = browser.get(f"{study}/result/")
    started = time.perf_counter()
    browser.post(f"{study}/runs/begin/", page)
    meanwhile = bench.served.load("/home/", cookie=manager, connections=1, seconds=2)["p50"]
    while "stop/" in browser.get(f"{study}/result/"):
        time.sleep(0.1)
    return quiet, meanwhile, time.perf_counter() - started


def _twelve(bench: Bench) -> float:
    bench.say(f"drawing a study of {CITIES} cities")
    study = read_study(_study_of_twelve())
    run_study(study, draws=10)
    started = time.perf_counter()
    run_study(study)
    return time.perf_counter() - started


def _study_of_twelve() -> str:
    names = [f"City {number}" for number in range(1, CITIES + 1)]

    def amounts(scale: int) -> str:
        return ", ".join(f'"{name}" = {scale * (place + 3) * 1000}' for place, name in enumerate(names))

    listed = ", ".join(f'"{name}"' for name in names)
    text = f"""
title = "Twelve"
cities = [{listed}]
draws = 10000
[years]
base = 2026
count = {YEARS}
discount = 0.03
[doubt.growth]
triangular = [0.01, 0.03, 0.05]
[doubt.price]
triangular = [0.9, 1, 1.2]
[drivers.calls]
amounts = {{ {amounts(2)} }}
[drivers.people]
amounts = {{ {amounts(5)} }}
[baseline.cost]
amounts = {{ {amounts(90)} }}
growth = "growth"
[shares.calls]
drivers = {{ calls = 1 }}
[shares.mixed]
drivers = {{ calls = 0.5, people = 0.5 }}
[shares.shapley]
solution = "shapley"
[shares.nucleolus]
solution = "nucleolus"
"""
    for number in (1, 2, 3):
        text += f"""
[options.option{number}]
title = "Option {number}"
kind = "joint agency"
transition = false
shares = ["calls", "mixed", "shapley", "nucleolus"]
[[options.option{number}.cost]]
name = "Building"
kind = "fixed"
driver = "calls"
amount = {{ amount = {200_000 * number}, times = "price" }}
growth = "growth"
[[options.option{number}.cost]]
name = "Calls"
kind = "rate"
driver = "calls"
amount = {{ amount = 40, times = "price" }}
growth = "growth"
[[options.option{number}.cost]]
name = "Supervisors"
kind = "step"
driver = "people"
amount = 90000
size = 20000
growth = "growth"
"""
    return text
