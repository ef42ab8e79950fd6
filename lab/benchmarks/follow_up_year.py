"""A year of asking firms and buyers what came of the fair, over a real mail server, by a worker that is often killed.

    python -m lab.benchmarks.follow_up_year [--kills 50] [--seed 1]

The clock is set day by day. A worker is a process that writes the mails due and sends the outbox; on days on which
mails are due it is killed (SIGKILL) before a random statement, several times, and then begun again. Firms answer by the
link of their mail, or never, by a plan that this program alone knows; buyers, whom the organisation asks too, say
whether what a firm tells is so, and are left in peace from then on. What came into the mailbox is compared with what
the plan wants: each mail on its day, once in effect (one sent again after a kill has the same Message-ID), none after
an answer, everyone asked at 3, 6 and 12 months, the rest in the list to telephone on the twenty-first day. Exit code 1:
something differs.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import signal
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from datetime import time as clock
from decimal import Decimal
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from email.message import EmailMessage

    from lab.benchmarks.endurance.mailbox import Mailbox
    from tearoad.mission.web.models import Mission
    from tearoad.people import Actor

MONTHS = (3, 6, 12)
MAILS_ON = (0, 7, 14)
TELEPHONED_ON = 21
_LATEST = 25
"""Days after a round begins that are walked through."""
_DIES_BEFORE, _MOST_TRIES = (60, 400), 5
"""Within so many statements: while mails are written, or while they are sent too."""
_LINK = re.compile(r"/v/\S+/orders/")


@dataclass
class YearPlan:
    """After which mail of each round a firm answers: 0, 1, 2, or never (3)."""

    answers: Mapping[tuple[str, int], int]
    buyers: frozenset[str] = frozenset()
    """Who said once that it is so is not asked again; a firm is asked in every round."""
    wrong: list[str] = field(default_factory=list)
    kills: int = 0

    def mails(self, firm: str, months: int) -> tuple[int, ...]:
        """Return on which days of a round a firm or a buyer is written to."""
        return () if self.is_done(firm, months) else MAILS_ON[: self.answers[firm, months] + 1]

    def is_done(self, party: str, months: int) -> bool:
        """Return whether a buyer answered in an earlier round."""
        earlier = (self.answers[party, before] for before in MONTHS if before < months)
        return party in self.buyers and any(answer < len(MAILS_ON) for answer in earlier)

    def expect(self, what: str, found: object, wanted: object) -> None:
        """Note what is not as it should be."""
        if found != wanted:
            self.wrong.append(f"{what}: {found}, expected {wanted}")


def _mission() -> tuple[Actor, Mission]:
    """Make the demo's mission with a contract of every firm, and have buyers asked."""
    from tearoad import orders as core  # noqa: PLC0415  # settings are named first
    from tearoad.companies import Standing  # noqa: PLC0415  # settings are named first
    from tearoad.companies.web.models import Company  # noqa: PLC0415  # settings are named first
    from tearoad.demo import make_mission  # noqa: PLC0415  # settings are named first
    from tearoad.journey.web.actions.write_files import write_files  # noqa: PLC0415  # settings are named first
    from tearoad.mission.web.actions.missions import make  # noqa: PLC0415  # settings are named first
    from tearoad.orders.web.actions.events import write_event  # noqa: PLC0415  # settings are named first
    from tearoad.orders.web.actions.follow_up_mails import switch_buyers  # noqa: PLC0415  # settings are named first
    from tearoad.orders.web.actions.opportunities import open_opportunity  # noqa: PLC0415  # settings are named first
    from tearoad.people.web.models import acting_for  # noqa: PLC0415  # settings are named first
    from tearoad.site.play.organisation import FIRST, found_organisation  # noqa: PLC0415  # settings are named first
    from tearoad.values import Money  # noqa: PLC0415  # settings are named first

    officer, files = found_organisation(FIRST), make_mission()
    with acting_for(officer.tenant):
        mission = make(officer, files.mission)
        write_files(officer, mission, files)
        mission.refresh_from_db()
        Company.objects.update(standing=Standing.CLEAR)
        for firm, buyer in zip(files.exporters, files.buyers, strict=False):
            wanted = core.Opportunity(firm.id, buyer.id, "Tea (fictional)", mission.ends_on)
            contract = core.OrderEvent(
                core.EventId(""),
                core.EventType.FORWARD,
                mission.ends_on,
                core.Informant.EXPORTER,
                rung=core.Rung.CONTRACT,
                money=Money(Decimal(50_000), "CNY"),
            )
            write_event(officer, open_opportunity(officer, mission, wanted), contract)
        switch_buyers(officer, is_on=True)
    return officer, mission


