"""`tearoad ledger verify`: does each organisation's chain still fit together? `tearoad ledger key`: for a stranger."""

from __future__ import annotations

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.text import Text
from tearoad.words import Words


@click.command("verify")
@click.option("--organisation", default="")
@click.pass_obj
def verify(words: Words, organisation: str) -> int:
    """Judge the ledgers, all or one; exit code 1 where one is broken."""
    from tearoad.site import manage  # noqa: PLC0415  # Django, late

    manage.start(new=False)
    from tearoad.site.desk.ledgers import judge  # noqa: PLC0415  # Django, late
    from tearoad.site.serve.preparing import check_current  # noqa: PLC0415  # Django, late

    check_current()
    judged = judge(organisation)
    for judgement in judged:
        click.echo(words(Text("cli.ledger_of", organisation=judgement.organisation)))
        if judgement.verified.why is None or judgement.verified.broken is None:
            click.echo("  " + words(Text("people.verified_whole", count=judgement.verified.entries)))
        else:
            click.echo("  " + words(Text("people.verified_broken", number=judgement.verified.broken)))
            click.echo("  " + words(judgement.verified.why))
            click.echo("  " + words(Text("people.verified_broken_hint")))
    if not judged:
        click.echo(words(Text("cli.ledger_none")))
    return ExitCode.HELD_BACK if any(judgement.verified.why for judgement in judged) else ExitCode.DONE


@click.command("key")
@click.option("--organisation", required=True)
@click.pass_obj
def key(words: Words, organisation: str) -> int:
    """Print the key with which an exported ledger is verified."""
    from tearoad.site import manage  # noqa: PLC0415  # Django, late

    manage.start(new=False)
    from tearoad.site.desk.ledgers import key_of  # noqa: PLC0415  # Django, late
    from tearoad.site.serve.preparing import check_current  # noqa: PLC0415  # Django, late

    check_current()
    click.echo(words(Text("cli.ledger_key_note")), err=True)
    click.echo(key_of(organisation))
    return ExitCode.DONE


ledger = click.Group("ledger", commands=[verify, key])
