"""What a study comes to, its file, and its draws."""

from typing import Annotated

from django.http import HttpResponse
from ninja import Query, Router

from interlocal.costing.studies import public as studies
from interlocal.http_api.views.answers import NAMED, RULED
from interlocal.http_api.views.schemas import Id, ResultOut, RunOut
from interlocal.http_api.views.tokens import Asking, Bearer
from interlocal.kernel import clock

READ = Bearer(studies.Permission.READ)
LEAD = Bearer(studies.Permission.LEAD, writes=True)
Cities = Annotated[
    list[Id],
    Query(
        [],
        max_length=20,
        description="The ids of the cities that take part, for a what-if; else the study's.",
    ),
]
_TOML = {
    "responses": {200: {"description": "OK", "content": {"application/toml": {"schema": {"type": "string"}}}}}
}

router = Router(tags=["results"], auth=READ)


@router.get("/{study_id}/file", response={200: None, **RULED}, summary="The study file", openapi_extra=_TOML)
def read_study_file(request: Asking, study_id: str, city: Cities) -> HttpResponse:
    """Return the study as the file that ``mutual study`` works out to the same cents."""
    text = studies.study_file(studies.study_for(request.user, study_id), set(city) or None)
    return HttpResponse(text, content_type="application/toml; charset=utf-8")


@router.get("/{study_id}/result", response={200: ResultOut, **RULED}, summary="What it comes to")
def read_result(request: Asking, study_id: str, city: Cities) -> ResultOut:
    """Return what the engine says: all draws where a run has them for the study as it stands."""
    study = studies.study_for(request.user, study_id)
    text = studies.study_file(study, set(city) or None)
    run = studies.run_of(study, text)
    done = run if run is not None and run.result else None
    return ResultOut(
        digest=studies.digest_of_file(text),
        run_id=done.public_id if done else None,
        result=done.result if done and done.result else studies.looked_at(text),
    )


@router.post("/{study_id}/runs", response={200: RunOut, **RULED}, auth=LEAD, summary="Draw it")
def begin_run(request: Asking, study_id: str) -> RunOut:
    """Ask for all draws of the study as it stands. The run that is open for the same file is given back."""
    study = studies.led_study_for(request.user, study_id)
    run = studies.begin_run(by=request.user, study=study, text=studies.study_file(study), now=clock.now())
    return _run(run)


@router.get("/{study_id}/runs/{run_id}", response={200: RunOut, **NAMED}, summary="A run")
def read_run(request: Asking, study_id: str, run_id: str) -> RunOut:
    """Return how far a run is, and its result once it is finished."""
    return _run(studies.run_for(request.user, study_id, run_id))


def _run(found: studies.Run) -> RunOut:
    return RunOut(
        id=found.public_id,
        digest=found.digest,
        state=_state(found),
        fault=found.fault,
        engine=found.engine,
        begun_at=found.created_at,
        finished_at=found.finished_at,
        result=found.result,
    )


def _state(found: studies.Run) -> str:
    if found.is_open:
        return "open"
    if found.stopped_at is not None:
        return "stopped"
    return "failed" if found.fault else "finished"
