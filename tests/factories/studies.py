"""Studies, their cities, lines and baselines for tests."""

from datetime import UTC, datetime
from typing import Any

import factory
from tests.factories.accounts import UserFactory, person_with
from tests.factories.agreements import ClauseFactory
from tests.factories.files import stored_file
from tests.factories.initiatives import InitiativeFactory
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.config.sample.steps.studies import plan
from interlocal.costing.studies import actions, catalog, models, queries
from interlocal.costing.studies.queries import WantedCell
from interlocal.costing.studies.rules import read_figure
from interlocal.partnerships.agreements.models import AgreementDocument, ClauseKind
from interlocal.partnerships.jurisdictions.models import Jurisdiction

NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
YEAR = 2026


class StudyFactory(factory.django.DjangoModelFactory):
    title = factory.Sequence(lambda n: f"Study {n:04}")
    service = "Repair of heavy trucks, done together."
    initiative = factory.SubFactory(InitiativeFactory)
    base_year = YEAR
    created_at = NOW

    class Meta:
        model = models.Study


class LineFactory(factory.django.DjangoModelFactory):
    study = factory.SubFactory(StudyFactory)
    kind = models.LineKind.COST
    name = factory.Sequence(lambda n: f"Line {n:04}")
    created_at = NOW

    class Meta:
        model = models.Line


class StudyCityFactory(factory.django.DjangoModelFactory):
    """A city with an empty draft."""

    study = factory.SubFactory(StudyFactory)
    jurisdiction = factory.SubFactory(JurisdictionFactory)
    created_at = NOW

    class Meta:
        model = models.StudyCity
        skip_postgeneration_save = True

    @factory.post_generation
    def draft(self, create, _extracted, **_fields):
        if create:
            models.Baseline.objects.create(city=self, number=1, year=YEAR, created_at=NOW)


class CellFactory(factory.django.DjangoModelFactory):
    """A figure in the draft of a city."""

    line = factory.SubFactory(LineFactory)
    hundredths = 4_120_000
    created_at = NOW

    class Meta:
        model = models.Cell


class QuestionFactory(factory.django.DjangoModelFactory):
    city = factory.SubFactory(StudyCityFactory)
    line = factory.SubFactory(LineFactory, study=factory.SelfAttribute("..city.study"))
    text = "Is overtime in it?"
    created_at = NOW

    class Meta:
        model = models.CellQuestion


class OptionFactory(factory.django.DjangoModelFactory):
    study = factory.SubFactory(StudyFactory)
    kind = models.OptionKind.AGENCY
    title = factory.Sequence(lambda n: f"Option {n:04}")
    created_at = NOW

    class Meta:
        model = models.Option


class OptionPartFactory(factory.django.DjangoModelFactory):
    option = factory.SubFactory(OptionFactory)
    kind = models.PartKind.FIXED
    name = factory.Sequence(lambda n: f"Amount {n:04}")
    amount_cents = 100_00
    created_at = NOW

    class Meta:
        model = models.OptionPart


class CallFileFactory(factory.django.DjangoModelFactory):
    """A call export that was read: three calls of one place."""

    study = factory.SubFactory(StudyFactory)
    name = "calls.csv"
    digest = "0" * 64
    columns = ["time", "beat"]
    profile = 'zone = "America/Chicago"\n[columns]\nreceived = "time"\nplace = "beat"\n'
    places = {"A1": 3}
    cities = {"A1": ""}
    created_at = NOW

    class Meta:
        model = models.CallFile


class ShareRuleFactory(factory.django.DjangoModelFactory):
    study = factory.SubFactory(StudyFactory)
    name = factory.Sequence(lambda n: f"Share {n:04}")
    kind = models.ShareKind.EQUAL
    created_at = NOW

    class Meta:
        model = models.ShareRule


class ExchangeFactory(factory.django.DjangoModelFactory):
    """Hours that one city lends another."""

    option = factory.SubFactory(OptionFactory, kind=models.OptionKind.EXCHANGE)
    giver = factory.SubFactory(StudyCityFactory, study=factory.SelfAttribute("..option.study"))
    receiver = factory.SubFactory(StudyCityFactory, study=factory.SelfAttribute("..option.study"))
    staff = factory.SubFactory(
        LineFactory, study=factory.SelfAttribute("..option.study"), kind=models.LineKind.STAFF
    )
    pay = factory.SubFactory(LineFactory, study=factory.SelfAttribute("..option.study"))
    hours = 100
    created_at = NOW

    class Meta:
        model = models.Exchange


