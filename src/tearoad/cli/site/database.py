"""`tearoad database`: bring the database up to this release, without serving."""

from __future__ import annotations

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.cli.site.serving import make_ready
from tearoad.words import Words


@click.command("database")
@click.pass_obj
def database(words: Words) -> int:
    """Apply what is pending."""
    from tearoad.site import manage  # noqa: PLC0415  # Django, late

    manage.start()
    make_ready(words)
    return ExitCode.DONE
