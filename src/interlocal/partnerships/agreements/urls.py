"""Addresses of the room, below /agreements/."""

from django.urls import path

from interlocal.partnerships.agreements.views import browsing, changes, content, keeping, parties, pasted

app_name = "agreements"
urlpatterns = [
    path("", browsing.register, name="list"),
    path("export.csv", browsing.register_csv, name="export"),
    path("notices/", browsing.notices, name="notices"),
    path("notices/export.csv", browsing.notices_csv, name="notices-export"),
    path("lists/", pasted.paste, name="paste"),
    path("lists/<slug:list_id>/", pasted.pasted, name="pasted"),
    path("lists/<slug:list_id>/columns/", pasted.point, name="pasted-columns"),
    path("lists/<slug:list_id>/save/", pasted.save, name="pasted-save"),
    path("lists/<slug:list_id>/undo/", pasted.undo, name="pasted-undo"),
    path("lists/<slug:list_id>/discard/", pasted.discard, name="pasted-discard"),
    path("add/", keeping.add, name="add"),
    path("changes/", changes.changes, name="changes"),
    path("changes/join/", changes.join, name="join"),
    path("changes/withdraw/", changes.withdraw, name="withdraw"),
    path("changes/<slug:public_id>/", changes.change, name="change"),
    path("changes/<slug:public_id>/day/", changes.set_day, name="set-day"),
    path("changes/<slug:public_id>/enter/", changes.enter, name="enter"),
    path("changes/<slug:public_id>/call-off/", changes.call_off, name="call-off"),
    path("<slug:public_id>/", browsing.detail, name="detail"),
    path("<slug:public_id>/correct/", keeping.correct, name="correct"),
    path("<slug:public_id>/renew/", keeping.renew, name="renew"),
    path("<slug:public_id>/end/", keeping.end, name="end"),
    path("<slug:public_id>/publish/", keeping.publish, name="publish"),
    path("<slug:public_id>/clauses/write/", content.write_clause, name="write-clause"),
    path("<slug:public_id>/clauses/<slug:clause_id>/", content.replace_clause, name="replace-clause"),
    path("<slug:public_id>/clauses/<slug:clause_id>/strike/", content.strike_clause, name="strike-clause"),
    path("<slug:public_id>/windows/set/", content.set_window, name="set-window"),
    path("<slug:public_id>/windows/<slug:window_id>/strike/", content.strike_window, name="strike-window"),
    path("<slug:public_id>/amounts/record/", content.record_amount, name="record-amount"),
    path("<slug:public_id>/documents/attach/", content.attach, name="attach"),
    path("<slug:public_id>/documents/<slug:document_id>/", content.document, name="document"),
    path("<slug:public_id>/parties/add/", parties.add, name="add-party"),
    path("<slug:public_id>/parties/<slug:party_id>/", parties.correct, name="correct-party"),
    path("<slug:public_id>/parties/<slug:party_id>/sign/", parties.sign, name="sign"),
    path("<slug:public_id>/parties/<slug:party_id>/instrument/", parties.link, name="link-instrument"),
]
