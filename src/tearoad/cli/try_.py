"""`tearoad try`: a made-up mission written, planned, and shown where to look."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.errors import Interrupted
from tearoad.text import Text
from tearoad.words import Words

TO_OPEN = ("report-internal.html", "timetable.xlsx", "day-sheets/exporters", "day-sheets/buyers", "booklet-en.pdf")
"""What says most of a plan, the first to open first; of a folder its first file."""


@click.command("try")
@click.argument("folder", type=click.Path(path_type=Path), default="my-mission")
@click.pass_obj
def try_(words: Words, folder: Path) -> int:
    """Write the demo mission, plan it, and name what to open."""
    from tearoad.cli.planning import Planning  # noqa: PLC0415  # the engine is heavy; `--help` needs none of it
    from tearoad.journey.files import MISSION_FILE  # noqa: PLC0415  # the engine is heavy; `--help` needs none of it
    from tearoad.journey.run import Options  # noqa: PLC0415  # the engine is heavy; `--help` needs none of it

    if (folder / MISSION_FILE).exists():
        click.echo(words(Text("cli.try_again", path=str(folder))))
    else:
        from tearoad.demo.folder import write_demo  # noqa: PLC0415  # the name generator is heavy

        write_demo(folder, language=words.language)
        click.echo(words(Text("cli.try_written", path=str(folder))))
    out = folder / "plan"
    try:
        code = Planning(words, as_json=False).run(folder, out, Options())
    except (KeyboardInterrupt, Interrupted):
        click.echo(words(Text("cli.try_interrupted", path=str(folder))), err=True)
        return ExitCode.INTERRUPTED
    if code == ExitCode.DONE:
        click.echo("\n" + words(Text("cli.try_look")))
        for path in _to_open(out):
            click.echo(f"  {path}")
    return code


def _to_open(out: Path) -> Iterator[Path]:
    for name in TO_OPEN:
        path = out / name
        yield from sorted(path.iterdir())[:1] if path.is_dir() else [path] * path.exists()
