"""Wherever the product goes out, an answer that sends it elsewhere is not followed."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from botocore.exceptions import ClientError

from interlocal.foundation.accounts.asking import NoAnswer, get_object, post_form
from interlocal.foundation.files.store.bucket.place import Bucket, _client
from interlocal.kernel import clock
from interlocal.upkeep.doctor import State
from interlocal.upkeep.doctor.clock import look_at_clock

ELSEWHERE = "/elsewhere"


@pytest.fixture(params=[301, 302, 303, 307, 308])
def redirecting(request):
    """Serve redirects to an address that would answer well; yield where, and what was asked."""
    asked: list[str] = []

    class Redirecting(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response_only(200 if self.path == ELSEWHERE else request.param)
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}{ELSEWHERE}")
            body = b'{"issuer": "of somebody else"}'
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_POST = do_HEAD = do_GET  # noqa: N815  as the server asks for them

    with HTTPServer(("127.0.0.1", 0), Redirecting) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()


def test_a_provider_is_not_followed(redirecting):
    site, asked = redirecting
    with pytest.raises(NoAnswer) as said:
        get_object(f"{site}/.well-known/openid-configuration")
    with pytest.raises(NoAnswer):
        post_form(f"{site}/token", {"code": "secret"}, basic=("us", "secret"))
    assert 300 < said.value.status < 400
    assert asked == ["/.well-known/openid-configuration", "/token"]


def test_who_follows_would_get_there(redirecting):
    site, asked = redirecting
    try:
        with urlopen(f"{site}/begin") as answer:
            answer.read()
    except HTTPError as error:  # the oldest Python here knows no 308
        error.close()
        pytest.skip("this Python does not follow it")
    assert asked == ["/begin", ELSEWHERE]


def test_an_object_store_is_not_followed(redirecting):
    site, asked = redirecting
    bucket = Bucket(name="files", endpoint=site, region="us-east-1", access_key="a", secret_key="b")
    client = _client(bucket)
    with pytest.raises(ClientError) as said:
        client.get_object(Bucket="files", Key="one")
    client.close()
    assert 300 < said.value.response["ResponseMetadata"]["HTTPStatusCode"] < 400
    assert asked == ["/files/one"]


@pytest.mark.django_db
def test_a_time_server_is_not_followed(redirecting, settings):
    settings.INTERLOCAL_TIME_SOURCE, asked = redirecting
    (found,) = look_at_clock(clock.now())
    assert found.state == State.SOON
    assert asked == ["/"]
