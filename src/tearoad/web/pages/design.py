"""The page that shows every part of a page, so that they are built, looked at and tested in one place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tearoad.errors import Conflict, Denied, InputError, NotFoundError, SetupError, TearoadError, TooMany
from tearoad.text import Ref, Text
from tearoad.values import Money
from tearoad.web import handlers

FAIR, HOME = "Europe/Moscow", "Asia/Shanghai"
MORNING = datetime(2027, 2, 9, 7, 0, tzinfo=UTC)
"""Ten o'clock in Moscow."""
NAMES = {
    "E1": "Пример Чай · Example Tea · 示例茶业",
    "E2": "Example Chili Sauce Workshop of the Southern Hills, Limited",
    "B1": "ООО «Пример»",
    "B2": "АО «Образцовая торговая сеть Северо-Запада»",
    "B3": "示例进出口有限公司",
    "B4": "Sample Foods LLP",
}
"""Made-up firms, as long as names really are."""


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A firm in the sample table."""

    id: str
    hs: str
    tone: str
    standing: Text
    meetings: int
    price: Money

    @property
    def name(self) -> str:
        """The firm's name."""
        return NAMES[self.id]


@dataclass(frozen=True, slots=True)
class SampleCell:
    """A place at a time on the sample board."""

    state: str = ""
    meeting: str = ""
    who: str = ""
    note: Text | None = None

    @property
    def name(self) -> str:
        """The name of whom the meeting is with."""
        return NAMES[self.who]


ROWS = (
    SampleRow("B1", "090210", "good", Text("design.clear"), 7, Money(Decimal("12500.50"), "CNY")),
    SampleRow("B2", "210390", "warn", Text("design.held"), 0, Money(Decimal(480000), "RUB")),
    SampleRow("B3", "090240", "bad", Text("design.blocked"), 0, Money(Decimal("3.25"), "EUR")),
    SampleRow("B4", "200899", "info", Text("design.waiting"), 3, Money(Decimal(1200), "USD")),
)
BOARD: tuple[tuple[SampleCell, ...], ...] = (
    (
        SampleCell("", "pinned", "B1", Text("design.pinned")),
        SampleCell("", "", "B2"),
        SampleCell("closed"),
        SampleCell(),
    ),
    (
        SampleCell(),
        SampleCell("clash", "clash", "B4", Text("design.clash")),
        SampleCell("", "moved", "B1"),
        SampleCell("target"),
    ),
    (
        SampleCell("", "dragged", "B3"),
        SampleCell(),
        SampleCell("closed"),
        SampleCell("", "blocked", "B2", Text("design.held")),
    ),
)
SHEET = (
    ("past", "B1", None),
    ("now", "B2", Text("design.with_interpreter")),
    ("changed", "B4", Text("design.moved_from", at=MORNING.astimezone(UTC))),
    ("cancelled", "B3", None),
)


class Several(InputError):
    """A sheet in which more than one thing is wrong."""

    problems = (Text("design.hs_error"), Text("design.warned"))


ERRORS: dict[str, TearoadError] = {
    "denied": Denied(Text("web.denied"), Text("web.denied_hint")),
    "conflict": Conflict(Text("design.changed_meanwhile"), Text("design.changed_meanwhile_hint")),
    "input": Several(Text("design.two_problems"), Text("design.two_problems_hint")),
    "many": TooMany(Text("design.too_many"), Text("design.too_many_hint"), 90),
    "setup": SetupError(Text("design.no_fonts"), Text("design.no_fonts_hint")),
}


def show(request: HttpRequest) -> HttpResponse:
    """Show every part, where the site is not at work for real.

    Raises:
        NotFoundError: this site is no demonstration.

    """
    _refuse_at_work()
    return render(request, "web/design.html", sample())


def fail(request: HttpRequest, kind: str) -> HttpResponse:
    """Show the page of an error, by its kind.

    Raises:
        NotFoundError: this site is no demonstration, or there is no such kind.
        TearoadError: the one that was asked for.

    """
    _refuse_at_work()
    if kind == "fault":
        return handlers.fault(request)
    if kind not in ERRORS:
        raise NotFoundError(Text("web.not_found"), Text("web.not_found_hint"))
    raise ERRORS[kind]


def _refuse_at_work() -> None:
    if not getattr(settings, "DESIGN_PAGE", settings.DEBUG):
        raise NotFoundError(Text("web.not_found"), Text("web.not_found_hint"))


def sample() -> dict[str, object]:
    """Return what the page shows."""
    times = tuple(MORNING + timedelta(minutes=30 * n) for n in range(3))
    return {
        "fair": FAIR,
        "home": HOME,
        "morning": MORNING,
        "last_day": (MORNING + timedelta(days=2)).date(),
        "rows": ROWS,
        "known": NAMES,
        "reason": Text("design.reason", firm=Ref("E1"), buyer=Ref("B1")),
        "price": Money(Decimal("12500.5"), "CNY"),
        "page": Paginator(range(160), 20).page(3),
        "days": tuple((day, tuple(zip(times, BOARD, strict=True))) for day in (MORNING, MORNING + timedelta(days=1))),
        "places": (Text("design.stand"), Text("design.table"), Text("design.desk"), Text("design.off_site")),
        "sheet": tuple(
            (state, MORNING + timedelta(minutes=45 * n), NAMES[who], note) for n, (state, who, note) in enumerate(SHEET)
        ),
        "tones": ("good", "warn", "bad", "info"),
        "error": Text("web.confirm_differs", typed="Moskow", name="Moscow 2027"),
    }
