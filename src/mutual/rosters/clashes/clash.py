"""What a clash is."""

from dataclasses import dataclass

from mutual.rosters.errors import RosterError


@dataclass(frozen=True)
class Clash:
    """Why there is no roster: where it fails, the rules that cannot be kept together there, and ways out.

    ``where`` are sentences about posts, days or people. Without any one of ``rules`` the others can be kept,
    where ``is_least`` says so. ``ways`` are changes that were tried and found to do, or that do in any case.
    """

    where: tuple[str, ...]
    rules: tuple[str, ...]
    ways: tuple[str, ...]
    is_least: bool = True

    def __str__(self) -> str:
        said = list(self.where)
        if self.rules:
            begins = "These rules clash" if self.is_least else "Among these rules some clash"
            said.append(f"{begins}: {'; '.join(self.rules)}.")
        return " ".join([*said, *self.ways])


class RulesClash(RosterError):
    """There is no roster under the rules; ``clash`` says why."""

    def __init__(self, clash: Clash) -> None:
        super().__init__(f"No roster keeps all the rules. {clash}")
        self.clash = clash
