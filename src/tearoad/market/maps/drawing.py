"""A brief's map as a drawing: its markets shaded by their imports, the exporter marked, all else as lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tearoad.market.brief.document import BriefMeasure, MarketBrief
from tearoad.market.brief.figure_wording import AreaNames
from tearoad.market.maps.borders import SCALE, AreaOutline, Point

_WORLD = (0.0, 0.0, 360.0 * SCALE, 180.0 * SCALE)
_MARGIN = 0.08
_LEAST_SIDE = 40.0 * SCALE
"""Of what is shown: a single small market stands among its neighbours."""
_FAINT, _STRONG = 0.25, 0.9


@dataclass(frozen=True, slots=True)
class MapShape:
    """One outline: its path, the name said of it, and how strongly it is filled."""

    path: str
    name: str
    """As the organisation writes it; empty where it is neither a market of the brief nor the exporter."""
    strength: str
    """0 to 1, as SVG has it; `0` is not filled."""
    is_exporter: bool
    line: str
    """How wide its line is."""
    x: str
    y: str
    """Where its name stands."""


@dataclass(frozen=True, slots=True)
class BriefMap:
    """A map: which part of the world is shown, and its shapes, named ones last so that nothing covers them."""

    view: str
    letter: str
    """How high names are, in units of the drawing."""
    shapes: tuple[MapShape, ...]
    missing: tuple[str, ...]
    """Names of markets of which the file has no outline."""


def brief_map(brief: MarketBrief, outlines: tuple[AreaOutline, ...], named: AreaNames) -> BriefMap:
    """Return the map of a brief; markets are shaded by their imports of all its products together."""
    imports = {market: _imports(brief, market) for market in brief.markets}
    most = max(imports.values(), default=0)
    marked = {brief.exporter, *brief.markets}
    shown = [_shape(outline, imports, most, brief.exporter, named) for outline in outlines]
    boxes = [_box(_largest(outline)) for outline in outlines if outline.area in marked]
    left, top, right, bottom = _around(boxes)
    drawn = {outline.area for outline in outlines}
    return BriefMap(
        view=f"{left:.1f} {top:.1f} {right - left:.1f} {bottom - top:.1f}",
        letter=f"{max(right - left, bottom - top) / 32:.1f}",
        shapes=tuple(sorted(shown, key=lambda shape: bool(shape.name))),
        missing=tuple(named(market) for market in brief.markets if market not in drawn),
    )


def _shape(outline: AreaOutline, imports: dict[str, float], most: float, exporter: str, named: AreaNames) -> MapShape:
    left, top, right, bottom = _box(_largest(outline))
    strength = 0.0
    if outline.area in imports:
        strength = _FAINT + (_STRONG - _FAINT) * (imports[outline.area] / most if most else 0)
    is_marked = outline.area == exporter or outline.area in imports
    return MapShape(
        path="".join(f"M{'L'.join(f'{x} {y}' for x, y in ring)}Z" for ring in outline.rings),
        name=named(outline.area) if is_marked else "",
        strength=f"{strength:.2f}",
        is_exporter=outline.area == exporter,
        line="2.5" if outline.area == exporter else "1",
        x=f"{(left + right) / 2:.1f}",
        y=f"{(top + bottom) / 2:.1f}",
    )


def _imports(brief: MarketBrief, market: str) -> float:
    return sum(brief.figure(BriefMeasure.IMPORTS, product, market).value or 0 for product in brief.products)


def _largest(outline: AreaOutline) -> tuple[Point, ...]:
    """Return the ring that takes most room: islands far away do not move a country's name."""

    def room(ring: tuple[Point, ...]) -> float:
        left, top, right, bottom = _box(ring)
        return (right - left) * (bottom - top)

    return max(outline.rings, key=room)


def _box(points: Iterable[Point]) -> tuple[float, float, float, float]:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _around(boxes: list[tuple[float, float, float, float]]) -> tuple[float, float, float, float]:
    """Return what holds all boxes with a margin, within the world; the whole world where there are none."""
    if not boxes:
        return _WORLD
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    left, top, right, bottom = min(lefts), min(tops), max(rights), max(bottoms)
    across = max(_LEAST_SIDE - (right - left), (right - left) * _MARGIN * 2) / 2
    down = max(_LEAST_SIDE - (bottom - top), (bottom - top) * _MARGIN * 2) / 2
    return max(left - across, 0.0), max(top - down, 0.0), min(right + across, _WORLD[2]), min(bottom + down, _WORLD[3])
