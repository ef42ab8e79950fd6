"""Requests as rows: who asks for whom, how strongly. A "no" stays secret for ever."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tearoad.matching.request import Request, Strength
from tearoad.mission import PlaceKind
from tearoad.paper.sheets import LONGEST_NOTE, PARTIES, Choices, Column, Kind, Reading, Record, SheetWords, folded
from tearoad.paper.sheets.directory import kinds_of_header
from tearoad.paper.sheets.refusals import LONGEST_SHOWN, refuses
from tearoad.paper.sheets.written.lists import join_list, split_list
from tearoad.rows import Field, RowKind
from tearoad.rows.codecs import LINE, NOTE, WINDOW, choice, named, party, whole
from tearoad.text import Text
from tearoad.values import PartyId, PersonId, Window, WishId

STRENGTHS = Choices(
    {
        Strength.MUST: SheetWords("sheet_words.must"),
        Strength.WISH: SheetWords("sheet_words.wish"),
        Strength.NO: SheetWords("sheet_words.no_of_requests"),
    }
)
FORMATS = Choices(
    {
        PlaceKind.STAND: SheetWords("sheet_words.stand_of_requests"),
        PlaceKind.TABLE: SheetWords("sheet_words.table"),
        PlaceKind.DESK: SheetWords("sheet_words.purchasing_desk"),
        PlaceKind.OFFSITE: SheetWords("sheet_words.off_site"),
        PlaceKind.ONLINE: SheetWords("sheet_words.online_of_requests"),
    }
)
_DELEGATES = frozenset({Kind.DELEGATE})


def _agreed(record: Record, field: str, _reading: Reading) -> Window | None:
    """Return when two agreed to meet; what lies on a day of the fair but outside its hours is told."""
    agreed, calendar = record.window(field), record.around.calendar
    if agreed and agreed.start_at.date() in calendar.days and not any(map(agreed.overlaps, calendar.opening)):
        text = Text("sheets.outside_hours", found=record.text(field))
        record.warn(text, Text("sheets.look_again"), field)
    elif agreed and (near := calendar.slots_around(agreed)):
        text = Text("sheets.between_slots", found=record.text(field), before=near[0], after=near[1])
        record.warn(text, Text("sheets.between_slots_hint"), field)
    return agreed


def _person(record: Record, field: str, _reading: Reading) -> PersonId | None:
    """Return who must be there; of several the first, and that is told."""
    written = record.names(field)
    if len(written) < 2:
        return _delegate(record, field)
    found = [known for name in written if (known := record.around.directory.find(name, _DELEGATES).known)]
    if not found:
        return _delegate(record, field)
    text = Text("sheets.several_people", found=record.text(field))
    record.warn(text, Text("sheets.one_person_hint", used=found[0].id), field)
    return PersonId(found[0].id)


def _delegate(record: Record, field: str) -> PersonId | None:
    text = record.ref(field, _DELEGATES)
    return PersonId(text) if text else None


def _party(record: Record, field: str, _reading: Reading) -> PartyId:
    """Return who asks or is asked; of two with one number, whom the other column does not name."""
    other = "asked" if field == "asker" else "asker"
    across = kinds_of_header(record.label(other))
    if not across and (known := record.around.directory.find(record.text(other), PARTIES).known):
        across = frozenset({known.kind})
    likely = PARTIES - across if len(across & PARTIES) == 1 else frozenset()
    return PartyId(record.ref(field, PARTIES, likely) or "")


_PARTY = replace(party(PARTIES), read=_party, longest=LONGEST_NOTE)
_PERSON = replace(named(_DELEGATES, PersonId), read=_person)
_AGREED = replace(WINDOW, read=_agreed)
REQUESTS = RowKind(
    name="requests",
    title=SheetWords("sheet_words.requests"),
    core=Request,
    personal=frozenset(),
    prefix="R",
    id=Column(
        "id",
        SheetWords("sheet_words.id_of_requests"),
        "R001",
        about="request_id",
        width=14,
    ),
    fields=(
        Field(
            "asker",
            _PARTY,
            SheetWords("sheet_words.who_asks"),
            example="E01",
            width=22,
        ),
        Field(
            "asked",
            _PARTY,
            SheetWords("sheet_words.whom"),
            example="B001",
            width=22,
        ),
        Field(
            "strength",
            choice(STRENGTHS, Strength.WISH),
            SheetWords("sheet_words.how_strongly"),
            refusing=True,
        ),
        Field(
            "product",
            replace(LINE, longest=LONGEST_NOTE),
            SheetWords("sheet_words.product_of_requests"),
            example=SheetWords("sheet_words.green_tea"),
            about="request_product",
            width=20,
        ),
        Field(
            "person",
            _PERSON,
            SheetWords("sheet_words.person"),
            example="D01",
            about="request_person",
        ),
        Field(
            "format",
            choice(FORMATS, None),
            SheetWords("sheet_words.format"),
        ),
        Field(
            "window",
            replace(WINDOW, longest=LONGEST_NOTE),
            SheetWords("sheet_words.window"),
            example=SheetWords("sheet_words.tue_14_17"),
            about="request_window",
            width=24,
        ),
        Field(
            "agreed",
            _AGREED,
            SheetWords("sheet_words.agreed_time"),
            example="2023-02-07 14:00",
            width=24,
            essential=True,
        ),
        Field(
            "slots",
            whole(1, 1),
            SheetWords("sheet_words.slots"),
            example="1",
            width=8,
        ),
        Field(
            "note",
            NOTE,
            SheetWords("sheet_words.private_note"),
            about="request_note",
            width=30,
        ),
    ),
    needs=(("asker",), ("asked",)),
    refusals=frozenset(map(folded, STRENGTHS.words[Strength.NO].every)),
)
_RANK = {Strength.NO: 0, Strength.MUST: 1, Strength.WISH: 2}


@dataclass(frozen=True, slots=True)
class _RequestRow:
    record: Record
    request: Request


@dataclass(frozen=True, slots=True)
class RequestSheet:
    """What a sheet of requests says."""

    requests: tuple[Request, ...]
    """One for each asker and asked."""
    outweighed: tuple[Request, ...] = ()
    """What a "no" of the other side silences: never planned, and kept where the sheet's rows are kept."""

    def __iter__(self) -> Iterator[Request]:
        """Yield every request that the sheet holds."""
        yield from (*self.requests, *self.outweighed)


