"""`tearoad web`: the web server alone."""

from __future__ import annotations

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.cli.site.serving import HOST, check_place, warn_of_root
from tearoad.words import Words


@click.command("web")
@click.option("--host", default=HOST, metavar="ADDRESS")
@click.option("--port", type=click.IntRange(1, 65535), metavar="N")
@click.pass_obj
def web(words: Words, host: str, port: int | None) -> int:
    """Answer requests until told to stop."""
    from tearoad.site import manage  # noqa: PLC0415  # Django, late
    from tearoad.site.serve.loaded import in_child, load_site  # noqa: PLC0415  # Django, late

    warn_of_root(words)
    manage.start(new=False)
    in_child(_make_ready)
    load_site()
    from tearoad.site.serve.ports import choose_port  # noqa: PLC0415  # Django, late
    from tearoad.site.serve.web import serve_web  # noqa: PLC0415  # Django, late

    serve_web(host, choose_port(host, port))
    return ExitCode.DONE


def _make_ready() -> None:
    from tearoad.site.serve.preparing import collect_static_once  # noqa: PLC0415  # Django, late

    check_place()
    collect_static_once()
