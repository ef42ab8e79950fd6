"""The longer way of `tearoad market fetch`."""

from __future__ import annotations

from pathlib import Path

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.market.trade_data.fetching import FetchLimits, fetch_file
from tearoad.site.config import read_config
from tearoad.text import Text
from tearoad.words import Words


def fetch_to(words: Words, address: str, out: Path) -> int:
    """Fetch a file from a host that the settings name, and say what to do with it.

    Raises:
        TearoadError: fetching is off, or nothing whole came; what stood at `out` stays.

    """
    got = fetch_file(address, out, FetchLimits(read_config().fetch_hosts))
    click.echo(words(Text("market.fetch_done", count=got.bytes, host=got.host, file=str(out), digest=got.sha256)))
    click.echo(words(Text("market.fetch_then", file=str(out))))
    return ExitCode.DONE
