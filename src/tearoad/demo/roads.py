"""The demo's routes, made up and marked so, and one published figure of a border post with those who said it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from tearoad.market.road.legs import ROUTE_COLUMNS
from tearoad.market.road.posts import POST_COLUMNS

ROUTES_FILE, POSTS_FILE = "fictional-routes.csv", "border-posts.csv"
_SOURCE = "made up for the demo (fictional)"
_READ_ON = "2023-01-10"
Leg = tuple[str, str, int, tuple[int, int, int], tuple[int, int], int]
"""Mode, where it ends, kilometres, hours (likeliest, least, most), delay (of 100, hours), dollars a container."""
_ROUTES: dict[tuple[str, str, str], Sequence[Leg]] = {
    ("RUS", "Rail by Manzhouli and Zabaykalsk (fictional)", "Guiyang"): (
        ("rail", "Manzhouli", 4300, (150, 120, 200), (0, 0), 1900),
        ("border", "Zabaykalsk", 12, (30, 12, 96), (20, 120), 250),
        ("rail", "Moscow", 6600, (260, 220, 330), (5, 48), 2900),
    ),
    ("RUS", "Road by Khorgos and Kazakhstan (fictional)", "Guiyang"): (
        ("road", "Khorgos", 3700, (70, 60, 96), (0, 0), 3600),
        ("border", "Nur Zholy", 2, (14, 6, 48), (15, 72), 200),
        ("road", "Moscow", 4000, (110, 90, 150), (5, 24), 5200),
    ),
    ("RUS", "Sea to Saint Petersburg (fictional)", "Guiyang"): (
        ("rail", "Qinzhou", 880, (24, 20, 36), (0, 0), 500),
        ("transfer", "Qinzhou port", 5, (72, 36, 120), (10, 48), 220),
        ("sea", "Saint Petersburg", 22500, (960, 860, 1150), (10, 168), 3300),
        ("road", "Moscow", 710, (14, 12, 24), (0, 0), 700),
    ),
    ("KAZ", "Rail by Khorgos (fictional)", "Guiyang"): (
        ("rail", "Khorgos", 3900, (140, 110, 190), (0, 0), 1700),
        ("border", "Altynkol", 10, (24, 10, 72), (15, 96), 220),
        ("rail", "Almaty", 310, (14, 10, 24), (0, 0), 420),
    ),
    ("VNM", "Road by Pingxiang (fictional)", "Guiyang"): (
        ("road", "Pingxiang", 900, (16, 14, 24), (0, 0), 900),
        ("border", "Huu Nghi", 1, (8, 3, 36), (10, 48), 120),
        ("road", "Hanoi", 170, (4, 3, 6), (0, 0), 250),
    ),
    ("DEU", "Rail by Alashankou (fictional)", "Guiyang"): (
        ("rail", "Alashankou", 3900, (130, 110, 180), (0, 0), 1800),
        ("border", "Dostyk", 12, (28, 12, 96), (15, 96), 260),
        ("rail", "Duisburg", 8200, (280, 240, 360), (10, 72), 4100),
    ),
    ("USA", "Sea to Los Angeles (fictional)", "Guiyang"): (
        ("rail", "Qinzhou", 880, (24, 20, 36), (0, 0), 500),
        ("transfer", "Qinzhou port", 5, (72, 36, 120), (10, 48), 220),
        ("sea", "Los Angeles", 12900, (480, 430, 620), (10, 120), 2600),
    ),
}
_POSTS = (
    (
        "RUS",
        "Manzhouli–Zabaykalsk",
        "rail",
        "2023-01",
        "tonnes",
        "1500000",
        "100000",
        "<83",
        "Russian mission in Harbin",
        "official Chinese data",
        "press report, early 2023",
        "2023-02-06",
    ),
)


def routes_table() -> str:
    """Return the table of routes as it is uploaded; no figure is meant to be like a real one."""
    rows = []
    for (market, route, start), legs in _ROUTES.items():
        place = start
        for mode, end, km, hours, delay, cost in legs:
            times = (*hours, *(delay_hours or "" for delay_hours in delay))
            rows.append((market, route, mode, place, end, km, "", *times, cost, "USD", "container", _SOURCE, _READ_ON))
            place = end
    return _table(ROUTE_COLUMNS, rows)


def posts_table() -> str:
    """Return the table of border posts as it is uploaded: the railway's month with its published change."""
    return _table(POST_COLUMNS, _POSTS)


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([columns, *rows])
    return written.getvalue()
