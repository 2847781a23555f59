"""The sample partnership: published facts with their sources, and sign-ins that are clearly made up."""

from interlocal.config.sample.loading import is_loaded, load, refuse_other_data
from interlocal.config.sample.people import PASSWORD, SIGN_INS, SignIn

# One step a room, in this order: modules with ``is_loaded() -> bool`` and ``load(now) -> None``.
# Each step is one transaction, so that a load that was interrupted goes on where it stopped.
LOAD_STEPS: tuple[str, ...] = (
    "interlocal.config.sample.steps.partnership",
    "interlocal.config.sample.steps.people",
    "interlocal.config.sample.steps.programs",
    "interlocal.config.sample.steps.instruments",
    "interlocal.config.sample.steps.agreements",
    "interlocal.config.sample.steps.meetings",
    "interlocal.config.sample.steps.held",
    "interlocal.config.sample.steps.councils",
    "interlocal.config.sample.steps.initiatives",
    "interlocal.config.sample.steps.studies",
    "interlocal.config.sample.steps.shared_services",
)

__all__ = ["LOAD_STEPS", "PASSWORD", "SIGN_INS", "SignIn", "is_loaded", "load", "refuse_other_data"]
