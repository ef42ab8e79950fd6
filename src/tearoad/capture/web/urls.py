"""The addresses of the floor."""

from __future__ import annotations

from django.urls import URLPattern
from django.views.decorators.http import require_POST, require_safe

from tearoad.capture.export import MOST_BYTES as EXPORT_BYTES
from tearoad.capture.files import MOST_BYTES as FILE_BYTES
from tearoad.capture.web.forms import MOST_BYTES as FAIR_LIST_BYTES
from tearoad.capture.web.schemas import MOST_BYTES as LETTER_BYTES
from tearoad.capture.web.views import bring, fair, files, floor, hubs, notices, phone, running, sync, unread
from tearoad.people import Policy
from tearoad.web.limits.bodies import SHORT, letter
from tearoad.web.limits.bodies import files as with_files
from tearoad.web.routes import page

_phones: list[URLPattern] = [
    page("v/<str:token>/floor/", phone.start, policy=Policy.CARRY_PHONE, name="floor-start"),
    page(
        "v/<str:token>/floor/phone/",
        phone.let_in,
        policy=Policy.CARRY_PHONE,
        name="floor-enrol",
        body=letter(phone.MOST_BYTES),
    ),
    page("floor/", phone.page, policy=Policy.ANYONE, name="floor"),
    page("floor/worker.js", phone.worker, policy=Policy.ANYONE, name="floor-worker"),
    page("floor/words/<str:language>.json", phone.words, policy=Policy.ANYONE, name="floor-words"),
    page("floor/manifest.webmanifest", phone.manifest, policy=Policy.ANYONE, name="floor-manifest"),
    page("floor/sync/", sync.sync, policy=Policy.ANYONE, name="floor-sync", body=letter(LETTER_BYTES)),
    page("floor/stopped/", sync.stopped, policy=Policy.ANYONE, name="floor-stopped", body=SHORT),
    page("floor/notice/", notices.notice, policy=Policy.ANYONE, name="floor-notice", body=letter(notices.MOST_BYTES)),
    page(
        "floor/files/<str:digest>/",
        sync.upload,
        policy=Policy.ANYONE,
        name="floor-upload",
        body=letter(max(FILE_BYTES.values())),
    ),
    page("floor/exchange/", hubs.exchange, policy=Policy.ANYONE, name="floor-exchange", body=letter(hubs.MOST_BYTES)),
    page(
        "floor/exchange/<str:digest>/",
        hubs.exchange_file,
        policy=Policy.ANYONE,
        name="floor-exchange-file",
        body=letter(hubs.MOST_FILE_BYTES),
    ),
]

_FLOOR = "missions/<uuid:mission_id>/floor/"

_officer: list[URLPattern] = [
    page(_FLOOR, require_safe(floor.floor), policy=Policy.SEE_CAPTURED, name="capture-floor"),
    page(f"{_FLOOR}now/", require_safe(running.day), policy=Policy.SEE_CAPTURED, name="capture-running"),
    page(f"{_FLOOR}visitors.xlsx", require_safe(floor.sheet), policy=Policy.SEE_CAPTURED, name="capture-sheet"),
    page(
        f"{_FLOOR}firms/<path:firm>/visitors.xlsx",
        require_safe(floor.sheet),
        policy=Policy.SEE_CAPTURED,
        name="capture-firm-sheet",
    ),
    page(
        f"{_FLOOR}fair-list/",
        fair.fair_list,
        policy=Policy.IMPORT_SHEETS,
        name="capture-fair-list",
        body=with_files(FAIR_LIST_BYTES),
    ),
    page(f"{_FLOOR}fair-list/drop/", require_POST(fair.drop), policy=Policy.IMPORT_SHEETS, name="capture-fair-drop"),
    page(
        f"{_FLOOR}files/<uuid:sent_id>/",
        require_safe(files.whole),
        policy=Policy.SEE_CAPTURED,
        name="capture-file",
    ),
    page(
        f"{_FLOOR}files/<uuid:sent_id>/small/",
        require_safe(files.small),
        policy=Policy.SEE_CAPTURED,
        name="capture-file-small",
    ),
    page(f"{_FLOOR}firms/<path:firm>/", require_safe(floor.of_firm), policy=Policy.SEE_CAPTURED, name="capture-firm"),
    page(
        f"{_FLOOR}notes/<uuid:note_id>/take/",
        require_POST(floor.take),
        policy=Policy.EDIT_MISSION,
        name="capture-take",
    ),
    page(
        f"{_FLOOR}notes/<uuid:note_id>/aside/",
        require_POST(floor.aside),
        policy=Policy.EDIT_MISSION,
        name="capture-aside",
    ),
    page(f"{_FLOOR}phones/<uuid:phone_id>/stop/", floor.stop, policy=Policy.SEND_LINKS, name="capture-stop"),
    page(f"{_FLOOR}phones/<uuid:phone_id>/take/", bring.take_all, policy=Policy.EDIT_MISSION, name="capture-take-all"),
    page(
        f"{_FLOOR}file/",
        bring.bring,
        policy=Policy.EDIT_MISSION,
        name="capture-bring",
        body=with_files(EXPORT_BYTES),
    ),
]

_UNREAD = "missions/<uuid:mission_id>/floor/unread/"

_parts: list[URLPattern] = [
    page(_UNREAD, require_safe(unread.page), policy=Policy.SEE_CAPTURED, name="capture-unread"),
    page(
        f"{_UNREAD}<uuid:unread_id>/",
        require_safe(unread.download),
        policy=Policy.SEE_CAPTURED,
        name="capture-unread-file",
    ),
    page(
        f"{_UNREAD}<uuid:unread_id>/again/",
        require_POST(unread.again),
        policy=Policy.EDIT_MISSION,
        name="capture-unread-again",
    ),
    page(
        f"{_UNREAD}<uuid:unread_id>/aside/",
        require_POST(unread.aside),
        policy=Policy.EDIT_MISSION,
        name="capture-unread-aside",
    ),
]

_HUBS = "missions/<uuid:mission_id>/hubs/"

_hubs: list[URLPattern] = [
    page(_HUBS, hubs.hubs, policy=Policy.SEND_LINKS, name="capture-hubs"),
    page(f"{_HUBS}plan/", hubs.take_back, policy=Policy.PUBLISH, name="capture-take-plan-back"),
    page(f"{_HUBS}<uuid:hub_id>/plan/", hubs.hand, policy=Policy.PUBLISH, name="capture-hand-plan"),
    page(f"{_HUBS}<uuid:hub_id>/copy/", hubs.make_copy, policy=Policy.SEND_LINKS, name="capture-copy-hub"),
    page(f"{_HUBS}<uuid:hub_id>/end/", hubs.end, policy=Policy.SEND_LINKS, name="capture-end-hub"),
]

urlpatterns: list[URLPattern] = [*_phones, *_officer, *_parts, *_hubs]
