"""Gates: what is met by hand, and the decision that moves an initiative on, back, or to its end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.initiatives import queries, rules
from interlocal.partnerships.initiatives.models import Decision, Initiative, MetByHand, Stage


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """Who decided, when, at which meeting if at any, and why."""

    decided_by: str
    decided_on: date
    reason: str
    meeting: str = ""


def say_met(
    *, by: User | None, initiative: Initiative, need_key: str, note: str = "", now: datetime
) -> MetByHand:
    """Say that a need of the present gate is met. Raises ``Refusal`` when it is checked from the records."""
    with act(
        by=by, action="initiatives.say_met", subject=initiative, now=now, need=need_key, note=note
    ) as said:
        initiative = _locked(initiative)
        stage = rules.stage_called(queries.current_stages(), initiative.stage_key)
        state = next((one for one in queries.needs_of(initiative, stage) if one.need.key == need_key), None)
        if state is None or not state.is_by_hand:
            raise Refusal(_("This is not for a person to say: it is checked from the records."))
        said.record(stage=stage.key)
        if state.word is not None:
            return state.word
        return MetByHand.objects.create(
            initiative=initiative,
            stage_key=stage.key,
            need_key=need_key,
            note=note.strip()[:300],
            said_by=by,
            created_at=now,
        )


def take_back_met(*, by: User | None, initiative: Initiative, need_key: str, now: datetime) -> None:
    """Take back that a need of the present gate is met."""
    with act(by=by, action="initiatives.take_back_met", subject=initiative, now=now, need=need_key):
        initiative = _locked(initiative)
        initiative.met_by_hand.filter(
            stage_key=initiative.stage_key, need_key=need_key, taken_back_at=None
        ).update(taken_back_at=now)


def pass_gate(
    *,
    by: User | None,
    initiative: Initiative,
    from_stage: str,
    ruling: Ruling,
    waivers: Mapping[str, str] | None = None,
    now: datetime,
) -> Decision:
    """Record that the gate at the end of ``from_stage`` is passed: the initiative moves to the next stage.

    ``waivers`` gives a reason for each need, by key, that is waived. Raises ``Refusal`` when the initiative
    is no longer in that stage, there is no stage after it, or a need is neither met nor waived.
    """
    with act(by=by, action="initiatives.pass_gate", subject=initiative, now=now, stage=from_stage) as passed:
        initiative = _locked(initiative)
        stages = _stages_of(initiative, from_stage)
        stage, after = rules.stage_called(stages, from_stage), rules.stage_after(stages, from_stage)
        if after is None:
            raise Refusal(_("It has ended. There is no gate to pass."))
        needs = _judged(initiative, stage, waivers or {})
        decision = _moved(
            by, initiative, to=after, ruling=ruling, now=now, title=_("From %(a)s to %(b)s"), needs=needs
        )
        passed.record(to=after.key, waived=[need["key"] for need in needs if need["waived"]])
    return decision


def move_initiative(
    *, by: User | None, initiative: Initiative, from_stage: str, to_stage: str, ruling: Ruling, now: datetime
) -> Decision:
    """Send an initiative back to an earlier stage, or end it from any: its last stage.

    Raises ``Refusal`` when it is no longer in ``from_stage``, or ``to_stage`` lies ahead: gates are passed
    one by one.
    """
    with act(by=by, action="initiatives.move", subject=initiative, now=now, stage=from_stage, to=to_stage):
        initiative = _locked(initiative)
        stages = _stages_of(initiative, from_stage)
        keys = [stage.key for stage in stages]
        target = rules.stage_called(stages, to_stage)
        is_end = to_stage == keys[-1] and from_stage != keys[-1]
        if not is_end and keys.index(to_stage) >= keys.index(from_stage):
            raise Refusal(_("That stage lies ahead. Gates are passed one by one."), field="to_stage")
        title = _("Ended in %(a)s") if is_end else _("Sent back from %(a)s to %(b)s")
        return _moved(by, initiative, to=target, ruling=ruling, now=now, title=title, needs=[])


def record_decision(
    *, by: User | None, initiative: Initiative, title: str, ruling: Ruling, now: datetime
) -> Decision:
    """Record a decision that leaves the initiative in its stage."""
    title = rules.require_text(title, _("Say what was decided."), "title")
    _check(ruling, now)
    with act(by=by, action="initiatives.record_decision", subject=initiative, now=now, title=title):
        return Decision.objects.create(
            initiative=initiative, title=title, recorded_by=by, created_at=now, **vars(ruling)
        )


def _judged(initiative: Initiative, stage: Stage, waivers: Mapping[str, str]) -> list[dict[str, object]]:
    """Each need as the decision keeps it; refuses what is neither met nor waived."""
    states = queries.needs_of(initiative, stage)
    missing = [one.need for one in states if not one.is_met and not waivers.get(one.need.key, "").strip()]
    if missing:
        raise Refusal(
            _("Still missing: %(needs)s. See to it, or waive it with a reason.")
            % {"needs": "; ".join(need.title for need in missing)},
            field=f"waive-{missing[0].key}",
        )
    return [
        {
            "key": one.need.key,
            "title": one.need.title,
            "met": one.is_met,
            "shown_by": one.shown_by,
            "waived": "" if one.is_met else waivers[one.need.key].strip(),
        }
        for one in states
    ]


def _moved(
    by: User | None,
    initiative: Initiative,
    *,
    to: Stage,
    ruling: Ruling,
    now: datetime,
    title: str,
    needs: Sequence[dict[str, object]],
) -> Decision:
    _check(ruling, now)
    stages = queries.current_stages()
    names = {stage.key: stage.title for stage in stages}
    from_stage = initiative.stage_key
    initiative.stage_key, initiative.stage_since = to.key, ruling.decided_on
    initiative.save(update_fields=["stage_key", "stage_since"])
    return Decision.objects.create(
        initiative=initiative,
        title=title % {"a": names.get(from_stage, from_stage), "b": to.title},
        from_stage=from_stage,
        to_stage=to.key,
        version=queries.current_version(),
        needs=list(needs),
        recorded_by=by,
        created_at=now,
        **vars(ruling),
    )


def _check(ruling: Ruling, now: datetime) -> None:
    rules.require_text(ruling.decided_by, _("Say who decided."), "decided_by")
    rules.require_text(ruling.reason, _("Say why. The reason stays on record."), "reason")
    if ruling.decided_on > rules.day_of(now):
        raise Refusal(_("That day has not come yet."), field="decided_on")


def _stages_of(initiative: Initiative, from_stage: str) -> tuple[Stage, ...]:
    if initiative.stage_key != from_stage:
        raise Refusal(_("Somebody moved it meanwhile. Look where it stands now."))
    return queries.current_stages()


def _locked(initiative: Initiative) -> Initiative:
    return Initiative.objects.select_for_update(of=("self",)).select_related("group").get(pk=initiative.pk)
