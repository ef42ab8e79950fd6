"""`tearoad hub`: a server in a hall brings home what phones wrote."""

from __future__ import annotations

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.text import Text
from tearoad.words import Words


@click.command("hub")
@click.option("--once", is_flag=True)
@click.pass_obj
def hub(words: Words, once: bool) -> int:  # noqa: FBT001  # click's form
    """Bring home what phones wrote."""
    from tearoad.site import manage  # noqa: PLC0415  # Django, late

    manage.start(new=False)
    from tearoad.site.hub.bringing import bring, bring_always, check_hub  # noqa: PLC0415  # Django, late
    from tearoad.site.serve.preparing import check_current  # noqa: PLC0415  # Django, late

    check_current()
    here = check_hub()
    if once:
        done = bring(here)
        click.echo(words(Text("cli.hub_done", brought=done.brought, fetched=done.fetched, files=done.files)))
        return ExitCode.DONE
    bring_always(here)
    return ExitCode.DONE
