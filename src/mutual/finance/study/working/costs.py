"""What a group of cities would pay together, part by part."""

from mutual.finance.distributions import FinanceError
from mutual.finance.study.costs import CostPart, DriverPart, Exchange, ExchangePart, TablePart, TodayPart
from mutual.finance.study.figures import Series
from mutual.finance.study.model import OneTime, Option, Study
from mutual.finance.study.working.rows import Kind, Rows
from mutual.finance.study.working.series import brought_key, driver_key, line_key


class Costs:
    """Rows of one option for the cities that take part: shared lines, what stays with each, all together."""

    def __init__(self, rows: Rows, study: Study, option: Option, members: tuple[int, ...], at: str) -> None:
        self.rows, self.study, self.option, self.members, self.at = rows, study, option, members, at
        self.moved = self._moved()
        self.lines = self._shared_lines()
        self.grants = self._grants()
        total = rows.put(f"{at}/before grants", "Shared, before grants", "sum", self.lines, by_year=True)
        self.shared = total
        if self.grants:
            self.shared = rows.put(f"{at}/shared", "What is shared", "difference", (total, *self.grants))
        self.kept = {place: self._kept(place) for place in members}

    def together(self) -> str:
        """Return the row of what all who take part pay each year."""
        kept = [line for lines in self.kept.values() for line in lines.values()]
        return self.rows.put(f"{self.at}/together", "All who take part together", "sum", (self.shared, *kept))

    def volume(self, driver: str) -> str:
        """Return the row of a driver's sum."""
        return self.rows.put(
            f"{self.at}/volume/{driver}",
            driver,
            "sum",
            [driver_key(driver, self.study.cities[place]) for place in self.members],
            "number",
        )

    def _moved(self) -> str:
        phases = self.option.moved(self.study.years)[:, 0]
        if (phases == 1).all():
            return ""
        return self.rows.given(
            f"option/{self.option.name}/moved", "Part that has moved", tuple(phases), "part"
        )

    def _times(self, key: str, name: str, of: list[str], city: str = "") -> str:
        found = [one for one in of if one]
        if len(found) == 1 and len(self.rows.found[found[0]].values) > 1:
            return found[0]
        kind: Kind = "product" if len(found) > 1 else "sum"
        return self.rows.put(key, name, kind, found, city=city, by_year=True)

    def _shared_lines(self) -> list[str]:
        parts = [self._part(part) for part in self.option.costs]
        running = self.rows.put(f"{self.at}/running", "Running the service, once all has moved", "sum", parts)
        if self.moved:
            key = f"{self.at}/running, moved"
            running = self._times(key, "Running what has moved", [self.moved, running])
        return [running, *(self._once(one) for one in self.option.transition if one.shared.amount)]

    def _once(self, one: OneTime) -> str:
        amount = self.rows.figure(self._own(one.name), one.name, one.shared, "money")
        return self._times(f"{self.at}/once/{one.name}", one.name, [amount, self._when(one)])

    def _when(self, one: OneTime) -> str:
        spread = [one.years.count(year) / len(one.years) for year in self.study.years.all]
        return self.rows.given(self._own(f"{one.name}/when"), f"Years of {one.name}", spread, "part")

    def _own(self, name: str) -> str:
        return f"option/{self.option.name}/amount/{name}"

    def _grants(self) -> list[str]:
        found = []
        for grant in self.option.grants:
            if len(self.members) < grant.needs:
                continue
            amount = self.rows.figure(self._own(grant.name), grant.name, grant.amount, "money")
            paid = [float(grant.first <= year <= grant.last) for year in self.study.years.all]
            when = self.rows.given(self._own(f"{grant.name}/when"), f"Years of {grant.name}", paid, "part")
            found.append(self._times(f"{self.at}/grant/{grant.name}", grant.name, [amount, when]))
        return found

    def _kept(self, place: int) -> dict[str, str]:
        city, rows = self.study.cities[place], self.rows
        alone = f"alone/{city}"
        if self.option.keeps_service:
            found = {"today's service": alone}
        else:
            found = self._not_moved(place, alone)
            for duty in self.study.hidden:
                if duty.name not in self.option.takes_over:
                    key = f"{self.at}/kept/{duty.name}/{city}"
                    line = line_key("hidden", duty.name, city)
                    found[duty.name] = self._times(key, duty.name, [self._moved_of(place), line], city)
        for own in self.option.own_costs:
            found[own.name] = self._own_cost(own, place)
        for one in self.option.transition:
            if one.by_city:
                name = f"{one.name}, own"
                amount = rows.figure(self._own(f"{one.name}/{city}"), name, one.by_city[place], "money", city)
                key = f"{self.at}/kept/{name}/{city}"
                found[name] = self._times(key, name, [amount, self._when(one)], city)
        return found

    def _moved_of(self, place: int) -> str:
        """Return the row of the part of a city's service that has moved; empty where all of it has."""
        of = [one for one in (self.moved, brought_key(self.rows, self.study, place)) if one]
        if len(of) < 2:
            return of[0] if of else ""
        city = self.study.cities[place]
        key = f"option/{self.option.name}/moved/{city}"
        return self.rows.put(key, "Part of its service that has moved", "product", of, "part", city=city)

    def _not_moved(self, place: int, alone: str) -> dict[str, str]:
        moved, city = self._moved_of(place), self.study.cities[place]
        if not moved:
            return {}
        said = "not moved" if self.study.take_up else "not yet moved"
        own = f"/{city}" if self.study.take_up else ""
        key = f"option/{self.option.name}/not moved{own}"
        rest = self.rows.put(key, f"Part {said}", "rest", (moved,), "part")
        name = f"today's service, {said}"
        return {name: self._times(f"{self.at}/kept/{name}/{city}", name, [rest, alone], city)}

    def _own_cost(self, own: Series, place: int) -> str:
        city = self.study.cities[place]
        amount = self.rows.figure(
            self._own(f"{own.name}/{city}"), own.name, own.amounts[place], "money", city
        )
        runs = ""
        if moved := self._moved_of(place):
            begun = [float(part > 0) for part in self.rows.values(moved)]
            key = self._own(f"runs/{city}" if self.study.take_up else "runs")
            runs = self.rows.given(key, "Years in which some of it has moved", begun, "part")
        key = f"{self.at}/kept/{own.name}/{city}"
        return self._times(key, own.name, [runs, amount, self.rows.growth(own.growth)], city)

    def _part(self, part: CostPart) -> str:
        if isinstance(part, DriverPart):
            return self._driven(part)
        if isinstance(part, TodayPart):
            return self._today(part)
        if isinstance(part, TablePart):
            return self._listed(part)
        if isinstance(part, ExchangePart):
            return self._exchanged(part)
        raise FinanceError(f"How {part.name!r} is worked out cannot be shown.")

    def _driven(self, part: DriverPart) -> str:
        return driven(
            self.rows, part, self.volume(part.driver), f"{self.at}/cost/{part.name}", self._own(part.name)
        )

    def _today(self, part: TodayPart) -> str:
        rows, key = self.rows, f"{self.at}/cost/{part.name}"
        parts = [self._elastic(part, place) for place in self.members if part.elastic[place]]
        others = [place for place in self.members if not part.elastic[place]]
        if others:
            alone = rows.put(
                f"{key}/today", "What they pay today", "sum", [self._brought(place) for place in others]
            )
            saving = rows.figure(self._own(part.name), f"Saving: {part.name}", part.saving, "part")
            if part.ramp > 1:
                reached = [min(1.0, (year + 1) / part.ramp) for year in range(self.study.years.count)]
                ramp = rows.given(
                    self._own(f"{part.name}/ramp"), "Part of the saving reached", reached, "part"
                )
                saving = rows.put(f"{key}/saving", "Saving reached", "product", (saving, ramp), "part")
            stays = rows.put(f"{key}/stays", "Part that is still paid", "rest", (saving,), "part")
            parts.append(rows.put(f"{key}/less", part.name, "product", (stays, alone)))
        return parts[0] if len(parts) == 1 else rows.put(key, part.name, "sum", parts)

    def _elastic(self, part: TodayPart, place: int) -> str:
        rows, city, key = self.rows, self.study.cities[place], f"{self.at}/cost/{part.name}"
        own = driver_key(part.driver, city)
        if not (rows.values(own) > 0).all():
            own = rows.given(f"{key}/size/{city}", "Size taken as 1", (1.0,), "number", city)
        together = self.volume(part.driver)
        ratio = rows.put(
            f"{key}/ratio/{city}", "Size together over own size", "ratio", (together, own), "part"
        )
        elasticity = rows.figure(self._own(part.name), f"Elasticity: {part.name}", part.elasticity, "part")
        less = rows.put(f"{key}/exponent", "Elasticity less 1", "less one", (elasticity,), "part")
        times = rows.put(
            f"{key}/times/{city}", "Times today's cost", "power", (ratio, less), "part", city=city
        )
        return rows.put(f"{key}/{city}", part.name, "product", (times, self._brought(place)), city=city)

    def _brought(self, place: int) -> str:
        """Return the row of what a city pays today for the part of its service that it brings."""
        city = self.study.cities[place]
        part = brought_key(self.rows, self.study, place)
        if not part:
            return f"alone/{city}"
        name = "Paid today for what it brings"
        return self.rows.put(f"alone/{city}/brought", name, "product", (part, f"alone/{city}"), city=city)

    def _listed(self, part: TablePart) -> str:
        group = sum(1 << place for place in self.members)
        names = ", ".join(self.study.cities[place] for place in self.members)
        amount = self.rows.figure(self._own(f"{part.name}/{names}"), part.name, part.costs[group], "money")
        key = f"{self.at}/cost/{part.name}"
        return self._times(key, part.name, [amount, self.rows.growth(part.growth)])

    def _exchanged(self, part: ExchangePart) -> str:
        rows, key = self.rows, f"{self.at}/cost/{part.name}"
        among = set(self.members)
        parts = [
            self._hours(part, place, one)
            for place, one in enumerate(part.exchanges)
            if {one.giver, one.receiver} <= among
        ]
        if not parts:
            return rows.given(key, part.name, (0.0,), "money")
        return rows.put(key, part.name, "sum", parts)

    def _hours(self, part: ExchangePart, place: int, one: Exchange) -> str:
        rows, key = self.rows, f"{self.at}/cost/{part.name}/{place}"
        said = f"{self.study.cities[one.giver]} to {self.study.cities[one.receiver]}"
        own = self._own(f"{part.name}/{place}")
        hours = rows.figure(f"{own}/hours", f"Hours, {said}", one.hours, "number")
        cost = rows.figure(f"{own}/cost", f"Cost of an hour, {said}", one.cost, "money")
        saves = rows.figure(f"{own}/saves", f"What an hour saves, {said}", one.saves, "money")
        net = rows.put(f"{key}/net", f"Cost less saving of an hour, {said}", "difference", (cost, saves))
        return self._times(f"{key}/all", said, [hours, net, rows.growth(part.growth)])