def read_requests(records: Iterable[Record], reading: Reading) -> RequestSheet:
    """Return the requests of the good rows.

    Several rows of one asker for one asked become one request: no beats all, must beats wish; products and notes are
    put together, of the rest the strongest row counts. A "no" from either side silences the other side's must or wish.
    Where a "no" meets something else, the row that gives way is warned about.
    """
    by_direction: dict[tuple[str, str], list[_RequestRow]] = defaultdict(list)
    ids: dict[str, Record] = {}
    for record in records:
        request = _request(record, reading)
        if request is None:
            continue
        first = ids.setdefault(request.id, record) if "id" in record else record
        if first is not record:
            text = Text("sheets.id_twice", found=request.id, other=first.where)
            record.error(text, Text("sheets.id_twice_hint"), "id")
            if request.strength is not Strength.NO:
                continue
            request = replace(request, id=WishId(f"{request.asker}-{request.asked}"))
        by_direction[request.asker, request.asked].append(_RequestRow(record, request))
    together = {pair: _together(rows) for pair, rows in by_direction.items()}
    for pair, rows in by_direction.items():
        reading.origins.extend((REQUESTS.name, row.record.row, together[pair].request) for row in rows)
    silenced = {
        pair for pair, request_row in together.items() if _silenced(request_row, together.get((pair[1], pair[0])))
    }
    return RequestSheet(
        tuple(request_row.request for pair, request_row in together.items() if pair not in silenced),
        tuple(request_row.request for pair, request_row in together.items() if pair in silenced),
    )


