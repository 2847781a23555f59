"""A ClamAV daemon of its own for tests, with one signature: that of the EICAR test file."""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAM = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/usr/local/sbin")
MISSING = "ClamAV's daemon is not installed"
# The anti-malware test file of EICAR, in two parts, so that no scanner takes this file for it.
EICAR = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*").encode()
SIGNATURE = "Test.Signature"


@contextmanager
def running() -> Iterator[Path]:
    """Start clamd in a folder of its own, in memory; yield its settings."""
    assert PROGRAM is not None, MISSING
    with tempfile.TemporaryDirectory(dir="/dev/shm") as name:
        folder = Path(name)
        (folder / "signatures").mkdir()
        (folder / "signatures" / "test.ndb").write_text(f"{SIGNATURE}:0:0:{EICAR.hex()}\n", encoding="ascii")
        settings = {
            "LocalSocket": folder / "clamd.sock",
            "DatabaseDirectory": folder / "signatures",
            "TemporaryDirectory": folder,
            "Foreground": "yes",
        }
        conf = folder / "clamd.conf"
        conf.write_text("".join(f"{key} {value}\n" for key, value in settings.items()), encoding="utf-8")
        with (folder / "log").open("wb") as log:
            daemon = subprocess.Popen([PROGRAM, f"--config-file={conf}"], stdout=log, stderr=log)
        try:
            _wait(daemon, folder)
            yield conf
        finally:
            daemon.terminate()
            daemon.wait(20)


def _wait(daemon: subprocess.Popen[bytes], folder: Path) -> None:
    for _ in range(600):
        if (folder / "clamd.sock").exists():
            return
        if daemon.poll() is not None:
            break
        time.sleep(0.1)
    raise AssertionError(f"clamd did not start: {(folder / 'log').read_text(errors='replace')[-2000:]}")