def _worker(tenant: Any, dies_at: int | None) -> bool:  # noqa: ANN401  # an id of Django's
    """Run a worker of one day in a process of its own; return whether it was killed."""
    from django.db import connection, connections  # noqa: PLC0415  # settings are named first

    from tearoad.office.web.tasks.outbox import Outbox  # noqa: PLC0415  # settings are named first
    from tearoad.orders.web.actions.follow_up_mails import ask_all_firms  # noqa: PLC0415  # settings are named first
    from tearoad.people import Actor, Role  # noqa: PLC0415  # settings are named first
    from tearoad.people.web.models import acting_for, acting_for_nobody  # noqa: PLC0415  # settings are named first

    connections.close_all()
    child = os.fork()
    if child:
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    left = [dies_at]

    def dying(execute: Any, *statement: Any) -> Any:  # noqa: ANN401  # Django's own door
        if left[0] is not None:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return execute(*statement)

    with connection.execute_wrapper(dying):
        with acting_for(tenant):
            ask_all_firms(Actor(tenant, Role.SYSTEM))
        outbox = Outbox()
        with acting_for_nobody():
            while outbox.deliver():
                pass
    os._exit(0)


def _offset(today: date) -> timedelta:
    from tearoad.web.clock import now  # noqa: PLC0415  # settings are named first

    return datetime.combine(today, clock(12), now().tzinfo) - now()


def _forget_leases() -> None:
    """Let the mail in a dead worker's hands be taken at once: as if its lease were over."""
    from tearoad.office.web.models import Message  # noqa: PLC0415  # settings are named first
    from tearoad.web.clock import now  # noqa: PLC0415  # settings are named first

    Message.across_tenants.filter(next_try_at__gt=now()).update(next_try_at=now())


def _answer(link: str, at: date, mission: Mission) -> None:
    """Answer by one tap: a firm that there is nothing new, a buyer that what the firm says is so."""
    from django.test import Client  # noqa: PLC0415  # settings are named first

    from tearoad.orders.web.models import Opportunity, OpportunityEvent  # noqa: PLC0415  # settings are named first

    client, known = Client(HTTP_HOST="localhost"), set(OpportunityEvent.objects.values_list("pk", flat=True))
    page = client.get(link)
    shown = page.content.decode()
    own = next((pk for pk in Opportunity.objects.values_list("pk", flat=True) if str(pk) in shown), None)
    if own is not None:
        answered = client.post(f"{link}{own}/", {"nothing": "new"})
    else:
        claimed = next(pk for pk in known if str(pk) in shown)
        answered = client.post(f"{link}events/{claimed}/", {"answer": "yes"})
    if answered.status_code != 302:
        sys.exit(f"{answered.status_code} {link}")
    noon = datetime.combine(at, clock(12), mission.home_zone)
    OpportunityEvent.objects.exclude(pk__in=known).update(recorded_at=noon)