def _request(record: Record, reading: Reading) -> Request | None:
    # A strength that cannot be read may have been meant as a "no": until a person says so, nothing is planned.
    unread = Strength.NO if "strength" in record else Strength.WISH
    strength = Strength.NO if _is_a_refusal(record) else record.choice("strength", STRENGTHS, unread)
    if record.is_set_aside(_SIDES):
        return None
    record.may_refuse = _SIDES if strength is Strength.NO else frozenset()
    said = REQUESTS.values_of(record, reading, strength=strength)
    asker, asked = said["asker"], said["asked"]
    if asker and asked and _same_side(asker, asked, reading):
        record.error(Text("sheets.same_side", first=asker, second=asked), Text("sheets.same_side_hint"), "asked")
    if strength is not Strength.NO:
        _ask_about_refusals(record)
    request = Request(id=WishId(record.text("id") or f"{asker}-{asked}"), **said)
    if record.held and strength is Strength.NO and asker and asked and asker != asked:
        # Whatever else is wrong with the row, nobody may be sent to somebody who said no.
        return Request(request.id, request.asker, request.asked, Strength.NO, note=request.note)
    return None if record.held else request


_SIDES = frozenset({"asker", "asked"})


def _is_a_refusal(record: Record) -> bool:
    """Whether a person said that the note, or what stands for the product, means "no"."""
    answered = (record.text(field) for field in ("product", "note") if record.was_answered(field))
    return any(folded(text) in REQUESTS.refusals for text in answered)


def _ask_about_refusals(record: Record) -> None:
    """Stop where a row that counts as a wish says in words that the two must not meet."""
    for field in ("product", "note"):
        if refuses(record.text(field)):
            no = STRENGTHS.words[Strength.NO].term
            text = Text("sheets.note_refuses", found=record.text(field)[:LONGEST_SHOWN])
            record.refuse_to_guess(text, Text("sheets.note_refuses_hint", no=no), field)


def _same_side(asker: str, other: str, reading: Reading) -> bool:
    sides = [{known.kind for known in reading.directory.with_id(id_, PARTIES)} for id_ in (asker, other)]
    return asker == other or (sides[0] == sides[1] and len(sides[0]) == 1)


def _together(rows: Sequence[_RequestRow]) -> _RequestRow:
    if len(rows) == 1:
        return rows[0]
    ordered = sorted(rows, key=lambda row: _RANK[row.request.strength])
    best = ordered[0]
    for row in ordered[1:]:
        if best.request.strength is Strength.NO and row.request.strength is not Strength.NO:
            _give_way(row.record, best.record)
        elif (row.request.agreed or best.request.agreed) != best.request.agreed and best.request.agreed:
            row.record.warn(
                Text("sheets.agreed_twice", other=best.record.where), Text("sheets.agreed_twice_hint"), "agreed"
            )

    def joined(field: str) -> str:
        return join_list(dict.fromkeys(part for row in rows for part in split_list(getattr(row.request, field))))

    def first(field: str) -> object:
        return next((value for row in ordered if (value := getattr(row.request, field)) is not None), None)

    merged = {field: first(field) for field in ("person", "format", "window", "agreed")}
    slots = max(row.request.slots for row in rows)
    request = replace(
        best.request,
        product=joined("product"),
        note=joined("note"),
        slots=slots,
        **merged,  # type: ignore[arg-type]  # each field keeps its own type
    )
    return _RequestRow(best.record, request)


def _silenced(row: _RequestRow, answer: _RequestRow | None) -> bool:
    if answer is None or answer.request.strength is not Strength.NO or row.request.strength is Strength.NO:
        return False
    _give_way(row.record, answer.record)
    return True


def _give_way(record: Record, to: Record) -> None:
    record.warn(Text("sheets.no_beats_all", other=to.where), Text("sheets.no_beats_all_hint"), "strength")
