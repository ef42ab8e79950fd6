"""The longer way of `tearoad brief`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.cli.market.loading import market_store
from tearoad.errors import SetupError
from tearoad.market.brief.document import BriefRequest
from tearoad.market.brief.making import make_brief
from tearoad.market.brief.wording import worded
from tearoad.market.brief.writing import brief_papers, markdown
from tearoad.market.trade_data.query import open_trade
from tearoad.market.trade_data.store import current_snapshot
from tearoad.site.config import read_config
from tearoad.text import Text
from tearoad.words import Words


def write_brief(words: Words, request: BriefRequest, store: Path | None, out: Path | None) -> int:
    """Print the brief, or write it in three languages and three forms.

    Raises:
        TearoadError: nothing was loaded, the request cannot be answered, or the folder cannot be written.

    """
    with open_trade(current_snapshot(market_store(store)), read_config().market_url) as trade:
        made = make_brief(trade, request)
    if out is None:
        click.echo(markdown(worded(made, words), words))
        return ExitCode.DONE
    try:
        out.mkdir(parents=True, exist_ok=True)
        now = datetime.now(UTC)  # noqa: TID251  # here the time comes in
        for paper in brief_papers(made, now):
            staging = out / f".{paper.path}"
            staging.write_bytes(paper.content)
            staging.replace(out / paper.path)
            click.echo(str(out / paper.path))
    except OSError as refused:
        why = refused.strerror or ""
        raise SetupError(
            Text("journey.cannot_write", path=str(out), why=why), Text("cli.out_file_hint", option="--out")
        ) from refused
    return ExitCode.DONE
