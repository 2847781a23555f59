"""Courses, cohorts, sessions and seats: who runs training, and who nominates."""

from django.urls import path

from interlocal.programs.training.views import cohorts, planning_cohorts, planning_courses, seats
from interlocal.programs.training.views.lessons import giving
from interlocal.programs.training.views.lessons import planning as planning_lessons

OPEN = frozenset({"lesson-script", "lesson-stage", "lesson-file"})
COURSE = "courses/<str:public_id>"
COHORT = "cohorts/<str:public_id>"
# What a signed key opens for a while: the files of one lesson.
LESSON = "lessons/<str:key>"
CONTENT = [
    path(f"{LESSON}/-/<str:script>", giving.script, name="lesson-script"),
    path(f"{LESSON}/-/", giving.stage, name="lesson-stage"),
    path(f"{LESSON}/files/<path:name>", giving.file, name="lesson-file"),
]
urlpatterns = [
    path("", cohorts.home, name="home"),
    path("applications.csv", cohorts.export, name="export"),
    path("courses/", planning_courses.courses, name="courses"),
    path("courses/add/", planning_courses.add_course, name="add-course"),
    path(f"{COURSE}/", planning_courses.course, name="course"),
    path(f"{COURSE}/change/", planning_courses.change_course, name="change-course"),
    path(f"{COURSE}/materials/add/", planning_courses.add_material, name="add-material"),
    path(f"{COURSE}/materials/<str:material_id>/", planning_courses.material_file, name="material-file"),
    path(
        f"{COURSE}/materials/<str:material_id>/remove/",
        planning_courses.remove_material,
        name="remove-material",
    ),
    path(f"{COURSE}/homework/add/", planning_courses.add_homework, name="add-homework"),
    path(
        f"{COURSE}/homework/<str:homework_id>/remove/",
        planning_courses.remove_homework,
        name="remove-homework",
    ),
    path(f"{COURSE}/lessons/add/", planning_lessons.add_lesson, name="add-lesson"),
    path(f"{COURSE}/lessons/<str:homework_id>/try/", planning_lessons.try_lesson, name="try-lesson"),
    *CONTENT,
    path(f"{COURSE}/plan/", planning_courses.plan_cohort, name="plan-cohort"),
    path(f"{COHORT}/", cohorts.cohort, name="cohort"),
    path(f"{COHORT}/seats/", cohorts.seat_list, name="seats"),
    path(f"{COHORT}/waiting/", cohorts.waiting_list, name="waiting"),
    path(f"{COHORT}/decisions/", cohorts.decision_list, name="decisions"),
    path(f"{COHORT}/change/", planning_cohorts.change, name="change-cohort"),
    path(f"{COHORT}/open/", planning_cohorts.open_now, name="open-cohort"),
    path(f"{COHORT}/copy/", planning_cohorts.copy, name="copy-cohort"),
    path(f"{COHORT}/cancel/", planning_cohorts.cancel, name="cancel-cohort"),
    path(f"{COHORT}/sessions/add/", planning_cohorts.add_session, name="add-session"),
    path(f"{COHORT}/sessions/<str:session_id>/change/", planning_cohorts.move_session, name="move-session"),
    path(
        f"{COHORT}/sessions/<str:session_id>/cancel/", planning_cohorts.cancel_session, name="cancel-session"
    ),
    path(f"{COHORT}/instructors/add/", planning_cohorts.add_instructor, name="add-instructor"),
    path(
        f"{COHORT}/instructors/<str:instructor_id>/link/",
        planning_cohorts.send_link,
        name="send-instructor-link",
    ),
    path(
        f"{COHORT}/instructors/<str:instructor_id>/remove/",
        planning_cohorts.remove_instructor,
        name="remove-instructor",
    ),
    path(f"{COHORT}/shares/", seats.shares, name="shares"),
    path(f"{COHORT}/cities/<str:jurisdiction_id>/leave/", seats.withdraw_city, name="withdraw-city"),
    path(f"{COHORT}/seats/<str:application_id>/give/", seats.give, name="give-seat"),
    path(f"{COHORT}/seats/<str:application_id>/take-back/", seats.take_back, name="take-back"),
]
