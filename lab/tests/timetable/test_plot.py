"""The picture of growth."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from tearoad.values import Language
from tearoad.words import Words
from tearoad_lab.timetable.events import MethodResult
from tearoad_lab.timetable.plot import plot

WORDS = Words(Language.EN)
SVG = "{http://www.w3.org/2000/svg}"


def row(method: str, meetings: int, seconds: float, *, unplaced: int = 0) -> MethodResult:
    return MethodResult("x", None, method, "feasible", 20, 10, unplaced, seconds, seconds, 90.0, meetings)


def test_each_method_has_a_line_in_both_fields_and_a_name() -> None:
    rows = [row("ours", 100, 0.5), row("ours", 1000, 5.0), row("first <fit>", 100, 0.01), row("first <fit>", 1000, 0.1)]
    drawn = ET.fromstring(plot(rows, WORDS))  # noqa: S314  # our own picture
    lines = [element.attrib["points"].count(",") for element in drawn.iter(f"{SVG}polyline")]
    assert lines == [2, 2, 2, 2]
    texts = [element.text for element in drawn.iter(f"{SVG}text")]
    assert {"ours", "first <fit>", "processor seconds", "100", "1,000"} <= set(texts)


def test_a_row_that_left_meetings_out_is_hollow() -> None:
    drawn = ET.fromstring(plot([row("ours", 100, 0.5), row("ours", 1000, 5.0, unplaced=3)], WORDS))  # noqa: S314  # our own picture
    marks = [element.attrib["fill"] for element in drawn.iter(f"{SVG}g")]
    assert marks.count("#fff") == 2


def test_nothing_to_draw_is_an_empty_picture() -> None:
    assert list(ET.fromstring(plot([], WORDS)).iter(f"{SVG}polyline")) == []  # noqa: S314  # our own picture
