"""`interlocal` itself."""

import subprocess
import tomllib

from tests.commands.processes import CLI, environment


def interlocal(data, *arguments, **environ):
    return subprocess.run(
        [*CLI, *arguments],
        env=environment(data, **environ),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_help_lists_our_commands_first(tmp_path):
    done = interlocal(tmp_path, "--help")
    ours, _, others = done.stdout.partition("Django's commands work too: ")
    assert done.returncode == 0
    summary = (
        "Start the web server and the job worker, after preparing database and files. Ctrl-C stops both."
    )
    assert f"  run                {summary}\n" in ours
    assert "migrate" in others
    assert all(len(line.split()) > 3 for line in ours.partition("Commands:\n")[2].splitlines() if line)


def test_version_is_that_of_the_project(tmp_path, repository):
    version = tomllib.loads((repository / "pyproject.toml").read_text())["project"]["version"]
    assert interlocal(tmp_path, "--version").stdout == f"interlocal {version}\n"


def test_a_command_that_is_not_there_is_named(tmp_path):
    done = interlocal(tmp_path, "mirgate")
    assert (done.returncode, done.stderr.splitlines()[0]) == (
        1,
        "Unknown command: 'mirgate'. Did you mean migrate?",
    )


def test_a_wrong_setting_is_one_line(tmp_path):
    done = interlocal(tmp_path, "check", INTERLOCAL_DATABASE_URL="mysql://nowhere/none")
    assert (done.returncode, done.stderr) == (
        1,
        "interlocal: INTERLOCAL_DATABASE_URL must start with postgresql://\n",
    )
