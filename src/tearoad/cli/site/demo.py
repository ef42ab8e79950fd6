"""`tearoad demo --serve`: a made-up mission, played in once and served with a way in."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import click

from tearoad.cli.site.serving import HOST, make_ready, serve_site
from tearoad.text import Text
from tearoad.words import Words

DATA = "tearoad-demo"
"""Where the demo lives unless TEAROAD_DATA names another folder: never among real data."""


def serve_demo(
    words: Words, seed: int, stage: str, on: date | None, port: int | None, *, two_organisations: bool
) -> int:
    """Play the demo in, unless it is there, and serve it until told to stop."""
    from tearoad.site.play import place  # noqa: PLC0415  # loads the demo

    wanted = place.Wanted(place.Stage(stage), seed, two_organisations)
    data = Path(os.environ.setdefault("TEAROAD_DATA", DATA)).resolve()
    there = place.is_there(data, wanted)
    offset = _set_up(seed, on, stage, place.stopped_at(data) if there else None)
    if not there:
        place.begin(data)
    _look_first()
    if not there:
        _play(words, data, wanted)
    try:
        return serve_site(words, HOST, port, lambda address: _print_way_in(words, data, address))
    finally:
        place.note_clock(data, _now() + offset)


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  # here the time comes in


def _set_up(seed: int, on: date | None, stage: str, stopped_at: datetime | None) -> timedelta:
    """Set what a demo needs, for this process and the ones it starts; return how far its clock is moved."""
    from tearoad.demo.make import make_mission  # noqa: PLC0415  # the name generator is heavy
    from tearoad.site.play.place import Stage, clock_offset  # noqa: PLC0415  # the name generator is heavy

    offset = clock_offset(make_mission(seed).mission, on, _now(), Stage(stage), stopped_at)
    os.environ["TEAROAD_DEMO"] = "1"
    os.environ["TEAROAD_CLOCK_OFFSET_S"] = str(round(offset.total_seconds()))
    os.environ.setdefault("TEAROAD_LOG_LEVEL", "WARNING")
    return offset


def _look_first() -> None:
    """Look before anything is written: a setting may name a database in which people work."""
    from tearoad.site import manage  # noqa: PLC0415  # Django, late

    manage.start()
    from tearoad.site.play.organisation import check_place  # noqa: PLC0415  # Django, late

    check_place()


def _play(words: Words, data: Path, wanted: object) -> None:
    from tearoad.site.play import place  # noqa: PLC0415  # loads the demo

    make_ready(words)
    from tearoad.site.play.playing import play  # noqa: PLC0415  # loads the demo

    play(wanted, lambda text: click.echo(words(text)))  # type: ignore[arg-type]  # a `Wanted`
    place.finish(data, wanted)  # type: ignore[arg-type]  # a `Wanted`


def _print_way_in(words: Words, data: Path, address: str) -> None:
    from tearoad.site.play.sign_in import make_secret  # noqa: PLC0415  # Django, late

    click.echo(words(Text("cli.demo_way_in", address=f"{address}/sign-in/demo/{make_secret(data)}/")))
