"""Who may do what with instruments, and what is valid."""

from interlocal.partnerships.instruments.rules.deviations import (
    LIKE_ENOUGH,
    check_bringing_back,
    check_decision,
    check_is_the_packet,
    check_mark,
    day_of,
)
from interlocal.partnerships.instruments.rules.ending import ENDED, check_ending
from interlocal.partnerships.instruments.rules.packets import check_packing, check_template, is_packet_wanted
from interlocal.partnerships.instruments.rules.reports import OpenStep, StepReport
from interlocal.partnerships.instruments.rules.steps import check_report
from interlocal.partnerships.instruments.rules.validity import (
    Permission,
    check_adding,
    check_confirming,
    check_convening,
    check_correcting,
    check_facts,
    check_no_text_yet,
    check_number_is_free,
    check_one_for_each_council,
    check_publishing,
    check_something_confirmed,
    check_steps_chosen,
    confirmation_key,
)

__all__ = [
    "ENDED",
    "LIKE_ENOUGH",
    "OpenStep",
    "Permission",
    "StepReport",
    "check_adding",
    "check_bringing_back",
    "check_confirming",
    "check_convening",
    "check_correcting",
    "check_decision",
    "check_ending",
    "check_facts",
    "check_is_the_packet",
    "check_mark",
    "check_no_text_yet",
    "check_number_is_free",
    "check_one_for_each_council",
    "check_packing",
    "check_publishing",
    "check_report",
    "check_something_confirmed",
    "check_steps_chosen",
    "check_template",
    "confirmation_key",
    "day_of",
    "is_packet_wanted",
]
