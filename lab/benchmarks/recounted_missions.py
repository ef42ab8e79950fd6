"""Results of made missions, each recounted from its export alone by a program of its own (`recount.py`).

Compared are the JSON document, and in three languages the workbook and the table that is attached to the report. Pages,
board, hand-over and API need a site: `tests/results/web/test_results_pages.py` has them recounted in the same way.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tearoad.results import MissionRecord, MissionResults, export_of, results_of
from tearoad.results.appendix import appendix_of, attached_table
from tearoad.results.workbook import workbook_of
from tearoad.values import Language
from tearoad.words import Words
from tests.results.made_record import made_record

RECOUNT = Path(__file__).with_name("recount.py")


def _attached(record: MissionRecord, found: MissionResults, words: Words) -> str:
    names = {firm.id: firm.name for firm in record.firms} | {buyer.id: buyer.name for buyer in record.buyers}
    return attached_table(appendix_of(found.ladder), record, names, words)


def main() -> int:
    """Make missions, export each as JSON and as workbooks in three languages, have them recounted."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--missions", type=int, default=50)
    reader.add_argument("--seed", type=int, default=1)
    asked = reader.parse_args()
    wrong, figures, begun = 0, 0, time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(asked.seed, asked.seed + asked.missions):
            record = made_record(seed)
            found = results_of(record)
            figures += len(found.figures)
            path = Path(folder) / f"mission-{seed}.json"
            path.write_text(json.dumps(export_of(record, found).document(), ensure_ascii=False), encoding="utf-8")
            books = []
            for language in Language:
                books.append(path.with_name(f"mission-{seed}-{language.value}.xlsx"))
                books[-1].write_bytes(workbook_of(export_of(record, found), Words(language)))
                books.append(path.with_name(f"mission-{seed}-{language.value}.csv"))
                books[-1].write_text(_attached(record, found, Words(language)), encoding="utf-8")
            told = subprocess.run([sys.executable, RECOUNT, path, *books], capture_output=True, text=True, check=False)
            if told.returncode:
                wrong += 1
                print(told.stdout + told.stderr)
    seconds = time.monotonic() - begun
    made = "JSON, workbooks and attached tables in three languages"
    print(f"{asked.missions} missions, {figures} figures, {made}: {wrong} differ")
    print(f"{seconds:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
