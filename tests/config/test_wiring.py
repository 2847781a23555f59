"""The wiring is read inside transactions, while other writers wait: it brings no page, no maker of files."""

import subprocess
import sys

CODE = """
import sys, django
django.setup()
from interlocal.kernel.outbox.events import wiring
before = set(sys.modules)
wiring()
print(*sorted(set(sys.modules) - before))
"""


def test_reading_the_wiring_reads_little():
    environ = {"DJANGO_SETTINGS_MODULE": "interlocal.config.settings"}
    command = [sys.executable, "-c", CODE]
    loaded = subprocess.run(command, env=environ, capture_output=True, text=True, check=True).stdout.split()
    assert "interlocal.config.wiring" in loaded
    assert [name for name in loaded if not name.startswith("interlocal.")] == []
    assert [name for name in loaded if ".views" in name or ".urls" in name] == []
