"""Two hosts behind a proxy, a database and a shared folder: one host falls, and nothing is lost."""

import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import postgresql
from tests.commands.processes import CLI, SECONDS, wait_for
from tests.deploy.hosts import NETWORK, Host, hosts
from tests.resilience.house import House, a_house
from tests.resilience.reporters import Gone, Reporter, ask

pytestmark = [
    pytest.mark.slow,
    pytest.mark.several_hosts,
    pytest.mark.allow_hosts(["127.0.0.1", "localhost", f"{NETWORK}.4"]),
]
PORT = 8000
# As the page on several machines has it; the visitors' own addresses come from the test.
PROXY = """
daemon off;
pid {folder}/nginx.pid;
error_log stderr;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    upstream interlocal {{
        server {one}:8000 max_fails=1 fail_timeout=5s;
        server {other}:8000 max_fails=1 fail_timeout=5s;
    }}
    server {{
        listen 8000;
        location / {{
            proxy_pass http://interlocal;
            proxy_set_header Host localhost;
            proxy_set_header X-Forwarded-For $http_x_forwarded_for;
            proxy_connect_timeout 2s;
            proxy_read_timeout 10s;
        }}
    }}
}}
"""


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house whose database hosts reach over the network; its folder is the one they share."""
    with (
        hosts("one", "other", "proxy") as made,
        postgresql.throwaway_server(f"{NETWORK}.1", trusts=f"{NETWORK}.0/24") as url,
        a_house(tmp_path / "var", url) as built,
    ):
        built.hosts = made  # type: ignore[attr-defined]
        yield built


def served(house: House, host: Host, log: Path, *options: str) -> None:
    """Start web server and worker on ``host``, and wait until they serve."""
    command = [*CLI, "run", "--host", host.address, "--port", str(PORT), *options]
    process = host.start(
        command,
        log,
        PYTHONUNBUFFERED="1",
        INTERLOCAL_TRUSTED_PROXIES="1",
        INTERLOCAL_ALLOWED_HOSTS=host.address,
        INTERLOCAL_DATABASE_URL=house.database_url,
        INTERLOCAL_DATA=str(house.folder),
    )

    def is_ready() -> bool:
        assert process.poll() is None, log.read_text(errors="replace")[-4000:]
        return "Ctrl-C stops it." in log.read_text(errors="replace")

    wait_for(is_ready, f"{host.name} to serve", 2 * SECONDS)


def test_a_host_falls_and_nothing_is_lost(house: House, tmp_path: Path) -> None:
    one, other, proxy = (house.hosts[name] for name in ("one", "other", "proxy"))  # type: ignore[attr-defined]
    served(house, one, tmp_path / "one.log", "--sample")
    served(house, other, tmp_path / "other.log")
    (tmp_path / "nginx.conf").write_text(
        PROXY.format(folder=tmp_path, one=one.address, other=other.address), encoding="ascii"
    )
    proxy.start(["nginx", "-c", str(tmp_path / "nginx.conf")], tmp_path / "nginx.log")
    wait_for(lambda: is_answered(proxy), "the proxy")
    before = told(house, tmp_path, {})

    people = [
        Reporter(f"Seat {seat}", PORT, f"203.0.113.{seat}", proxy.address, rest=0.5) for seat in range(6)
    ]
    for person in people:
        person.start()
    time.sleep(random.uniform(2, 4))
    one.fall()
    fallen_at = {person.name: len(person.receipts) for person in people}
    time.sleep(16)
    for person in people:
        person.may_begin = False
    for person in people:
        person.join(120)

    assert [what for person in people for what in person.unexpected] == []
    assert all(len(person.receipts) > fallen_at[person.name] for person in people), (
        "somebody was left waiting"
    )
    receipts = {what: receipt for person in people for what, receipt in person.receipts.items()}
    found = told(house, tmp_path, receipts)
    assert found["opened"] == {what: [what] for what in receipts}
    assert found["reports"] - before["reports"] == len(receipts)
    assert house.verified()["whole"]


def is_answered(proxy: Host) -> bool:
    try:
        return ask(PORT, "/health/ready", server=proxy.address)[0] == 200
    except Gone:
        return False


def told(house: House, folder: Path, receipts: dict[str, str]) -> dict[str, object]:
    path = folder / "receipts.json"
    path.write_text(json.dumps(receipts), encoding="utf-8")
    found: dict[str, object] = json.loads(house.told("-m", "tests.resilience.kept_reports", path))
    return found
