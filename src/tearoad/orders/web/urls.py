"""The addresses of orders."""

from __future__ import annotations

from django.urls import URLPattern
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tearoad.mission.web.views.rows import change_row, new_row
from tearoad.orders.web.actions.events import MOST_BYTES
from tearoad.orders.web.queries.stored_kinds import STORED_AGREEMENTS
from tearoad.orders.web.queries.uploaded_sheets import MOST_BYTES as SHEET_BYTES
from tearoad.orders.web.views import (
    agreements,
    buyers,
    doubles,
    events,
    hand_over,
    letter_templates,
    letters,
    lists,
    mail_copies,
    offers,
    opportunity,
    own,
    walk_ins,
)
from tearoad.people import Policy
from tearoad.web.limits.bodies import files
from tearoad.web.routes import page

_ORDERS = "missions/<uuid:mission_id>/orders/"
_TEMPLATES = f"{_ORDERS}letters/templates/"
_ONE = f"{_ORDERS}<uuid:opportunity_id>/"

_officer: list[URLPattern] = [
    page(_ORDERS, require_safe(lists.board), policy=Policy.SEE_ORDERS, name="orders-board"),
    page(f"{_ORDERS}days/", require_safe(lists.days), policy=Policy.SEE_ORDERS, name="orders-days"),
    page(f"{_ORDERS}rungs/<slug:rung>/", require_safe(lists.rung), policy=Policy.SEE_ORDERS, name="orders-rung"),
    page(f"{_ORDERS}asked/", require_safe(lists.follow_up_rounds_page), policy=Policy.SEE_ORDERS, name="orders-asked"),
    page(
        f"{_ORDERS}asked/lists/",
        require_POST(lists.send_lists),
        policy=Policy.SEND_LINKS,
        name="orders-send-lists",
    ),
    page(
        f"{_ORDERS}asked/buyers/",
        require_POST(lists.ask_buyers),
        policy=Policy.SEND_LINKS,
        name="orders-ask-buyers",
    ),
    page(f"{_ORDERS}new/", opportunity.new, policy=Policy.EDIT_ORDERS, name="orders-new"),
    page(f"{_ORDERS}proposals/", lists.proposed, policy=Policy.EDIT_ORDERS, name="orders-proposals"),
    page(
        f"{_ORDERS}walk-ins/<slug:firm>/<uuid:report_id>/",
        walk_ins.walk_in,
        policy=Policy.EDIT_ORDERS,
        name="orders-walk-in",
    ),
    page(
        f"{_ORDERS}agreements/",
        require_safe(agreements.agreements),
        policy=Policy.SEE_ORDERS,
        name="orders-agreements",
    ),
    page(
        f"{_ORDERS}agreements/new/",
        new_row(STORED_AGREEMENTS),
        policy=Policy.EDIT_ORDERS,
        name="orders-agreement-new",
    ),
    page(
        f"{_ORDERS}agreements/<uuid:agreement_id>/",
        change_row(STORED_AGREEMENTS),
        policy=Policy.EDIT_ORDERS,
        name="orders-agreement",
    ),
    page(f"{_ORDERS}hand-over/", require_safe(hand_over.hand_over), policy=Policy.SEE_ORDERS, name="orders-hand-over"),
    page(
        f"{_ORDERS}hand-over/orders.xlsx",
        require_safe(hand_over.workbook_file),
        policy=Policy.SEE_CAPTURED,
        name="orders-workbook-file",
    ),
    page(
        f"{_ORDERS}hand-over/contacts.vcf",
        require_safe(hand_over.vcards_file),
        policy=Policy.SEE_CAPTURED,
        name="orders-vcards-file",
    ),
    page(
        f"{_ORDERS}hand-over/events/",
        require_POST(hand_over.take_events),
        policy=Policy.EDIT_ORDERS,
        name="orders-events-sheet",
        body=files(SHEET_BYTES),
    ),
    page(
        f"{_ORDERS}hand-over/<slug:handed>.csv",
        require_safe(hand_over.table_file),
        policy=Policy.SEE_CAPTURED,
        name="orders-table-file",
    ),
    page(f"{_ORDERS}letters/", letters.letters, policy=Policy.EDIT_ORDERS, name="orders-letters"),
    page(_TEMPLATES, letter_templates.templates, policy=Policy.EDIT_ORDERS, name="orders-templates"),
    page(
        f"{_TEMPLATES}templates.csv",
        require_safe(letter_templates.templates_file),
        policy=Policy.EDIT_ORDERS,
        name="orders-templates-file",
    ),
    page(
        f"{_TEMPLATES}sheet/",
        require_POST(letter_templates.take_sheet),
        policy=Policy.EDIT_ORDERS,
        name="orders-templates-sheet",
        body=files(SHEET_BYTES),
    ),
    page(
        f"{_TEMPLATES}<uuid:template_id>/review/",
        require_POST(letter_templates.review),
        policy=Policy.EDIT_ORDERS,
        name="orders-template-review",
    ),
    page(
        f"{_TEMPLATES}built-in/",
        require_POST(letter_templates.built_in),
        policy=Policy.EDIT_ORDERS,
        name="orders-template-built-in",
    ),
    page(f"{_ORDERS}doubles/", doubles.doubles, policy=Policy.EDIT_ORDERS, name="orders-doubles"),
    page(
        f"{_ORDERS}doubles/<uuid:double_id>/undo/",
        require_POST(doubles.undo),
        policy=Policy.EDIT_ORDERS,
        name="orders-double-undo",
    ),
    page(_ONE, require_safe(opportunity.opportunity), policy=Policy.SEE_ORDERS, name="orders-opportunity"),
    page(f"{_ONE}step/", events.opens_opportunity(opportunity.step), policy=Policy.EDIT_ORDERS, name="orders-step"),
    page(
        f"{_ONE}events/",
        events.opens_opportunity(events.add),
        policy=Policy.EDIT_ORDERS,
        name="orders-event-add",
        body=files(MOST_BYTES),
    ),
    page(f"{_ONE}ask-buyer/", events.opens_opportunity(buyers.ask), policy=Policy.SEND_LINKS, name="orders-ask-buyer"),
    page(
        f"{_ONE}copies/",
        events.opens_opportunity(mail_copies.open_address),
        policy=Policy.EDIT_ORDERS,
        name="orders-copy-address",
    ),
    page(f"{_ONE}offers/new/", offers.new_offer, policy=Policy.EDIT_ORDERS, name="orders-offer-new"),
    page(
        f"{_ORDERS}offers/<uuid:offer_id>/next/",
        offers.next_offer,
        policy=Policy.EDIT_ORDERS,
        name="orders-offer-next",
    ),
    page(
        f"{_ORDERS}offers/<uuid:offer_id>/file/",
        require_safe(offers.offer_file),
        policy=Policy.SEE_ORDERS,
        name="orders-offer-file",
    ),
    page(
        f"{_ORDERS}events/<uuid:event_id>/confirm/",
        events.opens_opportunity(events.confirm),
        policy=Policy.EDIT_ORDERS,
        name="orders-event-confirm",
    ),
    page(
        f"{_ORDERS}events/<uuid:event_id>/withdraw/",
        events.opens_opportunity(events.withdraw),
        policy=Policy.EDIT_ORDERS,
        name="orders-event-withdraw",
    ),
]

_OWN = "v/<str:token>/orders/"

_firm: list[URLPattern] = [
    page(_OWN, require_safe(own.own_list), policy=Policy.REPORT_ORDERS, name="orders-own"),
    page(
        f"{_OWN}events/<uuid:event_id>/",
        require_http_methods(["GET", "HEAD", "POST"])(buyers.answer),
        policy=Policy.REPORT_ORDERS,
        name="orders-buyer-answer",
    ),
    page(
        f"{_OWN}<uuid:opportunity_id>/",
        own.own_opportunity,
        policy=Policy.REPORT_ORDERS,
        name="orders-own-opportunity",
        body=files(MOST_BYTES),
    ),
]

urlpatterns: list[URLPattern] = [*_officer, *_firm]
