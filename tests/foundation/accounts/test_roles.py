"""The roles of the house: nothing is left out, and nobody holds more than the role says."""

import importlib
from pathlib import Path

from django.utils.translation import override

import interlocal
from interlocal.config.roles import HOUSE_ROLES
from interlocal.kernel import permissions
from interlocal.kernel.scopes import ScopeKind
from interlocal.programkit.public import permissions_in_programs, program_roles

SOURCE = Path(interlocal.__path__[0])
READING = {"read", "verify", "export", "search", "browse", "download"}


def declared() -> set[permissions.Permission]:
    """Return every permission that some room's rules declare."""
    for path in SOURCE.glob("*/**/rules*"):
        is_code = path.suffix == ".py" or (path / "__init__.py").is_file()
        if "_example" not in path.parts and path.stem == "rules" and is_code:
            importlib.import_module(".".join(path.relative_to(SOURCE.parent).with_suffix("").parts))
    enums = [
        enum for enum in permissions.Permission.__subclasses__() if enum.__module__.startswith("interlocal.")
    ]
    return {member for enum in enums for member in enum if not is_example(member)}


def is_example(permission: permissions.Permission) -> bool:
    return "_example" in type(permission).__module__


def held_by(slug: str) -> frozenset[permissions.Permission]:
    role = next(role for role in HOUSE_ROLES if role.slug == slug)
    return role.permissions | role.everywhere


def test_the_roles_of_the_house_are_there() -> None:
    assert [role.slug for role in HOUSE_ROLES] == [
        "coordinator",
        "auditor",
        "city-manager",
        "clerk",
        "it-administrator",
        "finance-officer",
        "hr-officer",
        "department-head",
        "explorer",
    ]


def test_every_permission_is_held_by_a_role() -> None:
    roles = (*HOUSE_ROLES, *program_roles())
    named = {p for role in roles for p in role.permissions | role.everywhere}
    lent = {p for role in HOUSE_ROLES for p in permissions_in_programs(role.slug)}
    held = {p for p in named | lent if not is_example(p)}
    assert declared() - held == set()
    assert held - declared() == set()


def test_permissions_are_named_after_their_room() -> None:
    misnamed = [
        permission
        for permission in declared()
        if permission.value.partition(".")[0] not in type(permission).__module__.split(".")
    ]
    assert misnamed == []


def test_the_auditor_only_reads() -> None:
    assert {p for p in held_by("auditor") if p.value.partition(".")[2].split("_")[0] not in READING} == set()


def test_city_roles_change_nothing_outside_their_jurisdiction_but_initiatives_and_studies() -> None:
    city = [role for role in HOUSE_ROLES if role.scopes == {ScopeKind.JURISDICTION}]
    assert len(city) == 7
    changing = {
        (role.slug, p.value)
        for role in city
        for p in role.everywhere
        if p.value.partition(".")[2].split("_")[0] not in READING
    }
    # An initiative or a study is of several cities from its first day: any of their managers may keep it.
    # What somebody says about a result stands under their name, and changes no figure.
    talking = {(role.slug, "studies.talk") for role in city if "studies.talk" in set(role.everywhere)}
    assert changing - talking == {("city-manager", "initiatives.lead"), ("city-manager", "studies.lead")}


def test_those_who_govern_need_a_second_step() -> None:
    assert {role.slug for role in HOUSE_ROLES if role.requires_totp} == {
        "coordinator",
        "auditor",
        "it-administrator",
    }


def test_titles_and_summaries_are_said_in_both_languages() -> None:
    for role in HOUSE_ROLES:
        with override("en"):
            english = str(role.title), str(role.summary)
        with override("es"):
            spanish = str(role.title), str(role.summary)
        assert not {english[0], english[1]} & {spanish[0], spanish[1]}, role.slug
