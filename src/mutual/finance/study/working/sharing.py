"""How a way of sharing comes to each member's part of what is shared."""

from mutual.finance.distributions import Amounts
from mutual.finance.study.evaluation import Evaluation
from mutual.finance.study.formula_rule import FormulaRule
from mutual.finance.study.rules import (
    ChargedRule,
    ContractRule,
    Dividing,
    DriverRule,
    EqualRule,
    HeldRule,
    PercentRule,
    SolutionRule,
)
from mutual.finance.study.working.costs import driven
from mutual.finance.study.working.series import driver_key
from mutual.finance.study.working.shared import FACTORS, Shared
from mutual.finance.study.working.solving import Solving
from mutual.formulas import parse
from mutual.formulas.language.names import key


class Sharing(Shared):
    """Rows of one way of sharing: ``parts`` are those of what is shared, by the place of the member."""

    def parts(self, rule: Dividing) -> dict[int, str]:
        """Return the rows of the parts of a rule."""
        amounts = rule.divide(self.case).amounts[:, :, 0]
        match rule:
            case EqualRule():
                found = self._equal(amounts)
            case PercentRule():
                found = self._percent(rule, amounts)
            case DriverRule():
                found = self._by_drivers(rule, amounts)
            case ContractRule():
                found = self._contract(rule, amounts)
            case HeldRule():
                found = self._held(rule, amounts)
            case FormulaRule():
                found = self._formula(rule, amounts)
            case SolutionRule():
                found = Solving(self.rows, self.case, self.costs, self.at).parts(rule, amounts)
            case _:
                found = self._otherwise(rule, amounts)
        return found

    def _equal(self, amounts: Amounts) -> dict[int, str]:
        count = self.rows.given(
            f"{self.at}/count", "Cities that take part", (float(len(self.members)),), "number"
        )
        return {
            place: self.put(turn, "ratio", [self.costs.shared, count], amounts)
            for turn, place in enumerate(self.members)
        }

    def _percent(self, rule: PercentRule, amounts: Amounts) -> dict[int, str]:
        rows = self.rows
        own = [
            rows.given(
                f"rule/{rule.name}/percent/{city}",
                "Agreed percentage",
                (rule.percent[place],),
                "number",
                city,
            )
            for place, city in zip(self.members, self.cities, strict=True)
        ]
        whole = rows.put(f"{self.at}/percent", "Percentages of who takes part", "sum", own, "number")
        found = {}
        for turn, place in enumerate(self.members):
            city = self.cities[turn]
            share = rows.put(
                f"{self.at}/share/{city}", "Share", "ratio", (own[turn], whole), "part", city=city
            )
            found[place] = self.put(turn, "product", [share, self.costs.shared], amounts)
        return found

    def _by_drivers(self, rule: DriverRule, amounts: Amounts) -> dict[int, str]:
        found = {}
        for turn, place in enumerate(self.members):
            city = self.cities[turn]
            shares = [self._of_driver(rule, driver, city) for driver, _weight in rule.weights]
            share = shares[0]
            if len(shares) > 1:
                share = self.rows.put(f"{self.at}/share/{city}", "Share", "sum", shares, "part", city=city)
            found[place] = self.put(turn, "product", [share, self.costs.shared], amounts)
        return found

    def _of_driver(self, rule: DriverRule, driver: str, city: str) -> str:
        rows = self.rows
        own, whole = driver_key(driver, city), self.costs.volume(driver)
        share = rows.put(
            f"{self.costs.at}/share/{driver}/{city}",
            f"Part of {driver}",
            "ratio",
            (own, whole),
            "part",
            city=city,
        )
        if len(rule.weights) == 1:
            return share
        weights = {
            name: rows.given(f"rule/{rule.name}/weight/{name}", f"Weight of {name}", (weight,), "number")
            for name, weight in rule.weights
        }
        total = rows.put(f"rule/{rule.name}/weights", "All weights", "sum", list(weights.values()), "number")
        part = rows.put(
            f"rule/{rule.name}/part/{driver}",
            f"Weight of {driver} in all",
            "ratio",
            (weights[driver], total),
            "part",
        )
        name = f"Part of {driver}, weighted"
        return rows.put(f"{self.at}/share/{driver}/{city}", name, "product", (part, share), "part", city=city)

    def _contract(self, rule: ContractRule, amounts: Amounts) -> dict[int, str]:
        rows, option = self.rows, self.case.option
        found = {}
        for turn, place in enumerate(self.members):
            if place == option.lead:
                continue
            city = self.cities[turn]
            prices = [
                driven(
                    rows,
                    part,
                    driver_key(part.driver, city),
                    f"{self.at}/price/{part.name}/{city}",
                    f"rule/{rule.name}/price/{part.name}",
                    city,
                )
                for part in rule.prices
            ]
            price = rows.put(f"{self.at}/prices/{city}", "Price in all", "sum", prices, city=city)
            found[place] = self.put(
                turn, "product", [one for one in (self.costs.moved, price) if one], amounts
            )
        assert option.lead is not None
        lead = option.members.index(option.lead)
        found[option.lead] = self.put(lead, "difference", [self.costs.shared, *found.values()], amounts)
        return {place: found[place] for place in self.members}

    def _held(self, rule: HeldRule, amounts: Amounts) -> dict[int, str]:
        rows = self.rows
        inner = Sharing(rows, self.case, self.costs, f"{self.at}/held").parts(rule.rule)
        whole = rows.put(
            f"{self.costs.at}/shared worth",
            "What is shared, over all years",
            "worth",
            (self.costs.shared, FACTORS),
        )
        found = {}
        for turn, place in enumerate(self.members):
            city = self.cities[turn]
            worth = rows.put(
                f"{self.at}/held worth/{city}",
                "Part over all years",
                "worth",
                (inner[place], FACTORS),
                city=city,
            )
            share = rows.put(
                f"{self.at}/held share/{city}",
                "Share that is held",
                "ratio",
                (worth, whole),
                "part",
                city=city,
            )
            found[place] = self.put(turn, "product", [share, self.costs.shared], amounts)
        return found

    def _formula(self, rule: FormulaRule, amounts: Amounts) -> dict[int, str]:
        """The formula's own clauses say why; its sum is brought to what is shared, a rounding apart."""
        read = {key(one.name) for one in parse(rule.text).inputs}
        drivers = [pair for pair in rule.drivers if key(pair[0]) in read]
        of = [self.costs.shared]
        of += [driver_key(ours, city) for _theirs, ours in drivers for city in self.cities]
        why = why_of(rule, self.case)
        found = {}
        for turn, place in enumerate(self.members):
            city = self.cities[turn]
            first = self.case.basis.study.years.first
            note = (
                f"By the formula “{rule.title}”. In {first}: {why[turn]}" if why[turn] else rule.explained()
            )
            found[place] = self.rows.method(
                f"{self.at}/part/{city}",
                "Part of what is shared, before rounding",
                of,
                amounts[turn],
                city,
                note,
            )
        return found

    def _otherwise(self, rule: Dividing, amounts: Amounts) -> dict[int, str]:
        words = rule.explained()
        of = [self.costs.shared]
        if isinstance(rule, ChargedRule):
            of += [key for key in self.rows.found if key.endswith("/hours")]
            words = "Hours as they are charged; the rest of what is shared in equal parts"
        return {
            place: self.rows.method(
                f"{self.at}/part/{self.cities[turn]}",
                "Part of what is shared, before rounding",
                of,
                amounts[turn],
                self.cities[turn],
                f"{words[:1].upper()}{words[1:]}.",
            )
            for turn, place in enumerate(self.members)
        }


def why_of(rule: FormulaRule, case: Evaluation) -> tuple[str, ...]:
    """Return for each member, in sentences, what the formula's clauses make of the first year."""
    found = rule.first_year(case)
    if found is None:
        return ("",) * len(case.option.members)
    names = [case.basis.study.cities[place] for place in case.option.members]
    return tuple("; ".join(found.why(name)) for name in names)
