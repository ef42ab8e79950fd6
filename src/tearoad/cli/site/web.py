"""`tearoad web`: the web server alone."""

from __future__ import annotations

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.cli.site.serving import HOST, warn_of_root
from tearoad.words import Words


@click.command("web")
@click.option("--host", default=HOST, metavar="ADDRESS")
@click.option("--port", type=click.IntRange(1, 65535), metavar="N")
@click.pass_obj
def web(words: Words, host: str, port: int | None) -> int:
    """Answer requests until told to stop."""
    from tearoad.site import manage  # noqa: PLC0415  # Django, late

    warn_of_root(words)
    manage.start(new=False)
    from tearoad.site.hub.bringing import check_settings  # noqa: PLC0415  # Django, late
    from tearoad.site.serve.ports import choose_port  # noqa: PLC0415  # Django, late
    from tearoad.site.serve.preparing import check_current, check_key, collect_static_once  # noqa: PLC0415  # Django, late
    from tearoad.site.serve.web import serve_web  # noqa: PLC0415  # Django, late

    check_current()
    check_key()
    check_settings()
    collect_static_once()
    serve_web(host, choose_port(host, port))
    return ExitCode.DONE
