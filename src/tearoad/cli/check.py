"""`tearoad check`: judge a timetable, also one that was edited by hand, against the folder it was made from."""

from __future__ import annotations

from pathlib import Path

import click

from tearoad.words import Words


@click.command("check")
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("timetable", type=click.Path(path_type=Path), required=False)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def check(words: Words, folder: Path, timetable: Path | None, *, as_json: bool) -> int:
    """Judge a timetable against its folder."""
    from tearoad.cli.checking import check_timetable  # noqa: PLC0415  # the engine is heavy; `--help` needs none of it

    return check_timetable(words, folder, timetable or folder / "plan" / "timetable.xlsx", as_json=as_json)
