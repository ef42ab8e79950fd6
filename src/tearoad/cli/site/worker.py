"""`tearoad worker`: jobs and mails alone."""

from __future__ import annotations

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.cli.site.serving import check_place, warn_of_root, worker_children
from tearoad.words import Words


@click.command("worker")
@click.option("--only", type=click.Choice(["quick", "long"]))
@click.pass_obj
def worker(words: Words, only: str | None) -> int:
    """Work until told to stop."""
    from tearoad.site import manage  # noqa: PLC0415  # Django, late
    from tearoad.site.serve.loaded import in_child, load_site  # noqa: PLC0415  # Django, late

    warn_of_root(words)
    manage.start(new=False)
    in_child(check_place)
    load_site()
    from tearoad.site.serve.children import Keeper  # noqa: PLC0415  # Django, late

    Keeper(worker_children(only)).run()
    return ExitCode.DONE
