"""Studies: what was signed or worked out for all is shared, what a city has in work is its own."""

from django.db.models import Q

from interlocal.kernel.leaving import SHARED, WHOLE, Leaves, of_or, own

COSTING = {
    "studies.Study": SHARED,
    "studies.StudyCity": SHARED,
    "studies.Line": SHARED,
    "studies.Baseline": Leaves(city=of_or(Q(frozen_at__isnull=False), "city__jurisdiction")),
    "studies.Cell": SHARED,
    "studies.CellQuestion": own("city__jurisdiction"),
    # The calls themselves are sealed, and stay; what was counted in them goes.
    "studies.CallFile": WHOLE,
    "studies.CostClause": SHARED,
    "studies.Range": SHARED,
    "studies.Tie": SHARED,
    "studies.Assumptions": SHARED,
    "studies.Option": SHARED,
    "studies.OptionPart": SHARED,
    "studies.ShareRule": SHARED,
    "studies.Run": SHARED,
    "studies.Exchange": SHARED,
    "studies.IntentPoll": SHARED,
    "studies.PollCity": SHARED,
    "studies.IntentAnswer": own("asked__city__jurisdiction"),
    "studies.SignOff": SHARED,
    "studies.SignOffCity": SHARED,
    "studies.SignOffDecision": own("asked__city__jurisdiction"),
    "studies.Remark": SHARED,
}
