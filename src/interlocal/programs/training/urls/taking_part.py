"""Applying, nominating, agreeing, coming: learners, supervisors, instructors and training contacts."""

from django.urls import path

from interlocal.programs.training.views.links import agreeing, learner
from interlocal.programs.training.views.taking_part import applying, nominating

MY = "my/<str:public_id>/<int:link_round>/<str:signature>/"
OPEN = frozenset(
    {
        "catalogue",
        "apply",
        "lost-link",
        "confirm",
        "agree",
        "my",
        "my-application",
        "my-material",
        "my-homework",
        "my-calendar",
    }
)
urlpatterns = [
    path("apply/", applying.catalogue, name="catalogue"),
    path("apply/link/", applying.lost_link, name="lost-link"),
    path("apply/<str:public_id>/", applying.apply, name="apply"),
    path("apply/confirm/<str:public_id>/<str:mark>/<str:signature>/", agreeing.confirm, name="confirm"),
    path("agree/<str:public_id>/<str:mark>/<str:signature>/", agreeing.agree, name="agree"),
    path(
        "my/calendar/<str:public_id>/<int:link_round>/<str:signature>/", learner.calendar, name="my-calendar"
    ),
    path("cohorts/<str:public_id>/nominations/", nominating.nominations, name="nominations"),
    path("cohorts/<str:public_id>/nominations/new/", nominating.nominate_directly, name="nominate-directly"),
    path("applications/<str:public_id>/", nominating.application, name="application"),
    path(MY, learner.own_page, name="my"),
    path(f"{MY}<str:application_id>/", learner.own_application, name="my-application"),
    path(f"{MY}<str:application_id>/materials/<str:material_id>/", learner.material, name="my-material"),
    path(f"{MY}<str:application_id>/homework/<str:homework_id>/", learner.homework, name="my-homework"),
]
