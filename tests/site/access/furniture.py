"""One of everything that a page can show, made by the actions that a person's clicks call."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.test import Client
from PIL import Image

from tearoad.call import Application
from tearoad.call.web.actions.receiving import receive
from tearoad.call.web.actions.settings import write_call
from tearoad.call.web.models import Application as ApplicationRow
from tearoad.call.web.models import Call as CallRow
from tearoad.call.web.models import Campaign
from tearoad.call.web.queries.calls import core_call
from tearoad.capture import FileKind
from tearoad.capture.hub_letter import Part
from tearoad.capture.hub_letter import Unread as UnreadPart
from tearoad.capture.web.actions import receiving as capturing
from tearoad.capture.web.actions.files import take_in as take_file
from tearoad.capture.web.actions.hubs import pairing
from tearoad.capture.web.actions.hubs.unread import keep
from tearoad.capture.web.actions.receiving import PhoneStatus
from tearoad.capture.web.models import Hub, Phone, Quarantined, SentFile, Unread
from tearoad.checklist.web.models import ChecklistTask, DiplomaticPost, Sample
from tearoad.companies.web.actions.register import change_photo
from tearoad.companies.web.models import Company, Side
from tearoad.costs.web.models import CostItem, DossierFile, ExchangeRate
from tearoad.delegation.web.actions.papers import ask_for_papers
from tearoad.delegation.web.actions.travel import take_in
from tearoad.delegation.web.models import TravelList
from tearoad.demo.prices import FILE, rates_table
from tearoad.demo.roads import posts_table, routes_table
from tearoad.journey.web.actions import imports
from tearoad.journey.web.models import SheetImport
from tearoad.market.web.actions.articles import add_article, decide_facts
from tearoad.market.web.actions.tables import save_table
from tearoad.market.web.models import ArticleFact, FactState, NewsArticle, SavedBrief
from tearoad.market.web.queries.tables import POSTS, RATES, REQUIREMENTS, ROUTES
from tearoad.matching.web.models import MeetingStep
from tearoad.mission.web.actions import links, rows
from tearoad.mission.web.models import Delegate, MeetingPrecedence, MeetingQuota, Mission, Participation, ProgrammeItem
from tearoad.office.web.actions.webhooks import announce
from tearoad.office.web.models import AccountMessage, Job, Message, StoredFile, WebhookEndpoint
from tearoad.office.web.tasks.worker import run_waiting
from tearoad.office.webhooks.kinds import NoticeKind
from tearoad.office.webhooks.signing import new_secret
from tearoad.orders.web.models import (
    EventDouble,
    Offer,
    OfficialAgreement,
    Opportunity,
    OpportunityEvent,
    StoredLetterTemplate,
)
from tearoad.orders.web.queries.walk_ins import walk_ins
from tearoad.paper.sheets import Grid
from tearoad.people import Actor, Role, Scope
from tearoad.people.web.actions.invitations import accept
from tearoad.people.web.actions.program_keys import WantedKey, make_key, replace_key
from tearoad.people.web.actions.users import invite
from tearoad.people.web.models import Membership, Organisation, ProgramKey, User
from tearoad.programme.web.queries.stored_kinds import STORED_ITEMS
from tearoad.results.web.models import SurveyInvitation
from tearoad.screening.web.actions.lists import add_list
from tearoad.screening.web.models import Hit, WatchList
from tearoad.site.play.sign_in import make_secret
from tearoad.text import Text
from tearoad.timetable.repair import Kind as Trouble
from tearoad.timetable.web.actions import feeds, moves, pins
from tearoad.timetable.web.actions.publishing import publish
from tearoad.timetable.web.actions.repairing import ask_for_repair
from tearoad.timetable.web.models import Draft, DraftState, Meeting, Pin, WhatIf
from tearoad.timetable.web.queries.publishing.in_force import in_force
from tearoad.timetable.web.queries.repairs.mended import scene_of
from tearoad.timetable.web.queries.repairs.reading_reports import read
from tearoad.values import Language
from tearoad.values.document import from_document
from tearoad.web.clock import fair_now, now
from tearoad.words import Words
from tests.capture.pictures import claim, named, photo
from tests.capture.web.conftest import sent
from tests.market.web.made_up_trade import keep_small_brief
from tests.site.access.asking import ask_both
from tests.site.isolation.orders import follow_up

CODE = re.compile(r"\b(\d{4}) (\d{4})\b")
WITH_APP = "careful@example.org"
REQUIREMENT_ROWS = """market,hs,topic,requirement,authority,from,until,source,read_on
RUS,09,certificate,A declaration (fictional),Body A (fictional),2020-01-01,,Decision 1 (fictional),2024-01-10
"""
ARTICLE = "The line moved 1.5 million tonnes, up 83 per cent from 2 million tonnes, the mission said, citing customs."
SHEET = """ref,kompaniya,company name,wants,hs code,country,city
B001,x,ООО «Пример» (fictional),tea,090210,RU,Moscow
B902,y,Example Foods LLP (fictional),sauces,not a code,KZ,Nowhere
B903,z,,tea,090210,RU,
"""
"""Headers nobody knows, a code that is none, a company without a name."""
TRAVEL = (
    ("Full name", "Hotel", "Bed", "Arrival"),
    ("SHI Yongxiu", "Hotel Lipovaya (fictional)", "401", "2023-02-04 08:40"),
    ("XU/DEGUO MR", "Hotel Lipovaya (fictional)", "402", "2023-02-04"),
    ("徐德国", "Hotel Lipovaya (fictional)", "402", ""),
    ("Somebody Else", "", "", ""),
)
"""A travel agent's list: a name that is known, one that two rows bear, one that is nobody's."""
ROWS: Mapping[str, Any] = {
    "company_id": Company,
    "job_id": Job,
    "message_id": Message,
    "file_id": StoredFile,
    "hit_id": Hit,
    "brief_id": SavedBrief,
    "article_id": NewsArticle,
    "fact_id": ArticleFact,
    "list_id": WatchList,
    "pin_id": Pin,
    "step_id": MeetingStep,
    "what_if_id": WhatIf,
    "import_id": SheetImport,
    "application_id": ApplicationRow,
    "campaign_id": Campaign,
    "agreement_id": OfficialAgreement,
    "cost_id": CostItem,
    "rate_id": ExchangeRate,
    "piece_id": DossierFile,
    "item_id": ProgrammeItem,
    "task_id": ChecklistTask,
    "sample_id": Sample,
    "row_id": Sample,
    "quota_id": MeetingQuota,
    "precedence_id": MeetingPrecedence,
    "post_id": DiplomaticPost,
    "delegate_id": Delegate,
    "travel_id": TravelList,
    "note_id": Quarantined,
    "phone_id": Phone,
    "sent_id": SentFile,
    "hub_id": Hub,
    "unread_id": Unread,
    "opportunity_id": Opportunity,
    "event_id": OpportunityEvent,
    "offer_id": Offer,
    "double_id": EventDouble,
    "template_id": StoredLetterTemplate,
    "endpoint_id": WebhookEndpoint,
    "key_id": ProgramKey,
}
ALIKE = "id,kind,name,country\nT1,firm,{name},RU\n"
ORDER = {"id": "O01", "exporter": "E01", "buyer": "B001", "then_exporter": "E02", "then_buyer": "B001"}


@dataclass(frozen=True, slots=True)
class Things:
    """What addresses can name, by parameter, and the browsers that look."""

    values: Mapping[str, tuple[str, ...]]
    tokens: Mapping[Role, str]
    parties: Mapping[Role, str]
    browsers: Mapping[str, Client]
    wish: str
    answers: Mapping[Role, str]
    """What opens the links to answer."""
    asked: Mapping[Role, str]
    """About whom the holder of such a link is asked."""
    follows: Mapping[Role, str]
    """What opens the links of those who tell what came of the fair."""
    surveys: Mapping[Role, str]
    """What opens the links of those who are asked how it was."""
    two_buyers: tuple[str, ...]
    """Two companies that may be merged."""

    def opened_by(self, scope: Scope) -> Mapping[Role, str]:
        """Return what opens the links of a scope, by whose they are."""
        by_scope = {Scope.ANSWER: self.answers, Scope.FOLLOW: self.follows, Scope.SURVEY: self.surveys}
        return by_scope.get(scope, self.tokens)


def _markets(officer: Actor) -> None:
    keep_small_brief()
    save_table(officer, RATES, FILE, rates_table().encode())
    save_table(officer, ROUTES, "routes.csv", routes_table().encode())
    save_table(officer, POSTS, "posts.csv", posts_table().encode())
    save_table(officer, REQUIREMENTS, "requirements.csv", REQUIREMENT_ROWS.encode())
    article = add_article(officer, "A line (fictional)", "Example Daily (fictional)", now().date(), ARTICLE)
    chosen = [ArticleFact.objects.filter(article=article)[0].pk]
    shown = {"market": "RUS", "on_brief": True, "on_posts": True, "on_road": True}
    decide_facts(officer, article, chosen, FactState.ACCEPTED, placement=shown)


def furnish(officer: Actor, mission: Mission) -> Things:
    """Add what the demo lacks to a published mission, and sign everyone in."""
    wish = _edit(officer, mission)
    meeting = Meeting.objects.filter(mission=mission).exclude(interpreter="").order_by("start_at", "wish")[0]
    parties = {
        Role.EXPORTER: str(meeting.exporter),
        Role.BUYER: str(meeting.buyer),
        Role.INTERPRETER: str(meeting.interpreter),
        Role.OFFICIAL: next(
            delegate.code for delegate in Delegate.objects.filter(mission=mission) if not delegate.document.get("firm")
        ),
    }
    pair = {"firm": parties[Role.EXPORTER], "buyer": parties[Role.BUYER]}
    others = Participation.objects.filter(mission=mission).exclude(code__in=parties.values())
    add_list(officer, "list.csv", ALIKE.format(name=others.order_by("position")[0].company.name).encode())
    _markets(officer)
    imports.start(officer, mission, [imports.Upload("buyers.csv", SHEET.encode())], Language.EN)
    take_in(officer, mission, Grid("agent.csv", "", TRAVEL))
    MeetingQuota.objects.create(mission=mission, code="Q01", document={"id": "Q01", "who": "E01", "least": 1})
    MeetingPrecedence.objects.create(mission=mission, code="O01", document=ORDER)
    ask_for_papers(officer, mission)
    _card(mission)
    _hall(officer, mission)
    run_waiting()
    _picture(officer, mission, parties[Role.EXPORTER])
    made = {role: links.make(officer, mission, role, party) for role, party in parties.items()}
    links.send_all(officer, mission, [Role.EXPORTER])
    answers, meetings = ask_both(officer, mission, parties)
    _picture(officer, mission, meetings[Role.BUYER])
    follows, surveys = _links_after_the_fair(officer, mission, pair)
    buyer = replace(officer, role=Role.BUYER, mission=mission.id, party=parties[Role.BUYER])
    secret = feeds.make_own(buyer, mission, Role.BUYER, parties[Role.BUYER])
    slug, proof = _call(officer, mission)
    repair = _repair(officer, mission)
    browsers = _browsers(officer)
    rows.remove(officer, mission, STORED_ITEMS, (last := ProgrammeItem.objects.order_by("-position")[0]), last.mark)
    values = {name: _first(model) for name, model in ROWS.items()} | _after_the_fair(mission)
    values |= {
        "mission_id": (str(mission.id),),
        "membership_id": (str(Membership.objects.get(role=Role.AUDITOR).pk),),
        "session_id": ("1",),
        "factor_id": _of_careful(Authenticator),
        "digest": ("a" * 64,),
        "form": ("pdf",),
        "uploaded": ("rates",),
        "number": ("2",),
        "repair": (repair,),
        "trouble": ("interpreter",),
        "slug": (slug,),
        "proof": (proof,),
        "template": ("fair", "russia"),
        "table": ("samples",),
        "secret": (secret.rpartition("/")[2][: -len(".ics")],),
        "kind": ("conflict",),
        "language": ("en",),
        "demo": (make_secret(settings.DATA),),
    }
    tokens = {role: _secret(link) for role, link in made.items()}
    buyers = others.filter(company__side=Side.BUYER).order_by("position")[1:3]
    two_buyers = tuple(str(buyer.company_id) for buyer in buyers)
    return Things(values, tokens, parties, browsers, wish, answers, meetings, follows, surveys, two_buyers)


def _links_after_the_fair(
    officer: Actor, mission: Mission, pair: Mapping[str, str]
) -> tuple[dict[Role, str], dict[Role, str]]:
    """Let a firm and a buyer have business; return what opens their orders, and the survey that both are sent."""
    follow_up(officer, mission, "Green tea (fictional)", **pair)
    made: dict[Scope, dict[Role, str]] = {Scope.FOLLOW: {}, Scope.SURVEY: {}}
    for role, party in ((Role.EXPORTER, pair["firm"]), (Role.BUYER, pair["buyer"])):
        SurveyInvitation.objects.create(mission=mission, role=role.value, party=party, sent_on=mission.ends_on)
        for scope, found in made.items():
            found[role] = _secret(links.make(officer, mission, role, party, scope))
    return made[Scope.FOLLOW], made[Scope.SURVEY]


def _after_the_fair(mission: Mission) -> dict[str, tuple[str, ...]]:
    """Return a visitor without an appointment with the firm that met them, and what results are asked for."""
    found = walk_ins(mission, Language.EN)[-1]
    values = {"figure": ("contract_amount", "firms"), "handed": ("events",), "rung": ("contract",), "edition": ("1",)}
    return {"report_id": (str(found.report),), "firm": (found.firm,)} | values


def _programs(officer: Actor, mission: Mission) -> None:
    """Give a program a key of the mission, and let another be told of an edition that it does not take."""
    until = fair_now().date() + timedelta(days=30)
    replace_key(officer, make_key(officer, WantedKey("ERP", str(mission.pk), writes=True, until=until)).row)
    at = now()
    WebhookEndpoint.objects.create(
        address="https://erp.example.org/hooks", secret=new_secret(), next_try_at=at, made_at=at, tries=2
    )
    announce(NoticeKind.EDITION_FROZEN, {"mission": str(mission.pk), "edition": 1})


def _hall(officer: Actor, mission: Mission) -> None:
    """Make a hub, hand it the plan and take that back; one thing that it brought could not be read."""
    hub = pairing.make(officer, mission, "Hall 7").hub
    pairing.hand_plan(officer, hub, now() + timedelta(days=1))
    pairing.take_plan_back(officer, mission)
    keep(hub, [UnreadPart(Part.CHANGE, {"number": "seven"}, Text("capture.part_unreadable"))])
    _programs(officer, mission)


def _card(mission: Mission) -> None:
    """Let a firm's phone send the photo of a card with a visitor."""
    phone = Phone.objects.filter(mission=mission, revoked_at=None)[0]
    card = photo("Example Visitor (fictional)")
    capturing.receive(phone, PhoneStatus(now()), [sent(9001, person="Example Visitor", files=[named(card)])])
    take_file(phone, claim(card, FileKind.CARD_FRONT), card)


