"""`tearoad serve`: the whole site, web and workers, on this machine."""

from __future__ import annotations

import click

from tearoad.cli.site.serving import HOST, serve_site
from tearoad.words import Words


@click.command("serve")
@click.option("--host", default=HOST, metavar="ADDRESS")
@click.option("--port", type=click.IntRange(1, 65535), metavar="N")
@click.option("--hub", is_flag=True)
@click.pass_obj
def serve(words: Words, host: str, port: int | None, hub: bool) -> int:  # noqa: FBT001  # click's form
    """Serve the site."""
    return serve_site(words, host, port, hub=hub)
