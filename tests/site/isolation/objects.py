"""For every parameter of an address, what of an organisation it can name; an unknown one is told, not skipped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

from allauth.usersessions.models import UserSession

from tearoad.call import Application, Campaign
from tearoad.call.usual import usual_call
from tearoad.call.web.actions.campaigns import write_campaign
from tearoad.call.web.actions.receiving import receive
from tearoad.call.web.actions.settings import write_call
from tearoad.call.web.models import Application as ApplicationRow
from tearoad.call.web.models import Call as CallRow
from tearoad.call.web.models import Campaign as CampaignRow
from tearoad.capture.web.models import Hub, Phone, Quarantined, SentFile, SentRevision, Unread
from tearoad.checklist.web.models import ChecklistTask, DiplomaticPost, Sample
from tearoad.companies import Contact
from tearoad.companies.web.models import Company
from tearoad.costs import CostId, CostKind
from tearoad.costs import CostItem as CoreItem
from tearoad.costs.web.models import CostItem, DossierFile, ExchangeRate
from tearoad.costs.web.queries.stored_kinds import STORED_COSTS, STORED_RATES
from tearoad.delegation.web.models import TravelList
from tearoad.journey.web.models import SheetImport
from tearoad.market.web.actions.articles import add_article
from tearoad.market.web.models import ArticleFact, NewsArticle, SavedBrief
from tearoad.matching.web.models import MeetingStep
from tearoad.mission import LocalText
from tearoad.mission.web.actions import rows as row_actions
from tearoad.mission.web.models import Delegate, MeetingPrecedence, MeetingQuota, ProgrammeItem
from tearoad.names import FirmName
from tearoad.office.web.actions import files
from tearoad.office.web.models import Job, Message, StoredFile, WebhookEndpoint
from tearoad.office.web.policies import file_kinds
from tearoad.orders.web.models import (
    EventDouble,
    Offer,
    OfficialAgreement,
    Opportunity,
    OpportunityEvent,
    StoredLetterTemplate,
)
from tearoad.people import Actor, Role
from tearoad.people.web.actions.program_keys import WantedKey, make_key
from tearoad.people.web.models import Membership, ProgramKey, acting_for
from tearoad.reference.exchange import ExchangeRate as CoreRate
from tearoad.screening.web.models import Hit, WatchList
from tearoad.timetable.web.models import Draft, DraftState, Pin, WhatIf
from tearoad.values import Money, PartyId
from tearoad.web.clock import fair_now, now
from tests.market.web.made_up_trade import keep_small_brief
from tests.site.isolation.endpoints import Endpoint
from tests.site.isolation.floor import write_down
from tests.site.isolation.orders import follow_up
from tests.site.isolation.world import Asker, House

ONE_EXPORTER = "E01"


_QUOTA = {"id": "Q901", "who": "E01", "least": 1}
_ORDER = {"id": "O901", "exporter": "E01", "buyer": "B001", "then_exporter": "E02", "then_buyer": "B001"}


def furnish(house: House) -> None:
    """Put one of everything that an address can name into an organisation."""
    officer = house.actor()
    with acting_for(house.organisation.id):
        kept = {
            kind: files.keep(
                officer,
                name=f"{house.mark}{house.mark}FILE.txt",
                content=house.mark.encode(),
                kind=kind,
                media_type="text/plain",
            )
            for kind in file_kinds()
        }
        company = Company.objects.order_by("name").first()
        Hit.objects.create(
            company=company,
            entry_id=f"{house.mark}1",
            score=900,
            document=_HIT | {"ours": f"{house.mark}{house.mark}OURS"},
            found_at=now(),
        )
        WatchList.objects.create(
            file=kept["watch_list"], name=f"{house.mark}{house.mark}LIST", entries=1, added_at=now()
        )
        keep_small_brief(f"{house.mark}{house.mark}SOURCE")
        add_article(
            officer, f"{house.mark}{house.mark}ARTICLE", f"{house.mark}PAPER", None, f"{house.mark} moved 5 tonnes."
        )
        house.proof = _call(house, officer)
        Pin.objects.create(mission=house.mission, exporter="E01", buyer="B001")
        MeetingQuota.objects.create(mission=house.mission, code="Q901", document=_QUOTA)
        MeetingPrecedence.objects.create(mission=house.mission, code="O901", document=_ORDER)
        WhatIf.objects.create(
            draft=Draft.objects.get(mission=house.mission, number=1),
            question="hour",
            state=DraftState.CANCELLED,
            draft_revision=1,
            asked_at=now(),
        )
        _furnish_costs(house, officer, kept["dossier_part"])
        write_down(house)
        at, address = now(), f"https://{house.mark}{house.mark}HOOK.example.org/"
        WebhookEndpoint.objects.create(
            address=address, secret=f"{house.mark}{house.mark}KEY", next_try_at=at, made_at=at
        )
        _furnish_program(house, officer)
        follow_up(officer, house.mission, f"{house.mark}{house.mark}DEAL")
        ProgrammeItem.objects.create(mission=house.mission, code="P901", document=_ITEM)
        SheetImport.objects.create(mission=house.mission, asked_at=now())
        TravelList.objects.create(mission=house.mission, name=f"{house.mark}{house.mark}TRAVEL", made_at=now())
        _furnish_message(house.mark)
    UserSession.objects.create(
        user=house.users[Role.MANAGER], session_key=f"isolation-{house.mark}", ip="127.0.0.1", user_agent="test"
    )
    seen = ("FILE", "OURS", "LIST", "SUBJECT", "BODY", "TRAVEL", "HOOK", "COST", "BANK", "VISITOR", "ASIDE", "PROGRAM")
    for word in seen:
        house.secrets[f"{house.mark}{house.mark}{word}"] = house.staff
    house.secrets[f"{house.mark}{house.mark}KEY"] = frozenset()  # shown once, to who added it
    own = Asker(house.mark, Role.EXPORTER, ONE_EXPORTER)
    house.secrets[f"{house.mark}{house.mark}DEAL"] = house.staff | {own}


def _furnish_program(house: House, officer: Actor) -> None:
    """Give a program a key."""
    until = fair_now().date() + timedelta(days=2)
    wanted = WantedKey(f"{house.mark}{house.mark}PROGRAM", "", writes=False, until=until)
    house.secrets[make_key(officer, wanted).secret] = frozenset()  # shown once, to who made it


def _furnish_message(mark: str) -> None:
    """Write one message to somebody."""
    Message.objects.create(
        key=f"isolation-{mark}",
        kind="test",
        to="someone@example.org",
        language="en",
        subject=f"{mark}{mark}SUBJECT",
        body=f"{mark}{mark}BODY",
        message_id=f"<{mark}@example.org>",
        written_at=now(),
        next_try_at=now(),
    )


def _call(house: House, officer: Actor) -> str:
    """Open a call and let a firm apply; return what opens its link."""
    word, at = f"{house.mark}{house.mark}APPLICANT", fair_now()
    write_campaign(officer, Campaign(LocalText(f"{house.mark}{house.mark}YEAR"), 2023))
    terms = usual_call(at - timedelta(days=1), at + timedelta(days=9), f"call-of-{house.mark.lower()}")
    call = write_call(officer, house.mission, terms)
    firm = Application("A99", FirmName(latin=word), at, contact=Contact(email=f"{word}@example.org"))
    house.secrets[word] = house.secrets[f"{house.mark}{house.mark}YEAR"] = house.staff
    return receive(call, firm).proof


_ITEM: dict[str, Any] = {
    "id": "P901",
    "kind": "seminar",
    "title": {"en": "Seminar (fictional)"},
    "window": {"start_at": "2023-02-07T15:00:00+03:00", "end_at": "2023-02-07T16:00:00+03:00"},
}


def _furnish_costs(house: House, officer: Actor, kept: StoredFile) -> None:
    """Put a cost, a rate and a file of a dossier into an organisation's mission."""
    on = date(2027, 2, 9)
    what = f"{house.mark}{house.mark}COST"
    row_actions.add(
        officer,
        house.mission,
        STORED_COSTS,
        CoreItem(
            CostId("C1"), LocalText(what), CostKind.OTHER, Money(Decimal(1), "EUR"), firms=(PartyId(ONE_EXPORTER),)
        ),
    )
    row_actions.add(
        officer, house.mission, STORED_RATES, CoreRate("EUR", "CNY", Decimal(8), on, f"{house.mark}{house.mark}BANK")
    )
    DossierFile.objects.create(
        mission=house.mission, firm=ONE_EXPORTER, part="report", file=kept, added_at=now(), added_by="Officer"
    )


