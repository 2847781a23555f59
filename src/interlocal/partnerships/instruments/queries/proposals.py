"""What a statement asks of each council: proposed commitments, and those that are confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interlocal.foundation.audit.public import ref_to
from interlocal.partnerships.commitments.public import Commitment, commitments_about
from interlocal.partnerships.instruments import reading
from interlocal.partnerships.instruments.models import Statement
from interlocal.partnerships.instruments.rules import confirmation_key
from interlocal.partnerships.jurisdictions.public import Jurisdiction

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User


@dataclass(frozen=True)
class Duty:
    """One proposal for one council, and the commitment that it became, where somebody confirmed it."""

    place: int
    proposal: reading.ProposedCommitment
    commitment: Commitment | None


@dataclass(frozen=True)
class CouncilDuties:
    """What one council would owe under a statement."""

    jurisdiction: Jurisdiction
    duties: tuple[Duty, ...]

    @property
    def open_duties(self) -> tuple[Duty, ...]:
        """The proposals that nobody has confirmed yet."""
        return tuple(duty for duty in self.duties if duty.commitment is None)


def proposals_of(statement: Statement) -> tuple[reading.ProposedCommitment, ...]:
    """Return the commitments that the operative sections propose; none where there is no text."""
    if not statement.text:
        return ()
    return reading.propose_commitments(reading.corrected(reading.read_text(statement.text), statement.parts))


def council_duties(
    user: "User", statement: Statement, jurisdictions: Sequence[Jurisdiction]
) -> tuple[CouncilDuties, ...]:
    """Return each council's proposals beside the commitments that ``user`` may see, in one query."""
    proposals = proposals_of(statement)
    confirmed = {commitment.key: commitment for commitment in commitments_about(ref_to(statement), user)}
    return tuple(
        CouncilDuties(
            jurisdiction,
            tuple(
                Duty(
                    place, proposal, confirmed.get(confirmation_key(statement, place, jurisdiction.public_id))
                )
                for place, proposal in enumerate(proposals)
            ),
        )
        for jurisdiction in jurisdictions
    )
