"""What cities are asked about: one option and way of sharing as they stand, and what remains of it later."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from interlocal.costing.studies.models import Study, Terms
from interlocal.costing.studies.queries.working_out import (
    FEWEST,
    SMALL,
    digest_of_file,
    looked_at,
    run_of,
    study_file,
)
from interlocal.kernel.exceptions import Refusal

SHOWN = ("city", "takes_part", "alone_a_year", "pays_a_year", "saves_a_year", "sentence")


@dataclass(frozen=True)
class Offer:
    """One option and way of sharing of a study file, and what each city pays; see ``Terms``."""

    file: str
    digest: str
    option_name: str
    option_title: str
    share_name: str
    cities: tuple[dict[str, Any], ...]


def offer_of(study: Study, taking: Collection[str] | None, option: str, share: str) -> Offer:
    """Return what is asked when these cities take part under the option and way of sharing of these names.

    Amounts are those of all draws where they are made, else of a first look: what a city pays is the same.
    Raises ``Refusal`` where nothing can be compared, and for an option that needs a city that stays out.
    """
    text = study_file(study, taking)
    run = run_of(study, text)
    found = run.result if run and run.result else looked_at(text)
    row = next((one for one in found["options"] if one["title"] == option), None)
    if row is None:
        raise refuse_option(option)
    way = next((one for one in row["shares"] if one["rule"] == share), None)
    if way is None:
        raise refuse_share()
    cities = tuple({key: city[key] for key in SHOWN} for city in way["cities"])
    return Offer(text, digest_of_file(text), row["name"], row["title"], way["rule"], cities)


def refuse_option(option: str) -> Refusal:
    """Return the refusal of an option that is not in the file."""
    words = _("“%(option)s” cannot be done by these cities: its lead city takes part.")
    return Refusal(words % {"option": option}, field="option")


def refuse_share() -> Refusal:
    """Return the refusal of a way of sharing that is not in the file."""
    return Refusal(_("Choose a way of sharing."), field="share")


def still_stands(terms: Terms, taking: Collection[str] | None) -> bool:
    """Is the study's file of these cities still the one that was asked about?"""
    try:
        return digest_of_file(study_file(terms.study, taking)) == terms.digest
    except Refusal:
        return False


@lru_cache(maxsize=64)
def paid_by(text: str, option: str, share: str, members: tuple[str, ...]) -> dict[str, int]:
    """Return what each of ``members`` pays a year in cents when they alone take part in an option of a file.

    Raises ``Refusal`` when they are too few, or the city that runs it stays out.
    """
    from mutual.cli.study_report import as_json
    from mutual.finance import FinanceError, InProcess, read_study, run_study

    study = read_study(text)
    chosen = study.option(option)
    places = tuple(place for place, city in enumerate(study.cities) if city in members)
    if len(places) < FEWEST:
        raise Refusal(_("Fewer than two cities would be left."))
    if chosen.lead is not None and chosen.lead not in places:
        raise Refusal(
            _("%(city)s runs it, and stays out: this option falls.") % {"city": study.cities[chosen.lead]}
        )
    smaller = replace(
        study, options=(replace(chosen, members=places, rules=(share,)),), foremost=chosen.name, findings=()
    )
    try:
        found = as_json(run_study(smaller, draws=SMALL, workers=InProcess()))
    except FinanceError as error:
        raise Refusal(_("The engine cannot work it out: %(why)s") % {"why": error}) from error
    rows = found["options"][0]["shares"][0]["cities"]
    return {row["city"]: row["pays_a_year"] for row in rows if row["takes_part"]}