_HIT: dict[str, Any] = {
    "entry": {"id": "1", "source": "fictional.csv", "kind": "firm", "names": ["Fictional"]},
    "ours": "",
    "theirs": "Fictional",
    "score": 900,
    "evidence": [],
}


def _first(model: type[Any]) -> Callable[[House, Asker], tuple[str, ...]]:
    return lambda house, _asker: (
        str(
            model.across_tenants.filter(tenant_id=house.organisation.id).order_by("id").values_list("id", flat=True)[0]
        ),
    )


def _file_of_each_kind(house: House, _asker: Asker) -> tuple[str, ...]:
    rows = StoredFile.across_tenants.filter(tenant_id=house.organisation.id, name__endswith="FILE.txt")
    return tuple(str(row_id) for row_id in rows.values_list("id", flat=True))


def _membership(house: House, _asker: Asker) -> tuple[str, ...]:
    return (str(Membership.objects.get(organisation=house.organisation, role=Role.AUDITOR).pk),)


def _session(house: House, _asker: Asker) -> tuple[str, ...]:
    found = UserSession.objects.filter(user=house.users[Role.MANAGER]).values_list("pk", flat=True)
    return (str(found[0]),)


def _token(house: House, asker: Asker) -> tuple[str, ...]:
    own = house.tokens.get((asker.role, asker.party)) if asker.role and asker.tenant == house.mark else None
    return (own or house.revoked,)


def _answer_token(house: House, asker: Asker) -> tuple[str, ...]:
    own = house.answers.get((asker.role, asker.party)) if asker.role and asker.tenant == house.mark else None
    return (own or house.revoked_answer,)


