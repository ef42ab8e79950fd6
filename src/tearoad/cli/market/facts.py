"""The longer way of `tearoad market facts`."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.errors import NotFoundError
from tearoad.market.facts.articles import MOST_ARTICLE_BYTES, article_text
from tearoad.market.facts.checking import ImpliedBase, check_numbers
from tearoad.market.facts.document import ProposedFact
from tearoad.market.facts.reading import read_facts
from tearoad.market.facts.wording import fact_line, implied_line
from tearoad.text import Text
from tearoad.words import Words


def print_facts(words: Words, file: Path, on: date | None, *, as_json: bool) -> int:
    """Print the facts that a file proposes, and what its numbers imply."""
    found = read_facts(_text_of(file), on)
    implied = check_numbers(found)
    if as_json:
        report = {
            "facts": [_fact_json(proposed_fact) for proposed_fact in found],
            "implied": [_implied_json(base) for base in implied],
        }
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
        return ExitCode.DONE
    sentence = ""
    for fact in found:
        if fact.sentence != sentence:
            sentence = fact.sentence
            click.echo(f"\n{sentence}")
            _print_speaker(words, fact)
        click.echo("  " + words(fact_line(fact)))
    click.echo()
    for each in implied:
        click.echo(words(implied_line(each, words)))
        for warning in each.warnings:
            click.echo("  " + words(Text(f"market.facts_{warning}")))
    click.echo(words(Text("market.facts_count", count=len(found))))
    return ExitCode.DONE


def _text_of(file: Path) -> str:
    if not file.is_file():
        raise NotFoundError(Text("market.no_file", file=str(file)), Text("market.no_file_hint"))
    with file.open("rb") as opened:
        return article_text(opened.read(MOST_ARTICLE_BYTES + 1), file.name)


def _print_speaker(words: Words, fact: ProposedFact) -> None:
    if fact.speaker:
        click.echo("  " + words(Text("market.facts_speaker", speaker=fact.speaker)))
    if fact.cites:
        click.echo("  " + words(Text("market.facts_cites", source=fact.cites)))


def _fact_json(fact: ProposedFact) -> dict[str, object]:
    counted = fact.number
    return {
        "type": fact.type.value,
        "written": fact.written,
        "value": None if counted is None else str(counted.value.normalize()),
        "low": None if counted is None else str(counted.low),
        "high": None if counted is None else str(counted.high),
        "unit": fact.unit,
        "date": None if fact.date is None else str(fact.date),
        "since": None if fact.since is None else str(fact.since),
        "speaker": fact.speaker,
        "cites": fact.cites,
        "sentence": fact.sentence,
    }


def _implied_json(base: ImpliedBase) -> dict[str, object]:
    return {
        "quantity": base.quantity.written,
        "change": base.change.written,
        "base": None if base.base is None else f"{base.base:.6g}",
        "low": None if base.low is None else f"{base.low:.6g}",
        "high": None if base.high is None else f"{base.high:.6g}",
        "stated": base.stated.written if base.stated else None,
        "warnings": [warning.value for warning in base.warnings],
    }
