"""The daily backup: made by the worker's task, remembered, and those past keeping deleted after it."""

import json

import pytest
from tests.foundation.backups.installations import sample

pytestmark = pytest.mark.slow
DAYS = """
import json
from datetime import UTC, datetime, timedelta
from interlocal.foundation.backups.public import last_good_backup
from interlocal.foundation.backups.tasks import back_up
from interlocal.foundation.jobs.public import TaskError

class Job:
    def __init__(self, day):
        self.now = datetime(2026, 3, 1, 7, 30, tzinfo=UTC) + timedelta(days=day)
        self.told = []
    def progress(self, done, total, label=""):
        self.told.append((done, total))

jobs = [Job(day) for day in range(int(sys.argv[1]))]
said = ""
for job in jobs:
    try:
        back_up(job)
    except TaskError as error:
        said = str(error)
good = last_good_backup()
print(json.dumps({"good": good and good.file_name, "told": jobs[-1].told, "said": said}))
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    made = sample(tmp_path_factory.mktemp("house"))
    made.make_sheet()
    return made


def names(house):
    return sorted(path.name for path in (house.data / "backups").glob("*"))


def test_without_a_sheet_it_does_nothing_and_nobody_is_told_that_there_is_a_backup(tmp_path):
    house = sample(tmp_path)
    assert json.loads(house.runs(DAYS, "1")) == {"good": None, "told": [], "said": ""}
    assert not (house.data / "backups").exists()


def test_it_keeps_what_the_rule_keeps_and_leaves_other_files_alone(house):
    house.environ["INTERLOCAL_BACKUP_KEEP"] = "2,1,1"
    folder = house.data / "backups"
    folder.mkdir(exist_ok=True)
    (folder / "notes.txt").write_text("ours")
    found = json.loads(house.runs(DAYS, "5"))
    kept = [name for name in names(house) if name.endswith(".backup")]
    assert [name[:20] for name in kept] == ["interlocal-20260304T", "interlocal-20260305T"]
    assert (folder / "notes.txt").read_text() == "ours"
    assert found == {"good": kept[-1], "told": [[1, 3], [2, 3], [3, 3]], "said": ""}
    assert "Whole." in house.does("backup", "verify", str(folder / kept[-1]))


def test_a_failure_is_said_to_the_jobs_page_and_deletes_nothing(house):
    before = names(house)
    house.environ["INTERLOCAL_BACKUP_KEEP"] = "many"
    said = json.loads(house.runs(DAYS, "1"))["said"]
    assert said == "INTERLOCAL_BACKUP_KEEP is three numbers: days, weeks, months, such as 7,4,6."
    assert names(house) == before
