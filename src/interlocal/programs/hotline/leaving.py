"""What of the hotline goes along: its set-up and the published figures, and no word of reports."""

from interlocal.kernel.leaving import SHARED, WHOLE, own, stays

_SEALED = stays(
    "Reports to the hotline are sealed to their readers' own keys, and nobody else may learn whether there "
    "are any. Those who may read one take it along by the hotline's own export."
)

LEAVES = {
    **{
        f"hotline.{name}": _SEALED
        for name in (
            *("StaffKey", "Report", "Wrap", "RecoveryWrap", "Exclusion", "Entry", "SealedFile"),
            *("OpenReading", "RecoveryAsk", "RecoveryStep", "Count"),
        )
    },
    "hotline.CityHotline": own("jurisdiction"),
    "hotline.Opening": SHARED,
    "hotline.RecoveryRule": WHOLE,
    "hotline.Category": SHARED,
    "hotline.Office": own("jurisdiction"),
    "hotline.Holder": SHARED,
    "hotline.Recipient": own("jurisdiction"),
    "hotline.YearlyFigures": SHARED,
}
