"""The call of the demo: a year of three missions, forty applicants, eighteen who go, and what was before."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from decimal import Decimal

from tearoad.call import Answer, Application, Call, Campaign, Decision, Given, PastMission, Planned, Scoring, rank
from tearoad.call.sheets.campaigns_sheet import HERE
from tearoad.call.usual import CRITERIA, usual_call
from tearoad.companies import Contact, Exporter, Product
from tearoad.demo.exporters import Firm
from tearoad.demo.fair import MONDAY, MOSCOW
from tearoad.demo.goods import TRADES
from tearoad.demo.invented.chance import phone, stream
from tearoad.demo.invented.chinese import PLACES, PROVINCE, brands, persons
from tearoad.journey.call_sheets import CallFiles
from tearoad.mission import LocalText
from tearoad.names import FirmName
from tearoad.values import CountryCode, Language, Money

APPLICANTS, WAITING = 40, 5
OPENS_ON = MONDAY - timedelta(days=140)
CALL_DAY = MONDAY - timedelta(days=109)
"""A day in the middle of the call, on which `called` shows the demo."""
CLOSES_ON = MONDAY - timedelta(days=98)
DECIDED_ON = MONDAY - timedelta(days=84)
PAID_ON = MONDAY - timedelta(days=70)
SELECTED_DAY = DECIDED_ON + timedelta(days=1)
ADDRESS = "moscow-table-2023"
SCORERS = ("Lin Yue (fictional)", "Gao Wenqing (fictional)")
"""As the demo's officer and manager are called."""
FAR_APART = 4
_READY = (("yes", "ready", (1, 3), "yes"), ("yes", "draft", (4, 7), "yes"), ("yes", "ready", (4, 7), "no"))
_HALF_READY = (("yes", "none", (0, 1), "no"),)
_NOT_READY = (("no", "draft", (1, 2), "no"), ("no", "none", (1, 2), "yes"), ("no", "none", (0, 1), "no"))


@dataclass(frozen=True, slots=True)
class DemoCall:
    """Everything about the call that stands in no sheet, and what stands in them."""

    campaign: Campaign
    call: Call
    files: CallFiles


_SALES = LocalText("Sales manager", "销售经理", "менеджер по продажам")


def make_call(seed: int, firms: Sequence[Firm], mission_name: LocalText, fair: LocalText) -> DemoCall:
    """Make up the call that chose these firms; the firms that go keep their order."""
    random_ = stream(seed, "call")
    opens = datetime.combine(OPENS_ON, time(4), MOSCOW)
    closes = datetime.combine(CLOSES_ON, time(13), MOSCOW)
    call = replace(
        usual_call(opens, closes, ADDRESS, len(firms)),
        waiting=WAITING,
        fee=Money(Decimal(1200), "USD"),
        intro=LocalText(
            "Firms of Lanchuan province (fictional) with food for the Russian market.",
            "面向岚川省（虚构）拟开拓俄罗斯市场的食品企业。",
            "Для пищевых фирм провинции Ланьчуань (вымышленной), которым интересен российский рынок.",
        ),
    )
    goes = set(random_.sample(range(APPLICANTS), len(firms)))
    chosen = iter(firms)
    others = iter(_others(random_, firms, APPLICANTS - len(firms)))
    received = sorted(random_.sample(range(40 * 24 * 60), APPLICANTS))
    applications, scorings, waiting = [], [], 0
    for number in range(APPLICANTS):
        at = opens + timedelta(minutes=received[number] + 60)
        id_ = f"A{number + 1:02d}"
        if number in goes:
            firm = next(chosen).exporter
            application = _application(random_, id_, firm, at, _READY)
            paid = PAID_ON if random_.random() < 0.7 else None
            application = replace(application, decision=Decision.ACCEPTED, party=str(firm.id), fee_paid_on=paid)
            level = (8, 9)
        elif waiting < WAITING:
            waiting += 1
            application = _application(random_, id_, next(others), at, _HALF_READY)
            application, level = replace(application, decision=Decision.WAITING, waiting_place=waiting), (6, 6)
        else:
            application = replace(_application(random_, id_, next(others), at, _NOT_READY), decision=Decision.DECLINED)
            level = (2, 3)
        applications.append(replace(application, decided_on=DECIDED_ON))
        scorings += _scorings(random_, id_, level)
    campaign = _campaign(mission_name, fair)
    first = replace(campaign.missions[0], mission=HERE)
    here = replace(campaign, id=f"Y{campaign.year}-1", missions=(first, *campaign.missions[1:]))
    files = CallFiles(
        _in_line(call, applications, scorings),
        tuple(scorings),
        _past_missions(),
        (replace(call, address=""),),
        (here,),
    )
    return DemoCall(campaign, call, files)


def _in_line(call: Call, applications: list[Application], scorings: list[Scoring]) -> tuple[Application, ...]:
    """Let the waiting list stand in the order of the ranking."""
    order = [ranked.application for ranked in rank(call, applications, scorings)]
    waiting = [
        id_ for id_ in order if any(application.id == id_ and application.waiting_place for application in applications)
    ]
    places = {id_: place for place, id_ in enumerate(waiting, start=1)}
    return tuple(replace(application, waiting_place=places.get(application.id, 0)) for application in applications)


