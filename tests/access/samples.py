"""A record for every address that names one, and who may see it there.

A new address with something in its path has no sample yet: ``test_every_record_address_has_a_sample`` fails
until its room adds one here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from django.core.mail import EmailMessage
from tests.factories import (
    agreements,
    audit,
    files,
    initiatives,
    instruments,
    jobs,
    jurisdictions,
    leaving,
    lists,
    meetings,
    notices,
    studies,
)
from tests.factories import commitments as made
from tests.factories.accounts import (
    AuthenticatorResetFactory,
    InvitationFactory,
    PasskeyFactory,
    ProviderFactory,
    UserFactory,
    person_with,
)

from interlocal.costing.studies.rules import Permission as Studies
from interlocal.costing.studies.views.pasted import Spreadsheet
from interlocal.foundation.accounts.models import ApiToken, User
from interlocal.foundation.accounts.public import begin_token
from interlocal.foundation.accounts.rules import handle_of
from interlocal.foundation.audit.public import CERTIFY
from interlocal.foundation.lists.public import Purpose
from interlocal.foundation.notices.mail_folder import MailFolder
from interlocal.foundation.notices.public import sign_path
from interlocal.foundation.notices.queries.sample_mail import message_names
from interlocal.kernel import clock
from interlocal.kernel.permissions import Permission
from interlocal.kernel.scopes import jurisdiction_scope
from interlocal.partnerships.agreements.views.pasted import AGREEMENTS
from interlocal.partnerships.commitments import actions as commitments
from interlocal.partnerships.commitments.models import Step
from interlocal.partnerships.commitments.rules import Permission as Commitments
from interlocal.partnerships.commitments.views.pasted import ACTIONS
from interlocal.partnerships.initiatives.queries import fiscal_year_of
from interlocal.partnerships.jurisdictions.models import Jurisdiction
from interlocal.partnerships.jurisdictions.views.pasted import CONTACTS
from interlocal.partnerships.law.public import Key, set_own_rule
from interlocal.partnerships.meetings import actions as meeting_actions
from interlocal.partnerships.meetings.models import AgendaProposal
from interlocal.partnerships.meetings.rules import Permission as Meetings


class Place(Enum):
    """Where the permission must be held for the record to be there."""

    ANYWHERE = "anywhere"  # whoever holds it for some place
    CITY = "the city of the record"
    WHOLE = "the whole partnership"
    NOBODY = "nowhere: it is somebody else's own"


@dataclass(frozen=True)
class Sample:
    """What stands in the path, where the permission must be held, and which (the view's, when empty)."""

    path: dict[str, object]
    place: Place = Place.ANYWHERE
    needs: Permission | None = None


Make = Callable[[Jurisdiction, User | None], Sample]

# Addresses without a record in their path that ask for the permission in the whole partnership.
WHOLE = {
    "meetings:add-body",
    "meetings:add-facility",
    "initiatives:draft-pipeline",
    "initiatives:edit-pipeline",
    "jurisdictions:add",
    "initiatives:add-program",
    "commitments:add-procedure",
    "founding:guide",
    "founding:close-guide",
}

# allauth's own views: what somebody who has not signed in meets there.
ASKS_FOR_SIGN_IN = {
    "account_change_password",
    "account_reauthenticate",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_login_webauthn",
    "accounts:lost-authenticator",
}
# Not there for somebody who is signed in without an authenticator.
NEEDS_AN_AUTHENTICATOR = {"mfa_deactivate_totp"}


def _person(place: Place) -> Make:
    return lambda city, _who: Sample({"public_id": person_with("clerk", city.public_id).public_id}, place)


def _city_provider(city: Jurisdiction, _who: User | None) -> Sample:
    return Sample({"public_id": ProviderFactory.create(jurisdiction_id=city.public_id).public_id})


def _place(city: Jurisdiction, _who: User | None) -> Sample:
    return Sample({"place_id": city.public_id}, Place.CITY)


def _provided_place(city: Jurisdiction, _who: User | None) -> Sample:
    ProviderFactory.create(jurisdiction_id=city.public_id)
    return Sample({"place_id": city.public_id}, Place.CITY)


def _held_role(city: Jurisdiction, _who: User | None) -> Sample:
    grant = person_with("clerk", city.public_id).grants.get()
    return Sample({"public_id": grant.user.public_id, "grant_id": grant.public_id}, Place.CITY)


def _token(city: Jurisdiction, who: User | None) -> Sample:
    is_own = who is not None and not city.name.startswith("Other")
    person = who if who is not None and is_own else UserFactory.create()
    token, _secret = begin_token(
        by=person,
        name=f"Token {ApiToken.objects.count()}",
        may_write=False,
        expires_at=clock.now() + timedelta(days=1),
        now=clock.now(),
    )
    return Sample({"public_id": token.public_id}, Place.ANYWHERE if is_own else Place.NOBODY)


def _with_authenticator(city: Jurisdiction, _who: User | None) -> Sample:
    reset = AuthenticatorResetFactory.create(user=person_with("clerk", city.public_id))
    return Sample({"public_id": reset.user.public_id}, Place.WHOLE)


def _passkey(city: Jurisdiction, who: User | None) -> Sample:
    is_own = who is not None and not city.name.startswith("Other")
    person = who if who is not None and is_own else UserFactory.create()
    made = PasskeyFactory.create(user=person)
    return Sample({"handle": handle_of(made)}, Place.ANYWHERE if is_own else Place.NOBODY)


def _invitation(city: Jurisdiction, _who: User | None) -> Sample:
    invitation = InvitationFactory.create(role="clerk", scope=jurisdiction_scope(city.public_id))
    return Sample({"public_id": invitation.public_id}, Place.CITY)


def _accepting(city: Jurisdiction, _who: User | None) -> Sample:
    invitation = InvitationFactory.create(role="clerk", scope=jurisdiction_scope(city.public_id))
    path = f"/invitations/{invitation.public_id}/1/"
    return Sample({"public_id": invitation.public_id, "sending": 1, "signature": sign_path(path)})


def _confirming(_city: Jurisdiction, _who: User | None) -> Sample:
    reset = AuthenticatorResetFactory.create()
    signature = sign_path(f"/account/lost-authenticator/{reset.public_id}/")
    return Sample({"public_id": reset.public_id, "signature": signature})


def _choosing(_city: Jurisdiction, _who: User | None) -> Sample:
    user = UserFactory.create()
    signature = sign_path(f"/account/password/reset/{user.public_id}/1-x/")
    return Sample({"public_id": user.public_id, "stamp": "1-x", "signature": signature})


def _notice(city: Jurisdiction, who: User | None) -> Sample:
    """One's own notice is there; in the other city's turn it is somebody else's."""
    is_own = who is not None and not city.name.startswith("Other")
    given = {"recipient": who} if is_own else {}
    notice = notices.NoticeFactory.create(**given)
    return Sample({"public_id": notice.public_id}, Place.ANYWHERE if is_own else Place.NOBODY)


def _sample_mail(_city: Jurisdiction, _who: User | None) -> Sample:
    message = EmailMessage("Subject", "Body", to=["a@example.org"], headers={"Message-ID": "<sample@test>"})
    message.connection = MailFolder()
    message.send()
    return Sample({"name": message_names()[0]})


def _audit_entry(_city: Jurisdiction, _who: User | None) -> Sample:
    return Sample({"seq": audit.write_entry().seq})


def _destruction(_city: Jurisdiction, _who: User | None) -> Sample:
    destroyed = [{"called": "loan", "kind": "example.loan", "records": 2, "rule": "Five years."}]
    return Sample({"seq": audit.write_entry(action=CERTIFY, destroyed=destroyed).seq})


def _archive(place: Place) -> Make:
    def make(city: Jurisdiction, _who: User | None) -> Sample:
        of = {} if place is Place.WHOLE else {"jurisdiction": city}
        return Sample({"public_id": leaving.ArchiveFactory.create(ready=True, **of).public_id}, place)

    return make


def _own_archive(city: Jurisdiction, who: User | None) -> Sample:
    is_own = who is not None and not city.name.startswith("Other")
    given = {"asked_by": who} if is_own else {}
    archive = leaving.ArchiveFactory.create(ready=True, jurisdiction=city, **given)
    return Sample({"public_id": archive.public_id}, Place.CITY if is_own else Place.NOBODY)


def _schema(_city: Jurisdiction, _who: User | None) -> Sample:
    return Sample({"kind": "training.course"})


def _job(_city: Jurisdiction, _who: User | None) -> Sample:
    return Sample({"public_id": jobs.JobFactory.create(is_failed=True).public_id})


def _jurisdiction(place: Place) -> Make:
    return lambda city, _who: Sample({"public_id": city.public_id}, place)


def _law_of(place: Place, **more: str) -> Make:
    return lambda city, _who: Sample({"place": city.public_id, **more}, place)


def _own_rule(city: Jurisdiction, _who: User | None) -> Sample:
    rule = set_own_rule(
        by=None,
        jurisdiction=city,
        key=Key.CLOSING,
        figure=None,
        words="By two thirds",
        reason="Decided",
        now=clock.now(),
    )
    return Sample({"public_id": rule.public_id}, Place.WHOLE)


def _membership(city: Jurisdiction, _who: User | None) -> Sample:
    membership = city.memberships.first() or jurisdictions.MembershipFactory.create(jurisdiction=city)
    return Sample({"public_id": city.public_id, "membership_id": membership.public_id}, Place.WHOLE)


def _representation(city: Jurisdiction, _who: User | None) -> Sample:
    row = jurisdictions.RepresentationFactory.create(jurisdiction=city)
    return Sample({"public_id": city.public_id, "representation_id": row.public_id}, Place.CITY)


def _commitment(place: Place, needs: Permission, **traits: object) -> Make:
    def make(city: Jurisdiction, _who: User | None) -> Sample:
        commitment = made.CommitmentFactory.create(owed_by=city, **traits)
        return Sample({"public_id": commitment.public_id}, place, needs)

    return make


def _evidence(city: Jurisdiction, _who: User | None) -> Sample:
    commitment = made.CommitmentFactory.create(owed_by=city, done=True, evidence_file=files.stored_file())
    return Sample({"public_id": commitment.public_id}, Place.ANYWHERE, Commitments.READ)


def _link(city: Jurisdiction, _who: User | None) -> Sample:
    commitment = made.CommitmentFactory.create(owed_by=city, owner=person_with("clerk", city.public_id))
    link = made.ActionLinkFactory.create(commitment=commitment)
    signature = sign_path(f"/do/{link.public_id}/")
    return Sample({"public_id": link.public_id, "signature": signature})


def _run(place: Place, **more: object) -> Make:
    def make(city: Jurisdiction, _who: User | None) -> Sample:
        version = made.published_procedure(slug=f"p{made.models.Procedure.objects.count()}")
        run = made.started_run(jurisdiction=city, version=version)
        return Sample({"public_id": run.public_id} | more, place)

    return make


def _procedure(_city: Jurisdiction, _who: User | None) -> Sample:
    version = made.published_procedure(slug=f"p{made.models.Procedure.objects.count()}")
    return Sample({"slug": version.procedure.slug})


def _version(_city: Jurisdiction, _who: User | None) -> Sample:
    version = made.published_procedure(slug=f"p{made.models.Procedure.objects.count()}")
    return Sample({"slug": version.procedure.slug, "number": version.number})


def _draft_procedure(_city: Jurisdiction, _who: User | None) -> Sample:
    draft = commitments.add_procedure(
        by=None,
        slug=f"p{made.models.Procedure.objects.count()}",
        title="Draft",
        steps=(Step("draft", "Draft the text", role="clerk"),),
        now=made.NOW,
    )
    return Sample({"slug": draft.procedure.slug}, Place.WHOLE)


def _version_to_confirm(city: Jurisdiction, _who: User | None) -> Sample:
    version = made.published_procedure(slug=f"confirm-{city.public_id}")
    return Sample({"slug": version.procedure.slug}, Place.WHOLE)


def _own_draft(city: Jurisdiction, who: User | None) -> Sample:
    is_own = who is not None and not city.name.startswith("Other")
    draft = instruments.ReadingDraftFactory.create(by=who if is_own else UserFactory.create())
    return Sample({"public_id": draft.public_id}, Place.ANYWHERE if is_own else Place.NOBODY)


def _own_list(purpose: Purpose) -> Make:
    def make(city: Jurisdiction, who: User | None) -> Sample:
        is_own = who is not None and not city.name.startswith("Other")
        person = who if who is not None and is_own else UserFactory.create()
        pasted = lists.bring(person, purpose, ["Title"], ["Anything"], now=clock.now())
        return Sample({"list_id": pasted.public_id}, Place.ANYWHERE if is_own else Place.NOBODY)

    return make


def _lists_of(purpose: Purpose) -> dict[str, tuple[Make, ...]]:
    names = ("pasted", "pasted-columns", "pasted-save", "pasted-undo", "pasted-discard")
    return {f"{purpose.namespace}:{name}": (_own_list(purpose),) for name in names}


def _statement(place: Place, **traits: object) -> Make:
    def make(_city: Jurisdiction, _who: User | None) -> Sample:
        return Sample({"public_id": instruments.StatementFactory.create(**traits).public_id}, place)

    return make


def _statement_of_council(city: Jurisdiction, _who: User | None) -> Sample:
    instrument = instruments.InstrumentFactory.create(jurisdiction=city, statement__with_text=True)
    return Sample(
        {"public_id": instrument.statement.public_id, "jurisdiction_id": city.public_id}, Place.CITY
    )


def _instrument(place: Place) -> Make:
    def make(city: Jurisdiction, _who: User | None) -> Sample:
        instrument = instruments.InstrumentFactory.create(jurisdiction=city, statement__with_text=True)
        return Sample({"public_id": instrument.public_id}, place)

    return make


def _agreement(place: Place, **traits: object) -> Make:
    def make(city: Jurisdiction, _who: User | None) -> Sample:
        agreement = agreements.agreement_of(city, **traits)
        return Sample({"public_id": agreement.public_id}, place)

    return make


def _party(city: Jurisdiction, _who: User | None) -> Sample:
    party = agreements.agreement_of(city).parties.get()
    return Sample({"public_id": party.agreement.public_id, "party_id": party.public_id}, Place.CITY)


def _clause(city: Jurisdiction, _who: User | None) -> Sample:
    clause = agreements.ClauseFactory.create(agreement=agreements.agreement_of(city))
    return Sample({"public_id": clause.agreement.public_id, "clause_id": clause.public_id}, Place.CITY)


def _window(city: Jurisdiction, _who: User | None) -> Sample:
    window = agreements.NoticeRuleFactory.create(agreement=agreements.agreement_of(city))
    return Sample({"public_id": window.agreement.public_id, "window_id": window.public_id}, Place.CITY)


def _document(city: Jurisdiction, _who: User | None) -> Sample:
    document = agreements.document_of(agreements.agreement_of(city))
    return Sample({"public_id": document.agreement.public_id, "document_id": document.public_id})


def _study(_city: Jurisdiction, _who: User | None) -> Sample:
    return Sample({"public_id": studies.StudyFactory.create().public_id})


def _study_line(_city: Jurisdiction, _who: User | None) -> Sample:
    line = studies.LineFactory.create()
    return Sample({"public_id": line.study.public_id, "line_id": line.public_id})


def _study_city(city: Jurisdiction, _who: User | None) -> Sample:
    asked = studies.city_of(city)
    return Sample({"public_id": asked.study.public_id, "city_id": asked.public_id})


def _option(_city: Jurisdiction, _who: User | None) -> Sample:
    option = studies.OptionFactory.create()
    return Sample({"public_id": option.study.public_id, "option_id": option.public_id})


def _amount(_city: Jurisdiction, _who: User | None) -> Sample:
    part = studies.OptionPartFactory.create()
    option = part.option
    path = {"public_id": option.study.public_id, "option_id": option.public_id, "part_id": part.public_id}
    return Sample(path)


def _share(_city: Jurisdiction, _who: User | None) -> Sample:
    share = studies.ShareRuleFactory.create()
    return Sample({"public_id": share.study.public_id, "share_id": share.public_id})


def _range(_city: Jurisdiction, _who: User | None) -> Sample:
    spread = studies.RangeFactory.create()
    return Sample({"public_id": spread.study.public_id, "range_id": spread.public_id})


def _exchange(_city: Jurisdiction, _who: User | None) -> Sample:
    lent = studies.ExchangeFactory.create()
    return Sample({"public_id": lent.option.study.public_id, "exchange_id": lent.public_id})


def _group_table(_city: Jurisdiction, _who: User | None) -> Sample:
    part = studies.OptionPartFactory.create(kind="table", amount_cents=None)
    option = part.option
    path = {"public_id": option.study.public_id, "option_id": option.public_id, "part_id": part.public_id}
    return Sample(path)


def _call_file(_city: Jurisdiction, _who: User | None) -> Sample:
    file = studies.CallFileFactory.create()
    return Sample({"public_id": file.study.public_id, "file_id": file.public_id})


def _tie(_city: Jurisdiction, _who: User | None) -> Sample:
    tie = studies.TieFactory.create()
    return Sample({"public_id": tie.study.public_id, "tie_id": tie.public_id})


def _study_run(_city: Jurisdiction, _who: User | None) -> Sample:
    run = studies.RunFactory.create()
    return Sample({"public_id": run.study.public_id, "run_id": run.public_id})


def _poll(_city: Jurisdiction, _who: User | None) -> Sample:
    poll = studies.IntentPollFactory.create()
    return Sample({"public_id": poll.study.public_id, "poll_id": poll.public_id})


def _sign_off(_city: Jurisdiction, _who: User | None) -> Sample:
    sign_off = studies.SignOffFactory.create()
    return Sample({"public_id": sign_off.study.public_id, "sign_off_id": sign_off.public_id})


def _signing(place: Place) -> Make:
    def make(city: Jurisdiction, _who: User | None) -> Sample:
        asked = studies.SignOffCityFactory.create(city__jurisdiction=city)
        return Sample({"asked_id": asked.public_id}, place)

    return make


def _remark(_city: Jurisdiction, _who: User | None) -> Sample:
    return Sample({"remark_id": studies.RemarkFactory.create().public_id})


def _own_remark(city: Jurisdiction, who: User | None) -> Sample:
    is_own = who is not None and not city.name.startswith("Other")
    remark = studies.RemarkFactory.create(author=who if is_own else UserFactory.create())
    return Sample({"remark_id": remark.public_id}, Place.ANYWHERE if is_own else Place.NOBODY)


def _asked_remark(_city: Jurisdiction, _who: User | None) -> Sample:
    remark = studies.RemarkFactory.create(is_question=True)
    return Sample({"remark_id": remark.public_id}, Place.ANYWHERE, Studies.LEAD)


def _asked(city: Jurisdiction, _who: User | None) -> Sample:
    asked = studies.PollCityFactory.create(city__jurisdiction=city)
    return Sample({"asked_id": asked.public_id})


def _baseline(place: Place, needs: Permission | None = None) -> Make:
    def make(city: Jurisdiction, _who: User | None) -> Sample:
        asked = studies.signed_city(city) if place is Place.ANYWHERE else studies.city_of(city)
        return Sample({"city_id": asked.public_id}, place, needs)

    return make


def _baseline_line(place: Place, needs: Permission | None = None) -> Make:
    def make(city: Jurisdiction, _who: User | None) -> Sample:
        asked = studies.signed_city(city) if place is Place.ANYWHERE else studies.city_of(city)
        line = asked.study.lines.first() or studies.LineFactory.create(study=asked.study)
        return Sample({"city_id": asked.public_id, "line_id": line.public_id}, place, needs)

    return make


def _cell(city: Jurisdiction, _who: User | None) -> Sample:
    asked = studies.city_of(city)
    cell = studies.fill(asked, studies.LineFactory.create(study=asked.study), 100)
    return Sample({"city_id": asked.public_id, "cell_id": cell.public_id}, Place.CITY)


def _question(city: Jurisdiction, _who: User | None) -> Sample:
    asked = studies.QuestionFactory.create(city=studies.city_of(city))
    return Sample({"city_id": asked.city.public_id, "question_id": asked.public_id}, Place.CITY)


def _spreadsheet(city: Jurisdiction, who: User | None) -> Sample:
    asked = studies.city_of(city)
    is_own = who is not None and not city.name.startswith("Other")
    person = who if who is not None and is_own else UserFactory.create()
    pasted = lists.bring(person, Spreadsheet(asked), ["Title"], ["Anything"], now=clock.now())
    place = Place.CITY if is_own else Place.NOBODY
    return Sample({"city_id": asked.public_id, "list_id": pasted.public_id}, place)


def _change(place: Place) -> Make:
    def make(city: Jurisdiction, _who: User | None) -> Sample:
        change = city.party_changes.first() or agreements.PartyChangeFactory.create(jurisdiction=city)
        return Sample({"public_id": change.public_id}, place)

    return make


def _step(city: Jurisdiction, _who: User | None) -> Sample:
    statement = instruments.StatementFactory.create(with_text=True)
    version = made.published_procedure(
        slug=f"vote-{statement.public_id}", steps=(Step("vote", "Vote", records="vote"),), kind="adoption"
    )
    instruments.actions.start_adoption(
        by=None,
        statement=statement,
        jurisdictions=[city],
        version=version,
        starts_on=instruments.TODAY,
        now=instruments.NOW,
    )
    commitment = instruments.open_commitment_of(statement, city)
    return Sample({"public_id": commitment.public_id}, Place.CITY, Commitments.CLOSE)


def _returned(city: Jurisdiction, _who: User | None) -> Sample:
    return Sample({"public_id": instruments.DeviationFactory.create(city=city).returned.public_id})


def _deviation(city: Jurisdiction, _who: User | None) -> Sample:
    return Sample({"public_id": instruments.DeviationFactory.create(city=city).public_id}, Place.WHOLE)


def _packet_file(city: Jurisdiction, _who: User | None) -> Sample:
    packet = instruments.PacketFactory.create(instrument__jurisdiction=city, with_files=True)
    return Sample({"public_id": packet.public_id, "form": "word"})


def _packets(city: Jurisdiction, _who: User | None) -> Sample:
    packet = instruments.PacketFactory.create(instrument__jurisdiction=city, with_files=True)
    return Sample({"public_id": packet.instrument.statement.public_id})


def _template_of(city: Jurisdiction, _who: User | None) -> Sample:
    instruments.InstrumentFactory.create(jurisdiction=city, statement__with_text=True)
    return Sample({"public_id": city.public_id}, Place.CITY)


def _template_version(city: Jurisdiction, _who: User | None) -> Sample:
    template = instruments.PacketTemplateFactory.create(jurisdiction=city)
    return Sample({"public_id": template.public_id}, Place.CITY)


def _program(place: Place, **traits: object) -> Make:
    def make(_city: Jurisdiction, _who: User | None) -> Sample:
        return Sample({"public_id": initiatives.ProgramRecordFactory.create(**traits).public_id}, place)

    return make


def _participation(city: Jurisdiction, _who: User | None) -> Sample:
    part = initiatives.ParticipationFactory.create(jurisdiction=city)
    return Sample({"public_id": part.program.public_id, "participation_id": part.public_id}, Place.WHOLE)


def _body(place: Place, needs: Permission | None = None, **parts: Callable[..., object]) -> Make:
    def make(_city: Jurisdiction, _who: User | None) -> Sample:
        body = meetings.BodyFactory.create()
        more = {name: factory(body=body).public_id for name, factory in parts.items()}
        return Sample({"public_id": body.public_id, **more}, place, needs)

    return make


def _meeting(place: Place, needs: Permission | None = None) -> Make:
    def make(_city: Jurisdiction, _who: User | None) -> Sample:
        return Sample({"public_id": meetings.MeetingFactory.create().public_id}, place, needs)

    return make


def _item(place: Place, needs: Permission | None = None) -> Make:
    def make(_city: Jurisdiction, _who: User | None) -> Sample:
        item = meetings.AgendaItemFactory.create()
        return Sample({"public_id": item.meeting.public_id, "item_id": item.public_id}, place, needs)

    return make


def _paper(place: Place, needs: Permission | None = None) -> Make:
    def make(_city: Jurisdiction, _who: User | None) -> Sample:
        paper = meetings.ItemDocumentFactory.create(file=files.stored_file("agenda.pdf"))
        item = paper.item
        path = {"public_id": item.meeting.public_id, "item_id": item.public_id, "paper_id": paper.public_id}
        return Sample(path, place, needs)

    return make


def _posted(_city: Jurisdiction, _who: User | None) -> Sample:
    notice = meetings.NoticeFactory.create(evidence_file=files.stored_file("board.pdf"))
    return Sample({"public_id": notice.meeting.public_id, "number": notice.number})


def _minutes(place: Place, needs: Permission | None = None, **more: object) -> Make:
    def make(_city: Jurisdiction, _who: User | None) -> Sample:
        minutes = meetings.MinutesFactory.create()
        return Sample({"public_id": minutes.meeting.public_id} | more, place, needs)

    return make


def _own_proposal(city: Jurisdiction, who: User | None) -> Sample:
    is_own = who is not None and not city.name.startswith("Other")
    given = {"proposed_by": who} if is_own else {}
    proposal: AgendaProposal = meetings.AgendaProposalFactory.create(**given)
    path = {"public_id": proposal.body.public_id, "proposal_id": proposal.public_id}
    return Sample(path, Place.ANYWHERE if is_own else Place.NOBODY)


def _building(place: Place) -> Make:
    def make(_city: Jurisdiction, _who: User | None) -> Sample:
        return Sample({"public_id": meetings.FacilityFactory.create().public_id}, place)

    return make


def _packet(_city: Jurisdiction, _who: User | None) -> Sample:
    packet = meetings.PacketFactory.create(file=files.stored_file("agenda.pdf"))
    return Sample({"public_id": packet.meeting.public_id, "version": packet.version})


def _public_body(_city: Jurisdiction, _who: User | None) -> Sample:
    return Sample({"public_id": meetings.BodyFactory.create(is_synthetic=False).public_id})


def _public_meeting(_city: Jurisdiction, _who: User | None) -> Sample:
    meeting = meetings.MeetingFactory.create(noticed=True, is_synthetic=False, body__is_synthetic=False)
    notice = meetings.NoticeFactory.create(meeting=meeting)
    meetings.PacketFactory.create(meeting=meeting, says=notice.says, file=files.stored_file("agenda.pdf"))
    return Sample({"public_id": meeting.public_id})


def _own_calendar(city: Jurisdiction, who: User | None) -> Sample:
    is_own = who is not None and not city.name.startswith("Other")
    given = {"owner": who} if is_own else {}
    feed = meetings.CalendarFeedFactory.create(**given)
    return Sample({"feed_id": feed.public_id}, Place.ANYWHERE if is_own else Place.NOBODY)


def _fetched(_city: Jurisdiction, _who: User | None) -> Sample:
    _feed, token = meeting_actions.make_feed(by=person_with("coordinator"), body=None, now=clock.now())
    return Sample({"token": token})


def _council_import(city: Jurisdiction, _who: User | None) -> Sample:
    item = meetings.CouncilItemFactory.create(meeting__jurisdiction=city)
    return Sample({"public_id": item.brought_with.public_id}, Place.CITY)


def _council_meeting(city: Jurisdiction, _who: User | None) -> Sample:
    meeting = meetings.CouncilMeetingFactory.create(jurisdiction=city)
    return Sample({"public_id": meeting.public_id})


def _council_meeting_by_hand(city: Jurisdiction, _who: User | None) -> Sample:
    meeting = meetings.CouncilMeetingFactory.create(jurisdiction=city, brought_with__by_hand=True)
    return Sample({"public_id": meeting.public_id}, Place.CITY)


def _instrument_to_tie(city: Jurisdiction, _who: User | None) -> Sample:
    instrument = instruments.InstrumentFactory.create(jurisdiction=city)
    return Sample({"instrument_id": instrument.public_id}, Place.CITY)


def _council_evidence(city: Jurisdiction, who: User | None) -> Sample:
    tie = meeting_actions.tie_item(
        by=who or person_with("clerk", city.public_id),
        item=meetings.CouncilItemFactory.create(meeting__jurisdiction=city),
        instrument=instruments.InstrumentFactory.create(jurisdiction=city),
        now=clock.now(),
    )
    return Sample({"evidence_id": tie.public_id}, Place.CITY)


ARRANGING = (Place.WHOLE, Meetings.ARRANGE)
RECORDING = (Place.WHOLE, Meetings.RECORD)


def _pain_point(place: Place) -> Make:
    def make(city: Jurisdiction, _who: User | None) -> Sample:
        return Sample({"public_id": initiatives.PainPointFactory.create(jurisdiction=city).public_id}, place)

    return make


def _pain_group(_city: Jurisdiction, _who: User | None) -> Sample:
    return Sample({"public_id": initiatives.PainGroupFactory.create().public_id})


def _initiative(place: Place = Place.ANYWHERE, **more: object) -> Make:
    def make(_city: Jurisdiction, _who: User | None) -> Sample:
        return Sample({"public_id": initiatives.InitiativeFactory.create().public_id} | more, place)

    return make


def _initiative_for_guests(city: Jurisdiction, _who: User | None) -> Sample:
    guest = initiatives.GuestFactory.create(jurisdiction=city)
    return Sample({"public_id": guest.initiative.public_id}, Place.CITY)


def _initiative_joined(city: Jurisdiction, _who: User | None) -> Sample:
    """In its first stage the manager of any city that joins decides."""
    stance = initiatives.StanceFactory.create(jurisdiction=city)
    return Sample({"public_id": stance.initiative.public_id}, Place.CITY)


def _initiative_explored(_city: Jurisdiction, _who: User | None) -> Sample:
    """After the first stage the partnership decides."""
    return Sample(
        {"public_id": initiatives.InitiativeFactory.create(stage_key="explore").public_id}, Place.WHOLE
    )


def _need_by_hand(_city: Jurisdiction, _who: User | None) -> Sample:
    row = initiatives.InitiativeFactory.create(stage_key="decide")
    return Sample({"public_id": row.public_id, "need_key": "councils"})


def _guest(city: Jurisdiction, _who: User | None) -> Sample:
    guest = initiatives.GuestFactory.create(jurisdiction=city)
    return Sample({"public_id": guest.initiative.public_id, "guest_id": guest.public_id}, Place.WHOLE)


def _assignment(city: Jurisdiction, _who: User | None) -> Sample:
    row = initiatives.AssignmentFactory.create(jurisdiction=city)
    return Sample({"public_id": row.initiative.public_id, "assignment_id": row.public_id}, Place.CITY)


def _month_of_city(city: Jurisdiction, _who: User | None) -> Sample:
    return Sample({"public_id": city.public_id, "year": 2026, "month": 2}, Place.CITY)


def _ask(city: Jurisdiction, _who: User | None) -> Sample:
    ask = initiatives.HoursAskFactory.create(jurisdiction=city)
    return Sample({"public_id": ask.public_id, "signature": sign_path(ask.path)})


def _expectation(**more: object) -> Make:
    def make(_city: Jurisdiction, _who: User | None) -> Sample:
        row = initiatives.ExpectationFactory.create()
        return Sample({"public_id": row.initiative.public_id, "part_id": row.public_id} | more)

    return make


def _report_of_member(city: Jurisdiction, _who: User | None) -> Sample:
    if not city.memberships.exists():
        jurisdictions.MembershipFactory.create(jurisdiction=city)
    year = fiscal_year_of(city, clock.today()).ending_in
    return Sample({"public_id": city.public_id, "year": year})


def _initiative_document(city: Jurisdiction, _who: User | None) -> Sample:
    row = initiatives.DocumentFactory.create()
    initiatives.GuestFactory.create(initiative=row.initiative, jurisdiction=city)
    return Sample({"public_id": row.initiative.public_id, "part_id": row.public_id}, Place.CITY)


SAMPLES: dict[str, tuple[Make, ...]] = {
    **_lists_of(ACTIONS),
    **_lists_of(CONTACTS),
    **_lists_of(AGREEMENTS),
    "accounts:person": (_person(Place.ANYWHERE),),
    "accounts:grant": (_person(Place.ANYWHERE),),
    "accounts:end-role": (_held_role,),
    "accounts:suspend": (_person(Place.CITY),),
    "accounts:anonymise": (_person(Place.WHOLE),),
    "accounts:restore": (_person(Place.CITY),),
    "accounts:reset": (_person(Place.WHOLE),),
    "accounts:refuse-reset": (_with_authenticator,),
    "mfa_edit_webauthn": (_passkey,),
    "mfa_remove_webauthn": (_passkey,),
    "accounts:revoke-token": (_token,),
    "accounts:resend": (_invitation,),
    "accounts:withdraw": (_invitation,),
    "accounts:accept": (_accepting,),
    "accounts:confirm-reset": (_confirming,),
    "accounts:city-go": (_city_provider,),
    "accounts:provider": (_place,),
    "accounts:turn-provider": (_provided_place,),
    "accounts:choose-password": (_choosing,),
    "notices:open": (_notice,),
    "notices:sample-message": (_sample_mail,),
    "notices:sample-message-html": (_sample_mail,),
    "notices:sample-message-source": (_sample_mail,),
    "audit:detail": (_audit_entry,),
    "leaving:archive": (_archive(Place.CITY), _archive(Place.WHOLE)),
    "leaving:archive-delete": (_own_archive,),
    "leaving:archive-download": (_archive(Place.CITY), _archive(Place.WHOLE)),
    "leaving:archive-show-again": (_archive(Place.CITY), _archive(Place.WHOLE)),
    "leaving:certificate": (_destruction,),
    "leaving:schema": (_schema,),
    "jobs:detail": (_job,),
    "jobs:retry": (_job,),
    "law:place": (_law_of(Place.ANYWHERE),),
    "law:choose": (_law_of(Place.WHOLE),),
    "law:set-own": (_law_of(Place.WHOLE, key="closing"),),
    "law:end": (_own_rule,),
    "jurisdictions:detail": (_jurisdiction(Place.ANYWHERE),),
    "jurisdictions:record-figure": (_jurisdiction(Place.CITY),),
    "jurisdictions:begin-membership": (_jurisdiction(Place.WHOLE),),
    "jurisdictions:correct-membership": (_membership,),
    "jurisdictions:end-membership": (_membership,),
    "jurisdictions:name-representative": (_jurisdiction(Place.CITY),),
    "jurisdictions:name-substitute": (_representation,),
    "jurisdictions:end-representation": (_representation,),
    "commitments:detail": (
        _commitment(Place.ANYWHERE, Commitments.READ),
        _commitment(Place.CITY, Commitments.READ, confidential=True),
    ),
    "commitments:evidence": (_evidence,),
    "commitments:record-done": (_commitment(Place.CITY, Commitments.CLOSE),),
    "commitments:record-review": (_commitment(Place.CITY, Commitments.CLOSE, standing=True),),
    "commitments:withdraw": (_commitment(Place.CITY, Commitments.OPEN),),
    "commitments:reopen": (_commitment(Place.CITY, Commitments.OPEN, done=True),),
    "commitments:assign": (_commitment(Place.CITY, Commitments.ASSIGN),),
    "commitments:move-date": (_commitment(Place.CITY, Commitments.CLOSE),),
    "commitments:comment": (_commitment(Place.ANYWHERE, Commitments.READ),),
    "commitments:hours": (_commitment(Place.CITY, Commitments.CLOSE),),
    "commitments:run": (_run(Place.ANYWHERE),),
    "commitments:skip-step": (_run(Place.CITY, step_key="draft"),),
    "commitments:resume-step": (_run(Place.CITY, step_key="draft"),),
    "commitments:move-target": (_run(Place.CITY),),
    "commitments:procedure": (_procedure,),
    "commitments:confirm-steps": (_version_to_confirm,),
    "commitments:edit-draft": (_draft_procedure,),
    "commitments:make-draft": (_draft_procedure,),
    "commitments:version": (_version,),
    "commitments:answer-link": (_link,),
    "meetings:body": (_body(Place.ANYWHERE),),
    "meetings:change-body": (_body(Place.WHOLE),),
    "meetings:set-threshold": (_body(Place.WHOLE),),
    "meetings:add-local-rule": (_body(Place.WHOLE),),
    "meetings:end-local-rule": (_body(Place.WHOLE, rule_id=meetings.LocalNoticeRuleFactory.create),),
    "meetings:seat-member": (_body(Place.WHOLE),),
    "meetings:name-substitute": (_body(Place.WHOLE, seat_id=meetings.BodyMemberFactory.create),),
    "meetings:end-seat": (_body(Place.WHOLE, seat_id=meetings.BodyMemberFactory.create),),
    "meetings:schedule": (_body(*ARRANGING),),
    "meetings:begin-series": (_body(*ARRANGING),),
    "meetings:plan-series": (_body(*ARRANGING, series_id=meetings.MeetingSeriesFactory.create),),
    "meetings:propose": (_body(Place.ANYWHERE, Meetings.PROPOSE),),
    "meetings:take-proposal": (_body(*ARRANGING, proposal_id=meetings.AgendaProposalFactory.create),),
    "meetings:decline-proposal": (_body(*ARRANGING, proposal_id=meetings.AgendaProposalFactory.create),),
    "meetings:withdraw-proposal": (_own_proposal,),
    "meetings:facility": (_building(Place.ANYWHERE),),
    "meetings:close-facility": (_building(Place.WHOLE),),
    "meetings:take-holidays": (_building(Place.WHOLE),),
    "meetings:detail": (_meeting(Place.ANYWHERE),),
    "meetings:change": (_meeting(*ARRANGING),),
    "meetings:cancel": (_meeting(*ARRANGING),),
    "portal:meeting": (_public_meeting,),
    "portal:meeting-event": (_public_meeting,),
    "portal:meeting-packet": (_public_meeting,),
    "portal:body": (_public_body,),
    "portal:body-calendar": (_public_body,),
    "meetings:bring-reply": (_meeting(*ARRANGING),),
    "meetings:ask-packet": (_meeting(*ARRANGING),),
    "meetings:packet": (_packet,),
    "meetings:end-calendar": (_own_calendar,),
    "meetings:calendar": (_fetched,),
    "meetings:add-item": (_meeting(*ARRANGING),),
    "meetings:carry-over": (_meeting(*ARRANGING),),
    "meetings:change-item": (_item(*ARRANGING),),
    "meetings:move-item": (_item(*ARRANGING),),
    "meetings:remove-item": (_item(*ARRANGING),),
    "meetings:add-paper": (_item(*ARRANGING),),
    "meetings:paper": (_paper(Place.ANYWHERE),),
    "meetings:remove-paper": (_paper(*ARRANGING),),
    "meetings:post-notice": (_meeting(*ARRANGING),),
    "meetings:notice": (_posted,),
    "meetings:live": (_meeting(*RECORDING),),
    "meetings:screen": (_meeting(Place.ANYWHERE),),
    "meetings:minutes": (_minutes(Place.ANYWHERE),),
    "meetings:minutes-version": (_minutes(Place.ANYWHERE, version=1),),
    "meetings:minutes-pdf": (_minutes(Place.ANYWHERE),),
    "meetings:draft-minutes": (_minutes(*RECORDING),),
    "meetings:propose-minutes": (_minutes(*RECORDING),),
    "meetings:publish-minutes": (_minutes(*RECORDING),),
    "meetings:correct-minutes": (_minutes(*RECORDING, block="note:1"),),
    "meetings:add-paragraph": (_minutes(*RECORDING, block="note:1"),),
    "meetings:minute-texts": (_body(*ARRANGING),),
    "meetings:notice-evidence": (_posted,),
    "meetings:council": (_council_meeting,),
    "meetings:correct-council": (_council_meeting_by_hand,),
    "meetings:council-import": (_council_import,),
    "meetings:save-council-import": (_council_import,),
    "meetings:undo-council-import": (_council_import,),
    "meetings:discard-council-import": (_council_import,),
    "meetings:council-evidence": (_instrument_to_tie,),
    "meetings:untie-council-item": (_council_evidence,),
    "instruments:draft": (_own_draft,),
    "instruments:reread": (_own_draft,),
    "instruments:discard": (_own_draft,),
    "instruments:statement": (_statement(Place.ANYWHERE, with_text=True),),
    "instruments:correct-statement": (_statement(Place.WHOLE, with_text=True),),
    "instruments:publish": (_statement(Place.WHOLE, with_text=True),),
    "instruments:matrix": (_statement(Place.ANYWHERE, with_text=True),),
    "instruments:matrix-csv": (_statement(Place.ANYWHERE, with_text=True),),
    "instruments:adopt": (_statement(Place.WHOLE, with_text=True),),
    "instruments:use-pack": (_statement(Place.WHOLE, with_text=True),),
    "instruments:duties": (_statement(Place.ANYWHERE, with_text=True),),
    "instruments:confirm": (_statement_of_council,),
    "instruments:detail": (_instrument(Place.ANYWHERE),),
    "instruments:text": (_instrument(Place.ANYWHERE),),
    "instruments:correct": (_instrument(Place.CITY),),
    "studies:service": (lambda _city, _who: Sample({"slug": "fleet"}),),
    "studies:detail": (_study,),
    "studies:export": (_study,),
    "studies:change": (_study,),
    "studies:add-city": (_study,),
    "studies:add-line": (_study,),
    "studies:options": (_study,),
    "studies:add-option": (_study,),
    "studies:change-option": (_option,),
    "studies:withdraw-option": (_option,),
    "studies:add-part": (_option,),
    "studies:change-part": (_amount,),
    "studies:withdraw-part": (_amount,),
    "studies:assumptions": (_study,),
    "studies:add-share": (_study,),
    "studies:check-share": (_study,),
    "studies:group-costs": (_group_table,),
    "studies:staffing": (_group_table,),
    "studies:bring-calls": (_study,),
    "studies:calls": (_call_file,),
    "studies:calls-columns": (_call_file,),
    "studies:calls-places": (_call_file,),
    "studies:withdraw-calls": (_call_file,),
    "studies:add-exchange": (_option,),
    "studies:change-exchange": (_exchange,),
    "studies:withdraw-exchange": (_exchange,),
    "studies:add-range": (_study,),
    "studies:change-range": (_range,),
    "studies:withdraw-range": (_range,),
    "studies:add-tie": (_study,),
    "studies:withdraw-tie": (_tie,),
    "studies:change-share": (_share,),
    "studies:withdraw-share": (_share,),
    "studies:result": (_study,),
    "studies:file": (_study,),
    "studies:together": (_study,),
    "studies:open-poll": (_study,),
    "studies:poll": (_poll,),
    "studies:close-poll": (_poll,),
    "studies:answer-poll": (_asked,),
    "studies:ask-for-sign-off": (_study,),
    "studies:sign-off": (_sign_off,),
    "studies:end-sign-off": (_sign_off,),
    "studies:sign-result": (_signing(Place.ANYWHERE),),
    "studies:decline-result": (_signing(Place.CITY),),
    "studies:talk": (_study,),
    "studies:reply": (_remark,),
    "studies:change-remark": (_own_remark,),
    "studies:withdraw-remark": (_own_remark,),
    "studies:close-question": (_asked_remark,),
    "studies:send-clause": (_study,),
    "studies:working": (_study,),
    "studies:report-pdf": (_study,),
    "studies:report-docx": (_study,),
    "studies:compare": (_study,),
    "studies:versions": (_baseline(Place.ANYWHERE), _baseline(Place.CITY, Studies.FILL)),
    "studies:begin-run": (_study,),
    "studies:stop-run": (_study_run,),
    "studies:set-stand": (_study_city,),
    "studies:take-out-city": (_study_city,),
    "studies:change-line": (_study_line,),
    "studies:withdraw-line": (_study_line,),
    "studies:baseline": (_baseline(Place.ANYWHERE), _baseline(Place.CITY, Studies.FILL)),
    "studies:line": (_baseline_line(Place.ANYWHERE), _baseline_line(Place.CITY, Studies.FILL)),
    "studies:add-cell": (_baseline(Place.CITY),),
    "studies:strike-cell": (_cell,),
    "studies:answer": (_question,),
    "studies:freeze": (_baseline(Place.CITY),),
    "studies:revise": (_baseline(Place.CITY),),
    "studies:paste": (_baseline(Place.CITY),),
    "studies:pasted": (_spreadsheet,),
    "studies:pasted-columns": (_spreadsheet,),
    "studies:pasted-save": (_spreadsheet,),
    "studies:pasted-undo": (_spreadsheet,),
    "studies:pasted-discard": (_spreadsheet,),
    "agreements:detail": (_agreement(Place.ANYWHERE),),
    "agreements:correct": (_agreement(Place.CITY),),
    "agreements:renew": (_agreement(Place.CITY),),
    "agreements:end": (_agreement(Place.CITY),),
    "agreements:publish": (_agreement(Place.WHOLE),),
    "agreements:write-clause": (_agreement(Place.CITY),),
    "agreements:replace-clause": (_clause,),
    "agreements:strike-clause": (_clause,),
    "agreements:set-window": (_agreement(Place.CITY),),
    "agreements:strike-window": (_window,),
    "agreements:record-amount": (_agreement(Place.CITY),),
    "agreements:attach": (_agreement(Place.CITY),),
    "agreements:document": (_document,),
    "agreements:add-party": (_agreement(Place.CITY),),
    "agreements:correct-party": (_party,),
    "agreements:sign": (_party,),
    "agreements:link-instrument": (_party,),
    "agreements:change": (_change(Place.ANYWHERE),),
    "agreements:set-day": (_change(Place.CITY),),
    "agreements:enter": (_change(Place.CITY),),
    "agreements:call-off": (_change(Place.CITY),),
    "instruments:bring-back": (_instrument(Place.CITY),),
    "instruments:packets": (_packets,),
    "instruments:make-packets": (_packets,),
    "instruments:packets-zip": (_packets,),
    "instruments:packet-file": (_packet_file,),
    "instruments:packet": (_instrument(Place.ANYWHERE),),
    "instruments:make-packet": (_instrument(Place.CITY),),
    "instruments:brief": (_instrument(Place.ANYWHERE),),
    "instruments:template": (_template_of,),
    "instruments:template-preview": (_template_of,),
    "instruments:template-plain": (_template_of,),
    "instruments:template-retire": (_template_of,),
    "instruments:template-file": (_template_version,),
    "instruments:end": (_instrument(Place.CITY),),
    "instruments:record-step": (_step,),
    "instruments:returned": (_returned,),
    "instruments:decide": (_deviation,),
    "initiatives:program": (_program(Place.ANYWHERE),),
    "initiatives:change-program": (_program(Place.WHOLE),),
    "initiatives:record-participation": (_program(Place.WHOLE),),
    "initiatives:end-participation": (_participation,),
    "initiatives:report-outcome": (_program(Place.WHOLE),),
    "initiatives:add-link": (_program(Place.WHOLE),),
    "initiatives:publish-program": (_program(Place.WHOLE),),
    "initiatives:pain-point": (_pain_point(Place.ANYWHERE),),
    "initiatives:withdraw-pain-point": (_pain_point(Place.CITY),),
    "initiatives:start": (_pain_group,),
    "initiatives:dissolve-group": (_pain_group,),
    "initiatives:initiative": (_initiative_for_guests,),
    "initiatives:change": (_initiative(),),
    "initiatives:pass-gate": (_initiative_joined, _initiative_explored),
    "initiatives:move": (_initiative_joined, _initiative_explored),
    "initiatives:record-decision": (_initiative_joined, _initiative_explored),
    "initiatives:say-met": (_need_by_hand,),
    "initiatives:take-back-met": (_need_by_hand,),
    "initiatives:take-part": (_initiative(),),
    "initiatives:invite-guest": (_initiative(Place.WHOLE),),
    "initiatives:end-guest": (_guest,),
    "initiatives:link-program": (_initiative(),),
    "initiatives:assign": (_initiative(),),
    "initiatives:end-assignment": (_assignment,),
    "initiatives:say-hours": (_month_of_city,),
    "initiatives:answer-ask": (_ask,),
    "initiatives:add-part": tuple(
        _initiative(kind=kind)
        for kind in ("pressure", "expectation", "practice", "support", "risk", "document")
    ),
    "initiatives:withdraw-part": (_expectation(kind="expectation"),),
    "initiatives:record-result": (_expectation(),),
    "initiatives:report": (_report_of_member,),
    "initiatives:report-pdf": (_report_of_member,),
    "initiatives:document": (_initiative_document,),
    "portal:statement": (_statement(Place.ANYWHERE, published=True),),
    "portal:agreement": (_agreement(Place.ANYWHERE, published=True),),
    "portal:program": (_program(Place.ANYWHERE, published=True),),
}
# A comparison is asked for by query; without one it is not there.
# The set-up page is gone wherever there is a partnership.
WITHOUT_SAMPLE = {"commitments:compare-versions", "founding:first-run"}

__all__ = [
    "ASKS_FOR_SIGN_IN",
    "NEEDS_AN_AUTHENTICATOR",
    "SAMPLES",
    "WHOLE",
    "WITHOUT_SAMPLE",
    "Place",
    "Sample",
]
