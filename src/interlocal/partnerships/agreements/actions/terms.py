"""The cost terms of an agreement that nobody has signed yet: its clause, its formula, and the exhibit."""

from dataclasses import dataclass
from datetime import datetime

from django.core.files import File
from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.agreements import rules
from interlocal.partnerships.agreements.actions.contents import attach_document, strike_clause, write_clause
from interlocal.partnerships.agreements.models import Agreement, AgreementDocument, Clause, ClauseKind
from interlocal.partnerships.agreements.queries import locked_agreement


@dataclass(frozen=True, kw_only=True)
class CostTerms:
    """How the cost is shared: the clause word for word, and its formula.

    ``is_computable`` says that ``formula`` is in the formula language; ``words`` tell it to a colleague.
    """

    section: str
    text: str
    formula: str
    is_computable: bool
    words: str


def set_cost_terms(
    *,
    by: User | None,
    agreement: Agreement,
    terms: CostTerms,
    title: str,
    exhibit: File,  # type: ignore[type-arg]
    now: datetime,
    replaces: Clause | None = None,
    in_place: bool = False,
) -> tuple[Clause, AgreementDocument]:
    """Write the cost clause and formula of a draft, and attach the exhibit that is called ``title``.

    The clause takes the place of ``replaces``. Any other cost clause must go with ``in_place``, or it is
    refused: an agreement with two would say two things. Raises ``Refusal`` for an agreement that somebody has
    signed, that is in force or over, and for a formula that cannot be read.
    """
    rules.check_editing(by, agreement)
    if terms.is_computable:
        rules.check_formula(terms.formula)
    with act(
        by=by,
        action="agreements.set_cost_terms",
        subject=agreement,
        now=now,
        section=terms.section,
        title=title,
    ):
        agreement = locked_agreement(agreement)
        rules.check_draft(agreement, agreement.parties.all(), rules.day_of(now))
        standing = list(agreement.clauses.filter(kind=ClauseKind.COST, replaced_at=None))
        others = [clause for clause in standing if replaces is None or clause.pk != replaces.pk]
        if others and not in_place:
            raise Refusal(
                _("It has a cost clause already: %(section)s. Say that the new one takes its place.")
                % {"section": others[0].section},
                field="in_place",
            )
        for clause in others[1:] if replaces is None else others:
            strike_clause(by=by, clause=clause, now=now)
        clause = write_clause(
            by=by,
            agreement=agreement,
            kind=ClauseKind.COST,
            section=terms.section,
            text=terms.text,
            now=now,
            replaces=replaces or (others[0] if others else None),
        )
        agreement.cost_formula, agreement.is_computable = terms.formula, terms.is_computable
        agreement.cost_words = terms.words
        agreement.save(update_fields=["cost_formula", "is_computable", "cost_words"])
        document = attach_document(by=by, agreement=agreement, title=title, upload=exhibit, now=now)
    return clause, document
