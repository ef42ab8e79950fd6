"""How `tearoad serve` and `tearoad demo --serve` go: make ready, choose a port, keep web and workers going."""

from __future__ import annotations

import os
from collections.abc import Callable

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.text import Text
from tearoad.words import Words

HOST = "127.0.0.1"


def serve_site(
    words: Words, host: str, port: int | None, more: Callable[[str], None] | None = None, *, hub: bool = False
) -> int:
    """Serve until told to stop; `more` is called with the address once the site answers.

    Raises:
        SetupError: the site cannot be served, or it is a hub and was not meant to be, or the reverse.

    """
    from tearoad.site import manage  # noqa: PLC0415  # Django, late
    from tearoad.site.serve.ports import answers, claim_port  # noqa: PLC0415  # Django, late

    warn_of_root(words)
    manage.start()
    make_ready(words)
    _check_kind(hub=hub)
    chosen = claim_port(host, port)
    address = _address(_served_at(host, chosen))
    from tearoad.site.serve.children import Child, Keeper  # noqa: PLC0415  # Django, late

    children = (
        Child("web", ("web", "--host", host, "--port", str(chosen))),
        Child("worker quick", ("worker", "--only", "quick")),
        Child("worker long", ("worker", "--only", "long")),
        *((Child("hub", ("hub",)),) if hub else ()),
    )

    def print_ready() -> None:
        click.echo(words(Text("cli.serve_ready", address=address)))
        if more is not None:
            more(address)
        elif not hub:
            _tell_set_up(words, address)
        click.echo(words(Text("cli.serve_stop_hint")))

    Keeper(children, {**os.environ, "TEAROAD_ADDRESS": address}).run(lambda: answers(host, chosen), print_ready)
    click.echo(words(Text("cli.serve_stopped")))
    return ExitCode.DONE


def _tell_set_up(words: Words, address: str) -> None:
    """Print the link that sets the site up, where nobody has."""
    from tearoad.site.desk.setting_up import new_setup_link  # noqa: PLC0415  # Django, late

    secret = new_setup_link()
    if secret:
        click.echo(words(Text("cli.serve_set_up", address=f"{address}/set-up/{secret}/")))


def warn_of_root(words: Words) -> None:
    """Say what it means to serve as root, once: not refused, since a container may know no other user."""
    from tearoad.site.serve.parents import PARENT  # noqa: PLC0415  # the site, late

    if os.geteuid() == 0 and PARENT not in os.environ:
        click.echo(words(Text("cli.as_root")))
        click.echo(words(Text("cli.as_root_hint")))


def make_ready(words: Words) -> None:
    """Make database and static files ready, and say what was done."""
    from tearoad.site.serve.preparing import collect_static, prepare  # noqa: PLC0415  # Django, late

    for done in prepare():
        click.echo(words(done))
    collect_static()


def _check_kind(*, hub: bool) -> None:
    """Refuse to serve a hub as if it were home, which would let two servers change the same things."""
    from tearoad.site.hub.bringing import check_home, check_hub  # noqa: PLC0415  # the site, late

    if hub:
        check_hub()
    else:
        check_home()


def _served_at(host: str, port: int) -> str:
    """Return the address at which the site answers: this machine's own name only where it listens to that."""
    if host in {HOST, "0.0.0.0", "::", "::1", "localhost"}:  # noqa: S104  # compared, not bound
        return f"http://localhost:{port}"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _address(here: str) -> str:
    """Return the address that the settings name, or where they name none the one that was chosen."""
    from tearoad.site.config import Config, read_config  # noqa: PLC0415  # the site, late

    named = read_config().address
    return here if named == Config().address else named
