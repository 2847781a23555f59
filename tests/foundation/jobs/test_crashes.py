"""Real workers, killed at random moments: no job is lost, and no effect happens twice."""

import os
import random
import signal
import time
from collections import Counter
from pathlib import Path

import pytest
from tests.conftest import IS_FULL
from tests.foundation.jobs.workers import installation, until

JOBS, KILLS = (2000, 40) if IS_FULL else (60, 3)
SEED = int(os.environ.get("CRASH_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
LEFT = "SELECT count(*) FROM jobs_job WHERE state <> 'done'"
EFFECTS = "SELECT subject_id FROM audit_auditdetail WHERE action = 'tests.count'"


@pytest.fixture
def on_sqlite(tmp_path, repository):
    with installation(tmp_path, repository, "") as made:
        yield made


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def installed(request, tmp_path, repository):
    url = "" if request.param == "sqlite" else request.getfixturevalue("postgresql_url")
    with installation(tmp_path, repository, url) as made:
        yield made


@pytest.mark.slow
def test_workers_killed_at_random_moments_lose_no_job_and_double_no_effect(installed):
    chance = random.Random(SEED)
    installed.start_worker()
    enqueuing = installed.step("enqueue", 0, JOBS)
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.2, 1.2))
        if not installed.is_worker_up():
            installed.start_worker()
        os.kill(chance.choice(installed.worker_processes()), signal.SIGKILL)
    assert enqueuing.wait(timeout=120) == 0

    def all_done() -> bool:
        if not installed.is_worker_up():
            installed.start_worker()
        return installed.column(LEFT) == [0]

    assert until(all_done, 300 if IS_FULL else 60), f"seed {SEED}: {installed.column(LEFT)} jobs are left"
    assert installed.stop_worker() == 0
    expected = {f"crash:{number}" for number in range(JOBS)}
    assert set(installed.runs.read_text().split()) == expected
    assert Counter(installed.column(EFFECTS)) == Counter(expected), f"seed {SEED}"
    assert "locked" not in installed.log.read_text()


@pytest.mark.slow
def test_a_worker_killed_while_it_waits_does_not_stop_the_others(on_sqlite):
    on_sqlite.start_worker()
    assert until(lambda: len(on_sqlite.worker_processes()) == 7, 30)
    supervisor, guard, *children = on_sqlite.worker_processes()
    os.kill(children[0], signal.SIGKILL)
    assert until(lambda: not set(children) & set(on_sqlite.worker_processes()), 30)
    assert on_sqlite.step("enqueue", 0, 5).wait(timeout=60) == 0, on_sqlite.log.read_text()
    assert until(lambda: on_sqlite.column(LEFT) == [0], 30)
    assert on_sqlite.worker_processes()[0] == supervisor
    assert guard not in on_sqlite.worker_processes()
    assert on_sqlite.stop_worker() == 0


@pytest.mark.slow
def test_nothing_is_left_running_when_the_supervisor_is_killed(on_sqlite):
    on_sqlite.start_worker()
    assert until(lambda: len(on_sqlite.worker_processes()) == 7, 30)
    processes = on_sqlite.worker_processes()
    os.kill(processes[0], signal.SIGKILL)
    assert until(lambda: not any(map(_is_alive, processes)), 20)


@pytest.mark.slow
def test_eight_processes_that_enqueue_the_same_keys_make_each_job_once(installed):
    assert installed.step("enqueue_together", 8, 50).wait(timeout=120) == 0, installed.log.read_text()
    assert sorted(installed.column("SELECT key FROM jobs_job")) == sorted(f"crash:{n}" for n in range(50))
    assert installed.log.read_text() == ""


def _is_alive(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"
