"""The addresses of the floor."""

from __future__ import annotations

from django.urls import URLPattern

from tearoad.capture.web.views import phone, sync
from tearoad.people import Policy
from tearoad.web.routes import page

_phones: list[URLPattern] = [
    page("v/<str:token>/floor/", phone.start, policy=Policy.CAPTURE, name="floor-start"),
    page("v/<str:token>/floor/phone/", phone.let_in, policy=Policy.CAPTURE, name="floor-enrol"),
    page("floor/", phone.page, policy=Policy.ANYONE, name="floor"),
    page("floor/worker.js", phone.worker, policy=Policy.ANYONE, name="floor-worker"),
    page("floor/words/<str:language>.json", phone.words, policy=Policy.ANYONE, name="floor-words"),
    page("floor/manifest.webmanifest", phone.manifest, policy=Policy.ANYONE, name="floor-manifest"),
    page("floor/sync/", sync.sync, policy=Policy.ANYONE, name="floor-sync"),
]

urlpatterns: list[URLPattern] = [*_phones]
