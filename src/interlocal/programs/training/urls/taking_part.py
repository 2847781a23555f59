"""Applying, nominating, agreeing, coming: learners, supervisors, instructors and training contacts."""

from django.urls import path

from interlocal.programs.training.views.lessons import playing
from interlocal.programs.training.views.links import (
    agreeing,
    checking_in,
    instructor,
    learner,
    own_check_in,
)
from interlocal.programs.training.views.taking_part import applying, attending, homework, nominating, pasted

MY = "my/<str:public_id>/<int:link_round>/<str:signature>/"
TEACH = "teach/<str:public_id>/<str:mark>/<str:signature>/"
LISTS = "cohorts/<str:cohort_id>/lists/"
ATTENDANCE = "cohorts/<str:public_id>/attendance/"
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
        "my-lesson",
        "my-lesson-save",
        "my-check-in",
        "my-calendar",
        "check-in",
        "check-in-typed",
        "teach",
        "teach-tick",
        "teach-roster",
        "teach-code",
        "teach-log",
        "teach-material",
        "teach-homework",
        "teach-homework-file",
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
    path(f"{MY}<str:application_id>/homework/<str:homework_id>/lesson/", playing.play, name="my-lesson"),
    path(
        f"{MY}<str:application_id>/homework/<str:homework_id>/lesson/save/",
        playing.save,
        name="my-lesson-save",
    ),
    path(f"{MY}<str:application_id>/check-in/", own_check_in.check_in_here, name="my-check-in"),
    path("check-in/", checking_in.by_code, name="check-in-typed"),
    path("check-in/<str:session_id>/<str:code>/", checking_in.by_qr, name="check-in"),
    path(TEACH, instructor.teach, name="teach"),
    path(f"{TEACH}sessions/<str:session_id>/", instructor.tick, name="teach-tick"),
    path(f"{TEACH}sessions/<str:session_id>/roster/", instructor.roster, name="teach-roster"),
    path(f"{TEACH}sessions/<str:session_id>/code/", instructor.code, name="teach-code"),
    path(f"{TEACH}sessions/<str:session_id>/log/", instructor.log, name="teach-log"),
    path(f"{TEACH}materials/<str:material_id>/", instructor.material, name="teach-material"),
    path(f"{TEACH}homework/<str:hand_in_id>/", instructor.homework, name="teach-homework"),
    path(f"{TEACH}homework/<str:hand_in_id>/file/", instructor.homework_file, name="teach-homework-file"),
    path(ATTENDANCE, attending.attendance, name="attendance"),
    path(f"{ATTENDANCE}<str:session_id>/", attending.tick, name="tick"),
    path(f"{ATTENDANCE}<str:session_id>/roster/", attending.roster, name="roster"),
    path(f"{ATTENDANCE}<str:session_id>/code/", attending.code, name="code"),
    path(f"{ATTENDANCE}<str:session_id>/log/", attending.log, name="log"),
    path("cohorts/<str:public_id>/homework/", homework.homework, name="homework"),
    path("cohorts/<str:public_id>/homework/<str:hand_in_id>/", homework.hand_in, name="hand-in"),
    path(
        "cohorts/<str:public_id>/homework/<str:hand_in_id>/file/", homework.hand_in_file, name="hand-in-file"
    ),
    path(LISTS, pasted.paste, name="paste"),
    path(f"{LISTS}<str:list_id>/", pasted.pasted, name="pasted"),
    path(f"{LISTS}<str:list_id>/columns/", pasted.point, name="pasted-columns"),
    path(f"{LISTS}<str:list_id>/save/", pasted.save, name="pasted-save"),
    path(f"{LISTS}<str:list_id>/undo/", pasted.undo, name="pasted-undo"),
    path(f"{LISTS}<str:list_id>/discard/", pasted.discard, name="pasted-discard"),
]