def _picture(officer: Actor, mission: Mission, firm: str) -> None:
    """Give the firm a photo, so that its link shows one and the book is older than it."""
    picture = io.BytesIO()
    Image.new("RGB", (60, 40), "grey").save(picture, "PNG")
    change_photo(officer, Participation.objects.get(mission=mission, code=firm).company, picture.getvalue())


def _call(officer: Actor, mission: Mission) -> tuple[str, str]:
    """Open the call again and let a firm send its form once more; return the address and what opens the link."""
    row = CallRow.objects.get(mission=mission)
    row = write_call(officer, mission, replace(core_call(row), closes_at=fair_now() + timedelta(days=3)))
    first = ApplicationRow.objects.filter(mission=mission).order_by("id")[0]
    return row.address, receive(row, replace(from_document(Application, first.document), city="Elsewhere")).proof


def _edit(officer: Actor, mission: Mission) -> str:
    """Fix one meeting, take two others out and publish in between: a draft that differs, and a change to tell."""
    draft = Draft.objects.get(mission=mission)
    wishes = list(Meeting.objects.filter(mission=mission).order_by("start_at", "wish").values_list("wish", flat=True))
    draft = pins.pin(officer, draft, wishes[0], seen_revision=draft.revision)
    draft = moves.unplace(officer, draft, wishes[2], seen_revision=draft.revision)
    publish(officer, draft, draft.revision)
    run_waiting()
    draft.refresh_from_db()
    draft = moves.unplace(officer, draft, wishes[4], seen_revision=draft.revision)
    _ask(draft, str(wishes[4]))
    return str(wishes[0])


