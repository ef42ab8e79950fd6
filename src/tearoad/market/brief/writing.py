"""A brief as Markdown, as a workbook and as a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path

from tearoad.market.brief.country_queries import COUNTRY_TABLES, MARKET_QUERIES, PRODUCT_QUERIES
from tearoad.market.brief.document import MarketBrief
from tearoad.market.brief.figure_wording import BriefTable
from tearoad.market.brief.queries import BRIEF_TABLES, QUERIES, STANDING_QUERIES, SUPPLIERS, YEAR_IMPORTS
from tearoad.market.brief.wording import ALONE, BesideBrief, WordedBrief, worded
from tearoad.market.trade_data.cubes import BILATERAL, CUBES
from tearoad.paper.file import PaperFile
from tearoad.paper.typeset import pdf
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import Words

_TEMPLATE = Path(__file__).parent / "brief.typ"
_STATEMENTS = {
    "bilateral": BILATERAL,
    **CUBES,
    **BRIEF_TABLES,
    **QUERIES,
    "suppliers": SUPPLIERS,
    "year_imports": YEAR_IMPORTS,
    **STANDING_QUERIES,
    **COUNTRY_TABLES,
    **MARKET_QUERIES,
    **PRODUCT_QUERIES,
}


def brief_papers(brief: MarketBrief, stamp: datetime) -> Iterator[PaperFile]:
    """Return the brief in three languages and three forms."""
    for language in Language:
        words = Words(language)
        said = worded(brief, words)
        name = f"brief.{language.value}"
        yield PaperFile(f"{name}.md", markdown(said, words).encode())
        yield PaperFile(f"{name}.xlsx", workbook(said, words))
        yield PaperFile(f"{name}.pdf", pdf(_TEMPLATE, said, stamp))


def markdown(said: WordedBrief, words: Words) -> str:
    """Return the brief as Markdown, the queries behind it."""
    mark = [f"**{said.mark}**"] if said.mark else []
    parts = [f"# {said.title}", *mark, "\n".join(f"- {line}" for line in said.lead)]
    if said.remarks:
        parts += [f"## {words(Text('market.brief_remarks'))}", "\n".join(f"- {line}" for line in said.remarks)]
    for table in (*said.firms, *said.comparisons, *said.beside(), *said.details):
        parts += [f"## {table.title}", *([_markdown_table(table)] if table.rows else [])]
    parts += [f"## {words(Text('market.brief_notes'))}", "\n".join(f"- {note}" for note in said.notes)]
    parts.append(f"## {words(Text('market.brief_queries'))}")
    parts += [f"### {name}\n\n```sql\n{query}\n```" for name, query in _STATEMENTS.items()]
    return "\n\n".join(parts) + "\n"


def _markdown_table(table: BriefTable) -> str:
    lines = [table.heads, tuple("---" for _ in table.heads), *table.rows]
    return "\n".join(
        "| " + " | ".join(" ".join(cell.splitlines()).replace("|", "\\|") for cell in line) + " |" for line in lines
    )


def workbook(said: WordedBrief, words: Words) -> bytes:
    """Return the brief as a workbook: comparison, figures, notes, queries. Nothing in it runs as a formula."""
    import xlsxwriter  # noqa: PLC0415  # only a run that writes a workbook pays for it

    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True})
    marks = [said.mark] if said.mark else []
    for code, tables in (
        ("comparison_sheet", (*said.firms, *said.comparisons, *said.beside())),
        ("figures_sheet", said.details),
    ):
        sheet = book.add_worksheet(words(Text(f"market.brief_{code}")))
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 6, 20)
        row = 0
        for line in (said.title, *marks, *said.lead, *said.remarks):
            sheet.write_string(row, 0, line)
            row += 1
        for table in tables:
            sheet.write_string(row + 1, 0, table.title, bold)
            for place, cells in enumerate((table.heads, *table.rows) if table.rows else (), row + 2):
                for column, cell in enumerate(cells):
                    sheet.write_string(place, column, cell)
            row += len(table.rows) + 3
    sheet = book.add_worksheet(words(Text("market.brief_queries")))
    for row, (name, text) in enumerate([*(("", note) for note in (*marks, *said.notes)), *_STATEMENTS.items()]):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, text)
    book.close()
    return out.getvalue()


def brief_pdf(brief: MarketBrief, language: Language, stamp: datetime, beside: BesideBrief = ALONE) -> bytes:
    """Return the brief as a PDF in one language."""
    return pdf(_TEMPLATE, worded(brief, Words(language), beside), stamp)
