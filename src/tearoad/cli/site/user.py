"""`tearoad user add`: let the first manager in."""

from __future__ import annotations

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.text import Text
from tearoad.words import Words


@click.command("add")
@click.argument("email")
@click.option("--organisation", required=True)
@click.option("--role", type=click.Choice(["manager", "officer", "auditor"]), default="manager", show_default=True)
@click.option("--name", default="")
@click.pass_obj
def add(words: Words, email: str, organisation: str, role: str, name: str) -> int:
    """Add a user to an organisation; both are made where they are new."""
    from tearoad.cli.site.serving import make_ready  # noqa: PLC0415  # Django, late
    from tearoad.site import manage  # noqa: PLC0415  # the same

    manage.start()
    make_ready(words)
    from tearoad.site.desk.users import add_user  # noqa: PLC0415  # the same

    added = add_user(email, organisation, role, name, words.language)
    if added.new_organisation:
        click.echo(words(Text("cli.user_new_organisation", organisation=added.organisation)))
    told = "cli.user_added" if added.new_member else "cli.user_role_set"
    role_said = Text(f"people.role_{added.role.value}")
    click.echo(words(Text(told, email=added.email, organisation=added.organisation, role=role_said)))
    return ExitCode.DONE


user = click.Group("user", commands=[add])