def _feed(house: House, asker: Asker) -> tuple[str, ...]:
    own = house.feeds.get((asker.role, asker.party)) if asker.role and asker.tenant == house.mark else None
    return (own or house.revoked_feed,)


def _proof(house: House, asker: Asker) -> tuple[str, ...]:
    return (house.proof if asker.tenant == house.mark and asker in house.staff else "0" * 32,)


def _applicant(house: House, _asker: Asker) -> tuple[str, ...]:
    return (str(ApplicationRow.across_tenants.get(tenant_id=house.organisation.id, code="A99").pk),)


def _slug(house: House, _asker: Asker) -> tuple[str, ...]:
    return (CallRow.across_tenants.get(tenant_id=house.organisation.id).address,)


VALUES: Mapping[str, Callable[[House, Asker], tuple[str, ...]]] = {
    "mission_id": lambda house, _asker: (str(house.mission.id),),
    "company_id": _first(Company),
    "job_id": _first(Job),
    "message_id": _first(Message),
    "file_id": _file_of_each_kind,
    "hit_id": _first(Hit),
    "brief_id": _first(SavedBrief),
    "article_id": _first(NewsArticle),
    "fact_id": _first(ArticleFact),
    "form": lambda _house, _asker: ("md", "pdf", "xlsx"),
    "uploaded": lambda _house, _asker: ("rates", "requirements", "routes", "posts"),
    "list_id": _first(WatchList),
    "pin_id": _first(Pin),
    "step_id": _first(MeetingStep),
    "what_if_id": _first(WhatIf),
    "import_id": _first(SheetImport),
    "item_id": _first(ProgrammeItem),
    "task_id": _first(ChecklistTask),
    "sample_id": _first(Sample),
    "table": lambda _house, _asker: ("samples",),
    "row_id": _first(Sample),
    "quota_id": _first(MeetingQuota),
    "precedence_id": _first(MeetingPrecedence),
    "post_id": _first(DiplomaticPost),
    "template": lambda _house, _asker: ("fair",),
    "delegate_id": _first(Delegate),
    "travel_id": _first(TravelList),
    "membership_id": _membership,
    "session_id": _session,
    "application_id": _applicant,
    "campaign_id": _first(CampaignRow),
    "slug": _slug,
    "proof": _proof,
    "factor_id": lambda _house, _asker: ("1",),
    "number": lambda _house, _asker: ("1",),
    "repair": lambda _house, _asker: ("1",),
    "trouble": lambda _house, _asker: ("interpreter",),
    "role": lambda _house, _asker: ("exporter", "buyer"),
    "party": lambda _house, _asker: (ONE_EXPORTER,),
    "token": _token,
    "secret": _feed,
    "kind": lambda _house, _asker: ("not-found",),
    "language": lambda _house, _asker: ("en",),
    "agreement_id": _first(OfficialAgreement),
    "cost_id": _first(CostItem),
    "rate_id": _first(ExchangeRate),
    "piece_id": _first(DossierFile),
    "firm": lambda _house, _asker: (ONE_EXPORTER,),
    "note_id": _first(Quarantined),
    "phone_id": _first(Phone),
    "sent_id": _first(SentFile),
    "hub_id": _first(Hub),
    "unread_id": _first(Unread),
    "opportunity_id": _first(Opportunity),
    "event_id": _first(OpportunityEvent),
    "report_id": lambda house, _asker: (
        str(SentRevision.across_tenants.filter(tenant_id=house.organisation.id, document__meeting="")[0].report),
    ),
    "figure": lambda _house, _asker: ("contract_amount", "meetings_kept"),
    "endpoint_id": _first(WebhookEndpoint),
    "key_id": _first(ProgramKey),
    "handed": lambda _house, _asker: ("events", "contacts"),
    "rung": lambda _house, _asker: ("contract", "lost"),
    "edition": lambda _house, _asker: ("1",),
    "double_id": _first(EventDouble),
    "template_id": _first(StoredLetterTemplate),
    "offer_id": _first(Offer),
    "digest": lambda _house, _asker: ("a" * 64,),
}
_NAMES = {
    "kind",
    "language",
    "number",
    "repair",
    "trouble",
    "template",
    "role",
    "party",
    "factor_id",
    "digest",
    "figure",
    "handed",
    "rung",
    "edition",
    "table",
    "uploaded",
}
OBJECTS = frozenset(VALUES) - _NAMES
"""Parameters that name a thing of one organisation."""


def addresses(endpoint: Endpoint, house: House, asker: Asker) -> Iterator[str]:
    """Return the endpoint's addresses for things of an organisation.

    Raises:
        KeyError: a parameter that nobody declared in `VALUES`.

    """
    found = [VALUES[name](house, asker) for name in endpoint.parameters]
    if endpoint.route.startswith("a/<str:token>/"):  # a link of another scope
        found[endpoint.parameters.index("token")] = _answer_token(house, asker)
    for values in product(*found):
        yield endpoint.address(dict(zip(endpoint.parameters, values, strict=True)))
