"""The how-to "Leave with everything" is run as it stands, on a copy of the sample partnership."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests import ready_made
from tests.foundation.backups.installations import sample
from tests.leaving.archives import contents

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "leave-with-everything.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)
DIFFERENT = {
    "README.txt",
    "manifest.json",
    *(f"records/audit.{name}.jsonl" for name in ("auditbook", "auditentry", "auditdetail")),
}


@pytest.mark.slow
def test_how_to_leave_with_everything_works_as_it_stands(tmp_path: Path) -> None:
    source = sample(tmp_path)
    ready_made.copy_migrated(tmp_path / "elsewhere")
    search = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    script = "\n".join(BLOCK.findall(HOW_TO.read_text(encoding="utf-8")))
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=tmp_path,
        env={**source.environ, "PATH": search},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    before, after = contents(tmp_path / "partnership.zip"), contents(tmp_path / "again.zip")
    assert {name for name in before if before[name] != after.get(name)} == DIFFERENT
    assert "/account/password/reset/" in done.stdout
    assert "The invitation is on its way to keeper@example.org" in done.stdout
