"""How `tearoad shortlist` goes: read, screen, match, propose; then say it, and what fairness and consent cost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.cli.summary import hits
from tearoad.cli.watching import Watching
from tearoad.companies import Buyer, Exporter
from tearoad.errors import TearoadError
from tearoad.journey.run import NothingToPlanError, Options
from tearoad.journey.shortlisting import FolderShortlist, shortlisted
from tearoad.matching.shortlist_words import price_of_fairness, worst_off
from tearoad.names.spelling import firm
from tearoad.text import Text
from tearoad.timetable.consent_words import consent_texts
from tearoad.words import Words

_SHOWN = 40
"""Proposals told on the spot; `--json` tells all."""


def tell_shortlist(words: Words, folder: Path, options: Options, *, with_consent: bool, as_json: bool) -> int:
    """Make the shortlist and print it; return the exit code.

    Raises:
        NothingToPlanError: the folder holds nothing that can be matched.
        InputError: it cannot be read.

    """
    watch = Watching(words, quiet=as_json)
    with watch.stoppable():
        try:
            shortlist = shortlisted(folder, options, watch, with_consent=with_consent)
        except NothingToPlanError as nothing:
            watch.clear()
            for line in hits(nothing.verdicts, words):
                click.echo(line, err=True)
            raise
        except TearoadError:
            watch.clear()
            raise
        watch.clear()
    if as_json:
        click.echo(json.dumps(_figures(shortlist), ensure_ascii=False))
    else:
        for line in _lines(shortlist, words):
            click.echo(line)
    return ExitCode.HELD_BACK if shortlist.held_back else ExitCode.DONE


def _figures(shortlist: FolderShortlist) -> dict[str, object]:
    figures: dict[str, object] = {
        "proposals": [
            [proposal.exporter, proposal.buyer, proposal.score.value] for proposal in shortlist.shortlist.proposals
        ],
        "fairness": asdict(shortlist.shortlist.figures) | {"price": shortlist.shortlist.figures.price},
        "held_back": shortlist.held_back,
    }
    if shortlist.price:
        figures["consent"] = asdict(shortlist.price) | {"points": shortlist.price.points}
    return figures


def _lines(shortlist: FolderShortlist, words: Words) -> Iterator[str]:
    listed = shortlist.shortlist
    yield words(Text("cli.shortlisted", count=len(listed.proposals)))
    companies: tuple[Exporter | Buyer, ...] = (*shortlist.files.exporters, *shortlist.files.buyers)
    names = {company.id: firm(company.name, words.language).main for company in companies}
    for proposal in listed.proposals[:_SHOWN]:
        pair = " · ".join(f"{party} {names[party]}" for party in (proposal.exporter, proposal.buyer))
        yield f"  {proposal.score.value:4d}  {pair}"
    if len(listed.proposals) > _SHOWN:
        yield "  " + words(Text("cli.more", count=len(listed.proposals) - _SHOWN))
    yield words(price_of_fairness(listed.figures))
    yield words(worst_off(listed.figures))
    for text in consent_texts(shortlist.price) if shortlist.price else ():
        yield words(text)
    if shortlist.held_back:
        yield words(Text("cli.catalogue_left_out", count=shortlist.held_back))
