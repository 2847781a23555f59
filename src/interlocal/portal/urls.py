"""Addresses of the public pages."""

from django.urls import path

from interlocal.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("statements/<slug:public_id>/", views.statement, name="statement"),
    path("public/programs/<slug:public_id>/", views.program, name="program"),
    path("public/agreements/", views.agreements, name="agreements"),
    path("public/agreements/<slug:public_id>/", views.agreement, name="agreement"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
]