class RangeFactory(factory.django.DjangoModelFactory):
    """How a volume grows."""

    study = factory.SubFactory(StudyFactory)
    line = factory.SubFactory(
        LineFactory, study=factory.SelfAttribute("..study"), kind=models.LineKind.VOLUME
    )
    low = -1
    likely = 1
    high = 3
    created_at = NOW

    class Meta:
        model = models.Range


class TieFactory(factory.django.DjangoModelFactory):
    study = factory.SubFactory(StudyFactory)
    one = factory.Sequence(lambda n: f"one {n:04}")
    other = factory.Sequence(lambda n: f"other {n:04}")
    rank = "0.5"
    created_at = NOW

    class Meta:
        model = models.Tie


class RunFactory(factory.django.DjangoModelFactory):
    study = factory.SubFactory(StudyFactory)
    file = ""
    digest = "0" * 64
    created_at = NOW

    class Meta:
        model = models.Run


class CostClauseFactory(factory.django.DjangoModelFactory):
    """A way of sharing that an agreement of its own took over."""

    study = factory.SubFactory(StudyFactory)
    clause = factory.SubFactory(ClauseFactory, kind=ClauseKind.COST)
    agreement = factory.SelfAttribute("clause.agreement")
    exhibit = factory.LazyAttribute(
        lambda made: AgreementDocument.objects.create(
            agreement=made.clause.agreement, title="Exhibit", file=stored_file(), created_at=NOW
        )
    )
    option = "Together"
    share = "Equal parts"
    digest = "0" * 64
    created_at = NOW

    class Meta:
        model = models.CostClause


def city_of(jurisdiction: Jurisdiction | None = None, **fields: object) -> models.StudyCity:
    """Return a city with an empty draft, in the study given or in one of its own."""
    given = {"jurisdiction": jurisdiction} if jurisdiction else {}
    return StudyCityFactory.create(**given, **fields)


def fill(
    city: models.StudyCity, line: models.Line, hundredths: int, label: str = "", **more: object
) -> models.Cell:
    """Put a figure into the draft of ``city``."""
    values = {"last_year": None, "note": "", **more}
    wanted = WantedCell(line, label, hundredths, values["last_year"], values["note"])
    return actions.add_cell(by=None, city=city, wanted=wanted, now=NOW)


def signed(city: models.StudyCity) -> models.Baseline:
    """Sign the draft of ``city``."""
    return actions.freeze_baseline(by=None, city=city, name="Dana Reyes", office="Finance director", now=NOW)


def begun_version(city: models.StudyCity) -> models.Baseline:
    """Begin the next version of a baseline that is signed."""
    return actions.begin_version(by=None, city=city, reason="The audit is done.", now=NOW)


def signed_city(jurisdiction: Jurisdiction | None = None, **fields: object) -> models.StudyCity:
    """Return a city that has signed one cost of $41,200."""
    city = city_of(jurisdiction, **fields)
    line = city.study.lines.first() or LineFactory.create(study=city.study)
    fill(city, line, 4_120_000)
    signed(city)
    return city


def planned_study(given: dict[str, Any], draws: int = 300) -> models.Study:
    """Return a study as the sample gives it: signed baselines, options and ways of sharing."""
    study = StudyFactory.create(title=given["title"], goals="Fair", goals_agreed_on=NOW.date())
    lines = {
        row["name"]: LineFactory.create(
            study=study, name=row["name"], kind=row["kind"], is_required=not row.get("is_optional", False)
        )
        for row in given["lines"]
    }
    for stand in models.CityStand:
        for name in given[stand.value]:
            city = city_of(JurisdictionFactory.create(name=name), study=study, stand=stand)
            for row in given["lines"]:
                text = row["figures"].get(name, "0")
                fill(city, lines[row["name"]], read_figure(text, lines[row["name"]].holds), note="checked")
            signed(city)
    models.Assumptions.objects.create(study=study, draws=draws, created_at=NOW)
    plan(study, given, list(lines.values()), NOW)
    return study


class IntentPollFactory(factory.django.DjangoModelFactory):
    """A poll of no city about amounts that nobody worked out."""

    study = factory.SubFactory(StudyFactory)
    file = ""
    digest = "0" * 64
    option_name = "option-1"
    option_title = "A workshop of our own"
    share_name = "Heavy trucks"
    cities = factory.LazyFunction(list)
    rule = models.AnswerRule.TOGETHER
    created_at = NOW

    class Meta:
        model = models.IntentPoll


class PollCityFactory(factory.django.DjangoModelFactory):
    """A city that a poll asks."""

    poll = factory.SubFactory(IntentPollFactory)
    city = factory.SubFactory(StudyCityFactory, study=factory.SelfAttribute("..poll.study"))
    created_at = NOW

    class Meta:
        model = models.PollCity


