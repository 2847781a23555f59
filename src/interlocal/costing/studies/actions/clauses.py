"""Sending an option and a way of sharing to an agreement, as its cost clause and exhibit."""

from datetime import datetime

from django.core.files.base import ContentFile
from django.utils.text import slugify
from django.utils.translation import gettext as _

from interlocal.costing.studies import rules
from interlocal.costing.studies.models import CostClause, Study
from interlocal.costing.studies.report import Terms, as_pdf
from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.agreements.public import Agreement, CostTerms, add_agreement, set_cost_terms
from interlocal.partnerships.jurisdictions.public import Source


def send_cost_clause(
    *,
    by: User | None,
    study: Study,
    terms: Terms,
    agreement: Agreement | None,
    title: str,
    section: str,
    now: datetime,
    in_place: bool = False,
) -> CostClause:
    """Write the terms into a draft agreement, or into a new one called ``title`` between the cities.

    What was sent once and stands is returned as it is. A clause that an earlier result of a study brought
    is replaced; one that was written by hand goes only with ``in_place``. Raises ``Refusal`` where the person
    may not keep the study or the agreement, and for an agreement that is signed, in force or over.
    """
    rules.check_leading(by)
    section = rules.need(section, _("Say where the clause stands in the text."), "section")
    with act(
        by=by,
        action="studies.send_cost_clause",
        subject=study,
        now=now,
        option=terms.option,
        label=terms.share,
    ) as sent:
        Study.objects.select_for_update(of=("self",)).get(pk=study.pk)
        there = _standing(agreement) if agreement else None
        if there is not None and _is_same(there, study, terms, section):
            return there
        target = agreement or _begun(by, study, terms, title, now)
        former = there.clause if there is not None and there.stands else None
        clause, document = set_cost_terms(
            by=by,
            agreement=target,
            terms=_written(terms, section),
            title=terms.title[:200],
            exhibit=_printed(study, terms, now),
            now=now,
            replaces=former,
            in_place=in_place,
        )
        CostClause.objects.filter(agreement=target, replaced_at=None).update(replaced_at=now)
        sent.record(agreement=target.public_id, digest=terms.digest)
        return CostClause.objects.create(
            study=study,
            agreement=target,
            clause=clause,
            exhibit=document,
            option=terms.option,
            share=terms.share,
            digest=terms.digest,
            created_at=now,
        )


def _printed(study: Study, terms: Terms, now: datetime) -> "ContentFile[bytes]":
    return ContentFile(as_pdf(terms.exhibit, at=now), name=f"exhibit-{slugify(study.title)[:60]}.pdf")


def _written(terms: Terms, section: str) -> CostTerms:
    return CostTerms(
        section=section,
        text=terms.text,
        formula=terms.shared.formula or "\n".join(terms.shared.legal),
        is_computable=bool(terms.shared.formula),
        words=terms.told,
    )


def _standing(agreement: Agreement) -> CostClause | None:
    rows = CostClause.objects.filter(agreement=agreement, replaced_at=None)
    return rows.select_related("clause").first()


def _is_same(there: CostClause, study: Study, terms: Terms, section: str) -> bool:
    """Is it what was sent before, and does its clause stand?"""
    sent = (there.study_id, there.option, there.share, there.digest, there.clause.section)
    return there.clause.replaced_at is None and sent == (
        study.pk,
        terms.option,
        terms.share,
        terms.digest,
        section,
    )


def _begun(by: User | None, study: Study, terms: Terms, title: str, now: datetime) -> Agreement:
    title = rules.need(title, _("Choose an agreement, or give a new one its title."), "title")
    cities = study.cities.filter(left_at=None, jurisdiction__name__in=terms.members)
    parties = [city.jurisdiction for city in cities.select_related("jurisdiction")]
    if not parties:
        raise Refusal(_("No city of the study takes part any more. Look at the result again."))
    source = (
        Source(is_synthetic=True)
        if study.is_synthetic
        else Source(source_title=_("Study “%(title)s”") % {"title": study.title}, source_on=rules.day_of(now))
    )
    return add_agreement(by=by, facts={"title": title}, parties=parties, source=source, now=now)
