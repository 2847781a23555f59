"""Calls, centers and who is free, from event to event.

A call may stand in the queues of several centers: its own, and those it overflows to. It leaves them all when
somebody takes it or it hangs up; what stands there is passed over when it comes to the front.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from mutual.queues.figures import Counts, Figures
from mutual.queues.simulation.heaps import drop, drop_event, push, push_event

UNKNOWN, WAITING, SERVED, LEFT, DONE = range(5)  # where a call is; DONE: answered, and over
_END, _LEAVE, _OVERFLOW = range(3)
KINDS = 16  # an event is a call times this plus its kind; kinds from _OVERFLOW on name the way it takes
MOST_WAYS = KINDS - _OVERFLOW
STAFF, FAILS, RETURNS = range(3)  # what a change does


CALL = np.dtype(
    [
        ("time", np.float64),
        ("handling", np.float64),
        ("patience", np.float64),
        ("since", np.float64),  # when it began to wait, the last time
        ("wait", np.float64),
        ("ends", np.float64),  # when it is over, or given up
        ("home", np.int64),
        ("rank", np.int64),
        ("center", np.int64),
        ("joined", np.int64),  # a bit for each center in whose queue it stands
        ("cut", np.int64),
        ("status", np.int64),
    ]
)
CENTER = np.dtype(
    [("staff", np.int64), ("busy", np.int64), ("queued", np.int64), ("is_down", np.bool_)], align=True
)


class State(NamedTuple):
    """Calls in order of time, centers, what waits at each, and what will happen. Times are seconds."""

    calls: NDArray[np.void]
    centers: NDArray[np.void]
    queue: Counts
    way_to: Counts
    way_after: Figures
    absorbers: Counts
    events: NDArray[np.void]
    pending: Counts


@njit(cache=True, nogil=True)
def run(state: State, change_at: Figures, change: Counts) -> None:
    """Follow every call to its end; ``change`` has rows of a center, what happens there, and the staff."""
    calls, changes = state.calls.shape[0], change_at.shape[0]
    call, one = 0, 0
    while True:
        arrival = state.calls[call]["time"] if call < calls else np.inf
        turn = change_at[one] if one < changes else np.inf
        happens = state.events[0]["at"] if state.pending[0] > 0 else np.inf
        if happens <= turn and happens <= arrival:
            if happens == np.inf:
                return
            _happen(state, happens)
        elif turn <= arrival:
            _turn(state, change[one], turn)
            one += 1
        else:
            state.calls[call]["since"] = arrival
            _arrive(state, call, arrival)
            call += 1


@njit(cache=True, nogil=True, inline="always")
def _has_room(state: State, center: int) -> bool:
    return (
        not state.centers[center]["is_down"]
        and state.centers[center]["busy"] < state.centers[center]["staff"]
    )


@njit(cache=True, nogil=True)
def _begin(state: State, call: int, center: int, now: float) -> None:
    state.calls[call]["status"] = SERVED
    state.calls[call]["wait"] += now - state.calls[call]["since"]
    state.calls[call]["center"] = center
    state.centers[center]["busy"] += 1
    state.calls[call]["ends"] = now + state.calls[call]["handling"]
    push_event(state.events, state.pending, state.calls[call]["ends"], call * KINDS + _END)


@njit(cache=True, nogil=True)
def _join(state: State, call: int, center: int) -> None:
    if state.calls[call]["joined"] >> center & 1:
        return
    state.calls[call]["joined"] |= 1 << center
    key = state.calls[call]["rank"] * state.calls.shape[0] + call
    push(state.queue[center], state.centers[center]["queued"], key)
    state.centers[center]["queued"] += 1


@njit(cache=True, nogil=True, inline="always")
def _route(state: State, home: int) -> int:
    """Return who takes the calls of a center: itself, or the first that stands of those that absorb them."""
    if state.centers[home]["is_down"]:
        for other in state.absorbers[home]:
            if other >= 0 and not state.centers[other]["is_down"]:
                return int(other)
    return home


@njit(cache=True, nogil=True)
def _arrive(state: State, call: int, now: float) -> None:
    """Let a call come, or come again: to who is free, or to the end of its rank."""
    center = _route(state, state.calls[call]["home"])
    if _has_room(state, center):
        _begin(state, call, center, now)
        return
    for way in range(state.way_to.shape[1]):
        other = state.way_to[center, way]
        if other >= 0 and state.way_after[center, way] <= 0.0 and _has_room(state, other):
            _begin(state, call, other, now)
            return
    state.calls[call]["status"] = WAITING
    _join(state, call, center)
    if state.calls[call]["patience"] < np.inf:
        leaves = now + state.calls[call]["patience"]
        state.calls[call]["ends"] = leaves
        push_event(state.events, state.pending, leaves, call * KINDS + _LEAVE)
    for way in range(state.way_to.shape[1]):
        if state.way_to[center, way] >= 0:
            at = now + max(0.0, state.way_after[center, way])
            push_event(
                state.events,
                state.pending,
                at,
                call * KINDS + _OVERFLOW + way,
            )


@njit(cache=True, nogil=True)
def _happen(state: State, now: float) -> None:
    call, kind = state.events[0]["what"] // KINDS, state.events[0]["what"] % KINDS
    drop_event(state.events, state.pending)
    if kind == _END:
        # A call that was cut off has another end by now.
        if state.calls[call]["status"] == SERVED and state.calls[call]["ends"] == now:
            state.calls[call]["status"] = DONE
            state.centers[state.calls[call]["center"]]["busy"] -= 1
            _take(state, state.calls[call]["center"], now)
    elif state.calls[call]["status"] != WAITING:
        return
    elif kind == _LEAVE:
        if state.calls[call]["ends"] == now:
            state.calls[call]["status"] = LEFT
            state.calls[call]["wait"] += now - state.calls[call]["since"]
    else:
        other = state.way_to[_route(state, state.calls[call]["home"]), kind - _OVERFLOW]
        if other >= 0 and not state.centers[other]["is_down"]:
            if _has_room(state, other):
                _begin(state, call, other, now)
            else:
                _join(state, call, other)


@njit(cache=True, nogil=True)
def _take(state: State, center: int, now: float) -> None:
    """Let whoever is free at a center take the first calls that still wait."""
    while state.centers[center]["queued"] > 0 and _has_room(state, center):
        call = state.queue[center, 0] % state.calls.shape[0]
        drop(state.queue[center], state.centers[center]["queued"])
        state.centers[center]["queued"] -= 1
        state.calls[call]["joined"] &= ~(1 << center)
        if state.calls[call]["status"] == WAITING:
            _begin(state, call, center, now)


@njit(cache=True, nogil=True)
def _turn(state: State, change: Counts, now: float) -> None:
    center = change[0]
    if change[1] == STAFF:
        state.centers[center]["staff"] = change[2]
    elif change[1] == RETURNS:
        state.centers[center]["is_down"] = False
    elif not state.centers[center]["is_down"]:
        state.centers[center]["is_down"] = True
        _abandon_center(state, center, now)
    _take(state, center, now)


@njit(cache=True, nogil=True)
def _abandon_center(state: State, center: int, now: float) -> None:
    """Send on what waits at a center that fails, and cut off what is served there: those call again."""
    if _route(state, center) != center:
        for place in range(state.centers[center]["queued"]):
            call = state.queue[center, place] % state.calls.shape[0]
            state.calls[call]["joined"] &= ~(1 << center)
            if state.calls[call]["status"] == WAITING:
                other = _route(state, state.calls[call]["home"])
                if _has_room(state, other):
                    _begin(state, call, other, now)
                else:
                    _join(state, call, other)
        state.centers[center]["queued"] = 0
    held = state.pending[0]
    cut = np.empty(held, np.int64)
    count = 0
    for place in range(held):
        call, kind = state.events[place]["what"] // KINDS, state.events[place]["what"] % KINDS
        is_here = (
            kind == _END and state.calls[call]["status"] == SERVED and state.calls[call]["center"] == center
        )
        if is_here and state.calls[call]["ends"] == state.events[place]["at"]:
            cut[count] = call
            count += 1
    state.centers[center]["busy"] = 0
    for call in np.sort(cut[:count]):
        state.calls[call]["cut"] += 1
        state.calls[call]["since"] = now
        _arrive(state, call, now)
