from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tearoad.companies import Buyer, Exporter
from tearoad.demo.make import make_mission
from tearoad.errors import InputError
from tearoad.matching import Request
from tearoad.mission import Absence, Delegate, Interpreter, Mission, ProgrammeItem
from tearoad.people import Role
from tearoad.text import PriceInText, Ref, Text
from tearoad.timetable.pinned import PinnedMeeting
from tearoad.values.document import from_document, text_from_document, text_to_document, to_document
from tearoad.values.least import least_document
from tests.nonsense import mutants


def test_every_part_of_the_demo_mission_comes_back_as_it_was() -> None:
    files = make_mission()
    assert from_document(Mission, to_document(files.mission)) == files.mission
    for kind, rows in (
        (Exporter, files.exporters),
        (Buyer, files.buyers),
        (Delegate, files.delegates),
        (ProgrammeItem, files.programme),
        (Request, files.requests),
        (Interpreter, files.interpreters),
        (Absence, files.absences),
        (PinnedMeeting, files.pins),
    ):
        assert tuple(from_document(kind, to_document(row)) for row in rows) == rows


def test_a_moment_keeps_its_zone() -> None:
    zone = ZoneInfo("Europe/Moscow")
    absence = make_mission().absences[0]
    assert from_document(Absence, to_document(absence)).window.start_at.tzinfo == zone


def test_a_text_comes_back_with_its_parameters() -> None:
    text = Text(
        "values.share",
        a="x",
        b=3,
        c=Decimal("1.50"),
        d=date(2027, 2, 9),
        e=datetime(2027, 2, 9, 10, tzinfo=ZoneInfo("Asia/Shanghai")),
        f=Ref("E01"),
        g=Text("values.share_hint", found="y"),
        h=(Ref("E02"), Text("values.share_hint")),
        i=PriceInText(Decimal("1500000.50"), "CNY"),
    )
    assert text_from_document(text_to_document(text)) == text


def test_a_document_of_another_kind_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        from_document(Request, {"id": "R1"})
    assert refused.value.code == "values.document"


FILES = make_mission()
KEPT: tuple[tuple[type, object], ...] = (
    (Mission, FILES.mission),
    (Exporter, FILES.exporters[0]),
    (Buyer, FILES.buyers[0]),
    (Delegate, FILES.delegates[0]),
    (ProgrammeItem, FILES.programme[0]),
    (Request, FILES.requests[0]),
    (Interpreter, FILES.interpreters[0]),
    (Absence, FILES.absences[0]),
)


@pytest.mark.parametrize(("kind", "row"), KEPT, ids=[kind.__name__ for kind, _ in KEPT])
def test_one_part_that_is_nonsense_is_read_or_refused_in_words(kind: type, row: object) -> None:
    plain = json.loads(json.dumps(to_document(row)))
    for where, document in mutants(plain, at_most=1):
        try:
            found: object = from_document(kind, document)
        except InputError as refused:
            assert refused.code == "values.document", where  # noqa: PT017  # it may be read as well
        else:  # what was read can be kept and read once more
            assert from_document(kind, json.loads(json.dumps(to_document(found)))) == found, where


@dataclass(frozen=True, slots=True)
class _Plain:
    """One value of each plain kind."""

    text: str = ""
    word: Role = Role.OFFICER
    whole: int = 0
    flag: bool = False
    figure: float = 0.0


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        *product(["text"], [None, 5, True, [], {}]),
        *product(["word"], [None, 5, "nobody", []]),
        *product(["whole"], [None, "5", True, 1.5, []]),
        *product(["flag"], [None, "yes", 1, []]),
        *product(["figure"], [None, "1", True, []]),
    ],
)
def test_a_plain_value_of_another_kind_is_refused_and_not_turned_into_it(name: str, wrong: object) -> None:
    with pytest.raises(InputError):
        from_document(_Plain, {name: wrong})


@pytest.mark.parametrize("found", [None, 7, "x", [], [[7, 7]], True, {"id": 7}, {"id": "E1", "name": "x"}, "[" * 5000])
def test_what_is_of_no_kind_is_refused_in_words(found: object) -> None:
    for kind, _ in KEPT:
        with pytest.raises(InputError):
            from_document(kind, found)


@pytest.mark.parametrize("kind", [kind for kind, _ in KEPT[1:]], ids=lambda kind: kind.__name__)
def test_the_emptiest_document_can_be_read(kind: type) -> None:
    assert isinstance(from_document(kind, least_document(kind)), kind)


@pytest.mark.parametrize(
    "found",
    [None, 7, [], {}, {"code": 7, "params": {}}, {"code": "a.b", "params": []}, {"code": "a.b"}]
    + [
        {"code": "a.b", "params": {"x": param}}
        for param in (None, 1.5, {}, {"at": "x"}, {"on": "9999-99-99"}, {"no": "x"}, {"price": 7}, {"price": ["1"]})
    ],
)
def test_what_is_no_text_is_refused_in_words(found: Any) -> None:  # noqa: ANN401  # JSON data
    with pytest.raises(InputError):
        text_from_document(found)
