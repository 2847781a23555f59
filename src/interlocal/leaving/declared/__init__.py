"""What leaves and what stays, for every model there is: the house's here, a program's in its description."""

from interlocal.kernel.leaving import Leaves
from interlocal.leaving.declared.costing import COSTING
from interlocal.leaving.declared.foundation import FOUNDATION
from interlocal.leaving.declared.others import OTHERS
from interlocal.leaving.declared.partnerships import PARTNERSHIPS
from interlocal.programkit.public import programs


def declarations() -> dict[str, Leaves]:
    """Return the declaration of every model by its label, such as ``training.Course``."""
    of_programs = {label: leaves for program in programs() for label, leaves in program.leaves.items()}
    return {**OTHERS, **FOUNDATION, **PARTNERSHIPS, **COSTING, **of_programs}