def opened_poll(
    study: models.Study, option: str = "A workshop of our own", share: str = "Heavy trucks", **facts: Any
) -> models.IntentPoll:
    """Ask every city that has signed; ``facts`` may name others, a day and words."""
    cities = [one.city for one in queries.signed_baselines(study)]
    given = {"cities": cities, "due_on": None, "words": "", **facts}
    taking = {city.public_id for city in given["cities"]}
    offer = queries.offer_of(study, taking, option, share)
    return actions.open_poll(by=None, study=study, offer=offer, facts=given, now=NOW)


def answered(poll: models.IntentPoll, city: str, kind: str, **facts: Any) -> models.IntentAnswer:
    """Answer a poll for the city of this name."""
    asked = poll.asked.get(city__jurisdiction__name=city)
    said = {"condition": "", "note": "", **facts}
    return actions.answer_poll(by=None, asked=asked, facts={"kind": kind, **said}, now=NOW)


class RemarkFactory(factory.django.DjangoModelFactory):
    """A comment on a study."""

    study = factory.SubFactory(StudyFactory)
    text = "Does it hold with five cities?"
    author = factory.SubFactory(UserFactory)
    created_at = NOW

    class Meta:
        model = models.Remark

    class Params:
        is_question = factory.Trait(
            to_city=factory.SubFactory(StudyCityFactory, study=factory.SelfAttribute("..study"))
        )


class SignOffFactory(factory.django.DjangoModelFactory):
    """A result of amounts that nobody worked out, which no city is asked to sign."""

    study = factory.SubFactory(StudyFactory)
    run = factory.SubFactory(RunFactory, study=factory.SelfAttribute("..study"))
    file = ""
    digest = "0" * 64
    option_name = "option-1"
    option_title = "A workshop of our own"
    share_name = "Heavy trucks"
    cities = factory.LazyFunction(list)
    created_at = NOW

    class Meta:
        model = models.SignOff


class SignOffCityFactory(factory.django.DjangoModelFactory):
    """A city that is asked to sign."""

    sign_off = factory.SubFactory(SignOffFactory)
    city = factory.SubFactory(StudyCityFactory, study=factory.SelfAttribute("..sign_off.study"))
    created_at = NOW

    class Meta:
        model = models.SignOffCity


def drawn_run(study: models.Study) -> models.Run:
    """Return the finished run of a study as it stands."""
    run = actions.begin_run(by=None, study=study, text=queries.study_file(study), now=NOW)
    actions.finish_run(run=run, result=queries.looked_at(run.file, draws=20), fault="", now=NOW)
    run.refresh_from_db()
    return run


def asked_to_sign(
    study: models.Study, option: str = "A workshop of our own", share: str = "Heavy trucks", **facts: Any
) -> models.SignOff:
    """Ask the cities that take part to sign the finished result of a study."""
    run = queries.finished_run(study) or drawn_run(study)
    given = {"due_on": None, "words": "", **facts}
    offer = queries.offer_of_run(run, option, share)
    return actions.ask_for_sign_off(by=None, run=run, offer=offer, facts=given, now=NOW)


def study_begun_with(service: catalog.Service) -> models.Study:
    """Return a study of the example's three cities, with one option that costs what the example costs."""
    by = person_with("coordinator")
    facts = {
        "title": service.title,
        "service": service.service,
        "goals": service.goals,
        "goals_agreed_on": NOW.date(),
        "goals_agreed_by": "Steering group",
        "base_year": NOW.year,
        "drafts": "own",
        "answers": "together",
    }
    study = actions.begin_from_service(by=by, service=service, facts=facts, now=NOW)
    lines = {line.name: line for line in study.lines.all()}
    for place, name in enumerate(catalog.EXAMPLE_CITIES):
        city = city_of(JurisdictionFactory.create(name=name), study=study)
        for line in service.lines:
            fill(city, lines[line.name], int(line.example[place] * 100), note="as in the example")
        signed(city)
    option = actions.put_option(
        by=by, study=study, facts={"kind": models.OptionKind.AGENCY, "title": "Together"}, now=NOW
    )
    cost = {"kind": models.PartKind.FIXED, "name": "All of it", "amount_cents": int(service.cost * 100)}
    actions.put_part(by=by, option=option, facts=cost, now=NOW)
    steady = {"years": 1, "discount": 0, "growth_low": 0, "growth_likely": 0, "growth_high": 0, "draws": 50}
    models.Assumptions.objects.create(study=study, created_at=NOW, **steady)
    share = {"name": service.formula_name, "kind": models.ShareKind.FORMULA, "formula": service.formula}
    actions.put_share(by=by, study=study, facts=share, now=NOW)
    return study
