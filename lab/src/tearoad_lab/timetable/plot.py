"""How seconds and breaks grow with the number of meetings: two fields with logarithmic scales, as SVG."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from tearoad.text import Text
from tearoad.words import Words
from tearoad_lab.timetable.events import MethodResult

_WIDTH, _HEIGHT, _LEFT, _TOP, _GAP = 360, 260, 56, 34, 78
_COLOURS = ("#0b6b4f", "#b3261e", "#8a5a00", "#3559a8", "#6b3fa0")
"""Told apart by shape too."""
_SHAPES = (
    '<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/>',
    '<rect x="{x:.1f}" y="{y:.1f}" width="8" height="8" transform="translate(-4 -4)"/>',
    '<path d="M{x:.1f} {y:.1f}m0-5l5 9h-10z"/>',
    '<path d="M{x:.1f} {y:.1f}m0-5l5 5-5 5-5-5z"/>',
    '<path d="M{x:.1f} {y:.1f}m-4-4l8 8m0-8l-8 8" fill="none" stroke-width="2"/>',
)


@dataclass(frozen=True, slots=True)
class Panel:
    """One field: what stands on its scale upwards, and how a row is read."""

    title: Text
    read: Callable[[MethodResult], float | None]


PANELS = (
    Panel(Text("bench.plot_seconds"), lambda row: max(row.cpu_s, 0.001)),
    Panel(Text("bench.plot_breaks"), lambda row: row.value / row.held if row.value and row.held else None),
)


SIZE_PANELS = (PANELS[0], Panel(Text("bench.plot_memory"), lambda row: row.peak_mb or None))
"""What a whole mission costs as it grows."""
BY_MEETINGS, BY_SIZE = Text("bench.plot_title"), Text("bench.plot_sizes")


def plot(
    rows: Sequence[MethodResult], words: Words, panels: Sequence[Panel] = PANELS, title: Text = BY_MEETINGS
) -> str:
    """Return the picture: a line a method. A row without a whole plan is drawn hollow."""
    methods = list(dict.fromkeys(row.method for row in rows))
    width = 2 * (_LEFT + _WIDTH) + _GAP // 2
    height = _TOP + _HEIGHT + 44 + 22 * len(methods)
    lefts = [nth * (_LEFT + _WIDTH + 20) for nth in range(len(panels))]
    fields = (_field(panel, rows, methods, words, left) for panel, left in zip(panels, lefts, strict=True))
    drawn = [part for field in fields for part in field]
    drawn += _legend(methods, words, _TOP + _HEIGHT + 58)
    style = "font:13px system-ui,sans-serif"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" style="{style}" role="img">'
    ground = f'<rect width="{width}" height="{height}" fill="#fff"/>'
    named = f"<title>{escape(words(title))}</title>"
    return "\n".join((head, named, ground, *drawn, "</svg>")) + "\n"


def _field(
    panel: Panel, rows: Sequence[MethodResult], methods: Sequence[str], words: Words, left: int
) -> Iterator[str]:
    points: Mapping[str, list[tuple[int, float, bool]]] = defaultdict(list)
    for row in rows:
        value = panel.read(row)
        if value is not None and row.asked:
            points[row.method].append((row.asked, value, row.unplaced == 0))
    everything = [point for found in points.values() for point in found]
    if not everything:
        return
    across = _Scale([point[0] for point in everything], left + _LEFT, _WIDTH - 20)
    upwards = _Scale([point[1] for point in everything], _TOP + _HEIGHT, -_HEIGHT)
    yield f'<text x="{left + _LEFT}" y="{_TOP - 14}" font-weight="600">{escape(words(panel.title))}</text>'
    for value in across.ticks:
        x = across.at(value)
        yield f'<path d="M{x:.1f} {_TOP}V{_TOP + _HEIGHT}" stroke="#ddd"/>'
        yield f'<text x="{x:.1f}" y="{_TOP + _HEIGHT + 18}" text-anchor="middle" fill="#555">{value:,.0f}</text>'
    for value in upwards.ticks:
        y = upwards.at(value)
        yield f'<path d="M{left + _LEFT} {y:.1f}H{left + _LEFT + _WIDTH - 20}" stroke="#ddd"/>'
        yield f'<text x="{left + _LEFT - 6}" y="{y + 4:.1f}" text-anchor="end" fill="#555">{value:g}</text>'
    for nth, method in enumerate(methods):
        found = sorted(points[method])
        line = " ".join(f"{across.at(x):.1f},{upwards.at(y):.1f}" for x, y, _ in found)
        colour = _COLOURS[nth % len(_COLOURS)]
        yield f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="1.5"/>'
        for x, y, whole in found:
            mark = _SHAPES[nth % len(_SHAPES)].format(x=across.at(x), y=upwards.at(y))
            yield f'<g fill="{colour if whole else "#fff"}" stroke="{colour}">{mark}</g>'


class _Scale:
    """From values to places, by their logarithms."""

    def __init__(self, values: Sequence[float], start: float, length: float) -> None:
        low, high = (math.log10(end) for end in (min(values), max(values)))
        self._low, self._high = math.floor(low), max(math.ceil(high), math.floor(low) + 1)
        self._start, self._length = start, length
        self.ticks = [10.0**power for power in range(self._low, self._high + 1)]

    def at(self, value: float) -> float:
        return self._start + self._length * (math.log10(value) - self._low) / (self._high - self._low)


def _legend(methods: Sequence[str], words: Words, top: int) -> Iterator[str]:
    for nth, method in enumerate(methods):
        colour, y = _COLOURS[nth % len(_COLOURS)], top + 22 * nth
        mark = _SHAPES[nth % len(_SHAPES)].format(x=_LEFT + 8, y=y - 4)
        yield f'<g fill="{colour}" stroke="{colour}">{mark}</g><text x="{_LEFT + 24}" y="{y}">{escape(method)}</text>'
    if methods:
        text = escape(words(Text("bench.plot_across")))
        yield f'<text x="{_LEFT + 200}" y="{top}" fill="#555">{text}</text>'
