"""`tearoad user`: let the first manager in, and whoever cannot get in: no mail server, a lost phone."""

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
    from tearoad.site import manage  # noqa: PLC0415  # Django, late

    manage.start()
    make_ready(words)
    from tearoad.site.desk.users import add_user  # noqa: PLC0415  # Django, late

    added = add_user(email, organisation, role, name, words.language)
    if added.new_organisation:
        click.echo(words(Text("cli.user_new_organisation", organisation=added.organisation)))
    if added.others:
        click.echo(words(Text("cli.user_other_organisations", names=", ".join(added.others))))
    text = "cli.user_added" if added.new_member else "cli.user_role_set"
    role_said = Text(f"people.role_{added.role.value}")
    click.echo(words(Text(text, email=added.email, organisation=added.organisation, role=role_said)))
    click.echo(words(added.way_in))
    return ExitCode.DONE


@click.command("code")
@click.argument("email")
@click.pass_obj
def code(words: Words, email: str) -> int:
    """Print the sign-in mail that somebody waits for: where no mail server is set, or it is away."""
    del words
    _start()
    from tearoad.site.desk.users import show_code  # noqa: PLC0415  # Django, late

    click.echo(show_code(email))
    return ExitCode.DONE


@click.command("reset")
@click.argument("email")
@click.pass_obj
def reset(words: Words, email: str) -> int:
    """Remove the second factors of somebody who has lost them."""
    _start()
    from tearoad.site.desk.users import reset_user  # noqa: PLC0415  # Django, late

    count = reset_user(email)
    click.echo(words(Text("cli.user_reset_done" if count else "cli.user_reset_nothing", email=email.strip())))
    return ExitCode.DONE


def _start() -> None:
    from tearoad.site import manage  # noqa: PLC0415  # Django, late

    manage.start(new=False)
    from tearoad.site.serve.preparing import check_current  # noqa: PLC0415  # Django, late

    check_current()


user = click.Group("user", commands=[add, code, reset])
