"""Histories of a meeting from both sides and the office at once, each act compared with a model: thousands, at night.

A fifth as many go through the table of requests and sheets as well; row and meeting must say the same after each act.

    python lab/benchmarks/asking_histories.py --histories 2000
    sh tests/postgresql.sh python lab/benchmarks/asking_histories.py --histories 2000

Prints one line of JSON; ends with 1 and the shortest history found where a meeting does not stand as it must.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"


def main() -> int:
    """Play the histories; return 1 where one goes wrong."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--histories", type=int, default=2000)
    said = asked.parse_args()
    import django  # noqa: PLC0415  # settings are named first

    django.setup()
    from django.db import connection  # noqa: PLC0415  # settings are named first
    from django.test.utils import setup_test_environment, teardown_test_environment  # noqa: PLC0415  # settings are named first

    setup_test_environment()
    connection.creation.create_test_db(verbosity=0)
    try:
        return _played(said.histories, connection.vendor)
    finally:
        connection.creation.destroy_test_db(str(connection.settings_dict["NAME"]), verbosity=0)
        teardown_test_environment()


def _played(histories: int, database: str) -> int:
    from django.db import transaction  # noqa: PLC0415  # models are there only now
    from hypothesis import given, settings  # noqa: PLC0415  # models are there only now

    from tearoad.companies import Standing  # noqa: PLC0415  # models are there only now
    from tearoad.companies.web.models import Company  # noqa: PLC0415  # models are there only now
    from tearoad.journey.example import example_files, example_mission  # noqa: PLC0415  # models are there only now
    from tearoad.journey.web.actions.write_files import write_files  # noqa: PLC0415  # models are there only now
    from tearoad.mission.web.actions.missions import make  # noqa: PLC0415  # models are there only now
    from tearoad.people import Actor, Role  # noqa: PLC0415  # models are there only now
    from tearoad.people.web.models import Organisation, acting_for  # noqa: PLC0415  # models are there only now
    from tearoad.values import Language  # noqa: PLC0415  # models are there only now
    from tests.matching.web.asking.histories import HISTORIES, Act, play  # noqa: PLC0415  # models are there only now
    from tests.matching.web.asking.table_histories import TABLE_HISTORIES, TableAct, play_table  # noqa: PLC0415  # models are there only now

    house = Organisation.objects.create(name="Example Department (fictional)")
    officer = Actor(house.id, Role.OFFICER, name="Officer")
    counted = {"histories": 0, "acts": 0, "table_histories": 0, "table_acts": 0}
    with acting_for(house.id):
        mission = make(officer, example_mission())
        write_files(officer, mission, example_files(Language.EN))
        Company.objects.update(standing=Standing.CLEAR)

        @settings(max_examples=histories, derandomize=True, deadline=None, database=None)
        @given(HISTORIES)
        def whatever_they_do(history: list[Act]) -> None:
            with transaction.atomic():
                play(officer, mission, history)
                transaction.set_rollback(True)
            counted["histories"] += 1
            counted["acts"] += len(history)

        @settings(max_examples=max(1, histories // 5), derandomize=True, deadline=None, database=None)
        @given(TABLE_HISTORIES)
        def whatever_is_written(history: list[TableAct]) -> None:
            with transaction.atomic():
                play_table(officer, mission, history)
                transaction.set_rollback(True)
            counted["table_histories"] += 1
            counted["table_acts"] += len(history)

        before, fault = time.process_time(), ""
        try:
            whatever_they_do()
            whatever_is_written()
        except AssertionError as wrong:
            fault = str(wrong)[:2000]
    print(
        json.dumps({"database": database, **counted, "cpu_s": round(time.process_time() - before, 1), "fault": fault})
    )
    return 1 if fault else 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as data:
        os.environ.setdefault("TEAROAD_DATA", data)
        sys.exit(main())