def _repair(officer: Actor, mission: Mission) -> str:
    """Mend the plan in force after its next interpreter was lost; return the number of the draft."""
    row = in_force(mission)
    assert row is not None
    scene = scene_of(row, fair_now())
    served = (meeting.interpreter for meeting in scene.to_come if meeting.interpreter)
    lost = next(interpreter for interpreter in served if not scene.problem.lookup.is_delegate(interpreter))
    reported = read(scene, Trouble.INTERPRETER, {"who": lost}, Words(Language.EN))
    number = ask_for_repair(officer, mission, reported).number
    run_waiting()
    return str(number)


def _ask(draft: Draft, wish: str) -> None:
    """Ask what would be gained: one answer that helps, one that is out of date, one question taken back."""
    level = {"objective": "value", "before": [900, 950], "after": [980, 1000], "verdict": "proved"}
    later = {"objective": "idle", "before": [21, 0], "after": [27, 0], "verdict": "follows"}
    helps = {"levels": [level, later], "fits": [wish], "given_up": []}
    same = {"levels": [level | {"after": [900, 900], "verdict": "no_gain"}], "fits": [], "given_up": [wish]}
    ready, at = DraftState.READY, fair_now()
    for question, state, answer, revision in (
        ("hour", ready, helps, draft.revision),
        ("table", ready, same, draft.revision - 1),
        ("hour:2", DraftState.CANCELLED, {}, draft.revision),
    ):
        WhatIf.objects.create(
            draft=draft, question=question, state=state, answer=answer, draft_revision=revision, asked_at=at
        )


