"""The subsidy dossier of a firm: which parts are needed, what is there, what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tearoad.errors import InputError
from tearoad.text import Text
from tearoad.values import LocalText

MOST_PARTS = 40
MOST_NEEDED = 50


class PartKind(StrEnum):
    """What a part is made of."""

    FILES = "files"
    PICTURES = "pictures"
    RATES = "rates"
    """The program writes it: the exchange rates that the firm's costs were converted by, with source and day."""


@dataclass(frozen=True, slots=True)
class DossierPart:
    """One thing that whoever grants the subsidy wants to see."""

    code: str
    """`approvals`: what it is kept under."""
    title: LocalText
    least: int = 1
    """How many files at least; 0 where it may be left out."""
    kind: PartKind = PartKind.FILES

    def __post_init__(self) -> None:
        """Refuse a part without a name, or one that needs more files than anybody looks at.

        Raises:
            InputError: no code, no title, or a number out of range.

        """
        if not self.code or not self.title.written or not 0 <= self.least <= MOST_NEEDED:
            raise InputError(Text("costs.bad_part"), Text("costs.bad_part_hint", most=MOST_NEEDED))


@dataclass(frozen=True, slots=True)
class DossierList:
    """The parts, in the order in which they are put together."""

    parts: tuple[DossierPart, ...]

    def __post_init__(self) -> None:
        """Refuse a list with a code twice, or without an end.

        Raises:
            InputError: a code twice, no part, or too many.

        """
        twice = [code for code, times in Counter(part.code for part in self.parts).items() if times > 1]
        if twice:
            raise InputError(Text("costs.part_twice", code=twice[0]), Text("costs.part_twice_hint"))
        if not 0 < len(self.parts) <= MOST_PARTS:
            raise InputError(Text("costs.part_count", most=MOST_PARTS), Text("costs.part_twice_hint"))

    def part(self, code: str) -> DossierPart | None:
        """Return a part by its code."""
        return next((part for part in self.parts if part.code == code), None)


USUAL = DossierList(
    (
        DossierPart("approvals", LocalText("Approvals of the trip", "出国（境）批件", "Разрешения на поездку")),
        DossierPart("contract", LocalText("Stand contract", "展位合同", "Договор на стенд")),
        DossierPart("invoices", LocalText("Invoices", "发票", "Счета")),
        DossierPart("payment", LocalText("Proof of payment", "付款凭证", "Подтверждение оплаты")),
        DossierPart(
            "travel", LocalText("Boarding passes or tickets", "登机牌或行程单", "Посадочные талоны или билеты")
        ),
        DossierPart(
            "photos", LocalText("Photos at the fair", "参展现场照片", "Фотографии с выставки"), 3, PartKind.PICTURES
        ),
        DossierPart(
            "rates", LocalText("Exchange rates used", "所用汇率", "Применённые курсы валют"), 1, PartKind.RATES
        ),
        DossierPart("report", LocalText("Report of the firm", "参展总结", "Отчёт фирмы")),
    )
)
"""What is usually asked for; each organisation changes it to what its own rules say."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One file of a dossier."""

    part: str
    name: str
    digest: str
    """SHA-256 of the content, hexadecimal."""
    size: int
    media_type: str
    added_at: datetime
    added_by: str


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Somebody looked at a part and says that it is right."""

    part: str
    by: str
    at: datetime


class PartState(StrEnum):
    """Where a part stands."""

    MISSING = "missing"
    """Files are missing."""
    TO_CONFIRM = "to_confirm"
    """Everything is there; nobody has confirmed it."""
    DONE = "done"
    OPTIONAL = "optional"
    """Nothing is there, and nothing is needed."""


@dataclass(frozen=True, slots=True)
class PartStanding:
    """A part with what is there."""

    part: DossierPart
    files: tuple[Evidence, ...]
    confirmed: Confirmation | None
    there: int
    """Files, or rates that the program knows."""
    lacking: tuple[Text, ...] = ()
    """What the program itself could not put into the part."""

    @property
    def state(self) -> PartState:
        """Where it stands; what is missing outweighs a confirmation that was given before."""
        if self.there < self.part.least or self.lacking:
            return PartState.MISSING
        if self.confirmed is not None or self.part.kind is PartKind.RATES:
            return PartState.DONE
        return PartState.TO_CONFIRM if self.there or self.part.least else PartState.OPTIONAL

    @property
    def state_text(self) -> Text:
        """The state in words."""
        return Text(f"costs.part_{self.state.value}")

    @property
    def missing(self) -> Text | None:
        """What is missing, in words; None where nothing is."""
        if self.lacking:
            return Text("costs.lacking", what=self.lacking)
        if self.there < self.part.least:
            return Text("costs.files_missing", count=self.part.least - self.there)
        return Text("costs.not_confirmed") if self.state is PartState.TO_CONFIRM else None


@dataclass(frozen=True, slots=True)
class Standing:
    """A dossier: part by part."""

    parts: tuple[PartStanding, ...]

    @property
    def needed(self) -> tuple[PartStanding, ...]:
        """The parts that count."""
        return tuple(part for part in self.parts if part.state is not PartState.OPTIONAL)

    @property
    def done(self) -> int:
        """How many parts are there and confirmed."""
        return sum(part_standing.state is PartState.DONE for part_standing in self.needed)

    @property
    def is_complete(self) -> bool:
        """Whether every part that counts is done."""
        return self.done == len(self.needed)

    @property
    def open(self) -> tuple[PartStanding, ...]:
        """The parts at which something is missing."""
        return tuple(part for part in self.parts if part.missing is not None)


@dataclass(frozen=True, slots=True)
class RatesKnown:
    """What the program can say about a firm's exchange rates."""

    used: int
    lacking: tuple[Text, ...] = ()
    needed: bool = True
    """False where every cost of the firm is in the currency of home: then there is nothing to show."""


NO_RATES = RatesKnown(0, (), needed=False)


def standing(
    wanted: DossierList,
    files: Sequence[Evidence],
    confirmations: Iterable[Confirmation],
    rates: RatesKnown = NO_RATES,
) -> Standing:
    """Return where a dossier stands. Files of a part that is no longer wanted are left out."""
    confirmed: Mapping[str, Confirmation] = {confirmation.part: confirmation for confirmation in confirmations}
    return Standing(tuple(_part(part, files, confirmed.get(part.code), rates) for part in wanted.parts))


def _part(
    part: DossierPart, files: Sequence[Evidence], confirmed: Confirmation | None, rates: RatesKnown
) -> PartStanding:
    own = tuple(file for file in files if file.part == part.code)
    if part.kind is not PartKind.RATES:
        return PartStanding(part, own, confirmed, len(own))
    there = rates.used + len(own)
    return PartStanding(part, own, confirmed, there if rates.needed else max(there, part.least), rates.lacking)
