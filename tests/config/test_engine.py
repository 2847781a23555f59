"""The engine is made ready beside the first pages, and leaves nothing behind."""

import fcntl
import signal
import subprocess
import sys

from interlocal.config.running import engine
from interlocal.costing.studies.queries.working_out import looked_at


def test_what_compiles_ends_with_who_started_it():
    command = [sys.executable, "-m", "interlocal.config.running.engine"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as compiling:
        compiling.stdin.close()
        assert compiling.wait(timeout=60) == -signal.SIGTERM


def test_engine_is_loaded_by_working_out_a_small_study():
    looked_at.cache_clear()
    engine.load_in_background().join()
    assert looked_at.cache_info().currsize == 1


def test_engine_is_loaded_by_one_process_at_a_time(settings, tmp_path):
    settings.INTERLOCAL_DATA = tmp_path
    looked_at.cache_clear()
    with (tmp_path / "engine.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        loading = engine.load_in_background()
        loading.join(0.2)
        assert loading.is_alive()
        assert looked_at.cache_info().currsize == 0
    loading.join()
    assert looked_at.cache_info().currsize == 1
