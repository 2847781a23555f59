"""An upgrade and a move wait for the job that runs, and refuse when it does not end."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from tests.factories.jobs import JobFactory

from interlocal.config.running import quiet, upgrading
from interlocal.foundation.backups.models import Backup
from interlocal.foundation.jobs.models import State
from interlocal.kernel import clock
from interlocal.kernel.maintenance import maintenance_reason

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(settings, tmp_path, monkeypatch):
    settings.INTERLOCAL_DATA = tmp_path
    settings.INTERLOCAL_BACKUPS = tmp_path / "backups"
    monkeypatch.setattr(quiet, "PAGES_SECONDS", 0)
    monkeypatch.setattr(quiet.close_and_wait, "__kwdefaults__", {"jobs_seconds": 0.0})
    return tmp_path


@pytest.fixture
def running_job():
    return JobFactory(state=State.RUNNING, due_at=clock.now() + timedelta(minutes=5))


@pytest.mark.usefixtures("running_job")
def test_an_upgrade_refuses_while_a_job_runs_and_opens_again(house):
    with pytest.raises(upgrading.UpgradeStopped, match=r"A job is still running\. Nothing was changed"):
        upgrading.upgrade(now=clock.now(), told=lambda _: None)
    assert maintenance_reason() == ""
    assert not Backup.objects.exists()
    assert not (house / "upgrade.json").exists()


@pytest.mark.usefixtures("running_job", "house")
def test_a_move_refuses_while_a_job_runs_and_opens_again(settings):
    settings.INTERLOCAL_MOVE_TO = "postgresql://interlocal@127.0.0.1:9/none"
    with pytest.raises(CommandError, match=r"A job is still running\. Nothing was moved"):
        call_command("move")
    assert maintenance_reason() == ""


@pytest.mark.usefixtures("house")
def test_a_job_whose_lease_is_over_keeps_nobody_waiting():
    JobFactory(state=State.RUNNING, due_at=clock.now() - timedelta(minutes=5))
    assert quiet.close_and_wait("upgrade")
    assert maintenance_reason() == "upgrade"
