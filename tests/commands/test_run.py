"""`interlocal run`: everything up, everything down, whatever happens to it."""

import argparse
import os
import signal
import socket
import subprocess

import pytest
from tests import ready_made
from tests.commands.processes import (
    CLI,
    Running,
    descendants,
    environment,
    free_port,
    is_alive,
    is_open,
    status_of,
    wait_for,
)

from interlocal.config.running.children import Child
from interlocal.config.running.options import add_options, announce
from interlocal.config.running.supervisor import Supervisor
from interlocal.config.sample import PASSWORD, SIGN_INS

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A data folder with the sample, as an earlier `interlocal run --sample` left it."""
    folder = tmp_path_factory.mktemp("run") / "var"
    ready_made.copy_with_sample(folder)
    return folder


@pytest.fixture
def start(data):
    started = []

    def start(folder=data, **environ):
        started.append(Running(folder, free_port(), **environ))
        started[-1].wait_until_it_says("Ctrl-C stops it.")
        return started[-1]

    yield start
    for running in started:
        running.end()


def refusal(data, *arguments, **environ):
    done = subprocess.run(
        [*CLI, "run", *arguments],
        env=environment(data, **environ),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr.strip().splitlines()


def test_run_shows_the_way_in_and_stops_without_a_trace(start, tmp_path):
    running = start(tmp_path / "var")
    assert "Loading the sample" in running.text
    open_to_others = [str(path) for path in (tmp_path / "var").rglob("*") if path.stat().st_mode & 0o077]
    assert open_to_others == []
    roles = {sign_in.role: sign_in for sign_in in reversed(SIGN_INS)}
    assert f"Interlocal is running at http://localhost:{running.port}\n" in running.text
    assert f"the password is {PASSWORD}" in running.text
    assert [role for role, sign_in in roles.items() if sign_in.email not in running.text] == []
    assert (status_of(running.port), status_of(running.port, "/health/ready")) == (200, 200)
    below = descendants(running.process.pid)
    assert len(below) >= 4
    assert running.stop() == 0
    assert running.text.endswith("Stopped. What was entered is kept.\n")
    assert [command for pid, command in below.items() if is_alive(pid)] == []
    assert not is_open(running.port)


def test_run_keeps_what_is_there_and_stops_as_cleanly_when_the_system_asks(start):
    again = start()
    assert "Loading the sample" not in again.text
    below = descendants(again.process.pid)
    assert again.stop(signal.SIGTERM) == 0
    assert [command for pid, command in below.items() if is_alive(pid)] == []


def test_run_says_at_once_when_the_vaults_key_is_another(data):
    key = data / "vault.key"
    kept = key.read_bytes()
    key.write_text("{}")
    code, _, said = refusal(data, "--port", str(free_port()))
    key.write_bytes(kept)
    assert (code, said) == (
        1,
        [f"interlocal: The vault's key file {key} is damaged: restore it from its copy."],
    )


def test_run_starts_killed_children_again_and_leaves_none_when_it_is_killed_itself(start):
    running = start()
    for module, title in (("web", "web server"), ("worker", "job worker")):
        killed = running.child(module)
        os.kill(killed, signal.SIGKILL)
        running.wait_until_it_says(f"The {title} ended (exit code -9): starting it again.")
        wait_for(lambda: status_of(running.port, "/health/ready") == 200, "the page after the fall")
        assert running.child(module) != killed
    below = descendants(running.process.pid)
    running.process.kill()
    running.process.wait()
    wait_for(lambda: not [pid for pid in below if is_alive(pid)], "the children to follow")
    assert not is_open(running.port)


def test_pages_go_on_when_workers_that_hang_are_ended(start):
    """gunicorn aborts a worker that does not answer for two minutes: the worker ends as programs end."""
    running = start(INTERLOCAL_WEB_WORKERS="2")

    def workers() -> set[int]:
        server = running.child("web")
        return {pid for pid, words in descendants(server).items() if "running.web" in words}

    wait_for(lambda: len(workers()) == 2, "two workers")
    for hanging in workers():
        os.kill(hanging, signal.SIGABRT)
        wait_for(lambda: len(workers()) == 2 and hanging not in workers(), "another worker")  # noqa: B023
    assert {status_of(running.port) for _request in range(8)} == {200}
    assert running.stop() == 0


def test_supervisor_gives_up_on_a_child_that_keeps_falling():
    said = []
    with Supervisor([Child("printer", "platform")], said.append) as supervisor:
        assert supervisor.keep() == 1
    assert said == [
        "The printer ended (exit code 0): starting it again.",
        "The printer ended (exit code 0): starting it again.",
        "The printer ended 3 times in a minute (exit code 0): stopping. See above.",
    ]


def test_run_says_that_a_port_is_taken(data):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        said_once = (
            f"CommandError: Port {port} is taken, perhaps by another `make run`. "
            f"Stop that, or try: make run PORT={port + 1}"
        )
        assert refusal(data, "--port", str(port)) == (1, "", [said_once])


@pytest.mark.parametrize("port", ["0", "65536", "web", "-1", "٨"])
def test_run_refuses_what_is_no_port(port, capsys):
    parser = argparse.ArgumentParser(prog="interlocal run")
    add_options(parser)
    with pytest.raises(SystemExit) as stopped:
        parser.parse_args([f"--port={port}"])
    said = capsys.readouterr().err.splitlines()[-1]
    assert (stopped.value.code, said) == (
        2,
        f"interlocal run: error: argument --port: {port!r} is not a port from 1 to 65535",
    )


def test_run_says_what_it_decides_before_settings_are_read():
    environ = {"INTERLOCAL_LOG_LEVEL": "DEBUG"}
    announce(["--sample", "--port", "8001"], environ)
    assert environ == {
        "INTERLOCAL_BASE_URL": "http://localhost:8001",
        "INTERLOCAL_CONTENT_URL": "http://lessons.localhost:8001",
        "INTERLOCAL_DEMO": "1",
        "INTERLOCAL_LOG_LEVEL": "DEBUG",
    }


def test_run_without_a_sample_is_no_demonstration():
    environ = {"INTERLOCAL_BASE_URL": "https://interlocal.example.gov"}
    announce([], environ)
    assert environ == {"INTERLOCAL_BASE_URL": "https://interlocal.example.gov"}


def test_run_says_that_the_data_folder_cannot_be_written(tmp_path):
    (tmp_path / "file").touch()
    code, _, said = refusal(tmp_path / "file" / "var", "--port", str(free_port()))
    assert (code, len(said)) == (1, 1)
    assert str(tmp_path / "file" / "var") in said[0]
