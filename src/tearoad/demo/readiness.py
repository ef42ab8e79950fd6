"""What must be ready: checklists half done, some of them late, samples of every firm, three posts that do not exist."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from tearoad.companies import Quantity
from tearoad.demo.exporters import Firm
from tearoad.demo.fair import MONDAY
from tearoad.demo.invented.chance import stream
from tearoad.mission import Delegate, LocalText
from tearoad.mission.checklist import (
    DiplomaticPost,
    Evidence,
    Fate,
    PostId,
    PostKind,
    Road,
    Sample,
    SampleId,
    Taking,
    Task,
    TaskState,
    dated,
)
from tearoad.mission.checklist.shipped import FAIR, FOOD, RUSSIA, TRIP
from tearoad.values import CountryCode, Money

_OFFICER = "officer@example.org"
_DONE_SHARE = 0.55
"""Of all tasks; of the rest, those whose day has passed are late."""
_LATE_SHARE = 0.12
_ROADS = (Road.CARGO, Road.CARGO, Road.COURIER, Road.LUGGAGE, Road.CARNET)
_MEANT = (Fate.TASTED, Fate.TASTED, Fate.GIVEN, Fate.RETURNED)


def make_tasks(seed: int, firms: Sequence[Firm], delegates: Sequence[Delegate]) -> tuple[Task, ...]:
    """Return the tasks of four templates as they stand on the fair's first morning."""
    random_ = stream(seed, "tasks")
    taking = Taking(MONDAY, tuple(firm.exporter.id for firm in firms), tuple(one.id for one in delegates))
    tasks = [task for template in (TRIP, FAIR, FOOD, RUSSIA) for task in dated(template, taking)]
    return tuple(_stand(random_, task) for task in tasks)


def _stand(random_: Random, task: Task) -> Task:
    """Let a task be done before its day, left out, late, or still ahead: about half of all are done."""
    chance, days = random_.random(), random_.randrange(1, 6)
    if task.due_on >= MONDAY or chance > 1 - _LATE_SHARE:
        return task
    if chance < 0.04:
        return replace(
            task,
            state=TaskState.NOT_NEEDED,
            note="Not needed: agreed with the host (fictional)",
            done_on=task.due_on - timedelta(days),
            done_by=_OFFICER,
        )
    if chance < _DONE_SHARE + (0.3 if task.evidence is Evidence.NOTE else 0.2):
        return replace(
            task,
            state=TaskState.DONE,
            note="Seen by the office (fictional)",
            done_on=task.due_on - timedelta(days),
            done_by=_OFFICER,
        )
    # Not done in time, put off by the office until after the opening: open, and not late.
    return replace(task, due_on=MONDAY + timedelta(days))


def make_samples(seed: int, firms: Iterable[Firm]) -> tuple[Sample, ...]:
    """Return what each firm brings, a line for each of its first two products; some overlooked the carnet's rule."""
    random_ = stream(seed, "samples")
    found = []
    for firm in firms:
        for number, product in enumerate(firm.exporter.products[:2], start=1):
            name = product.name
            found.append(
                Sample(
                    SampleId(f"{firm.exporter.id}-{number}"),
                    LocalText(name.latin, name.native, name.local),
                    firm.exporter.id,
                    Quantity(Decimal(random_.choice((1, 2, 3, 5, 8))), "kg"),
                    product.hs,
                    Money(Decimal(random_.randrange(20, 200, 5)), "USD"),
                    random_.choice(_ROADS),
                    random_.choice(_MEANT),
                )
            )
    return tuple(found)


def make_posts() -> tuple[DiplomaticPost, ...]:
    """Return three posts that do not exist; the last has no source, so that its mark is seen."""
    country, read_on = CountryCode("RU"), date(2023, 1, 9)
    source = "https://posts.example.com (fictional)"
    return (
        DiplomaticPost(
            PostId("RU-1"),
            LocalText("Embassy (fictional)", "大使馆（虚构）", "Посольство (вымышлено)"),
            country,
            PostKind.EMBASSY,
            "Moscow",
            "Whole country (fictional)",
            "Embankment 3 (fictional)",
            "Mon-Fri 9:00-12:00",
            "+7 000 000-00-11",
            source,
            read_on,
        ),
        DiplomaticPost(
            PostId("RU-2"),
            LocalText("Trade office (fictional)", "商务处（虚构）", "Торгпредство (вымышлено)"),
            country,
            PostKind.TRADE_OFFICE,
            "Moscow",
            "",
            "Garden lane 8 (fictional)",
            "Mon-Thu 10:00-16:00",
            "+7 000 000-00-12",
            source,
            read_on,
        ),
        DiplomaticPost(
            PostId("RU-3"),
            LocalText("Consulate (fictional)", "领事馆（虚构）", "Консульство (вымышлено)"),
            country,
            PostKind.CONSULATE,
            "Riverport (fictional)",
            "The north-west (fictional)",
            note="Heard at a reception, not read anywhere",
        ),
    )
