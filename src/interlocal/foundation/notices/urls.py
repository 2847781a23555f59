"""Addresses of the room."""

from django.urls import path

from interlocal.foundation.notices.views import inbox, preferences, sample_mail

app_name = "notices"
urlpatterns = [
    path("inbox/", inbox.show_inbox, name="inbox"),
    path("inbox/read/", inbox.read_all, name="read-all"),
    path("inbox/settings/", preferences.edit_preferences, name="settings"),
    path("inbox/<slug:public_id>/", inbox.open_notice, name="open"),
    path("dev/mail/", sample_mail.list_messages, name="sample-mail"),
    path("dev/mail/<str:name>/", sample_mail.show_message, name="sample-message"),
    path("dev/mail/<str:name>/html/", sample_mail.show_html, name="sample-message-html"),
    path("dev/mail/<str:name>/source/", sample_mail.download_source, name="sample-message-source"),
]
