"""The tables of a dossier as spreadsheets open them."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from decimal import Decimal

from tearoad.costs import CostId, CostItem, CostKind, CostState, Ledger, overall
from tearoad.costs.dossier import USUAL, Evidence, standing
from tearoad.costs.index import Index, IndexedFile, index_csv
from tearoad.reference.exchange import RateBook
from tearoad.values import Language, LocalText, Money, PartyId
from tearoad.words import Words

FORMULA = '=HYPERLINK("x")'
AT = datetime(2027, 2, 15, 10, 0, tzinfo=UTC)


def test_no_name_of_a_file_or_a_cost_is_a_formula_where_a_spreadsheet_opens_the_index() -> None:
    """Finds where a cell that a stranger named is written to the CSV unguarded."""
    paid, firms = Money(Decimal(10), "EUR"), (PartyId("E1"),)
    item = CostItem(CostId("C1"), LocalText(FORMULA), CostKind.STAND, paid, CostState.PAID)
    evidence = Evidence("invoices", FORMULA, "0" * 64, 9, "application/pdf", AT, FORMULA)
    part = next(dossier_part for dossier_part in USUAL.parts if dossier_part.code == evidence.part)
    index = Index(
        "E1",
        "Example Tea (fictional)",
        "Example mission",
        standing(USUAL, [evidence], []),
        overall(Ledger((item,), RateBook(()), "EUR", firms, {})),
        "EUR",
        AT,
        (IndexedFile(part, f"{FORMULA}.pdf", evidence),),
    )
    rows = list(csv.reader(io.StringIO(index_csv(index, Words(Language.EN)).decode("utf-8-sig"), newline="")))
    found = [cell for row in rows for cell in row if FORMULA in cell]
    assert found == [f"'{FORMULA}.pdf", f"'{FORMULA}", f"'{FORMULA}"]
