"""`tearoad returned-mails`: read at once which mails came back, as the worker does every quarter of an hour."""

from __future__ import annotations

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.text import Text
from tearoad.words import Words


@click.command("returned-mails")
@click.pass_obj
def returned_mails(words: Words) -> int:
    """Read the mailbox to which undeliverable mails come back."""
    from tearoad.site import manage  # noqa: PLC0415  # Django, late

    manage.start(new=False)
    from tearoad.site.desk.returned import read_mailbox  # noqa: PLC0415  # Django, late

    read, came_back = read_mailbox()
    click.echo(words(Text("cli.returned_read", count=read)))
    click.echo(words(Text("cli.returned_came_back", count=came_back)))
    return ExitCode.DONE
