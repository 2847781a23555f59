"""What all ways of sharing have: the members, what is shared, and a row for each member's part."""

from mutual.finance.distributions import Amounts
from mutual.finance.study.evaluation import Evaluation
from mutual.finance.study.working.costs import Costs
from mutual.finance.study.working.rows import Kind, Rows

FACTORS = "factors"


class Shared:
    """Rows of one way of sharing, for the cities that take part in an option."""

    def __init__(self, rows: Rows, case: Evaluation, costs: Costs, at: str) -> None:
        self.rows, self.case, self.costs, self.at = rows, case, costs, at
        self.members = case.option.members
        self.cities = [case.basis.study.cities[place] for place in self.members]

    def put(self, turn: int, kind: Kind, of: list[str], amounts: Amounts) -> str:
        """Put down a member's part, which the engine gives too."""
        city = self.cities[turn]
        name = "Part of what is shared, before rounding"
        key = f"{self.at}/part/{city}"
        return self.rows.put(key, name, kind, of, city=city, engine=amounts[turn], by_year=True)
