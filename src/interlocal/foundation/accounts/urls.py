"""Addresses of the room. Sign-in pages are allauth's where ``config.urls`` names them."""

from django.urls import URLPattern, URLResolver, path

from interlocal.foundation.accounts.views import (
    changes,
    city,
    invitations,
    own,
    passwords,
    people,
    providers,
    resets,
    tokens,
)

app_name = "accounts"
urlpatterns: list[URLPattern | URLResolver] = [
    path("people/", people.people, name="people"),
    path("people/invite/", changes.invite_person, name="invite"),
    path("people/who-may/", people.who_may, name="who-may"),
    path("people/sign-in/", providers.providers, name="providers"),
    path("people/sign-in/<str:place_id>/", providers.provider, name="provider"),
    path("people/sign-in/<str:place_id>/turn/", providers.turn, name="turn-provider"),
    path("people/<str:public_id>/", people.person, name="person"),
    path("people/<str:public_id>/grant/", changes.grant, name="grant"),
    path("people/<str:public_id>/roles/<str:grant_id>/end/", changes.end, name="end-role"),
    path("people/<str:public_id>/suspend/", changes.suspend_person, name="suspend"),
    path("people/<str:public_id>/erase/", changes.anonymise_person, name="anonymise"),
    path("people/<str:public_id>/restore/", changes.restore_person, name="restore"),
    path("people/<str:public_id>/authenticator/", resets.approve, name="reset"),
    path("people/<str:public_id>/authenticator/refuse/", resets.refuse, name="refuse-reset"),
    path("people/invitations/<str:public_id>/resend/", changes.resend, name="resend"),
    path("people/invitations/<str:public_id>/withdraw/", changes.withdraw, name="withdraw"),
    path("invitations/<str:public_id>/<int:sending>/<str:signature>/", invitations.accept, name="accept"),
    path("account/city/", city.begin, name="city"),
    path("account/city/answer/", city.answer, name="city-answer"),
    path("account/city/<str:public_id>/", city.go, name="city-go"),
    path("account/", own.profile, name="profile"),
    path("account/sessions/", own.sessions, name="sessions"),
    path("account/tokens/", tokens.tokens, name="tokens"),
    path("account/tokens/add/", tokens.add, name="add-token"),
    path("account/tokens/<str:public_id>/revoke/", tokens.revoke, name="revoke-token"),
    path("account/lost-authenticator/", resets.lost, name="lost-authenticator"),
    path(
        "account/lost-authenticator/<str:public_id>/<str:signature>/",
        resets.confirm,
        name="confirm-reset",
    ),
    path(
        "account/password/reset/<str:public_id>/<str:stamp>/<str:signature>/",
        passwords.choose,
        name="choose-password",
    ),
]
