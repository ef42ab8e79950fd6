"""`tearoad doctor`: is this machine ready? Each finding says what was looked at, what was found, what to do."""

from __future__ import annotations

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.words import Words


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def doctor(words: Words, *, as_json: bool) -> int:
    """Try every part of the machine that a mission needs."""
    from tearoad.cli.examining import examine, report  # noqa: PLC0415  # loads every engine to try it

    findings = examine()
    click.echo(report(findings, words, as_json=as_json))
    return ExitCode.DONE if all(finding.well for finding in findings) else ExitCode.UNUSABLE
