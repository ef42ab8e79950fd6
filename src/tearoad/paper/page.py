"""A web page that stands alone: one file, no script, no request to anyone, light and dark, printable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

_STYLE = """
:root { color-scheme: light dark; --ink: #1d2430; --soft: #5b6675; --line: #d9dee5; --paper: #fff; --wash: #f4f6f8;
  --good: #1b6e4a; --bad: #a3291e; --warn: #8a5a00; --mark: #0f5a7a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7ebf0; --soft: #a2adba; --line: #36404d; --paper: #14181e;
  --wash: #1c222a; --good: #6fcf9f; --bad: #ff9186; --warn: #f0bf62; --mark: #7cc6e6; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2.5rem 1.25rem 5rem; max-width: 72rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans SC",
  "Noto Sans CJK SC", sans-serif; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 .25rem; } h2 { font-size: 1.25rem; margin: 3rem 0 .75rem; }
h3 { font-size: 1rem; margin: 1.75rem 0 .5rem; } p { margin: .35rem 0; max-width: 46rem; }
.soft { color: var(--soft); } .good { color: var(--good); } .bad { color: var(--bad); } .warn { color: var(--warn); }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: 1rem 0 0; }
a { color: var(--mark); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .75rem; margin: 1.5rem 0;
  padding: 0; list-style: none; }
.figures li { background: var(--wash); border-radius: .5rem; padding: .75rem 1rem; }
.figures b { display: block; font-size: 1.6rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.figures span { color: var(--soft); font-size: .875rem; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
caption { text-align: start; color: var(--soft); padding-bottom: .25rem; }
th, td { text-align: start; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; color: var(--soft); font-size: .8125rem; } td.n, th.n { text-align: end;
  font-variant-numeric: tabular-nums; } td ul { margin: 0; padding-inline-start: 1.1rem; }
footer { margin-top: 3rem; color: var(--soft); font-size: .875rem; border-top: 1px solid var(--line);
  padding-top: 1rem; }
@media print { body { padding: 0; max-width: none; font-size: 10pt; } nav { display: none; } h2 { break-after: avoid; }
  tr { break-inside: avoid; } }
"""


@dataclass(frozen=True, slots=True)
class Markup:
    """Text that is HTML already; everything else is escaped."""

    html: str


Content = str | Markup | int


def tag(name: str, *content: Content, css: str = "", id_: str = "", lang: str = "") -> Markup:
    """Return an element; its content is escaped unless it is markup."""
    attributes = "".join(
        f' {key}="{escape(value)}"' for key, value in (("class", css), ("id", id_), ("lang", lang)) if value
    )
    return Markup(f"<{name}{attributes}>{join(content).html}</{name}>")


def join(content: Iterable[Content]) -> Markup:
    """Return pieces of content one behind the other."""
    return Markup("".join(piece.html if isinstance(piece, Markup) else escape(str(piece)) for piece in content))


def link(target: str, content: Content) -> Markup:
    """Return a link inside the page."""
    return Markup(f'<a href="#{escape(target)}">{join([content]).html}</a>')


def bullets(items: Iterable[Content], css: str = "") -> Markup:
    """Return a list."""
    return tag("ul", *(tag("li", item) for item in items), css=css)


def figures(pairs: Iterable[tuple[Content, str]]) -> Markup:
    """Return figures with their labels, large."""
    return tag("ul", *(tag("li", tag("b", number), tag("span", label)) for number, label in pairs), css="figures")


def table(heads: Sequence[str], rows: Iterable[Sequence[Content]]) -> Markup:
    """Return a table; numbers stand to the right, and so do the heads above them."""
    lines = list(rows)
    numeric = [isinstance(cell, int) for cell in lines[0]] if lines else [False] * len(heads)
    head = [
        Markup(f'<th scope="col"{" class=n" if right else ""}>{escape(text)}</th>')
        for text, right in zip(heads, numeric, strict=True)
    ]
    body = [tag("tr", *(tag("td", cell, css="n" if isinstance(cell, int) else "") for cell in line)) for line in lines]
    return tag("div", tag("table", tag("thead", tag("tr", *head)), tag("tbody", *body)), css="wide")


def page(title: str, lang: str, *content: Content) -> bytes:
    """Return the whole page in UTF-8."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    head = (
        f'<!doctype html><html lang="{escape(lang)}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><style>{_STYLE}</style></head>'
    )
    return f"{head}<body><main>{join(content).html}</main></body></html>\n".encode()
