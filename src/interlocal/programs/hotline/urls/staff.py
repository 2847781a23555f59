"""Addresses of those who receive reports and of the keepers."""

from django.urls import path

from interlocal.programs.hotline.views import handing, intake, keys, recovery, reports

urlpatterns = [
    path("key/", keys.page, name="key"),
    path("key/mine/", keys.mine, name="key-mine"),
    path("key/make/", keys.make, name="key-make"),
    path("key/locks/", keys.change_locks, name="key-locks"),
    path("key/replace/", keys.replace, name="key-replace"),
    path("key/give-up/", keys.give_up, name="key-give-up"),
    path("intake/", intake.intake, name="intake"),
    path("reports/", reports.page, name="reports"),
    path("reports/listed/", reports.listed, name="reports-listed"),
    path("reports/<str:public_id>/", reports.details, name="report-details"),
    path("reports/<str:public_id>/files/<str:file_id>/", reports.file, name="report-file"),
    path("reports/<str:public_id>/write/", reports.write, name="report-write"),
    path("reports/<str:public_id>/close/", reports.close, name="report-close"),
    path("reports/<str:public_id>/reopen/", reports.reopen, name="report-reopen"),
    path("reports/<str:public_id>/hold/", reports.hold, name="report-hold"),
    path("reports/<str:public_id>/share/", handing.share, name="report-share"),
    path("reports/<str:public_id>/recuse/", handing.recuse, name="report-recuse"),
    path("reports/<str:public_id>/exclude/", handing.exclude, name="report-exclude"),
    path("reports/<str:public_id>/transfer/", handing.transfer, name="report-transfer"),
    path("reports/<str:public_id>/groups/", handing.seal_groups, name="report-groups"),
    path("recovery/", recovery.page, name="recovery"),
    path("recovery/asked/", recovery.asked, name="recovery-asked"),
    path("recovery/ask/", recovery.ask, name="recovery-ask"),
    path("recovery/end/", recovery.end, name="recovery-end"),
    path("recovery/open/", recovery.open_layer, name="recovery-open"),
]