def driven(rows: Rows, part: DriverPart, volume: str, key: str, own: str, city: str = "") -> str:
    """Return the row of a part that follows a driver, for the volume of that row."""
    amount = rows.figure(own, part.name, part.amount, "money")
    grown = rows.growth(part.growth)
    of = [amount, grown]
    if part.kind == "fixed":
        there = rows.values(volume) > 0
        if not there.all():
            name = f"Any {part.driver}?"
            of.append(rows.given(f"{key}/there", name, [float(one) for one in there], "part"))
    elif part.kind == "rate":
        of.append(volume)
    elif part.kind == "step":
        size = rows.figure(f"{own}/size", f"One step of {part.driver}", part.size, "number")
        name = f"Begun steps: {part.name}"
        of.append(rows.put(f"{key}/steps", name, "begun", (volume, size), "number", city=city))
    elif part.kind == "pooled":
        reserve = rows.figure(f"{own}/reserve", f"Reserve of {part.driver}", part.size, "number")
        root = rows.put(f"{key}/root", f"Root of {part.driver}", "root", (volume,), "number")
        extra = rows.put(f"{key}/extra", "Reserve", "product", (reserve, root), "number")
        of.append(rows.put(f"{key}/capacity", "Capacity", "sum", (volume, extra), "number"))
    elif (rows.values(volume) > 0).all():
        reference = rows.figure(f"{own}/reference", f"Reference of {part.driver}", part.size, "number")
        ratio = rows.put(
            f"{key}/ratio", f"{part.driver} over the reference", "ratio", (volume, reference), "part"
        )
        power = rows.figure(f"{own}/elasticity", f"Elasticity: {part.name}", part.elasticity, "part")
        of.append(rows.put(f"{key}/times", "Times the amount", "power", (ratio, power), "part"))
    else:
        of.append(rows.given(f"{key}/none", f"No {part.driver}", (0.0,), "part"))
    found = [one for one in of if one]
    return found[0] if len(found) == 1 else rows.put(key, part.name, "product", found, city=city)
