"""The sheet of decisions: what a person ruled about a likeness to a watch list."""

from __future__ import annotations

from collections.abc import Iterable

from tearoad.paper.sheets import (
    LONGEST_NOTE,
    PARTIES,
    Choices,
    Column,
    Reading,
    Record,
    SheetRow,
    SheetSpec,
    SheetWords,
    Table,
)
from tearoad.screening.verdict import Decision, Ruling, Status, Verdict
from tearoad.text import Text
from tearoad.values import PartyId

RULINGS = Choices(
    {
        Ruling.CLEAR: SheetWords("sheet_words.clear"),
        Ruling.HOLD: SheetWords("sheet_words.hold"),
        Ruling.BLOCK: SheetWords("sheet_words.block"),
    }
)
DECISIONS = SheetSpec(
    "decisions",
    SheetWords("sheet_words.decisions"),
    (
        Column(
            "party",
            SheetWords("sheet_words.party"),
            "B017",
            about="decision_party",
        ),
        Column(
            "entry",
            SheetWords("sheet_words.list_entry"),
            "OFAC 12345",
            about="decision_entry",
        ),
        Column("ruling", SheetWords("sheet_words.ruling"), choices=RULINGS),
        Column(
            "by",
            SheetWords("sheet_words.by"),
            SheetWords("sheet_words.a_officer_fictional"),
            about="decision_by",
        ),
        Column("on", SheetWords("sheet_words.on"), "2023-01-30", about="decision_on", width=12),
        Column(
            "why",
            SheetWords("sheet_words.why_of_decisions"),
            SheetWords("sheet_words.other_registration_number"),
            about="decision_why",
            width=40,
            longest=LONGEST_NOTE,
        ),
    ),
    needs=(("party",), ("entry",), ("ruling",)),
    strict=frozenset({"on"}),
    refusing=frozenset({"ruling"}),
)


_ABOUT = frozenset({"party", "entry"})


def read_decisions(records: Iterable[Record], _reading: Reading) -> tuple[Decision, ...]:
    """Return the decisions of the good rows; one without a name or a reason counts, with a warning."""
    decisions = []
    for record in records:
        if record.is_set_aside(_ABOUT):
            continue
        ruling = record.choice("ruling", RULINGS, Ruling.HOLD)
        # Whom a person held or blocked may not enter a plan because the row that says so cannot be read.
        record.may_refuse = frozenset() if ruling is Ruling.CLEAR else _ABOUT | {"on"}
        for field in ("party", "entry", "ruling"):
            record.needed((field,))
        party = record.ref("party", PARTIES)
        for field in ("by", "why"):
            if field not in record:
                column = record.around.spec.by_field[field].header.term
                record.warn(Text("sheets.decision_bare", column=column), Text("sheets.decision_bare_hint"), field)
        decision = Decision(
            PartyId(party or ""),
            record.text("entry"),
            ruling,
            record.text("by"),
            record.date("on"),
            record.text("why"),
        )
        if not record.held:
            decisions.append(decision)
    return tuple(decisions)


def write_decisions(decisions: Iterable[Decision]) -> Table:
    """Return the sheet that reads back as these decisions."""
    return Table(DECISIONS, tuple(map(_row, decisions)))


def to_decide(verdicts: Iterable[Verdict]) -> Table:
    """Return the sheet with a row for each likeness that waits for a person: party and entry filled, ruling empty."""
    return Table(
        DECISIONS,
        tuple(
            SheetRow({"party": verdict.party, "entry": hit.entry.id})
            for verdict in verdicts
            if verdict.status is Status.UNDECIDED
            for hit in verdict.hits
            if (verdict.party, hit.entry.id)
            not in {(decision.party, decision.entry_id) for decision in verdict.decisions}
        ),
    )


def _row(decision: Decision) -> SheetRow:
    return SheetRow(
        {
            "party": decision.party,
            "entry": decision.entry_id,
            "ruling": decision.ruling,
            "by": decision.by,
            "on": decision.decided_on,
            "why": decision.why,
        }
    )
