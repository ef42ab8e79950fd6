from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from tearoad.companies import Buyer, Exporter
from tearoad.demo.make import make_mission
from tearoad.errors import InputError
from tearoad.matching import Request
from tearoad.mission import Absence, Delegate, Interpreter, Mission, ProgrammeItem
from tearoad.text import Ref, Text
from tearoad.timetable.pinned import PinnedMeeting
from tearoad.values.document import from_document, text_from_document, text_to_document, to_document


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
    )
    assert text_from_document(text_to_document(text)) == text


def test_a_document_of_another_kind_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        from_document(Request, {"id": "R1"})
    assert refused.value.code == "values.document"
