"""The page `docs/reference/sheets.md`, made from the specs, so that it cannot be wrong about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tearoad.paper.sheets.columns import Column, SheetSpec
from tearoad.values import Language
from tearoad.words.catalogue import say

_INTRODUCTION = """# The sheets of a mission folder

This page is made from the program; do not edit it by hand.

A folder holds the sheets below as sheets of one workbook (`.xlsx`, `.ods`) or as files of their own (`.xlsx`, `.ods`,
`.csv`), named after the sheet in English, Chinese or Russian. Headers may be in any of the three languages, in any
order, below title rows, and in two rows. Only *exporters* and *buyers* are needed.

- A cell that its row cannot do without holds the row back when it cannot be read: an error. Any other is left aside
  alone, and the rest of its row counts: a warning. Everything that is wrong stands in `problems.xlsx`.
- Where a "no" may stand (how strongly in *requests*, do not meet, not for, the ruling of a decision, who is absent and
  when, and whom these are about) nobody guesses: a cell there that cannot be read stops the run, and an import asks.
  Mend the cell, or say what it means in `mission.toml`: `[meanings.requests]` with `"auf keinen Fall" = "no"`; nothing
  (`""`) where nobody of this mission is meant. Two sheets of one kind, or two copies of the workbook, stop as well:
  take one away; an import asks which of the two holds.
- Sheets laid upon a mission that is there: a cell that is left aside changes nothing of what the mission holds there.
- Several things in one cell are parted by semicolons; an item that holds a semicolon stands in quotation marks. Ids
  may also be parted by commas, ids and names by `、`. One person a row: a cell that names two is told.
- Dates: `7 Feb 2023`, `2023年2月7日`, `07.02.2023` (day first), `2023-02-07`. A missing year is the fair's.
- Times at the fair: `Tue 14-17`, `周二 14:00-17:00`, `вт 14–17`, `7 Feb 14:00-17:00; Wed 10-12`, `Tue-Thu 10-12`,
  `after 15:00`, `上午`, `весь день`, `9.2.-10.2.`, `Di vormittags`, `кроме среды`, `10-12 Tue, 14-16 Wed`,
  `с 8 февраля` (to the end of the fair). A time without a day holds for every day of the fair, a day without a time
  for its opening hours. `待定` or `TBD` is the whole fair until it is settled.
- A row that adds up the others (`Total`, `合计`, `Итого`) is left out; `ditto`, `同上`, `то же` or `dto.` repeats
  the cell above, but not where a "no" may stand. Both are told. A hidden sheet in which
  a "no" may stand stops the run where no other of its kind is there. So do a sheet called `Не встречаться` or
  `黑名单`, a note or an unknown column with `auf keinen Fall` in it, and `не приедет` in place of a time. A merged cell
  of these sheets counts in each row.
- Whether a company comes stands in the column of attendance: `yes`, `不参加`, `нет, заняты`, a tick. A company that
  declined is planned for nobody and is named at the end of the run. A note, a comment on a cell or an unknown column
  that says so (`本公司不参加`, `will not come`), a row that is struck through, and `0` people stop the run until
  somebody says what is meant. Other comments are not read, and each is told.
- Numbers: a comma before exactly three digits parts thousands (`1,500`), otherwise it is the decimal comma (`1,5`). A
  dot before exactly three digits parts thousands in quantities and costs, and in prices where a zero ends them
  (`1.500 kg`); this is told. Of `20-30 t` and `2-3人` the least counts, and this is told too.
- A unit or currency in the header holds for the cells that name none: `Minimum order (kg)`, `价格（元/公斤）`.
- Two requests of the same two: no beats all, must beats wish.
- A "no" counts even where another cell of its row is wrong. A sheet of requests, absences or decisions that cannot be
  read stops the plan, and so does a column nobody knows that says "no" where no other column could.
- A pin goes before the window, time or format that a request asked for; it begins with a slot, and never beats a "no".
- A dash alone counts as an empty cell. A passport number is never read.
- `photos/E01.jpg` (or `.png`, `.webp`) beside the sheets is the photo of exporter E01 in the delegation's book. It is
  painted anew, 2000 pixels at most; one that cannot be used is a warning, and the firm goes without.
- `dossier/E01/invoices/` beside the sheets holds the files of the sheet *dossier*. They are found by their SHA-256,
  whatever they are called. Sheets that are imported on a page bring no files: those that the organisation keeps in a
  dossier already are taken, the others are named, and their rows are left out. An import takes no file out of a
  dossier and confirms no part that is there.
"""


def sheets_page(specs: Iterable[SheetSpec]) -> str:
    """Return the reference page in English."""
    return "\n".join([_INTRODUCTION, *(line for spec in specs for line in _sheet(spec))])


def _sheet(spec: SheetSpec) -> Iterator[str]:
    yield f"## {spec.name}"
    yield ""
    yield say(spec.explanation, Language.EN)
    yield ""
    yield "Names: " + ", ".join(f"`{name}`" for name in dict.fromkeys(spec.title.every)) + "."
    yield ""
    yield "| field | English | Chinese | Russian | meaning | example |"
    yield "| --- | --- | --- | --- | --- | --- |"
    needed = {field for group in spec.needs for field in group}
    for column in spec.columns:
        yield _row(column, needed=column.field in needed)
    yield ""
    alternatives = [group for group in spec.needs if len(group) > 1]
    for group in alternatives:
        yield "\\* One of these is needed: " + ", ".join(f"`{field}`" for field in group) + "."
        yield ""


def _row(column: Column, *, needed: bool) -> str:
    meaning = say(column.explanation, Language.EN)
    if column.choices:
        words = "; ".join(choice.of_all for choice in column.choices.words.values())
        meaning += f" One of: {words}."
    if column.read_only:
        meaning += " Read, never written."
    cells = (
        f"`{column.field}`" + (" \\*" if needed else ""),
        *(", ".join(column.header.of(language)) for language in Language),
        meaning,
        f"`{column.sample(Language.EN)}`" if column.sample(Language.EN) else "",
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
