"""A whole round, played by scripted people in real browsers and over real mail, from the first question to the day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tearoad.companies import Standing
from tearoad.companies.web.models import Company
from tearoad.journey.web.actions.write_files import write_files
from tearoad.matching.asking import AskingRules, ConsentRule
from tearoad.matching.web.actions.inviting import keep_rules
from tearoad.matching.web.models import MeetingStep
from tearoad.mission.web.actions.missions import make
from tearoad.mission.web.models import Mission
from tearoad.office.web.models import Message
from tearoad.office.web.tasks.worker import run_waiting
from tearoad.people import Actor, Role
from tearoad.timetable.web.actions.notifying import notify
from tearoad.timetable.web.actions.planning import ask_for_plan
from tearoad.timetable.web.actions.publishing import publish
from tearoad.timetable.web.models import Draft, DraftState, Meeting
from tearoad.values.document import to_document
from tearoad.web.clock import now
from tearoad.web.saving import stale
from tests.browser import chromium
from tests.matching.web.round import recount
from tests.matching.web.round.mailing import LINK, RoundMail
from tests.matching.web.round.scripts import (
    FIRM_REPLIES,
    REPLIES,
    BuyerWay,
    ScriptedBuyer,
    ScriptedRound,
    scripted_round,
)
from tests.office.conftest import Postbox, postbox
from tests.office.mail.imap_server import served_mailbox
from tests.waiting import PATIENCE_MS

__all__ = ["chromium", "postbox"]  # fixtures
ASKED = datetime(2023, 1, 10, 9, tzinfo=UTC)
"""When the round begins: four weeks before the fair."""
DEADLINE = ASKED + timedelta(days=12)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let it be a moment."""
    with override_settings(CLOCK_OFFSET=moment - now()):
        yield


@dataclass
class Played:
    """A round while it is played."""

    script: ScriptedRound
    mission: Mission
    officer: Actor
    desk: Client
    mail: RoundMail
    chromium: Browser
    site: str
    said: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """The last answer of a side about a pair: firm, buyer, side."""

    def page(self, name: str, query: str = "") -> str:
        """Return a page of the office."""
        answer = self.desk.get(reverse(name, args=[self.mission.pk]) + query)
        assert answer.status_code == 200, name
        return answer.content.decode()

    def post(self, name: str, **sent: object) -> None:
        """Send a form of the office."""
        assert self.desk.post(reverse(name, args=[self.mission.pk]), sent).status_code == 302, (name, sent)

    @contextmanager
    def browsing(self, *, script: bool = True) -> Iterator[Page]:
        """Open an empty page on a phone of somebody's own."""
        context = self.chromium.new_context(
            viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True, java_script_enabled=script
        )
        context.set_default_timeout(PATIENCE_MS)
        try:
            yield context.new_page()
        finally:
            context.close()

    def answer_all(self, page: Page, role: Role, party: str, replies: tuple[str, str]) -> None:
        """Answer one request after the other, each at one tap."""
        reply = replies[0]
        while page.locator('section.next button[name="answer"]').count():
            other = page.locator('section.next input[name="party"]').input_value()
            self.tap(page, reply, message="Which harvest is it?" if reply == "ask_back" else "")
            self.note(role, party, other, reply)
            reply = replies[1]

    def tap(self, page: Page, reply: str, message: str = "") -> None:
        """Press the button of an answer."""
        if message:
            page.click("section.next details.more summary")
            page.fill('section.next textarea[name="message"]', message)
        with page.expect_navigation():
            page.locator(f'section.next button[name="answer"][value="{reply}"]').last.click()

    def say_when(self, page: Page, party: str) -> None:
        """Say at a tap on which day a buyer comes: another time is a yes from then on."""
        with page.expect_navigation():
            page.click('.notice a[href$="/times/"]')
        with page.expect_navigation():
            page.locator('button[name="day"][value$="/morning"]').first.click()
        for (firm, buyer, side), reply in list(self.said.items()):
            if (buyer, side, reply) == (party, "buyer", "another_time"):
                self.note(Role.BUYER, party, firm, "want")

    def note(self, role: Role, party: str, other: str, reply: str) -> None:
        """Keep what somebody said last."""
        pair = (party, other) if role is Role.EXPORTER else (other, party)
        self.said[(*pair, role.value)] = recount.SAID[reply]

    def open_requests(self, party: str) -> list[str]:
        """Return the firms about which a buyer has not answered, by the independent account."""
        return [
            firm
            for (firm, buyer), meeting in recount.counted().items()
            if buyer == party and meeting.says["buyer"] == "asked"
        ]


