"""Draws of a study: the same however they are run, and counted as one would by hand."""

import subprocess
import sys
from collections import Counter
from math import log

import numpy as np
import pytest

from mutual.finance import (
    Cancelled,
    DaskWorkers,
    ExtraMissing,
    FinanceError,
    FolderStore,
    InProcess,
    ProcessWorkers,
    read_study,
    run_study,
    simulate,
    study_result,
    workers_for,
)
from mutual.finance.study.sentences import city_sentence, option_sentence, share_sentence
from mutual.games import CostGame, core_test, solve

STUDY = """
title = "Two lines"
cities = ["Grandview", "Lee's Summit", "Raytown"]
draws = 2_300
seed = 9
[years]
base = 2026
count = 3
discount = 0.03
[drivers.calls]
amounts = { Grandview = 24_000, "Lee's Summit" = 71_000, Raytown = 27_000 }
[baseline.staff]
growth = "wages"
amounts = { Grandview = 905_000, "Lee's Summit" = 2_290_000, Raytown = 930_000 }
[doubt.wages]
triangular = [0.02, 0.03, 0.05]
[doubt.size]
uniform = [0.85, 1.05]
[shares.calls]
drivers = { calls = 1 }
[shares.nucleolus]
solution = "nucleolus"
[options.joint]
kind = "joint agency"
shares = ["calls", "nucleolus"]
[[options.joint.cost]]
kind = "today"
driver = "calls"
elasticity = "size"
[[options.joint.transition]]
name = "moving"
amount = 150_000
"""


@pytest.fixture(scope="module")
def study():
    return read_study(STUDY)


@pytest.fixture(scope="module")
def whole(study):
    return simulate(study)


def same(one, other):
    assert one.arrays.keys() == other.arrays.keys()
    return all(one.arrays[name].tobytes() == other.arrays[name].tobytes() for name in one.arrays)


def test_the_same_seed_gives_the_same_bytes_and_another_others(study, whole):
    assert same(whole, simulate(study))
    assert not same(whole, simulate(study, seed=10))


def test_fewer_draws_are_the_first_of_more(study, whole):
    fewer = simulate(study, draws=1_234)
    assert all(fewer.arrays[name].tobytes() == whole.arrays[name][:1_234].tobytes() for name in fewer.arrays)


@pytest.mark.slow
def test_two_processes_give_the_bytes_of_one(study, whole):
    assert same(whole, simulate(study, workers=ProcessWorkers(2)))


ON_A_CLUSTER = """
from distributed import Client, LocalCluster
from mutual.finance import DaskWorkers, InProcess, read_study, simulate
study = read_study(open(0).read())
here = dict(n_workers=1, threads_per_worker=2, processes=False, dashboard_address="127.0.0.1:0")
with LocalCluster(**here) as cluster, Client(cluster) as client:
    runs = [simulate(study, workers=workers).arrays for workers in (InProcess(), DaskWorkers(client))]
print(all(runs[0][name].tobytes() == runs[1][name].tobytes() for name in runs[0]))
"""


@pytest.mark.slow
def test_a_cluster_gives_the_bytes_of_one_process():
    # In a process of its own: Dask finds out this machine's address by a socket that tests may not open.
    done = subprocess.run(
        [sys.executable, "-c", ON_A_CLUSTER], input=STUDY, capture_output=True, text=True, check=True
    )
    assert done.stdout == "True\n"


def test_a_cluster_names_the_extra_that_is_missing(study, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ExtraMissing) as refused:
        simulate(study, workers=DaskWorkers("tcp://localhost:8786"))
    assert str(refused.value) == "A Dask cluster needs the extra `scale`: pip install 'interlocal[scale]'."


def test_progress_is_told_chunk_by_chunk(study):
    told = []
    simulate(study, progress=lambda done, draws: told.append((done, draws)))
    assert told == [(0, 2_300), (1_000, 2_300), (2_000, 2_300), (2_300, 2_300)]


