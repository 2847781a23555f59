"""Whose token it is."""

from ninja import Router

from interlocal.http_api.views.answers import ASKED
from interlocal.http_api.views.schemas import Person
from interlocal.http_api.views.tokens import Asking

router = Router(tags=["people"])


@router.get("/me", response={200: Person, **ASKED}, summary="Whose token this is")
def read_me(request: Asking) -> Person:
    """Return the person of the token, and what the token may do."""
    token = request.auth
    return Person(
        id=token.user.public_id,
        name=token.user.name,
        email=token.user.email,
        token=token.name,
        token_expires_at=token.expires_at,
        may_write=token.may_write,
    )
