"""The programme around the meetings: travel, opening, seminar, visits, courtesy call, reception, signing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tearoad.demo.exporters import Firm
from tearoad.demo.fair import OFFICE_BUYERS, at, window
from tearoad.demo.invented.chance import stream
from tearoad.demo.people import DEPARTURE
from tearoad.demo.travel import COUNTERPARTS
from tearoad.mission import Delegate, ItemKind, LocalText, ProgrammeItem, Talk
from tearoad.values import InterpreterId, ItemId, LocalLines, PersonId, Window

_BUS = LocalText(
    "Bus 1 from gate 3, 15 minutes before", "3号门乘1号大巴，提前15分钟", "Автобус 1 от ворот 3, за 15 минут"
)


_CALL = Talk(
    they=LocalLines(
        tuple(counterpart["en"] for counterpart in COUNTERPARTS),
        tuple(counterpart["zh"] for counterpart in COUNTERPARTS),
        tuple(counterpart["ru"] for counterpart in COUNTERPARTS),
    ),
    asks=LocalText(
        "Would like our firms at the autumn fair; interested in Russian labels for tea in small packs",
        "希望我方企业参加秋季展；关注小包装茶叶的俄文标签",
        "Приглашают наши предприятия на осеннюю выставку; интересуются русской этикеткой для чая в мелкой фасовке",
    ),
    offers=LocalText(
        "Samples with labels in Russian before the end of March",
        "3月底前提供贴有俄文标签的样品",
        "Образцы с этикеткой на русском языке до конца марта",
    ),
    points=LocalLines(
        (
            "Thank the city for its support of the national stand",
            "Ask how long a declaration of conformity for food takes",
            "Invite them to the reception",
        ),
        ("感谢市商务部门对国家展台的支持", "询问食品符合性声明的办理时限", "邀请对方出席招待会"),
        (
            "Поблагодарить город за поддержку национального стенда",
            "Спросить, сколько занимает декларирование соответствия пищевой продукции",
            "Пригласить на приём",
        ),
    ),
)
"""What the officer wrote down for the courtesy call; the signing has its points to be written by hand."""


_STAGE = LocalText("Hall 7.2, stage", "7.2馆舞台", "Зал 7.2, сцена")


@dataclass(frozen=True, slots=True)
class _Plan:
    kind: ItemKind
    title: LocalText
    window: Window
    place: LocalText
    must: tuple[str, ...]
    may: tuple[str, ...] = ()
    host: LocalText = LocalText()
    transport: LocalText = LocalText()
    speaks: tuple[str, ...] = ()
    interpreters: tuple[InterpreterId, ...] = ()
    talk: Talk = Talk()


def make_programme(seed: int, firms: Sequence[Firm], delegates: Sequence[Delegate]) -> tuple[ProgrammeItem, ...]:
    """List the items in order of time; where it can be, one person goes and the stand stays with the others."""
    random_ = stream(seed, "programme")
    officials = tuple(person.id for person in delegates if person.office)
    everyone = tuple(person.id for person in delegates)
    heads = tuple(PersonId(f"{firm.exporter.id}-1") for firm in firms)
    seconds = tuple(PersonId(f"{firm.exporter.id}-2") for firm in firms)
    groups = random_.sample(seconds, 12)
    callers, signers = random_.sample(heads, 3), random_.sample(heads, 4)
    plans = (
        *_before(everyone, heads, officials),
        _courtesy_call((*officials, *callers)),
        _seminar(officials[1], seconds),
        *(_visit(number, tuple(groups[number * 4 : number * 4 + 4]), officials[3]) for number in range(3)),
        _signing((*officials[:2], *signers)),
        *_after(
            everyone, heads, officials, tuple(delegate.id for delegate in delegates if delegate.leaves_at == DEPARTURE)
        ),
    )
    ordered = sorted(plans, key=lambda plan: plan.window)
    return tuple(
        ProgrammeItem(
            *(ItemId(f"P{number:02d}"), p.kind, p.title, p.window, p.place, p.must, p.may, p.host, p.transport),
            speaks=p.speaks,
            interpreters=p.interpreters,
            talk=p.talk,
        )
        for number, p in enumerate(ordered, start=1)
    )


def _courtesy_call(callers: tuple[PersonId, ...]) -> _Plan:
    return _Plan(
        ItemKind.COURTESY_CALL,
        LocalText(
            "Courtesy call at the city's trade department",
            "拜会市商务部门",
            "Визит вежливости в департамент торговли",
        ),
        window(1, "10", "11:30"),
        LocalText("Embankment 1 (fictional)", "滨河路1号（虚构）", "Набережная, 1 (вымышленный адрес)"),
        callers,
        host=LocalText(
            "City department of trade (fictional)", "市商务局（虚构）", "Департамент торговли города (вымышлен)"
        ),
        transport=_BUS,
        interpreters=(InterpreterId("I5"),),
        talk=_CALL,
    )


def _seminar(speaker: PersonId, listeners: tuple[PersonId, ...]) -> _Plan:
    return _Plan(
        ItemKind.SEMINAR,
        LocalText(
            "Seminar: labels and declarations for food",
            "研讨会：食品标签与符合性声明",
            "Семинар: маркировка и декларации",
        ),
        window(1, "15", "16"),
        LocalText("Conference room 2", "2号会议室", "Конференц-зал 2"),
        (),
        listeners,
        speaks=(speaker,),
    )


def _signing(signers: tuple[PersonId, ...]) -> _Plan:
    title = LocalText("Signing of memoranda", "意向书签约仪式", "Подписание меморандумов")
    return _Plan(ItemKind.SIGNING, title, window(3, "16", "17"), _STAGE, signers)


def _before(
    everyone: tuple[PersonId, ...], heads: tuple[PersonId, ...], officials: tuple[PersonId, ...]
) -> tuple[_Plan, ...]:
    return (
        _Plan(
            ItemKind.TRAVEL,
            LocalText("Landing and drive to the hotel", "抵达并前往酒店", "Прилёт и переезд в гостиницу"),
            Window(at(-2, "8:40"), at(-2, "11:30")),
            LocalText("Airport, terminal C", "机场C航站楼", "Аэропорт, терминал C"),
            everyone,
            transport=_BUS,
        ),
        _Plan(
            ItemKind.SET_UP,
            LocalText("Setting up the national stand", "国家展台布展", "Монтаж национального стенда"),
            window(-1, "12", "18"),
            LocalText("Hall 7.1", "7.1馆", "Зал 7.1"),
            heads,
            officials,
        ),
        _Plan(
            ItemKind.OPENING,
            LocalText("Opening ceremony", "开幕式", "Церемония открытия"),
            window(0, "10:30", "11:30"),
            _STAGE,
            (*officials, *heads),
        ),
    )


def _visit(number: int, group: tuple[PersonId, ...], guide: PersonId) -> _Plan:
    """One of three visits to a buyer's warehouse, each on a day of its own."""
    buyer = OFFICE_BUYERS[number]
    return _Plan(
        ItemKind.SITE_VISIT,
        LocalText(
            f"Visit to a warehouse ({number + 1})", f"参观仓库（{number + 1}）", f"Посещение склада ({number + 1})"
        ),
        window((1, 2, 3)[number], ("14", "14:30", "10:30")[number], ("16:30", "17", "13")[number]),
        LocalText(f"Warehouse of {buyer}", f"{buyer}的仓库", f"Склад {buyer}"),
        (*group, guide),
        host=LocalText(buyer),
        transport=_BUS,
    )


def _after(
    everyone: tuple[PersonId, ...],
    heads: tuple[PersonId, ...],
    officials: tuple[PersonId, ...],
    last: tuple[PersonId, ...],
) -> tuple[_Plan, ...]:
    return (
        _Plan(
            ItemKind.RECEPTION,
            LocalText("Reception with tasting", "招待会及品鉴", "Приём с дегустацией"),
            window(2, "18:30", "20:30"),
            LocalText("Hotel, winter garden", "酒店冬季花园厅", "Гостиница, зимний сад"),
            (*officials, *heads),
            tuple(person for person in everyone if person not in {*officials, *heads}),
        ),
        _Plan(
            ItemKind.TRAVEL,
            LocalText("Drive to the airport", "前往机场", "Переезд в аэропорт"),
            window(5, "9:30", "13:20"),
            LocalText("Hotel, main entrance", "酒店正门", "Гостиница, главный вход"),
            last,
            transport=_BUS,
        ),
    )