def test_stopped_work_goes_on_where_it_stopped(study, whole, tmp_path):
    store, done = FolderStore(tmp_path / "chunks"), []
    with pytest.raises(Cancelled, match=r"^Stopped after 1,000 of 2,300 draws\.$"):
        simulate(study, store=store, progress=lambda n, _: done.append(n), is_cancelled=lambda: done[-1] > 0)
    assert len(list((tmp_path / "chunks").iterdir())) == 1
    told = []
    assert same(whole, simulate(study, store=store, progress=lambda n, _: told.append(n)))
    assert told == [1_000, 2_000, 2_300]


def test_kept_chunks_of_another_study_seed_or_a_broken_file_are_not_taken(study, whole, tmp_path):
    store = FolderStore(tmp_path)
    simulate(study, store=store)
    assert not same(whole, simulate(study, seed=3, store=store))
    dearer = read_study(STUDY.replace("amount = 150_000", "amount = 150_001"))
    assert same(simulate(dearer), simulate(dearer, store=store))
    for file in tmp_path.iterdir():
        file.write_bytes(file.read_bytes()[:200])
    assert same(whole, simulate(study, store=store))


@pytest.mark.parametrize("draws", [0, 10_000_001])
def test_a_number_of_draws_that_cannot_be_is_refused(study, draws):
    with pytest.raises(FinanceError, match=rf"^Draws are between 1 and 10,000,000, not {draws:,}\.$"):
        simulate(study, draws=draws)


def test_large_work_goes_to_processes():
    assert workers_for(1_000) == InProcess()
    assert workers_for(1_000, 3) == ProcessWorkers(3)
    assert workers_for(10**12, 1) == InProcess()


def test_verdicts_are_those_of_one_game_after_another(study, whole):
    found = study_result(whole).options[0].share("calls")
    outcome = whole.outcome("joint", "calls")
    names = list(study.cities)
    leavers, stable, alone, stays = Counter(), 0, Counter(), Counter()
    for row in range(whole.draws):
        game = CostGame(names, table_of(whole, row))
        test = core_test(game, dict(zip(names, outcome.owed[row], strict=True)))
        assert test.is_in_core == bool(outcome.stable[row])
        stable += test.is_in_core
        if not test.is_in_core:
            leavers[test.group] += 1
        for i, name in enumerate(names):
            alone[name] += outcome.owed[row, i] - game.cost([name]) > test.tolerance
            complaints = [
                sum(outcome.owed[row, j] for j in range(3) if group >> j & 1) - game.costs[group]
                for group in range(1, 7)
                if group >> i & 1
            ]
            stays[name] += max(complaints) <= test.tolerance
    assert found.chance_stable == stable / whole.draws
    assert {one.group: one.chance for one in found.leavers} == {
        group: count / whole.draws for group, count in leavers.items()
    }
    for city in found.cities:
        assert city.chance_better_alone == alone[city.city] / whole.draws
        assert city.chance_stays == stays[city.city] / whole.draws


def table_of(drawn, row):
    """The game of one draw, by hand: today's cost as size changes it, and moving."""
    from mutual.finance.draws import levels

    wages = drawn.study.doubts[0].distribution.at(levels(9, "wages", row, 1))[0]
    size = drawn.study.doubts[1].distribution.at(levels(9, "size", row, 1))[0]
    calls, today = [24_000, 71_000, 27_000], [905_000, 2_290_000, 930_000]
    worth = sum(((1 + wages) / 1.03) ** k for k in (1, 2, 3))
    costs = [0.0]
    for group in range(1, 8):
        members = [i for i in range(3) if group >> i & 1]
        together = sum(calls[i] for i in members)
        cost = sum(today[i] * (together / calls[i]) ** (size - 1) for i in members)
        costs.append(cost * worth + (150_000 / 1.03 if len(members) > 1 else 0.0))
    return costs


