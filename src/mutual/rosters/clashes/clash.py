"""What a clash is."""

from dataclasses import dataclass

from mutual.rosters.errors import RosterError


@dataclass(frozen=True)
class Clash:
    """Why there is no roster: where it fails, the rules that cannot be kept together there, and ways out.

    ``where`` are sentences about weeks, posts, days or people. Without any one of ``rules`` the others can be
    kept, in the week that is named if one is, where ``is_least`` says so. ``ways`` are changes that were
    tried and found to do, or that do in any case.
    """

    where: tuple[str, ...]
    rules: tuple[str, ...]
    ways: tuple[str, ...]
    is_least: bool = True

    def __str__(self) -> str:
        said = list(self.where)
        if self.rules:
            one = len(self.rules) == 1
            begins = "This rule stands in the way" if one else "These rules cannot be kept together"
            perhaps = "" if self.is_least or one else ", perhaps not even some of them"
            said.append(f"{begins}{perhaps}: {'; '.join(self.rules)}.")
        return " ".join([*said, *self.ways])


class RulesClash(RosterError):
    """There is no roster under the rules; ``clash`` says why."""

    def __init__(self, clash: Clash) -> None:
        super().__init__(f"No roster keeps all the rules. {clash}")
        self.clash = clash
