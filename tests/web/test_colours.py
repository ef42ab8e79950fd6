"""Whether every text can be read on every ground it stands on, in both themes, by the formula of WCAG 2.2."""

import re
from pathlib import Path

import pytest

import tearoad.web

SHEETS = Path(tearoad.web.__file__).parent / "static/web"
BLOCK = re.compile(r"(?P<where>:root[^{]*)\{(?P<body>[^}]*)\}")
COLOUR = re.compile(r"--(?P<role>[\w-]+):\s*(?P<colour>#[0-9a-f]{6}|rgb\([^)]*\))")
LITERAL = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(")


def themes() -> dict[str, dict[str, str]]:
    text = (SHEETS / "tokens.css").read_text(encoding="utf-8")
    blocks: dict[str, dict[str, str]] = {}
    for found in BLOCK.finditer(text):
        blocks.setdefault(found["where"].strip(), {}).update(COLOUR.findall(found["body"]))
    light = blocks[":root"]
    return {
        "light": light,
        "dark": light | blocks[':root[data-theme="dark"]'],
        "device": light | blocks[':root:not([data-theme="light"])'],
    }


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(text: str, other: str) -> float:
    dark, light = sorted((luminance(text), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


GROUNDS = ("paper", "surface", "sunk", "hover")
STATES = ("good", "warn", "bad", "info")
TEXTS = (
    *((text, ground) for text in ("ink", "muted", "link", "tea", *STATES) for ground in GROUNDS),
    *((text, f"{state}-ground") for state in STATES for text in (state, "ink", "muted")),
    ("on-tea", "tea"),
    ("on-tea", "tea-deep"),
    ("on-bad", "bad"),
)
EDGES = tuple((edge, ground) for edge in ("edge", "focus", "tea") for ground in ("paper", "surface", "sunk"))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_can_be_read_on_its_ground(theme: str) -> None:
    colours = themes()[theme]
    faint = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in TEXTS}
    assert {pair: round(found, 2) for pair, found in faint.items() if found < 4.8} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_control_shows_its_edge(theme: str) -> None:
    colours = themes()[theme]
    faint = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in EDGES}
    assert {pair: round(found, 2) for pair, found in faint.items() if found < 3} == {}


def test_dark_is_the_same_by_choice_and_by_device() -> None:
    assert themes()["dark"] == themes()["device"]


def test_only_the_tokens_name_colours() -> None:
    named = {
        f"{sheet.name}: {found.group()}"
        for sheet in SHEETS.glob("*.css")
        if sheet.name not in {"tokens.css", "print.css"}
        for found in LITERAL.finditer(re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL))
    }
    assert named == set()


def test_no_sheet_of_another_room_names_colours() -> None:
    rooms = Path(tearoad.web.__file__).parents[1]
    named = {
        f"{sheet.relative_to(rooms)}: {found.group()}"
        for sheet in rooms.glob("*/web/static/**/*.css")
        for found in LITERAL.finditer(re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL))
    }
    assert named == set()
