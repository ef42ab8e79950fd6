"""The tables that an organisation uploads, each on the page that stands on it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from tearoad.market.price.rates import PriceRate, RateRule, RateUnit
from tearoad.market.web.forms.markets import TableForm
from tearoad.market.web.models import UploadedTable
from tearoad.market.web.queries.tables import TableChanges, UploadedTableKind
from tearoad.paper.figures import number
from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.words import Words

_MOST_FAULTS = 50


@dataclass(frozen=True, slots=True)
class RefusedUpload:
    """An upload that was not taken into use, for the page to say why."""

    kind: UploadedTableKind[Any]
    form: TableForm
    faults: tuple[Text, ...] = ()
    changes: TableChanges | None = None
    """Where it waits for somebody to say that rows may go."""


@dataclass(frozen=True, slots=True)
class TableOnPage:
    """A kind of table as its page shows it: what is in use, and the form for another."""

    kind: str
    form: TableForm
    table: UploadedTable | None
    may_save: bool
    title: Text
    in_use: Text
    none: Text
    none_hint: Text
    template: Text
    earlier: tuple[UploadedTable, ...]
    replaces: Text | None
    """What an upload would change that was not taken into use yet."""


def table_on_page(
    request: ActorRequest, kind: UploadedTableKind[Any], refused: RefusedUpload | None
) -> tuple[TableOnPage, tuple[Any, ...]]:
    """Return a kind of table as its page shows it, and the rows in use."""
    form = refused.form if refused is not None and refused.kind is kind else TableForm(request.words, kind)
    row, name = kind.in_use(request.actor), kind.name
    changes = refused.changes if refused is not None and refused.kind is kind else None
    rows = kind.rows(row)
    shown = TableOnPage(
        kind=name,
        form=form,
        table=row,
        may_save=allowed(request.actor.role, Policy.MAKE_BRIEFS),
        title=Text(f"market_pages.{name}"),
        in_use=Text(f"market_pages.{name}_in_use", count=len(rows), file=row.file if row else ""),
        none=Text(f"market_pages.no_{name}"),
        none_hint=Text(f"market_pages.no_{name}_hint"),
        template=Text(f"market_pages.{name}_template"),
        earlier=kind.earlier(request.actor),
        replaces=None if changes is None else Text("market_pages.table_replaces", **asdict(changes)),
    )
    return shown, rows


def faults_on_page(refused: RefusedUpload | None) -> dict[str, object]:
    """Return what a page says of an upload that was refused."""
    if refused is None or not refused.faults:
        return {}
    return {
        "faults": refused.faults[:_MOST_FAULTS],
        "more_faults": len(refused.faults[_MOST_FAULTS:]),
        "rule": Text(f"market_pages.{refused.kind.name}_rule"),
    }


def rate_written(rate: PriceRate, words: Words, base: str = "") -> str:
    """Return a rate as its reader writes it: `7 %`, `1.60 CNY a kilogram`; an exchange rate with both currencies.

    Args:
        rate: of the organisation's table.
        words: of the reader.
        base: the exporter's currency, of an exchange rate that does not name it.

    """
    if rate.rule is not RateRule.ALONE:
        written = rate_written(replace(rate, rule=RateRule.ALONE), words, base)
        return words(Text(f"market_pages.rate_{rate.rule}", rate=written))
    shown = number(rate.value, words.language)
    if rate.unit is RateUnit.PERCENT:
        return f"{shown}\u202f%"
    if rate.unit is RateUnit.RATE:
        return f"1 {rate.base or base} = {shown} {rate.currency}".strip()
    return words(Text(f"market_pages.charge_{rate.unit}", amount=shown, currency=rate.currency))
