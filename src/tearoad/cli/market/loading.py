"""The longer ways of `tearoad market load` and `tearoad market check`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.errors import InputError
from tearoad.market.brief.ranking import keep_ranking
from tearoad.market.trade_data.completeness import ReporterYear, YearStatus
from tearoad.market.trade_data.editions import edition_choice
from tearoad.market.trade_data.formats import read_mapping
from tearoad.market.trade_data.query import open_trade
from tearoad.market.trade_data.reading import LOST_ZERO, SKIPPED, TradePart
from tearoad.market.trade_data.store import LoadOptions, current_snapshot, load_trade
from tearoad.paper.figures import number
from tearoad.site.config import read_config
from tearoad.text import Text
from tearoad.words import Words


def market_store(given: Path | None) -> Path:
    """Return the folder of snapshots: the one given, else `market` in the data folder."""
    return given or read_config().data / "market"


def load_options(
    mapping: Path | None, edition: str | None, concordance: Path | None, *, released_on: date | None, add: bool
) -> LoadOptions:
    """Return how a load is to go.

    Raises:
        TearoadError: the mapping or the table of editions cannot be used, or one of two options is missing.

    """
    if (edition is None) != (concordance is None):
        raise InputError(Text("market.edition_options"), Text("market.edition_options_hint"))
    chosen = edition_choice(edition, concordance) if edition is not None and concordance is not None else None
    return LoadOptions(read_mapping(mapping) if mapping else None, add, released_on, chosen)


def load_files(words: Words, sources: Sequence[Path], store: Path | None, options: LoadOptions) -> int:
    """Load, tell each file as it is done; exit code 1 where rows were left out as bad.

    Raises:
        TearoadError: a file cannot be used; the old snapshot stays.

    """
    folder = market_store(store)
    now = datetime.now(UTC)  # noqa: TID251  # here the time comes in
    snapshot = load_trade(sources, folder, at=now, options=options, progress=lambda part: _print_part(words, part))
    with open_trade(snapshot) as trade:
        keep_ranking(trade)
    for count, code in ((snapshot.totals_left_out, "totals"), (snapshot.repeated, "repeated")):
        if count:
            click.echo(words(Text(f"market.left_out_{code}", count=count)))
    if snapshot.edition:
        rows = Text("market.edition_rows", count=snapshot.converted, edition=snapshot.edition)
        click.echo(words(Text("market.edition_done", rows=rows, count=snapshot.kept)))
    click.echo(words(Text("market.loaded", count=snapshot.rows, id=snapshot.id, folder=str(folder))))
    return ExitCode.HELD_BACK if any(_bad(part) for part in snapshot.parts) else ExitCode.DONE


def _print_part(words: Words, part: TradePart) -> None:
    click.echo(words(Text("market.part_read", file=part.file, count=part.rows, publisher=part.publisher)))
    for reason, count in part.bad_rows.items():
        line = part.first_bad[reason]
        click.echo("  " + words(Text("market.rows_left_out", why=Text(f"market.bad_{reason}"), count=count, line=line)))
    if _bad(part):
        click.echo("  " + words(Text("market.bad_rows_hint", file=part.file)))
    if not LOST_ZERO.isdisjoint(part.bad_rows):
        click.echo("  " + words(Text("market.code_cut_hint")))


def _bad(part: TradePart) -> bool:
    return any(reason not in SKIPPED for reason in part.bad_rows)


def check_years(words: Words, store: Path | None, *, as_json: bool) -> int:
    """Tell every year that is not whole; exit code 1 where there is one."""
    with open_trade(current_snapshot(market_store(store))) as trade:
        years = trade.reporter_years()
        wanting = [reporter_year for reporter_year in years if reporter_year.status is not YearStatus.FULL]
        for year in wanting:
            click.echo(words(_year_text(year, words)))
        if not wanting:
            click.echo(words(Text("market.years_whole", count=len(years))))
        if as_json:
            click.echo(
                json.dumps({"snapshot": trade.snapshot.id, "years": [asdict(reporter_year) for reporter_year in years]})
            )
    return ExitCode.HELD_BACK if wanting else ExitCode.DONE


def _year_text(year: ReporterYear, words: Words) -> Text:
    return Text(
        f"market.year_{year.status}",
        reporter=year.reporter,
        year=str(year.year),
        flow=Text(f"market.flow_{year.flow}"),
        count=year.rows,
        partners=number(Decimal(round(year.partners_value)), words.language),
    )
