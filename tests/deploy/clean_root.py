"""A Debian root of its own, in which the steps of a page are followed as its reader would."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SUITE = "bookworm"
NEEDED = ("debootstrap", "unshare", "mount", "chroot")
MISSING = "A clean root needs to be root, and debootstrap"
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"


def is_possible() -> bool:
    """Say whether a clean root can be made here."""
    search = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    return os.geteuid() == 0 and all(shutil.which(name, path=search) for name in NEEDED)


class CleanRoot:
    """A folder with a Debian in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, script: str, *, own_network: bool = False, seconds: int = 900, **environ: str) -> str:
        """Run ``script`` there as root; return what it prints. A network of its own has itself alone."""
        shell = ["chroot", str(self.folder), "/bin/bash", "-euo", "pipefail", "-c", script]
        apart = ["unshare", "--mount", "--pid", "--fork", "--kill-child", f"--mount-proc={self.folder}/proc"]
        done = subprocess.run(
            [*apart, *(["--net"] if own_network else []), *shell],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=seconds,
            env={**_environ(), **environ},
            check=False,
        )
        assert done.returncode == 0, f"{script}\n\n{done.stdout[-6000:]}"
        return done.stdout


@contextmanager
def clean_root(folder: Path) -> Iterator[CleanRoot]:
    """Make a root in ``folder``; delete it afterwards."""
    subprocess.run(
        ["debootstrap", "--variant=minbase", SUITE, str(folder)],
        check=True,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PATH": f"{os.environ['PATH']}:/usr/sbin:/sbin"},
    )
    shutil.copy("/etc/resolv.conf", folder / "etc" / "resolv.conf")
    # No service starts by itself: there is no systemd to look after it.
    policy = folder / "usr" / "sbin" / "policy-rc.d"
    policy.write_text("#!/bin/sh\nexit 101\n", encoding="ascii")
    policy.chmod(0o755)
    bundle = folder / CERTIFICATES.lstrip("/")
    bundle.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield CleanRoot(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def trust_what_is_trusted_here(root: CleanRoot) -> None:
    """Let the root believe the certificates that this machine believes: it may sit behind a proxy."""
    if Path(CERTIFICATES).is_file():
        shutil.copy(CERTIFICATES, root.folder / CERTIFICATES.lstrip("/"))


def _environ() -> dict[str, str]:
    """What a person's shell has, and how this machine reaches the network."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name.lower() in {"http_proxy", "https_proxy", "no_proxy"}
        or name in {"PIP_INDEX_URL", "PIP_TRUSTED_HOST"}
    }
    return {
        **kept,
        "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME": "/root",
        "LANG": "C.UTF-8",
        "DEBIAN_FRONTEND": "noninteractive",
    }
