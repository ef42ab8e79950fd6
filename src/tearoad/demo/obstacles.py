"""The demo's table of requirements: published rules for food of one union, and made-up rows that say so."""

from __future__ import annotations

import csv
import io

from tearoad.market.obstacles.requirements import REQUIREMENT_COLUMNS, requirements_template

REQUIREMENTS_FILE = "requirements.csv"
_SOURCE = "made up for the demo (fictional)"
_READ_ON = "2023-01-10"
_MADE_UP = (
    # market, goods, topic, requirement, authority
    ("RUS", "", "payment", "Ask for a third in advance (fictional)", ""),
    ("RUS", "", "bank", "Two banks of the exporters' home take payments in yuan (fictional)", ""),
    ("KAZ", "09", "label", "Label in Kazakh and Russian (fictional)", "Ministry of Trade (fictional)"),
    ("KAZ", "", "payment", "Letter of credit at sight (fictional)", ""),
    ("VNM", "09", "certificate", "Phytosanitary certificate (fictional)", "Plant Quarantine (fictional)"),
    ("VNM", "21", "licence", "Product declaration before the first import (fictional)", "Food Office (fictional)"),
    ("VNM", "", "bank", "Transfers over 100,000 dollars take ten days (fictional)", ""),
    ("DEU", "09", "certificate", "Residue analysis of every tenth lot (fictional)", "Food Control (fictional)"),
    ("DEU", "", "label", "Label in German with the list of allergens (fictional)", "Food Control (fictional)"),
    ("USA", "", "licence", "Facility registered before the first shipment (fictional)", "Food Office (fictional)"),
    ("USA", "2103", "customs", "Prior notice five days before arrival (fictional)", "Customs (fictional)"),
)


def requirements_table() -> str:
    """Return the table as it is uploaded; what is not marked as made up is published, with its source."""
    published = [row for row in csv.DictReader(io.StringIO(requirements_template())) if row["requirement"]]
    rows = [[row[column] for column in REQUIREMENT_COLUMNS[:-1]] for row in published]
    rows += [[market, hs, topic, text, office, "", "", _SOURCE] for market, hs, topic, text, office in _MADE_UP]
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(REQUIREMENT_COLUMNS)
    writer.writerows([*row, _READ_ON] for row in rows)
    return written.getvalue()