def test_the_nucleolus_of_each_draw_is_that_of_its_game(study, whole):
    outcome = whole.outcome("joint", "nucleolus")
    for row in range(0, whole.draws, 97):
        report = solve(CostGame(list(study.cities), table_of(whole, row)), certify=False)
        wanted = report.solutions["nucleolus"].allocation or report.solutions["prenucleolus"].allocation
        assert outcome.owed[row] == pytest.approx(wanted.amounts, rel=1e-6)
        assert bool(outcome.found[row]) == (report.solutions["nucleolus"].allocation is not None)
    assert study_result(whole).options[0].share("nucleolus").chance_no_solution == (1 - outcome.found.mean())


def test_means_and_percentiles_close_in_on_what_is_known():
    flat = read_study(
        STUDY.replace('elasticity = "size"', "elasticity = 1.0")
        .replace("[doubt.size]\nuniform = [0.85, 1.05]", "[doubt.cost]\nuniform = [0.5, 1.5]")
        .replace("amount = 150_000", 'amount = { amount = 309_000, times = "cost" }')
    )
    # Moving costs what was drawn, at the end of the first year, and nothing is saved.
    worth = 309_000 / 1.03
    level = sum(1.03**-k for k in (1, 2, 3))
    errors = []
    for draws in (200, 20_000):
        option = run_study(flat, draws=draws).options[0]
        errors.append(abs(option.saving.mean / 100 + worth / level))
    assert errors[1] < errors[0]
    assert errors[1] < 4 * worth / level / 12**0.5 / 20_000**0.5
    assert option.saving.p5 / 100 == pytest.approx(-1.45 * worth / level, rel=0.01)
    assert option.saving.p95 / 100 == pytest.approx(-0.55 * worth / level, rel=0.02)
    assert (option.chance_saves, option.break_even, option.break_even_chances) == (0, None, ((None, 1.0),))


def test_the_chance_that_size_saves_is_where_it_breaks_even():
    moved_for_nothing = read_study(STUDY.replace("amount = 150_000", "amount = 0"))
    result = run_study(moved_for_nothing, draws=20_000)
    # Elasticity below 1 saves; it is drawn between 0.85 and 1.05, so three times in four.
    assert result.options[0].chance_saves == pytest.approx(0.75, abs=0.01)
    swing = result.swings[0]
    assert (swing.doubt, round(swing.low, 9), round(swing.high, 9)) == ("size", 0.87, 1.03)
    ratio = [
        sum(c * (122 / q) ** (e - 1) for c, q in ((905, 24), (2290, 71), (930, 27))) / 4125
        for e in (0.87, 1.03)
    ]
    alone = result.options[0].share("calls").cities
    today = sum(city.alone_a_year for city in alone)
    median = result.study.doubts[0].distribution.at(np.array([0.5]))[0]
    assert today == pytest.approx(
        100
        * 4_125_000
        * sum(((1 + median) / 1.03) ** k for k in (1, 2, 3))
        / sum(1.03**-k for k in (1, 2, 3)),
        abs=3,
    )
    assert swing.saves_low == pytest.approx(today * (1 - ratio[0]), rel=1e-6)
    assert swing.saves_high == pytest.approx(today * (1 - ratio[1]), rel=1e-6)


def test_all_options_and_rules_share_their_draws(study, whole):
    # Common random numbers: what is shared differs, what all pay together does not.
    by_calls, fair = whole.outcome("joint", "calls"), whole.outcome("joint", "nucleolus")
    assert by_calls.pays.sum(axis=2) == pytest.approx(fair.pays.sum(axis=2), rel=1e-9)
    assert log(by_calls.pays.std()) > 0


def test_results_speak(study):
    result = run_study(study, draws=500)
    option = result.options[0]
    share = option.shares[0]
    text = city_sentence(result, share, "Raytown")
    city = share.city("Raytown")
    assert text.startswith(f"Raytown pays ${round(city.pays_a_year / 100):,} a year and ")
    assert "9 times in 10 it saves between" in text
    assert option_sentence(result, option).startswith("joint saves $")
    assert share_sentence(result, share).startswith("Shared by calls (calls): ")
