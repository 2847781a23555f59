import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlocal.kernel.permissions import NOWHERE, Reach, requires
from interlocal.kernel.scopes import (
    PARTNERSHIP,
    Scope,
    ScopeKind,
    jurisdiction_scope,
    program_scope,
)

NAMES = st.sampled_from(["a", "b", "c"])
REACHES = st.builds(Reach, st.booleans(), st.frozensets(NAMES), st.frozensets(NAMES))
SCOPES = st.just(PARTNERSHIP) | st.builds(jurisdiction_scope, NAMES) | st.builds(program_scope, NAMES)


@given(reach=REACHES, scope=SCOPES)
def test_reach_covers_what_it_names_and_nothing_else(reach: Reach, scope: Scope) -> None:
    named = {
        ScopeKind.PARTNERSHIP: set(),
        ScopeKind.JURISDICTION: reach.jurisdictions,
        ScopeKind.PROGRAM: reach.programs,
    }
    assert reach.covers(scope) == (reach.everywhere or scope.public_id in named[scope.kind])


@given(reach=REACHES)
def test_reach_without_scope_asks_for_anywhere(reach: Reach) -> None:
    assert reach.covers(None) == bool(reach) == (reach != NOWHERE)


def test_requires_needs_a_permission() -> None:
    with pytest.raises(ValueError, match="at least one"):
        requires()


@pytest.mark.parametrize(("kind", "public_id"), [(ScopeKind.PARTNERSHIP, "a"), (ScopeKind.JURISDICTION, "")])
def test_scope_names_exactly_what_its_kind_needs(kind: ScopeKind, public_id: str) -> None:
    with pytest.raises(ValueError, match="scope"):
        Scope(kind, public_id)