def play(script: ScriptedRound, officer: Actor, desk: Client, mail: RoundMail, around: tuple[Browser, str]) -> Played:
    """Write the mission and its rules into rows."""
    mission = make(officer, script.files.mission)
    write_files(officer, mission, script.files)
    Company.objects.update(standing=Standing.CLEAR)
    mission.refresh_from_db()
    read = stale.version_of(to_document(AskingRules()))
    keep_rules(officer, mission, AskingRules(ConsentRule.OPT_IN, DEADLINE), read)
    return Played(script, mission, officer, desk, mail, *around)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("firms", "buyers"), [(3, 12), (18, 160)], ids=["slice", "whole"])
def test_a_round_is_played_and_nobody_is_forgotten(
    chromium: Browser,
    live_server: LiveServer,
    signed_in: Client,
    officer: Actor,
    postbox: Postbox,
    firms: int,
    buyers: int,
) -> None:
    script = scripted_round(firms, buyers)
    postbox.unknown = {buyer.email for buyer in script.who(BuyerWay.UNKNOWN)}
    with served_mailbox() as mailbox:
        config = replace(
            settings.CONFIG,
            mail_url=postbox.url,
            mailbox_url=mailbox.url,
            mail_from="desk@example.org",
            address=live_server.url,
        )
        mail = RoundMail(postbox, mailbox, {buyer.email for buyer in script.who(BuyerWay.RETURNED)})
        with override_settings(CONFIG=config):
            with at(ASKED):
                played = play(script, officer, signed_in, mail, (chromium, live_server.url))
                ask(played)
                answer(played)
            remind(played)
            with at(DEADLINE - timedelta(hours=1)):
                call(played)
                late = open_late(played)
            with at(DEADLINE + timedelta(minutes=1)):
                answer_late(late)
                judge(played)
            with at(DEADLINE + timedelta(days=1)):
                plan(played)
            be_there(played)


def ask(played: Played) -> None:
    """Put the requests before everybody, by mail; scanners open every address first, and end and answer nothing."""
    played.post("asking-prepare")
    assert "TEAROAD_ADDRESS" in played.page("asking-send")  # it says that links would open on this machine alone
    for _ in range(2):
        played.post("asking-send")
    letters = played.mail.deliver()
    steps = MeetingStep.objects.count()
    played.mail.scanned(letters)
    assert (MeetingStep.objects.count(), recount.stages()["ended"]) == (steps, 0)
    judge(played)


def say_when(script: ScriptedRound) -> list[ScriptedBuyer]:
    """Return who says at once when they come, of those who want another time; the others are called."""
    return script.who(BuyerWay.OTHER_TIME)[::2]


def answer(played: Played) -> None:
    """Let everybody answer who does so at once; every third has no script."""
    script = played.script
    for place, party in enumerate(script.firms):
        link = played.mail.links.get(f"{party.lower()}@example.com")
        if link:
            with played.browsing(script=place % 3 > 0) as page:
                page.goto(played.site + link)
                reply = FIRM_REPLIES[place % len(FIRM_REPLIES)]
                played.answer_all(page, Role.EXPORTER, party, (reply, reply))
    ways = set(REPLIES) - {BuyerWay.AFTER_TWO}
    for place, scripted_buyer in enumerate(script.who(*ways)):
        with played.browsing(script=place % 3 > 0) as page:
            page.goto(played.site + played.mail.links[scripted_buyer.email])
            played.answer_all(page, Role.BUYER, scripted_buyer.party, REPLIES[scripted_buyer.way])
            if scripted_buyer in say_when(script):
                played.say_when(page, scripted_buyer.party)
    for scripted_buyer in script.who(BuyerWay.TWO_PHONES):
        with played.browsing() as page:
            firm = next(firm for firm, buyer, side in played.said if buyer == scripted_buyer.party and side == "buyer")
            page.goto(f"{played.site}{played.mail.links[scripted_buyer.email]}with/{firm}/")
            played.tap(page, "decline")
            played.note(Role.BUYER, scripted_buyer.party, firm, "decline")
    for scripted_buyer in script.who(BuyerWay.ENDS):
        played.mail.end_by_click(scripted_buyer.email)
    judge(played)


