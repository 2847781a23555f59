"""The page on installing, followed step by step in a clean Debian; then the site is opened through nginx."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.architecture.house import ROOT
from tests.deploy.clean_root import CleanRoot, clean_root, trust_what_is_trusted_here

PAGE = ROOT / "docs" / "how-to" / "install-on-debian.md"
STEP = re.compile(r"^```sh( untried)?\n(.*?)^```", re.MULTILINE | re.DOTALL)
# What the system does, by hand: memory to share, the database, the service as its unit starts it, nginx.
START = """
ip link set lo up
mount -t tmpfs tmpfs /dev/shm
pg_ctlcluster "$(ls /etc/postgresql)" main start
cd /
set -a; . /etc/interlocal/interlocal.env; set +a
setsid runuser -u interlocal --preserve-environment -- bash -c "$(sed -n 's/^ExecStart=//p' \
    /etc/systemd/system/interlocal.service)" > /tmp/interlocal.log 2>&1 &
for _ in $(seq 240); do
    grep -qE 'Ctrl-C stops it|Error:' /tmp/interlocal.log && break
    sleep 1
done
nginx
"""
LOOK = """
ask() { python3 /tmp/ask.py "$@"; }
echo "plain: $(ask http://127.0.0.1/members/)"
echo "home: $(ask https://127.0.0.1/)"
echo "ready: $(ask https://127.0.0.1/health/ready)"
echo "hotline: $(ask https://127.0.0.1/programs/hotline/report/)"
echo "logged: $(grep -c hotline /var/log/nginx/access.log || true)"
cat /tmp/interlocal.log
"""
ASK = """
import http.client, ssl, sys
from urllib.parse import urlsplit
parts = urlsplit(sys.argv[1])
if parts.scheme == "http":
    connection = http.client.HTTPConnection(parts.netloc)
else:
    connection = http.client.HTTPSConnection(parts.netloc, context=ssl._create_unverified_context())
connection.request("GET", parts.path, headers={"Host": "shared.example.org"})
answer = connection.getresponse()
page = answer.read().decode()
told = [answer.headers.get(name, "") for name in ("Location", "Strict-Transport-Security")]
print(answer.status, *told, page.count("<h1"))
"""

pytestmark = [pytest.mark.slow, pytest.mark.clean_root]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CleanRoot]:
    with clean_root(tmp_path_factory.mktemp("debian") / "root") as made:
        yield made


def steps(*, tried: bool) -> list[str]:
    """Return the steps of the page that a clean root can do, or those it cannot."""
    found = STEP.findall(PAGE.read_text(encoding="utf-8"))
    return [script for untried, script in found if bool(untried) is not tried]


def test_the_page_leads_to_a_site_behind_nginx(root: CleanRoot, tmp_path: Path) -> None:
    source = root.folder / "source.git"
    subprocess.run(["git", "clone", "--quiet", "--bare", str(ROOT), str(source)], check=True)
    (root.folder / "tmp" / "ask.py").write_text(ASK, encoding="utf-8")
    packages, *others = steps(tried=True)
    root.run(packages)
    root.run(
        "apt-get install --yes --no-install-recommends systemd nftables iproute2"
    )  # for what reads the files
    trust_what_is_trusted_here(root)
    checks = [script for script in others if "as-interlocal" in script]
    for script in others:
        if script not in checks:
            database = 'pg_ctlcluster "$(ls /etc/postgresql)" main start\n' if "createuser" in script else ""
            root.run(database + script, INTERLOCAL_SOURCE="/source.git")

    told = root.run(START + "\n".join(checks) + LOOK, own_network=True)

    assert "plain: 308 https://shared.example.org/members/" in told, told
    assert "home: 200  max-age=31536000; includeSubDomains 1" in told, told
    assert "ready: 200" in told, told
    assert "hotline: 200" in told, told
    assert "logged: 0" in told, told
    assert "System check identified no issues" in told, told
    _systemd_and_nftables_read_their_files(root)


def _systemd_and_nftables_read_their_files(root: CleanRoot) -> None:
    unit = "/etc/systemd/system/interlocal.service"
    root.run(f"systemd-analyze verify {unit}")
    told = root.run(f"systemd-analyze security --offline=yes --no-pager {unit} | tail -1")
    exposure = re.search(r"Overall exposure level for \S+: (\d+\.\d+)", told)
    assert exposure is not None, told
    assert float(exposure.group(1)) <= 2.5
    root.run("ip link set lo up; nft --check --file /opt/interlocal/deploy/nftables.conf", own_network=True)


def test_steps_that_nobody_tried_say_so() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for script in steps(tried=False):
        before = text[: text.index(script)]
        assert re.search(r"[Nn]ot tried there|The partnership", before[-400:]), script