def _others(random_: random.Random, firms: Sequence[Firm], count: int) -> list[Exporter]:
    """Make up firms that apply and stay at home."""
    taken = {firm.exporter.name.native for firm in firms}
    heads = persons(random_, count)
    found: list[Exporter] = []
    for brand in brands(random_, count + len(firms)):
        trade = random_.choice(TRADES)
        native = f"{PROVINCE.han}{brand.han}{trade.zh}有限公司"
        if native in taken or len(found) == count:
            continue
        number = len(found) + 41
        site = brand.latin.lower().replace("'", "")
        found.append(
            replace(
                firms[0].exporter,
                name=FirmName(
                    native,
                    f"{PROVINCE.latin} {brand.latin} {trade.en} Co., Ltd.",
                    f"{trade.ru} «{brand.cyrillic}»",
                ),
                registration_number=f"DEMO{random_.randrange(10**13):013d}X",
                products=tuple(Product(good.name, good.code) for good in random_.sample(trade.goods, 1)),
                certificates=(),
                languages=(),
                contact=Contact(heads[len(found)], _SALES, phone("CN", number), f"sales@{site}.example.com"),
                city=random_.choice(PLACES).latin,
            )
        )
    return found


_Kinds = tuple[tuple[str, str, tuple[int, int], str], ...]


def _application(random_: random.Random, id_: str, firm: Exporter, at: datetime, kinds: _Kinds) -> Application:
    exports, label, monthly, speaks = random_.choice(kinds)
    said = {
        "exports": exports,
        "label": label,
        "monthly": str(random_.randint(*monthly)),
        "speaks": speaks,
        "partners": random_.choice(("Chains", "Distributors in Moscow", "Importers", "")),
    }
    return Application(
        id_,
        firm.name,
        at,
        Language.ZH,
        firm.registration_number,
        firm.city,
        firm.ownership,
        firm.contact,
        firm.products,
        firm.certificates,
        firm.languages,
        random_.choice(("A distributor in Moscow", "A first container", "Private label for a chain", "")),
        tuple(Answer(question, text) for question, text in said.items() if text),
        consent_at=at,
        confirmed_at=at + timedelta(minutes=random_.randint(2, 90)),
        size=firm.size,
    )


def _scorings(random_: random.Random, id_: str, level: tuple[int, int]) -> list[Scoring]:
    """Two people near a level; now and then they are far apart by one criterion, around the same mean."""
    first = [random_.randint(*level) for _ in CRITERIA]
    second = [random_.randint(*level) for _ in CRITERIA]
    if random_.random() < 0.2 and level[0] != level[1]:
        first[0], second[0] = level[1] + 1, max(level[1] + 1 - FAR_APART, 0)
    notes = ("Asks the right price", "Label is ready", "Small, but serious", "", "", "")
    return [
        Scoring(
            id_,
            scorer,
            tuple(
                Given(criterion.id, points, random_.choice(notes))
                for criterion, points in zip(CRITERIA, given, strict=True)
            ),
        )
        for scorer, given in zip(SCORERS, (first, second), strict=True)
    ]


def _campaign(mission_name: LocalText, fair: LocalText) -> Campaign:
    return Campaign(
        LocalText("Food abroad 2023 (fictional)", "2023年食品出海（虚构）", "Еда за рубежом 2023 (вымышлено)"),
        2023,
        LocalText(
            "Forty firms of the province meet their first buyers in three countries.",
            "组织四十家企业赴三国对接首批采购商。",
            "Сорок фирм провинции встретят первых покупателей в трёх странах.",
        ),
        (
            Planned(mission_name, fair, "", 18),
            Planned(
                LocalText("Almaty grocery days", "阿拉木图食品日", "Продуктовые дни в Алматы"),
                LocalText("Steppe Food 2023 (fictional)", "2023草原食品展（虚构）", "Степная еда 2023 (вымышлено)"),
                "2023-05",
                12,
            ),
            Planned(
                LocalText("Tashkent tea week", "塔什干茶周", "Чайная неделя в Ташкенте"),
                LocalText("Silk Table 2023 (fictional)", "2023丝路餐桌展（虚构）", "Шёлковый стол 2023 (вымышлено)"),
                "2023-09",
                10,
            ),
        ),
    )


def _past_missions() -> tuple[PastMission, ...]:
    """The record has what records have: a hole, a figure nobody wrote down, a year with two missions."""
    moscow, russia, kazakhstan = "Moscow Table (fictional)", CountryCode("RU"), CountryCode("KZ")
    rows = (
        (2009, "Food mission 2009", moscow, russia, 9, 21, 60),
        (2011, "Food mission 2011", moscow, russia, 24, 61, 188),
        (2012, "Tea to Almaty", "Steppe Food (fictional)", kazakhstan, 7, 15, None),
        (2014, "Food mission 2014", moscow, russia, 15, 33, 121),
        (2016, "Food mission 2016", moscow, russia, None, 30, None),
        (2018, "Food mission 2018", moscow, russia, 16, 41, 140),
        (2018, "Grocery mission to Almaty", "Steppe Food (fictional)", kazakhstan, 18, 37, 96),
        (2019, "Food mission 2019", moscow, russia, 12, 28, 102),
    )
    return tuple(
        PastMission(
            f"P{number:02d}",
            f"{name} (fictional)",
            year,
            fair,
            country,
            firms,
            delegates,
            meetings,
            f"Final report {year}, table 1 (fictional)",
        )
        for number, (year, name, fair, country, firms, delegates, meetings) in enumerate(rows, start=1)
    )