def remind(played: Played) -> None:
    """Remind twice, by day; a second press writes nothing, and nobody who ended it or was not reached is reminded."""
    reminded = {
        scripted_buyer.party for scripted_buyer in played.script.who(BuyerWay.AFTER_TWO, BuyerWay.SILENT, BuyerWay.LATE)
    }
    for days in (3, 6):
        with at(ASKED + timedelta(days=days)):
            everybody = [*played.script.firms, *(scripted_buyer.party for scripted_buyer in played.script.buyers)]
            for _ in range(2):
                played.post("asking-nudge", party=everybody)
            letters = played.mail.deliver()
            assert {letter["To"].partition("@")[0].upper() for letter in letters} == reminded
            judge(played)
    with at(ASKED + timedelta(days=6)):
        for buyer in played.script.who(BuyerWay.AFTER_TWO):
            with played.browsing() as page:
                page.goto(played.site + played.mail.links[buyer.email])
                played.answer_all(page, Role.BUYER, buyer.party, REPLIES[buyer.way])


CALLED = (BuyerWay.ASKS, BuyerWay.SILENT, BuyerWay.RETURNED, BuyerWay.UNKNOWN, BuyerWay.LATE)


def call(played: Played) -> None:
    """Call everybody on the list: it holds whoever has not answered and may be called, and nobody else."""
    undecided = [
        scripted_buyer
        for scripted_buyer in played.script.who(BuyerWay.OTHER_TIME)
        if scripted_buyer not in say_when(played.script)
    ]
    called = [*played.script.who(*CALLED), *undecided]
    page = played.page("asking-calls")
    listed = {
        scripted_buyer.party
        for scripted_buyer in played.script.buyers
        if f'badge quiet">{scripted_buyer.party}<' in page
    }
    assert listed == {scripted_buyer.party for scripted_buyer in called}
    for buyer in called:
        unnoted = {stale.FIELD: stale.version_of([])}
        played.post("asking-calls", role="buyer", party=buyer.party, note="called", **unnoted)
        if buyer.way in {BuyerWay.SILENT, BuyerWay.RETURNED}:
            reply = "accept" if buyer.way is BuyerWay.SILENT else "decline"
            for firm in played.open_requests(buyer.party):
                pair = {"exporter": firm, "buyer": buyer.party}
                played.post("asking-meeting", **pair, do=f"{reply}/buyer", channel="call")
                played.note(Role.BUYER, buyer.party, firm, reply)
        if buyer.way is BuyerWay.UNKNOWN:
            handed = played.desk.post(
                reverse("asking-hand-over", args=[played.mission.pk]), {"role": "buyer", "party": buyer.party}
            )
            found = LINK.search(handed.content.decode())
            assert found is not None
            with played.browsing() as page_of_buyer:
                page_of_buyer.goto(played.site + found[2])
                played.answer_all(page_of_buyer, Role.BUYER, buyer.party, ("want", "want"))
    judge(played)


def open_late(played: Played) -> list[Page]:
    """Open the pages of those who answer too late, while it is still time."""
    opened = []
    for buyer in played.script.who(BuyerWay.LATE):
        page = played.chromium.new_context(viewport={"width": 360, "height": 740}).new_page()
        page.goto(played.site + played.mail.links[buyer.email])
        opened.append(page)
    return opened


def answer_late(opened: list[Page]) -> None:
    """Press the button after the deadline: it is said that it is over, and nothing is written."""
    steps = MeetingStep.objects.count()
    for page in opened:
        with page.expect_response(lambda got: got.request.method == "POST") as got:
            page.locator('section.next button[name="answer"][value="want"]').click()
        assert got.value.status == 409
        page.context.close()
    assert MeetingStep.objects.count() == steps


def judge(played: Played) -> None:
    """Compare what pages show with the account from rows, and what rows hold with what people said last."""
    overview, live = played.page("asking-overview"), played.page("asking-live")
    assert recount.figures_on_page(overview, "stage") == recount.stages()
    assert recount.figures_on_page(overview, "state") == recount.states()
    assert recount.live_answers_on_page(live) == recount.live_answers()
    found = recount.counted()
    assert {key: found[key[0], key[1]].says[key[2]] for key in played.said} == played.said
    assert played.mail.sent_twice() == []
    mails = Counter(Message.objects.filter(kind__startswith="asking.").values_list("to", "kind"))
    assert all(count <= (2 if kind == "asking.nudge" else 1) for (_, kind), count in mails.items())


