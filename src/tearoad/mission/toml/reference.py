"""The reference page of mission.toml, made from the table of keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tearoad.mission.toml.keys import BY_SHEET, GROUPS, HEADERS, Key, KeyGroup
from tearoad.paper.sheets import SheetSpec
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words.catalogue import say

_HEAD = """# mission.toml

The file that describes the trip. `tearoad new FOLDER` writes one with comments in your language; this page lists every
key. A wrong value is reported with its line, and all of them at once.

A key marked **needed** must be there. Texts that take several languages are written
`{ en = "Table", zh = "洽谈桌", ru = "Стол" }`; a plain text counts as the home language.

An error in the names, country, currency, time zones, days or slots leaves no mission to plan. An error in one entry (a
place, a way, a contact) holds that entry back. An error in an optional rule puts the default in its place. All of these
are errors: `--refuse-errors` stops at any of them.

Own stands need no entry: the stand column of the exporters sheet makes them. Such a stand has the stand's number as its
id and the hall as its zone.
"""


def reference_page(sheets: Sequence[SheetSpec]) -> str:
    """Return the page as Markdown; `sheets` are those whose headers may be named."""
    return "\n".join((_HEAD, *_sections(sheets))) + "\n"


def _sections(sheets: Sequence[SheetSpec]) -> Iterator[str]:
    for group in GROUPS:
        title = "The top of the file" if not group.name else f"[[{group.name}]]" if group.many else f"[{group.name}]"
        if group in BY_SHEET:
            title = f"[{group.name}.SHEET]"
            yield from () if group is HEADERS else ("",)
        yield from (f"## {title}", "", _markdown_cell(group.about), "")
        if group in BY_SHEET:
            sheet = "buyers" if group is HEADERS else "requests"
            yield from ("```toml", f"[{group.name}.{sheet}]", BY_SHEET[group][0], "```", "")
            yield "Sheets: " + ", ".join(f"`{spec.name}`" for spec in sheets) + "."
            continue
        yield from ("| key | holds | meaning | example |", "|---|---|---|---|")
        yield from (_row(group, key) for key in group.keys)
        yield ""


def _row(group: KeyGroup, key: Key) -> str:
    needed = " **needed**" if key.required else ""
    expected = _markdown_cell(key.kind.text)
    return f"| `{key.name}`{needed} | {expected} | {_markdown_cell(group.about_key(key))} | `{key.example}` |"


def _markdown_cell(text: Text) -> str:
    return say(text, Language.EN).replace("|", "\\|")
