"""`tearoad worker`: jobs and mails alone."""

from __future__ import annotations

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.cli.site.serving import warn_of_root
from tearoad.words import Words


@click.command("worker")
@click.option("--only", type=click.Choice(["quick", "long"]))
@click.pass_obj
def worker(words: Words, only: str | None) -> int:
    """Work until told to stop."""
    from tearoad.site import manage  # noqa: PLC0415  # Django, late

    warn_of_root(words)
    manage.start(new=False)
    from tearoad.site.hub.bringing import check_settings  # noqa: PLC0415  # Django, late
    from tearoad.site.serve.preparing import check_current, check_key  # noqa: PLC0415  # Django, late
    from tearoad.site.serve.worker import LANES, serve_jobs  # noqa: PLC0415  # Django, late

    check_current()
    check_key()
    check_settings()
    serve_jobs((only,) if only else LANES)
    return ExitCode.DONE
