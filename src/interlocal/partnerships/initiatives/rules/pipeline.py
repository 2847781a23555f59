"""The pipeline that stands before a partnership writes its own, and what makes one publishable."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.initiatives.models import (
    Check,
    Decider,
    Need,
    Stage,
    StagesInvalid,
)

# After the steps that GFOA's and New York OSC's guides give: organise, study, agree, run, monitor.
DEFAULT_STAGES: tuple[Stage, ...] = (
    Stage(
        "idea",
        "Idea",
        (Need("pain", "Two cities or more state the pain point", Check.PAIN_POINTS),),
        Decider.JOINING,
    ),
    Stage(
        "explore",
        "Explore",
        (
            Need("pressure", "The funding decline or other pressure is shown year by year", Check.PRESSURE),
            Need("expectation", "What residents or staff may expect is measurable", Check.EXPECTATION),
            Need("join", "Two cities or more join", Check.TWO_JOIN),
            Need("staff", "Staff hours are promised", Check.STAFF),
        ),
    ),
    Stage(
        "study",
        "Study",
        (
            Need("practice", "A best-in-class practice was compared", Check.PRACTICE),
            Need("risk", "Risks have a response", Check.RISK),
            Need("study", "The study is among the documents", Check.DOCUMENT),
        ),
    ),
    Stage(
        "decide",
        "Decide",
        (
            Need("councils", "Every joining council has adopted what it must"),
            Need("support", "The assigned staff get support", Check.SUPPORT),
            Need("baseline", "The baseline is frozen"),
        ),
    ),
    Stage("pilot", "Pilot", (Need("pilot", "The pilot was looked back on with those who did the work"),)),
    Stage("run", "Run", (Need("results", "Every expectation has a result", Check.RESULTS),)),
    Stage("review", "Review", (Need("review", "The councils have the yearly report"),)),
    Stage("ended", "Ended"),
)


def stage_called(stages: Sequence[Stage], key: str) -> Stage:
    """Return the stage of this key; raises ``Refusal`` when there is none."""
    for stage in stages:
        if stage.key == key:
            return stage
    raise Refusal(_("There is no such stage. Somebody may have changed the pipeline meanwhile."))


def stage_after(stages: Sequence[Stage], key: str) -> Stage | None:
    """Return the stage after that of this key, or ``None`` at the end."""
    keys = [stage.key for stage in stages]
    place = keys.index(key) if key in keys else len(keys)
    return stages[place + 1] if place + 1 < len(stages) else None


def refuse_emptied_stages(stages: Sequence[Stage], standing: Mapping[str, int]) -> None:
    """A stage in which initiatives stand does not vanish under them."""
    keys = {stage.key for stage in stages}
    for key, count in sorted(standing.items()):
        if key not in keys:
            raise StagesInvalid(
                _("%(count)d initiatives stand in the stage “%(key)s”. Keep it, or move them first.")
                % {"count": count, "key": key}
            )
