"""The sample's sign-ins, as ``interlocal run`` prints them. Reads no database."""

from dataclasses import dataclass

from interlocal.config.sample.data import read


@dataclass(frozen=True)
class SignIn:
    """One sample account: who it is, where, and how to sign in."""

    role: str
    jurisdiction: str
    email: str
    password: str


PASSWORD: str = read("people")["password"]

SIGN_INS: tuple[SignIn, ...] = tuple(
    SignIn(
        role=person["role"],
        jurisdiction=person.get("jurisdiction", ""),
        email=person["email"],
        password=PASSWORD,
    )
    for person in read("people")["people"]
)
