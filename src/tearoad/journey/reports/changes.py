"""`changes.csv`: what is not what people were told, why, and whom to tell: a row a meeting or programme item."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from tearoad.journey.names import outcome_names
from tearoad.journey.outcome import Outcome
from tearoad.mission import ProgrammeItem
from tearoad.mission.where import Spots
from tearoad.programme import ItemChange, called_in, explain
from tearoad.text import Ref, Text
from tearoad.timetable.difference import AnnouncedMeeting, Change, change_text
from tearoad.timetable.explain import WhyChanged
from tearoad.timetable.papers.table import harmless
from tearoad.values import Language
from tearoad.words import Words

_HEADS = ("change", "exporter", "buyer", "before", "place_before", "after", "place", "why", "tell")


def changes_csv(outcome: Outcome, language: Language) -> bytes:
    """Return the changes as CSV with a byte-order mark, so that Excel reads it as UTF-8."""
    words = Words(language, outcome_names(outcome, language))
    spots = Spots(outcome.roster.mission, words.names, language)
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow([words(Text(f"journey.head_{head}")) for head in _HEADS])
    why = WhyChanged(outcome.problem, outcome.plan, outcome.explanations, outcome.told_names)
    for change in outcome.changes.changes if outcome.changes else ():
        writer.writerow([harmless(cell) for cell in _row(change, why.of(change), words)])
    for item in outcome.programme_changes or ():
        writer.writerow([harmless(cell) for cell in _item_row(item, words, spots)])
    return lines.getvalue().encode("utf-8-sig")


def _row(change: Change, why: Sequence[Text], words: Words) -> tuple[str, ...]:
    meeting = change.after or change.before
    assert meeting is not None  # noqa: S101  # a change has at least one side
    return (
        words(change_text(change)),
        _named(meeting.exporter, words),
        _named(meeting.buyer, words),
        *_seat(change.before, words),
        *_seat(change.after, words),
        " ".join(map(words, why)),
        ", ".join(_named(person, words) for person in sorted(change.people)),
    )


def _item_row(change: ItemChange, words: Words, spots: Spots) -> tuple[str, ...]:
    """Return a row of the programme: no exporter and no buyer, everyone whom the item names to be told."""
    return (
        " ".join(map(words, explain(change))),
        "",
        "",
        *_spot(change.before, words, spots),
        *_spot(change.after, words, spots),
        words(Text("journey.changed_programme")),
        ", ".join(_named(text, words) for text in called_in((change,))),
    )


def _spot(item: ProgrammeItem | None, words: Words, spots: Spots) -> tuple[str, str]:
    if item is None:
        return "", ""
    return words(Text("journey.moment", at=item.window.start_at)), spots.called(item.place)


def _named(who: str, words: Words) -> str:
    return words(Text("journey.named", who=Ref(who), id=who))


def _seat(announced: AnnouncedMeeting | None, words: Words) -> tuple[str, str]:
    if announced is None:
        return "", ""
    return words(Text("journey.moment", at=announced.start_at)), words(Text("journey.only", who=Ref(announced.place)))
