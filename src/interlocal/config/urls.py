"""Every address. Rooms own what is below their prefix."""

from django.urls import include, path

from interlocal.config import health, security_txt
from interlocal.programkit.public import programs
from interlocal.upkeep.views import metrics

handler400 = "interlocal.config.errors.bad_request"
handler403 = "interlocal.config.errors.forbidden"
handler404 = "interlocal.config.errors.not_found"
handler500 = "interlocal.config.errors.server_error"

urlpatterns = [
    path("", include("interlocal.portal.urls")),
    path("", include("interlocal.desk.urls")),
    path("", include("interlocal.founding.urls")),
    path("", include("interlocal.foundation.accounts.urls")),
    path("", include("interlocal.foundation.notices.urls")),
    path("audit/", include("interlocal.foundation.audit.urls")),
    path("leaving/", include("interlocal.leaving.urls")),
    path("upkeep/", include("interlocal.upkeep.urls")),
    path("jobs/", include("interlocal.foundation.jobs.urls")),
    path("members/", include("interlocal.partnerships.jurisdictions.urls")),
    path("", include("interlocal.partnerships.commitments.urls")),
    path("law/", include("interlocal.partnerships.law.urls")),
    path("meetings/", include("interlocal.partnerships.meetings.urls")),
    path("instruments/", include("interlocal.partnerships.instruments.urls")),
    path("agreements/", include("interlocal.partnerships.agreements.urls")),
    path("initiatives/", include("interlocal.partnerships.initiatives.urls")),
    path("studies/", include("interlocal.costing.studies.urls")),
    *(path(f"programs/{program.slug}/", include(program.urls)) for program in programs()),
    path("api/", include("interlocal.http_api.urls")),
    path("components/", include("interlocal.web.urls")),
    path("account/", include("interlocal.foundation.accounts.sign_in_urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path(".well-known/security.txt", security_txt.security_txt, name="security-txt"),
    path("metrics", metrics, name="metrics"),
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
]
