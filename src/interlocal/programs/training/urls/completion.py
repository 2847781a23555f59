"""Certificates, evaluation and cost."""

from django.urls import path

from interlocal.programs.training.views.completion import (
    badges,
    certificates,
    closing,
    costs,
    evaluation,
    transcripts,
    verification,
)
from interlocal.programs.training.views.links import evaluation as questions

OPEN = frozenset(
    {
        "certificate",
        "certificate-download",
        "badge-issuer",
        "badge-keys",
        "badge-key",
        "badge-achievement",
        "badge-status",
        "evaluate",
        "own-transcript",
    }
)
urlpatterns = [
    path("certificates/<str:public_id>/", verification.certificate, name="certificate"),
    path("certificates/<str:public_id>/<str:form>", verification.download, name="certificate-download"),
    path("badges/issuer.json", badges.issuer, name="badge-issuer"),
    path("badges/keys.json", badges.keys, name="badge-keys"),
    path("badges/keys/<str:key_id>.json", badges.key, name="badge-key"),
    path("badges/courses/<str:public_id>.json", badges.achievement, name="badge-achievement"),
    path("badges/status/<int:number>", badges.status_list, name="badge-status"),
    path("cohorts/<str:public_id>/certificates/", certificates.certificates, name="certificates"),
    path(
        "cohorts/<str:public_id>/certificates/<str:certificate_id>/revoke/",
        certificates.revoke,
        name="certificate-revoke",
    ),
    path("cohorts/<str:public_id>/costs/", costs.costs, name="costs"),
    path("cohorts/<str:public_id>/costs/<str:line_id>/remove/", costs.remove, name="cost-remove"),
    path("cohorts/<str:public_id>/close-out/", closing.close_out, name="close-out"),
    path("cohorts/<str:public_id>/report.pdf", closing.report, name="report"),
    path("cohorts/<str:public_id>/evaluation/", evaluation.evaluation, name="evaluation"),
    path("courses/<str:public_id>/evaluation/", evaluation.course_evaluation, name="course-evaluation"),
    path("evaluate/<str:public_id>/<str:signature>/", questions.evaluate, name="evaluate"),
    path("figures/", evaluation.figures, name="figures"),
    path("learners/<str:public_id>/transcript/", transcripts.transcript, name="transcript"),
    path(
        "transcript/<str:public_id>/<int:link_round>/<str:signature>/",
        transcripts.own_transcript,
        name="own-transcript",
    ),
    path("usage/", transcripts.usage, name="usage"),
    path("recertification/", certificates.recertification, name="recertification"),
]
