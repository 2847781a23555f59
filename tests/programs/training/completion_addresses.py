"""Records at the addresses of what follows a course: certificates, badges, evaluation, cost, close-out."""

from collections.abc import Callable

from tests.factories import files
from tests.factories import training as made

from interlocal.foundation.accounts.models import User
from interlocal.foundation.notices.public import sign_path
from interlocal.foundation.vault.public import signing_key_id
from interlocal.partnerships.jurisdictions.models import Jurisdiction
from interlocal.programs.training import models
from interlocal.programs.training.actions.certificates import issue_certificates
from interlocal.programs.training.actions.evaluation import ask, evaluation_path
from interlocal.programs.training.badges import PURPOSE

Path = dict[str, object]
# The address, what stands in its path, and whether the permission is needed in the whole partnership, in the
# city of the record, or anywhere.
COMPLETION: dict[str, tuple[Callable[[Jurisdiction, User | None], Path], str]] = {}


def _seated(city: Jurisdiction) -> models.Application:
    """A learner of the city with a seat, who was there throughout, in a cohort that is closed out."""
    cohort = made.CohortFactory.create(
        seats=1,
        shares={city: 1},
        state=models.CohortState.CLOSED_OUT,
        closed_at=made.NOW,
        report=files.stored_file("Report.pdf"),
    )
    seated = made.ApplicationFactory.create(
        cohort=cohort, jurisdiction=city, seated=True, seat=cohort.seats.get()
    )
    session = made.SessionFactory.create(cohort=cohort)
    models.Attendance.objects.create(
        session=session,
        application=seated,
        minutes=180,
        how=models.Presence.PAPER,
        created_at=session.ends_at,
    )
    return seated


def _certificate(city: Jurisdiction) -> models.Certificate:
    [certificate] = issue_certificates(by=None, cohort=_seated(city).cohort, now=made.NOW)
    return certificate


def _cohort(city: Jurisdiction, _who: User | None) -> Path:
    return {"public_id": _seated(city).cohort.public_id}


def _course(city: Jurisdiction, _who: User | None) -> Path:
    return {"public_id": _seated(city).cohort.course.public_id}


def _page(city: Jurisdiction, _who: User | None) -> Path:
    return {"public_id": _certificate(city).public_id}


def _download(city: Jurisdiction, _who: User | None) -> Path:
    return {"public_id": _certificate(city).public_id, "form": "badge.jwt"}


def _revoking(city: Jurisdiction, _who: User | None) -> Path:
    certificate = _certificate(city)
    return {"public_id": certificate.application.cohort.public_id, "certificate_id": certificate.public_id}


def _cost_line(city: Jurisdiction, _who: User | None) -> Path:
    cohort = _seated(city).cohort
    line = models.CostLine.objects.create(
        cohort=cohort, kind="actual", title="Room", cents=100, recorded_by=cohort.made_by, created_at=made.NOW
    )
    return {"public_id": cohort.public_id, "line_id": line.public_id}


def _key(_city: Jurisdiction, _who: User | None) -> Path:
    return {"key_id": signing_key_id(PURPOSE)}


def _transcript(city: Jurisdiction, _who: User | None) -> Path:
    return {"public_id": _seated(city).learner.public_id}


def _own_transcript(city: Jurisdiction, _who: User | None) -> Path:
    learner = _seated(city).learner
    path = f"/programs/training/transcript/{learner.public_id}/0/"
    return {"public_id": learner.public_id, "link_round": 0, "signature": sign_path(path)}


def _asked(city: Jurisdiction, _who: User | None) -> Path:
    asked = ask(application=_seated(city), form="learning", session=None, now=made.NOW)
    return {"public_id": asked.public_id, "signature": sign_path(evaluation_path(asked))}


COMPLETION.update(
    {
        "training:certificate": (_page, "anywhere"),
        "training:certificate-download": (_download, "anywhere"),
        "training:badge-key": (_key, "anywhere"),
        "training:badge-achievement": (_course, "anywhere"),
        "training:badge-status": (lambda _city, _who: {"number": 0}, "anywhere"),
        "training:certificates": (_cohort, "whole"),
        "training:certificate-revoke": (_revoking, "whole"),
        "training:costs": (_cohort, "whole"),
        "training:cost-remove": (_cost_line, "whole"),
        "training:close-out": (_cohort, "whole"),
        "training:report": (_cohort, "city"),
        "training:evaluation": (_cohort, "city"),
        "training:course-evaluation": (_course, "anywhere"),
        "training:evaluate": (_asked, "anywhere"),
        "training:transcript": (_transcript, "city"),
        "training:own-transcript": (_own_transcript, "anywhere"),
    }
)
OPEN = {
    "training:badge-achievement",
    "training:badge-issuer",
    "training:badge-key",
    "training:badge-keys",
    "training:badge-status",
    "training:certificate",
    "training:certificate-download",
    "training:evaluate",
    "training:own-transcript",
}
