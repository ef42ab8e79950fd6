"""How `tearoad serve` and `tearoad demo --serve` go: make ready, choose a port, keep web and workers going."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.text import Text
from tearoad.words import Words

if TYPE_CHECKING:
    from tearoad.site.serve.children import Child

HOST = "127.0.0.1"


def serve_site(
    words: Words, host: str, port: int | None, more: Callable[[Words, str], None] | None = None, *, hub: bool = False
) -> int:
    """Serve until told to stop; `more` is called with words and address once the site answers.

    Raises:
        SetupError: the site cannot be served, or it is a hub and was not meant to be, or the reverse.

    """
    from tearoad.site import manage  # noqa: PLC0415  # Django, late
    from tearoad.site.serve.loaded import in_child, load_site  # noqa: PLC0415  # Django, late
    from tearoad.site.serve.ports import answers, claim_port  # noqa: PLC0415  # Django, late

    warn_of_root(words)
    named = _named_address()
    chosen = claim_port(host, port)
    address = os.environ["TEAROAD_ADDRESS"] = named or _served_at(host, chosen)
    manage.start()
    in_child(_make_site_ready, words, hub)
    load_site()
    from tearoad.site.serve.children import Child, Keeper  # noqa: PLC0415  # Django, late
    from tearoad.site.serve.web import serve_web  # noqa: PLC0415  # Django, late

    children = (Child("web", partial(serve_web, host, chosen)), *worker_children(), *(_hub_children() if hub else ()))
    tell = more or (None if hub else _tell_set_up)

    def print_ready() -> None:
        click.echo(words(Text("cli.serve_ready", address=address)))
        if tell is not None:
            in_child(tell, words, address)
        click.echo(words(Text("cli.serve_stop_hint")))

    Keeper(children).run(lambda: answers(host, chosen), print_ready)
    click.echo(words(Text("cli.serve_stopped")))
    return ExitCode.DONE


def worker_children(only: str | None = None) -> tuple[Child, ...]:
    """Return the processes that do jobs."""
    from tearoad.site.serve.children import Child  # noqa: PLC0415  # Django, late
    from tearoad.site.serve.worker import LANES, serve_jobs  # noqa: PLC0415  # Django, late

    return tuple(Child(f"worker {lane}", partial(serve_jobs, lane)) for lane in ((only,) if only else LANES))


def _hub_children() -> tuple[Child, ...]:
    from tearoad.site.hub.bringing import bring_always, check_hub  # noqa: PLC0415  # the site, late
    from tearoad.site.serve.children import Child  # noqa: PLC0415  # Django, late

    return (Child("hub", lambda: bring_always(check_hub())),)


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


def check_place() -> None:
    """Refuse a place that is not ready for a process of its own: another release's tables, another key or settings."""
    from tearoad.site.hub.bringing import check_settings  # noqa: PLC0415  # Django, late
    from tearoad.site.serve.preparing import check_current, check_key  # noqa: PLC0415  # Django, late

    check_current()
    check_key()
    check_settings()


def _make_site_ready(words: Words, hub: bool) -> None:  # noqa: FBT001  # handed to another process
    """Make ready, and refuse to serve a hub as if it were home: two servers would change the same things."""
    from tearoad.site.hub.bringing import check_home, check_hub  # noqa: PLC0415  # the site, late

    make_ready(words)
    if hub:
        check_hub()
    else:
        check_home()


def _served_at(host: str, port: int) -> str:
    """Return the address at which the site answers: this machine's own name only where it listens to that."""
    if host in {HOST, "0.0.0.0", "::", "::1", "localhost"}:  # noqa: S104  # compared, not bound
        return f"http://localhost:{port}"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _named_address() -> str | None:
    """Return the address that the settings name; None where they name none."""
    from tearoad.site.config import Config, read_config  # noqa: PLC0415  # the site, late

    named = read_config().address
    return None if named == Config().address else named
