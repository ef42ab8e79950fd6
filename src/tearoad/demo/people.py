"""Who travels: the firms' people, four officials with their ranks, six interpreters."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tearoad.companies import Contact
from tearoad.demo.exporters import EN, MANAGER, RU, ZH, Firm
from tearoad.demo.fair import at, window
from tearoad.demo.invented.chance import phone, stream
from tearoad.demo.invented.chinese import persons
from tearoad.demo.travel import with_travel
from tearoad.mission import Delegate, Interpreter, InterpreterLevel, InterpretingMode, LanguagePair, RatePer
from tearoad.names import PersonName
from tearoad.values import InterpreterId, Language, LanguageCode, LocalText, Money, PartyId, PersonId

_ROLES = (
    MANAGER,
    LocalText("Export manager", "外贸经理", "менеджер по экспорту"),
    LocalText("Product specialist", "产品专员", "специалист по продукции"),
)
_OFFICIALS = (
    (
        LocalText(
            "Deputy director-general, head of the delegation",
            "副厅长、代表团团长",
            "заместитель директора департамента, глава делегации",
        ),
        (ZH,),
    ),
    (
        LocalText("Head of the foreign trade division", "对外贸易处处长", "начальник отдела внешней торговли"),
        (ZH, EN),
    ),
    (LocalText("Officer for the fair", "参展工作负责人", "ответственный за выставку"), (ZH, EN)),
    (LocalText("Officer for the programme", "日程负责人", "ответственный за программу"), (ZH, RU)),
)
OFFICE = LocalText(
    "Department of Commerce of Lanchuan Province (fictional)",
    "岚川省商务厅（虚构）",
    "Департамент коммерции провинции Ланьчуань (вымышлен)",
)
UNLOVED = PartyId("B101")
"""A buyer for whom the interpreter of the pool does not work: they were once employed there."""
LANDING, DEPARTURE = at(-2, "8:40"), at(5, "13:20")


def make_delegates(seed: int, firms: Sequence[Firm]) -> tuple[Delegate, ...]:
    """List the delegates: officials by rank, then the firms' people in the order of the counters."""
    random_ = stream(seed, "delegates")
    taken = {person.native for firm in firms for person in firm.people}
    names = [name for name in persons(random_, 24) if name.native not in taken]
    officials = [
        Delegate(
            id=PersonId(f"O{rank}"),
            name=names[rank - 1],
            role=role,
            rank=rank,
            office=OFFICE,
            phone=phone("CN", 900 + rank),
            languages=tongues,
            arrives_at=LANDING,
            leaves_at=DEPARTURE,
        )
        for rank, (role, tongues) in enumerate(_OFFICIALS, start=1)
    ]
    return with_travel((*officials, *(delegate for firm in firms for delegate in _of_firm(firm))))


def _of_firm(firm: Firm) -> list[Delegate]:
    """The second person of a firm speaks its foreign languages; where Friday is thin, the last one flies earlier."""
    staff = firm.exporter.staff_per_day
    delegates = []
    for index, name in enumerate(firm.people):
        leaves = at(3, "21:30") if index == len(firm.people) - 1 and staff[-1] < staff[0] else DEPARTURE
        number = int(firm.exporter.id[1:]) * 10 + index
        delegates.append(
            Delegate(
                id=PersonId(f"{firm.exporter.id}-{index + 1}"),
                name=name,
                role=_ROLES[index],
                firm=firm.exporter.id,
                phone=phone("CN", 1000 + number),
                languages=firm.exporter.languages if index == 1 else (ZH,),
                arrives_at=LANDING,
                leaves_at=leaves,
            )
        )
    return delegates


def make_interpreters(seed: int, firms: Sequence[Firm]) -> tuple[Interpreter, ...]:
    """Four interpreters stay with firms that speak only Chinese; a Russian and an English one are the pool."""
    random_ = stream(seed, "interpreters")
    alone = [firm.exporter.id for firm in firms if firm.exporter.languages == (ZH,)]
    names = _interpreter_names()
    random_.shuffle(names)
    made = [
        Interpreter(
            id=InterpreterId(f"I{number}"),
            name=names[number - 1],
            pairs=_both_ways(ZH, RU),
            phone=phone("RU", 9000 + number),
            attached_to=firm,
            min_hours_per_day=4,
            max_hours_per_day=7,
            rate=Money(Decimal(2200), "RUB"),
            mode=InterpretingMode.CONSECUTIVE,
            level=InterpreterLevel.BUSINESS,
            food=("tea", "sauces"),
            email=f"interpreter{number}@mission.example.com",
        )
        for number, firm in enumerate(alone[:4], start=1)
    ]
    russian = Interpreter(
        InterpreterId("I5"),
        names[4],
        _both_ways(ZH, RU),
        phone("RU", 9005),
        min_hours_per_day=4,
        max_hours_per_day=7,
        not_for=(UNLOVED,),
        rate=Money(Decimal(2500), "RUB"),
        mode=InterpretingMode.BOTH,
        level=InterpreterLevel.CONFERENCE,
        food=("tea", "mushrooms", "spirits"),
        email="interpreter5@mission.example.com",
    )
    english = Interpreter(
        InterpreterId("I6"),
        names[5],
        _both_ways(ZH, EN),
        phone("RU", 9006),
        hours=tuple(window(day, "10", "14" if day == 4 else "16:30") for day in range(5)),
        language=Language.EN,
        rate=Money(Decimal(180), "EUR"),
        rate_per=RatePer.DAY,
        mode=InterpretingMode.BOTH,
        level=InterpreterLevel.CONFERENCE,
    )
    return (*made, russian, english)


def _both_ways(code: LanguageCode, other: LanguageCode) -> frozenset[LanguagePair]:
    return frozenset({LanguagePair(code, other), LanguagePair(other, code)})


def _interpreter_names() -> list[PersonName]:
    return [
        PersonName("Дарнега Алевтина Юрьевна", "Alevtina Darnega", "Дарнега Алевтина Юрьевна", "Дарнега"),
        PersonName("Мелсита Ксения Павловна", "Kseniia Melsita", "Мелсита Ксения Павловна", "Мелсита"),
        PersonName("Торвея Инна Глебовна", "Inna Torveia", "Торвея Инна Глебовна", "Торвея"),
        PersonName("Островика Лев Андреевич", "Lev Ostrovika", "Островика Лев Андреевич", "Островика"),
        PersonName("Невмола Олеся Игоревна", "Olesia Nevmola", "Невмола Олеся Игоревна", "Невмола"),
        PersonName("Жемлора Артём Денисович", "Artem Zhemlora", "Жемлора Артём Денисович", "Жемлора"),
    ]


def mission_contacts(delegates: Sequence[Delegate]) -> tuple[Contact, ...]:
    """Whom to call: the officer for the programme first, then the officer for the fair."""
    by_id = {delegate.id: delegate for delegate in delegates}
    return tuple(
        Contact(person.name, person.role, person.phone, f"office{number}@mission.example.com")
        for number, person in enumerate((by_id[PersonId("O4")], by_id[PersonId("O3")]), start=1)
    )
