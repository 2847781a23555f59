"""Canaille, the identity provider of an organization, running as its users meet it."""

import os
import threading
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

CLIENT = {"client_id": "interlocal", "client_secret": "said to the city alone"}


class _Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


class _Server(ThreadingMixIn, WSGIServer):
    """Answers many at once: a browser opens connections ahead of need, and says nothing on some of them."""

    daemon_threads = True


@dataclass
class Provider:
    """A provider that answers at ``url``."""

    url: str
    app: Any

    def add_person(self, name: str, email: str, password: str) -> None:
        """Let somebody of the city have an account there."""
        from canaille.app import models
        from canaille.backends import Backend

        with self.app.app_context():
            person = models.User(
                user_name=name, formatted_name=name, family_name=name, emails=[email], password=password
            )
            Backend.instance.save(person)

    def allow(self, site: str) -> None:
        """Register the installation at ``site``, as an administrator of the city does."""
        from canaille.app import models
        from canaille.backends import Backend

        with self.app.app_context():
            client = models.Client(
                **CLIENT,
                client_name="Interlocal",
                client_uri=site,
                redirect_uris=[f"{site}/account/city/answer/"],
                grant_types=["authorization_code"],
                response_types=["code"],
                scope=["openid", "profile", "email"],
                token_endpoint_auth_method="client_secret_basic",
            )
            Backend.instance.save(client)
            client.audience = [client]
            Backend.instance.save(client)


@contextmanager
def provider() -> Iterator[Provider]:
    """Run one on a free port."""
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # HTTP, on this computer alone
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from canaille import create_app
        from joserfc.jwk import RSAKey

    key = RSAKey.generate_key(2048, auto_kid=True)
    server = make_server("localhost", 0, None, server_class=_Server, handler_class=_Quiet)
    app = create_app(
        config={
            "SECRET_KEY": uuid.uuid4().hex,
            "SERVER_NAME": f"localhost:{server.server_port}",
            "PREFERRED_URL_SCHEME": "http",
            "CANAILLE": {"DATABASE": "memory", "JAVASCRIPT": False, "EMAIL_CONFIRMATION": False},
            "CANAILLE_OIDC": {"ACTIVE_JWKS": [key.as_dict(private=True)]},
        }
    )
    # Addresses are given by the city here, so they are verified.
    app.config["CANAILLE_OIDC"]["USERINFO_MAPPING"]["EMAIL_VERIFIED"] = "true"
    server.set_app(app)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Provider(f"http://localhost:{server.server_port}", app)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
