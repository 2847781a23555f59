"""Which cipher suites nginx accepts with the configuration that the guide installs: each is tried."""

import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.architecture.house import ROOT

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/sbin:/bin")
OPENSSL = shutil.which("openssl")
CONFIGURATION = ROOT / "deploy" / "nginx.conf"
AROUND = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1; user root;
events {{ worker_connections 64; }}
http {{ access_log off; client_body_temp_path {folder}/a; proxy_temp_path {folder}/b;
fastcgi_temp_path {folder}/c;
uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
{site}
}}
"""
pytestmark = pytest.mark.skipif(NGINX is None or OPENSSL is None, reason="nginx or openssl is not installed")
TAKEN = [
    "ECDHE-RSA-AES256-GCM-SHA384",
    "ECDHE-RSA-CHACHA20-POLY1305",
    "ECDHE-RSA-AES128-GCM-SHA256",
]


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = tmp_path_factory.mktemp("nginx")
    made = ("-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=shared.example.org")
    files = ("-keyout", f"{folder}/privkey.pem", "-out", f"{folder}/fullchain.pem")
    subprocess.run([OPENSSL, "req", *made, *files], check=True, capture_output=True)
    plain, tls = _free_port(), _free_port()
    site = CONFIGURATION.read_text(encoding="utf-8").replace("/etc/interlocal/tls", str(folder))
    for old, new in (
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ", f"listen 127.0.0.1:{tls} "),
    ):
        assert old in site
        site = site.replace(old, new)
    site = "\n".join(line for line in site.splitlines() if "listen [::]" not in line)
    whole = folder / "nginx.conf"
    whole.write_text(AROUND.format(folder=folder, site=site), encoding="utf-8")
    with subprocess.Popen([NGINX, "-p", str(folder), "-c", str(whole)]) as nginx:
        _wait_for(tls, folder)
        yield tls
        nginx.terminate()


def _wait_for(port: int, folder: Path) -> None:
    for _try in range(50):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError((folder / "error.log").read_text(encoding="utf-8"))


def _agreed(port: int, version: ssl.TLSVersion, ciphers: str = "ALL:@SECLEVEL=0") -> tuple[str, str] | None:
    """Return the protocol and cipher suite that were agreed on, or ``None`` when there was none."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_ciphers(ciphers)
    context.minimum_version = context.maximum_version = version
    try:
        with (
            socket.create_connection(("127.0.0.1", port), timeout=5) as plain,
            context.wrap_socket(plain, server_hostname="shared.example.org") as encrypted,
        ):
            cipher = encrypted.cipher()
            assert cipher is not None
            return str(encrypted.version()), cipher[0]
    except (ssl.SSLError, ConnectionError):
        return None


def _offered() -> list[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.set_ciphers("ALL:COMPLEMENTOFALL:@SECLEVEL=0")
    return [one["name"] for one in context.get_ciphers() if not one["name"].startswith("TLS_")]


def test_of_all_suites_that_openssl_knows_three_are_taken(port: int) -> None:
    offered = _offered()
    assert len(offered) > 30
    assert {"AES128-SHA", "ECDHE-RSA-AES128-SHA", "DHE-RSA-AES256-GCM-SHA384"} < set(offered)
    taken = [one for one in offered if _agreed(port, ssl.TLSVersion.TLSv1_2, f"{one}:@SECLEVEL=0")]
    assert sorted(taken) == sorted(TAKEN)


def test_the_strongest_is_chosen_whatever_the_browser_prefers(port: int) -> None:
    reversed_wish = ":".join([*reversed(TAKEN), "@SECLEVEL=0"])
    assert _agreed(port, ssl.TLSVersion.TLSv1_2, reversed_wish) == ("TLSv1.2", TAKEN[0])
    assert _agreed(port, ssl.TLSVersion.TLSv1_3) == ("TLSv1.3", "TLS_AES_256_GCM_SHA384")


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_older_protocols_are_refused(port: int, version: ssl.TLSVersion) -> None:
    assert _agreed(port, version) is None