def _year(plan: YearPlan, kills: int, rng: random.Random, mailbox: Mailbox, scene: tuple[Actor, Mission]) -> None:
    from django.conf import settings  # noqa: PLC0415  # settings are named first

    from tearoad.orders import round_due_on  # noqa: PLC0415  # settings are named first
    from tearoad.orders.web.queries.follow_up_rounds import follow_up_page  # noqa: PLC0415  # settings are named first
    from tearoad.values import Language  # noqa: PLC0415  # settings are named first

    officer, mission = scene
    firms = _addresses(mission)
    a_day = -(-kills // (len(MONTHS) * len(MAILS_ON)))
    for months in MONTHS:
        due = round_due_on(mission.ends_on, months)
        for day in range(-1, _LATEST):
            today = due + timedelta(days=day)
            settings.CLOCK_OFFSET = _offset(today)
            before = {address: len(mailbox.letters[address]) for address in firms.values()}
            wanted = plan.kills + (a_day if day in MAILS_ON else 0)
            for _ in range(_MOST_TRIES * a_day):
                if plan.kills >= wanted:
                    break
                plan.kills += _worker(officer.tenant, rng.randrange(rng.choice(_DIES_BEFORE)))
                _forget_leases()
            _worker(officer.tenant, None)
            for firm, address in firms.items():
                new = [
                    message_from_bytes(letter, policy=default) for letter in mailbox.letters[address][before[address] :]
                ]
                ids = {str(message["Message-ID"]) for message in new}
                plan.expect(f"{firm} {months}+{day} mails", len(ids), int(day in plan.mails(firm, months)))
                if new and plan.mails(firm, months)[-1] == day and plan.answers[firm, months] < len(MAILS_ON):
                    found = _LINK.search(_text(new[-1]))
                    _answer(found[0] if found else "", today, mission)
            calls = {call.party for call in follow_up_page(mission, Language.EN, today).calls}
            late = {
                party
                for party in firms
                if plan.answers[party, months] == len(MAILS_ON) and not plan.is_done(party, months)
            }
            plan.expect(f"{months}+{day} to telephone", calls, late if day >= TELEPHONED_ON else set())


def _text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    return str(body.get_content()) if body is not None else ""


def _addresses(mission: Mission) -> dict[str, str]:
    """Return the address of every firm, and of every buyer whom one of them has a contract with."""
    from tearoad.mission.web.queries.receivers import receivers  # noqa: PLC0415  # settings are named first
    from tearoad.orders.web.models import Opportunity  # noqa: PLC0415  # settings are named first

    pairs = Opportunity.objects.filter(mission=mission).values_list("firm", "buyer")
    wanted = {party for pair in pairs for party in pair}
    return {receiver.party: receiver.email for receiver in receivers(mission) if receiver.party in wanted}


def main() -> int:
    """Walk through the year; say what differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    rng, begun = random.Random(asked.seed), time.monotonic()
    from lab.benchmarks.endurance.mailbox import Mailbox  # noqa: PLC0415  # beside the others

    with tempfile.TemporaryDirectory() as folder, Mailbox(asked.seed) as mailbox:
        os.environ |= {"TEAROAD_DATA": folder, "TEAROAD_MAIL_URL": mailbox.url, "TEAROAD_LOG_LEVEL": "ERROR"}
        from tearoad.site import manage  # noqa: PLC0415  # after the environment

        manage.start()
        from tearoad.orders.web.models import Opportunity  # noqa: PLC0415  # after the set-up
        from tearoad.people.web.models import acting_for  # noqa: PLC0415  # after the set-up
        from tearoad.site.serve.preparing import collect_static_once, prepare  # noqa: PLC0415  # after the set-up

        prepare()
        collect_static_once()
        officer, mission = _mission()
        with acting_for(officer.tenant):
            firms = _addresses(mission)
            buyers = frozenset(Opportunity.objects.values_list("buyer", flat=True))
            answers = {(party, months): rng.randrange(len(MAILS_ON) + 1) for party in firms for months in MONTHS}
            plan = YearPlan(answers, buyers)
            _year(plan, asked.kills, rng, mailbox, (officer, mission))
        taken = mailbox.taken
    again, firms_asked = sum(len(times) - 1 for times in taken.values()), len(firms) - len(buyers)
    print(f"{firms_asked} firms and {len(buyers)} buyers, rounds at {MONTHS} months, {len(taken)} mails")
    print(f"worker killed {plan.kills} times")
    print(f"sent again after a kill, under the same Message-ID: {again}; answered {_answered(plan)}; {_silent(plan)}")
    print(f"{len(plan.wrong)} differ, {time.monotonic() - begun:.0f} s")
    print("\n".join(plan.wrong[:20]))
    return int(bool(plan.wrong))


def _answered(plan: YearPlan) -> str:
    after: dict[int, int] = defaultdict(int)
    for mail in plan.answers.values():
        after[mail] += 1
    return ", ".join(f"{after[mail]} after mail {mail + 1}" for mail in range(len(MAILS_ON)))


def _silent(plan: YearPlan) -> str:
    return f"{sum(mail == len(MAILS_ON) for mail in plan.answers.values())} rounds to telephone"


if __name__ == "__main__":
    sys.exit(main())
