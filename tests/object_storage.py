"""OpenStack Swift with its S3 interface, in a folder and on ports of its own, for tests."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from interlocal.config.object_storage import bucket_settings
from interlocal.foundation.files.store.bucket import bucket_of

SERVERS = ("account", "container", "object", "proxy")
PROGRAMS = (*(f"swift-{name}-server" for name in SERVERS), "swift-ring-builder", "memcached")
MISSING = "OpenStack Swift or memcached is not installed (an S3 server for tests)"
ACCESS_KEY, SECRET_KEY = "tests:keeper", "of-no-use-elsewhere"
START_SECONDS = 30


@dataclass(frozen=True)
class ObjectStorage:
    """Where it listens, and the folder where its bytes lie."""

    endpoint: str
    folder: Path

    def make_bucket(self) -> str:
        """Make a bucket; return its name."""
        name = f"tests-{uuid.uuid4().hex[:12]}"
        bucket_of(self.settings(name)).client.create_bucket(Bucket=name)
        return name

    def settings(self, bucket: str) -> dict[str, str]:
        """Return Django's setting of an installation that keeps its files there."""
        return bucket_settings(self.environ(bucket))

    def environ(self, bucket: str) -> dict[str, str]:
        """Return the environment of an installation that keeps its files there."""
        return {
            "INTERLOCAL_S3_BUCKET": bucket,
            "INTERLOCAL_S3_ENDPOINT": self.endpoint,
            "INTERLOCAL_S3_ACCESS_KEY": ACCESS_KEY,
            "INTERLOCAL_S3_SECRET_KEY": SECRET_KEY,
        }

    def bytes_on_disk(self) -> int:
        """Return how many bytes of objects lie on its disk."""
        return sum(path.stat().st_size for path in self.folder.glob("devices/one/objects/**/*.data"))


def is_installed() -> bool:
    """Is every program there?"""
    return all(shutil.which(name, path=f"{os.environ['PATH']}:/usr/bin:/usr/sbin") for name in PROGRAMS)


@contextmanager
def running() -> Iterator[ObjectStorage]:
    """Start the four servers and their cache; stop them and leave nothing."""
    with tempfile.TemporaryDirectory(prefix="interlocal-swift-") as name, ExitStack() as started:
        folder = Path(name)
        ports = dict(zip((*SERVERS, "memcached"), _free_ports(len(SERVERS) + 1), strict=True))
        _write_settings(folder, ports)
        for kind in SERVERS[:-1]:
            _make_ring(folder, kind, ports[kind])
        # As root it would change to a user of its own; as anybody else it refuses to be told one.
        as_user = ["-u", _user()] if os.geteuid() == 0 else []
        started.enter_context(
            _process(folder, "memcached", ["-l", "127.0.0.1", "-p", str(ports["memcached"]), *as_user])
        )
        for kind in SERVERS:
            started.enter_context(
                _process(folder, f"swift-{kind}-server", [str(folder / f"{kind}-server.conf")])
            )
        for process, port in ports.items():
            _wait(folder, process, port)
        yield ObjectStorage(f"http://127.0.0.1:{ports['proxy']}", folder)


def _write_settings(folder: Path, ports: dict[str, int]) -> None:
    # Swift refuses to start without words that nobody else knows, in a file of its own.
    (folder / "swift.conf").write_text(
        "[swift-hash]\nswift_hash_path_suffix = tests\nswift_hash_path_prefix = tests\n", encoding="ascii"
    )
    (folder / "devices" / "one").mkdir(parents=True)
    common = (
        f"[DEFAULT]\nbind_ip = 127.0.0.1\nworkers = 0\nuser = {_user()}\nswift_dir = {folder}\n"
        f"devices = {folder}/devices\nmount_check = false\nlog_address = {folder}/no-log\n"
        "log_level = ERROR\nfallocate_reserve = 0\n"
    )
    for kind in SERVERS[:-1]:
        (folder / f"{kind}-server.conf").write_text(
            f"{common}bind_port = {ports[kind]}\n"
            f"[pipeline:main]\npipeline = {kind}-server\n"
            f"[app:{kind}-server]\nuse = egg:swift#{kind}\nallow_versions = true\n",
            encoding="ascii",
        )
    (folder / "proxy-server.conf").write_text(
        f"{common}bind_port = {ports['proxy']}\n"
        "[pipeline:main]\n"
        "pipeline = catch_errors cache listing_formats bulk s3api tempauth copy slo dlo"
        " versioned_writes symlink proxy-server\n"
        "[app:proxy-server]\nuse = egg:swift#proxy\nallow_account_management = true\n"
        "account_autocreate = true\n"
        f"[filter:cache]\nuse = egg:swift#memcache\nmemcache_servers = 127.0.0.1:{ports['memcached']}\n"
        "[filter:tempauth]\nuse = egg:swift#tempauth\n"
        f"user_{ACCESS_KEY.replace(':', '_')} = {SECRET_KEY} .admin\n"
        "[filter:versioned_writes]\nuse = egg:swift#versioned_writes\nallow_object_versioning = true\n"
        "[filter:s3api]\nuse = egg:swift#s3api\ns3_acl = false\ncheck_bucket_owner = false\n"
        + "".join(
            f"[filter:{name}]\nuse = egg:swift#{name}\n"
            for name in ("catch_errors", "listing_formats", "bulk", "copy", "slo", "dlo", "symlink")
        ),
        encoding="ascii",
    )


def _make_ring(folder: Path, kind: str, port: int) -> None:
    """Say that everything of a kind lies once, on the one device."""
    builder = str(folder / f"{kind}.builder")
    for words in (
        ["create", "4", "1", "0"],
        ["add", f"r1z1-127.0.0.1:{port}/one", "1"],
        ["rebalance"],
    ):
        subprocess.run(
            [_program("swift-ring-builder"), builder, *words], check=True, stdout=subprocess.DEVNULL
        )


@contextmanager
def _process(folder: Path, name: str, words: list[str]) -> Iterator[None]:
    with (folder / f"{name}.log").open("wb") as log:
        started = subprocess.Popen([_program(name), *words], stdout=log, stderr=log, cwd=folder)
    try:
        yield
    finally:
        started.terminate()
        try:
            started.wait(10)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()


def _wait(folder: Path, name: str, port: int) -> None:
    ends_at = time.monotonic() + START_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > ends_at:
                logs = "\n".join(path.read_text(errors="replace")[-1500:] for path in folder.glob("*.log"))
                raise AssertionError(f"{name} does not listen on {port}: {logs}") from None
            time.sleep(0.1)
        else:
            return


def _program(name: str) -> str:
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/bin:/usr/sbin")
    assert found is not None, MISSING
    return found


def _user() -> str:
    return pwd.getpwuid(os.geteuid()).pw_name


def _free_ports(count: int) -> list[int]:
    with ExitStack() as held:
        listeners = [held.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [int(listener.getsockname()[1]) for listener in listeners]