LEAST_PLACED = 0.9
"""The share of agreed meetings that a short search places at least."""


def plan(played: Played) -> None:
    """Plan what was agreed, publish it, tell everybody: no pair that a side does not want has a meeting."""
    ask_for_plan(played.officer, played.mission, seconds=5)
    run_waiting()
    draft = Draft.objects.select_related("mission").get()
    assert draft.state == DraftState.READY
    published = publish(played.officer, draft, draft.revision, seen_number=0)
    found = recount.counted()
    agreed = {pair for pair, meeting in found.items() if set(meeting.says.values()) <= recount.SAYS_YES}
    planned = set(Meeting.objects.values_list("exporter", "buyer"))
    assert planned <= agreed
    assert len(planned & agreed) >= LEAST_PLACED * len(agreed)
    for _ in range(2):
        notify(played.officer, published)
    mailed = Counter(message["To"] for message in played.mail.deliver())
    reached = {f"{party.lower()}@example.com" for pair in planned for party in pair} - played.mail.postbox.unknown
    assert (mailed.keys() & reached, set(mailed.values())) == (reached, {1})
    judge(played)
    figures = {
        "firms": len(played.script.firms),
        "buyers": len(played.script.buyers),
        "asked about": sum(recount.states().values()),
        "agreed": len(agreed),
        "agreed and planned": len(planned & agreed),
        "planned": len(planned),
        "mails taken": played.mail.reported,
    }
    print(figures)  # noqa: T201  # read by whoever plays the whole


def be_there(played: Played) -> None:
    """Play the first day: a meeting is confirmed, a buyer is late, one cannot come, one waits; the desk sees each."""
    confirmed, late, gone, waits = _four_meetings(played)
    pair = {"exporter": confirmed.exporter, "buyer": confirmed.buyer}
    for side in ("buyer", "exporter"):
        played.post("asking-meeting", **pair, do=f"confirm/{side}", channel="call")
    for meeting, say, moment in (
        (late, "run_late", late.start_at - timedelta(minutes=20)),
        (gone, "withdraw", gone.start_at - timedelta(minutes=20)),
        (waits, "ask_where", waits.start_at + timedelta(minutes=3)),
    ):
        with at(moment):
            _say(played, meeting, say)
            desk = played.page("capture-running")
            assert ON_DESK[say] in desk
            firm = f"{meeting.exporter.lower()}@example.com"
            assert FIRM_READS[say] in Client().get(f"{played.mail.days[firm]}day/").content.decode()
    states = recount.counted()
    assert [states[meeting.exporter, meeting.buyer].state for meeting in (confirmed, late, gone, waits)] == [
        "confirmed",
        "notified",
        "cancelled",
        "notified",
    ]
    judge(played)


ON_DESK = {"run_late": "is 10 minutes late", "withdraw": "cannot come", "ask_where": "is waiting at the table"}
FIRM_READS = {"run_late": "会迟到 10 分钟", "withdraw": "不能来", "ask_where": "已在桌前等候"}


def _four_meetings(played: Played) -> list[Meeting]:
    """Return four meetings of four buyers who got a link to their day."""
    found: dict[str, Meeting] = {}
    for meeting in Meeting.objects.order_by("start_at", "pk"):
        if f"{meeting.buyer.lower()}@example.com" in played.mail.days:
            found.setdefault(meeting.buyer, meeting)
    return list(found.values())[:4]


def _say(played: Played, meeting: Meeting, say: str) -> None:
    """Say something of a meeting on the buyer's own phone."""
    form = f'form:has(input[name="meeting"][value="{meeting.pk}"]):has(input[name="say"][value="{say}"])'
    with played.browsing() as page:
        page.goto(f"{played.site}{played.mail.days[f'{meeting.buyer.lower()}@example.com']}day/notice/")
        if say == "withdraw":
            page.click(f"details:has({form}) summary")
        with page.expect_navigation():
            page.locator(f"{form} button").click()
