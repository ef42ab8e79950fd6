from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.serving import served

DEMO = ("demo", "--serve", "--stage", "companies")


def test_a_demo_is_played_once_and_each_start_prints_a_new_way_in(place: dict[str, str], tmp_path: Path) -> None:
    ways = []
    for turn in range(2):
        with served(place, tmp_path, *DEMO) as site:
            assert any("A mission is made" in line for line in site.said) is (turn == 0)
            way = next(line.rpartition(" ")[2] for line in site.said if "Sign in here" in line)
            ways.append(way.partition(f":{site.port}")[2])
            assert [site.get(way) for way in ways] == [404] * turn + [200]


@pytest.mark.parametrize("arguments", [(), ("--serve", "--files", "x")])
def test_a_demo_is_either_files_or_a_site(place: dict[str, str], tearoad: object, arguments: tuple[str, ...]) -> None:
    assert callable(tearoad)
    done = tearoad(place, "demo", *arguments)
    assert (done.returncode, "one of the two" in done.stderr) == (2, True)
