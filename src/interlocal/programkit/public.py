"""The door of the room."""

from interlocal.programkit.actions import RetentionReport, apply_retention
from interlocal.programkit.program import (
    Export,
    Measured,
    NoSuchProgram,
    OutcomeMeasure,
    PortalCard,
    Program,
    RetentionRule,
    SampleRequest,
    UsageMeasure,
)
from interlocal.programkit.queries import (
    permissions_in_programs,
    program_by_slug,
    program_roles,
    programs,
)

__all__ = [
    "Export",
    "Measured",
    "NoSuchProgram",
    "OutcomeMeasure",
    "PortalCard",
    "Program",
    "RetentionReport",
    "RetentionRule",
    "SampleRequest",
    "UsageMeasure",
    "apply_retention",
    "permissions_in_programs",
    "program_by_slug",
    "program_roles",
    "programs",
]
