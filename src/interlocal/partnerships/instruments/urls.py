"""Addresses below /instruments/."""

from django.urls import path

from interlocal.partnerships.instruments.views import (
    adding,
    adopting,
    browsing,
    comparing,
    packets,
    recording,
    stepping,
    templates,
)

app_name = "instruments"
urlpatterns = [
    path("", browsing.register, name="list"),
    path("instruments.csv", browsing.register_csv, name="csv"),
    path("add/", adding.add, name="add"),
    path("record/", recording.record, name="record"),
    path("drafts/<str:public_id>/", adding.draft, name="draft"),
    path("drafts/<str:public_id>/text/", adding.reread, name="reread"),
    path("drafts/<str:public_id>/discard/", adding.discard, name="discard"),
    path("statements/<str:public_id>/", browsing.statement, name="statement"),
    path("statements/<str:public_id>/correct/", recording.correct_statement, name="correct-statement"),
    path("statements/<str:public_id>/publish/", recording.publish, name="publish"),
    path("statements/<str:public_id>/matrix/", browsing.matrix, name="matrix"),
    path("statements/<str:public_id>/adopt/", adopting.adopt, name="adopt"),
    path("statements/<str:public_id>/adopt/pack/", adopting.use_pack, name="use-pack"),
    path("statements/<str:public_id>/commitments/", adopting.duties, name="duties"),
    path("statements/<str:public_id>/commitments/<str:jurisdiction_id>/", adopting.confirm, name="confirm"),
    path("statements/<str:public_id>/matrix.csv", browsing.matrix_csv, name="matrix-csv"),
    path("statements/<str:public_id>/packets/", packets.packets, name="packets"),
    path("statements/<str:public_id>/packets/make/", packets.make_packets, name="make-packets"),
    path("statements/<str:public_id>/packets.zip", packets.packets_zip, name="packets-zip"),
    path("packets/<str:public_id>/<str:form>/", packets.packet_file, name="packet-file"),
    path("templates/<str:public_id>/", templates.template, name="template"),
    path("templates/<str:public_id>/preview/", templates.template_preview, name="template-preview"),
    path("templates/<str:public_id>/plain/", templates.house_template_file, name="template-plain"),
    path("templates/<str:public_id>/retire/", templates.retire_template, name="template-retire"),
    path("template-versions/<str:public_id>/", templates.template_file, name="template-file"),
    path("steps/<str:public_id>/", stepping.record_step, name="record-step"),
    path("returned/<str:public_id>/", comparing.returned, name="returned"),
    path("changes/<str:public_id>/decide/", comparing.decide, name="decide"),
    path("<str:public_id>/", browsing.instrument, name="detail"),
    path("<str:public_id>/text/", browsing.instrument_text, name="text"),
    path("<str:public_id>/packet/", packets.packet, name="packet"),
    path("<str:public_id>/packet/make/", packets.make_packet, name="make-packet"),
    path("<str:public_id>/brief/", packets.brief, name="brief"),
    path("<str:public_id>/returned/", comparing.bring_back, name="bring-back"),
    path("<str:public_id>/end/", stepping.end, name="end"),
    path("<str:public_id>/correct/", recording.correct, name="correct"),
]
