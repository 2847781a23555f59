"""How a solution of the cost game comes to each member's part of what is shared."""

import numpy as np

from mutual.finance.distributions import Amounts
from mutual.finance.study.rules import SolutionRule
from mutual.finance.study.working.shared import FACTORS, Shared


class Solving(Shared):
    """Rows of a solution: what it gives over all years, less what stays, as the same share of every year."""

    def parts(self, rule: SolutionRule, amounts: Amounts) -> dict[int, str]:
        """Return the rows of the parts."""
        factors = self.case.basis.factors[:, 0]
        kept = (self.case.kept_in_all[:, :, 0] * factors).sum(axis=1)
        owed = kept + (amounts * factors).sum(axis=1)
        worth = float((self.case.shared[:, 0] * factors).sum())
        is_clear = abs(worth) > 1e-6 * float(np.abs(owed).sum())
        of = (self.costs.shared, FACTORS)
        whole = self.rows.put(f"{self.costs.at}/shared worth", "What is shared, over all years", "worth", of)
        game, said = self._game(), rule.explained()
        note = f"{said[:1].upper()}{said[1:]}, from what each group of cities would pay over all years."
        found = {}
        for turn, place in enumerate(self.members):
            city = self.cities[turn]
            key, name = f"{self.at}/owed/{city}", "What the solution gives, over all years"
            given = self.rows.method(key, name, game, owed[turn : turn + 1], city, note)
            if not is_clear:
                found[place] = self._settled(turn, [given, whole, self.costs.shared], amounts)
                continue
            of = (self._rest(place, city, given), whole)
            ratio = self.rows.put(
                f"{self.at}/share/{city}", "Share of every year", "ratio", of, "part", city=city
            )
            found[place] = self.put(turn, "product", [ratio, self.costs.shared], amounts)
        return found

    def _rest(self, place: int, city: str, given: str) -> str:
        stays = self._stays(place, city)
        if not stays:
            return given
        return self.rows.put(
            f"{self.at}/rest/{city}", "Of it for what is shared", "difference", (given, stays), city=city
        )

    def _settled(self, turn: int, of: list[str], amounts: Amounts) -> str:
        note = (
            "In equal parts; a level amount a year settles the rest: what is shared is worth next to nothing."
        )
        return self.rows.method(
            f"{self.at}/part/{self.cities[turn]}",
            "Part of what is shared, before rounding",
            of,
            amounts[turn],
            self.cities[turn],
            note,
        )

    def _stays(self, place: int, city: str) -> str:
        lines = list(self.costs.kept[place].values())
        if not lines:
            return ""
        at = self.costs.at
        yearly = self.rows.put(
            f"{at}/kept in all/{city}", "What stays with the city", "sum", lines, city=city
        )
        return self.rows.put(
            f"{at}/kept worth/{city}", "What stays, over all years", "worth", (yearly, FACTORS), city=city
        )

    def _game(self) -> list[str]:
        """Return the rows of the groups' costs that the solution reads: each city's own, and that of all."""
        alone = [
            self.rows.put(
                f"alone worth/{city}", "Alone, over all years", "worth", (f"alone/{city}", FACTORS), city=city
            )
            for city in self.cities
        ]
        together = self.rows.put(
            f"{self.costs.at}/worth",
            "All who take part, over all years",
            "worth",
            (self.costs.together(), FACTORS),
        )
        return [*alone, together]