def _first(model: Any) -> tuple[str, ...]:  # noqa: ANN401  # any model
    return (str(model.objects.order_by("id").values_list("id", flat=True)[0]),)


def _secret(made: links.NewLink) -> str:
    return urlsplit(made.address).path.split("/")[2]


def _browsers(officer: Actor) -> dict[str, Client]:
    """Return a browser for everyone who looks; `coded` was sent a code, `half` owes the second factor."""
    found = {name: Client(SERVER_NAME="localhost") for name in ("nobody", "coded", "half", "careful")}
    for role in (Role.OFFICER, Role.MANAGER, Role.AUDITOR):
        found[role.value] = Client(SERVER_NAME="localhost")
        found[role.value].force_login(User.objects.get(email=f"{role.value}@example.org"))
        assert found[role.value].get("/account/").status_code == 200
    made = invite(
        replace(officer, role=Role.MANAGER),
        email=WITH_APP,
        name="Su Ping (fictional)",
        role="officer",
        language=Language.EN,
    )
    accept(made.user, made.pk)
    other = Organisation.objects.create(name="Another (fictional)")
    Membership.objects.create(user=made.user, organisation=other, role=Role.OFFICER, pending=True)
    careful = found["careful"]
    careful.force_login(User.objects.get(email=WITH_APP))
    careful.get("/account/factors/app/")
    code = app_code(careful.session["mfa.totp.secret"])
    assert careful.post("/account/factors/app/", {"code": code}).status_code == 302
    for name in ("coded", "half"):
        found[name].post("/sign-in/", {"email": WITH_APP})
    written = AccountMessage.objects.filter(kind="sign_in_code").order_by("-written_at", "-id")[0].body
    digits = CODE.search(written)
    assert digits is not None
    assert found["half"].post("/sign-in/code/", {"code": digits[1] + digits[2]}).status_code == 302
    return found


def _of_careful(model: Any) -> tuple[str, ...]:  # noqa: ANN401  # allauth has no types
    return (str(model.objects.filter(user__email=WITH_APP).values_list("pk", flat=True)[0]),)


def cookie_of(browser: Client) -> str:
    """Return what keeps a browser signed in."""
    kept = browser.cookies.get(settings.SESSION_COOKIE_NAME)
    return kept.value if kept else ""


def app_code(secret: str) -> str:
    """Return what an authenticator app shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
