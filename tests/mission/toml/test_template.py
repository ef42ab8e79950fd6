"""A mission written is a mission read, in every language of the comments."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearoad.companies import Contact
from tearoad.mission import (
    BusMargins,
    Caps,
    FairDay,
    InterpreterRules,
    LocalText,
    Mission,
    NameOverride,
    Objective,
    PauseRules,
    Place,
    PlaceKind,
    Switch,
    Walk,
)
from tearoad.mission.toml import read_mission, write_mission
from tearoad.mission.toml.keys import BY_SHEET, GROUPS
from tearoad.mission.toml.places import numbered_table
from tearoad.names import PersonName
from tearoad.paper.sheets import Severity
from tearoad.values import CountryCode, Language, PartyId, PlaceId, Share
from tearoad.values.letters import seen
from tearoad.words.catalogue import say

# Letters that nobody sees are taken out wherever text comes in (`seen`): a mission holds none.
_written = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
_written = _written.map(seen).map(str.strip).filter(bool)
_maybe = st.one_of(st.just(""), _written)
_local = st.builds(LocalText, _maybe, _maybe, _maybe).filter(lambda text: bool(text.written))
_zones = st.sampled_from(["Asia/Shanghai", "Europe/Moscow", "Asia/Almaty", "UTC"]).map(ZoneInfo)


@st.composite
def _days(draw: st.DrawFn) -> tuple[FairDay, ...]:
    on = draw(st.dates(date(2020, 1, 1), date(2035, 1, 1)))
    days = []
    for _ in range(draw(st.integers(1, 6))):
        opens, hours = draw(st.integers(0, 14)), draw(st.integers(2, 9))
        days.append(FairDay(on, time(opens, draw(st.sampled_from([0, 30]))), time(opens + hours, 30)))
        on += timedelta(days=draw(st.integers(1, 3)))
    return tuple(days)


@st.composite
def _places(draw: st.DrawFn) -> tuple[Place, ...]:
    ids = draw(st.lists(_written, unique=True, max_size=5))
    owner = st.one_of(st.none(), _written.map(PartyId))
    places = [
        Place(
            PlaceId(id_),
            draw(st.sampled_from(PlaceKind)),
            draw(_local),
            draw(_maybe),
            draw(_maybe),
            draw(owner),
            draw(st.integers(1, 9)),
            draw(st.one_of(st.just(LocalText()), _local)),
        )
        for id_ in ids
    ]
    prefix, count = draw(st.sampled_from(["T", "table ", "桌"])), draw(st.integers(0, 4))
    tables = [numbered_table(prefix, n, "7", "tables") for n in range(1, count + 1)]
    taken = {table.id for table in tables}
    at = draw(st.integers(0, len(places)))
    return (*(p for p in places[:at] if p.id not in taken), *tables, *(p for p in places[at:] if p.id not in taken))


_walks = st.lists(
    st.builds(Walk, _written, _written, st.integers(0, 600)).filter(lambda walk: walk.here != walk.there),
    unique_by=lambda walk: frozenset((walk.here, walk.there)),
    max_size=3,
).map(tuple)
_contacts = st.lists(
    st.builds(
        Contact,
        st.builds(PersonName, _maybe, _maybe, _maybe, _maybe),
        st.just(LocalText()) | _local,
        st.sampled_from(["", "+74950000001", "+8613800000001"]),
        _maybe,
        _maybe,
    ),
    max_size=2,
).map(tuple)
_overrides = st.lists(
    st.builds(NameOverride, _written, _local), unique_by=lambda override: override.written, max_size=2
).map(tuple)

_pauses = st.builds(
    PauseRules, st.integers(0, 120), st.just(time(11, 30)), st.just(time(15)), st.integers(1, 9), st.booleans()
)
missions = st.builds(
    Mission,
    name=_local,
    fair=_local,
    city=_local,
    venue=_local,
    country=st.sampled_from(["RU", "CN", "KZ"]).map(CountryCode),
    home_zone=_zones,
    fair_zone=_zones,
    currency=st.sampled_from(["USD", "CNY", "RUB"]),
    days=_days(),
    slot_minutes=st.sampled_from([20, 30, 60]),
    pause_minutes=st.integers(0, 10),
    places=_places(),
    walks=_walks,
    interpreters=st.builds(InterpreterRules, st.integers(1, 24), st.integers(1, 9)),
    pauses=_pauses,
    caps=st.builds(Caps, st.integers(1, 99), st.integers(1, 99)),
    buses=st.builds(BusMargins, st.integers(0, 1440), st.integers(0, 1440)),
    walk_in_share=st.integers(0, 100).map(lambda percent: Share(Decimal(percent) / 100)),
    stand_cover=st.integers(0, 9),
    paper_languages=st.permutations(list(Language)).map(tuple),
    home_language=st.sampled_from(Language),
    host_language=st.sampled_from(Language),
    contacts=_contacts,
    overrides=_overrides,
    objectives=st.permutations(list(Objective)).map(tuple),
    switched_off=st.frozensets(st.sampled_from(list(Switch))),
    proposals_per_exporter=st.integers(0, 500),
)


@given(missions, st.sampled_from(Language))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_what_is_written_is_read_back(mission: Mission, language: Language) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mission.toml"
        write_mission(mission, path, language)
        found, problems = read_mission(path)
    assert [p for p in problems if p.severity is Severity.ERROR] == []
    # Pauses that are off are neither soft nor hard.
    off = Switch.PAUSES in mission.switched_off
    assert found == replace(mission, pauses=replace(mission.pauses, soft=mission.pauses.soft and not off))


@pytest.mark.parametrize("written", ["Fair\u202e (made up)", "Fair\\u202E (made up)", "F\u200bair (made\xad up)"])
def test_letters_that_nobody_sees_are_not_read_however_they_are_written(
    written: str, trip: Mission, tmp_path: Path
) -> None:
    path = tmp_path / "mission.toml"
    write_mission(replace(trip, fair=LocalText(en="FAIR")), path, Language.EN)
    path.write_text(path.read_text(encoding="utf-8").replace('"FAIR"', f'"{written}"'), encoding="utf-8")
    found, _ = read_mission(path)
    assert found is not None
    assert found.fair == LocalText(en="Fair (made up)")


def test_a_run_of_numbered_tables_is_written_as_one_entry(trip: Mission, tmp_path: Path) -> None:
    path = tmp_path / "mission.toml"
    write_mission(replace(trip, places=tuple(numbered_table("T", n) for n in range(1, 7))), path, Language.EN)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines.count("[[places]]") == 1
    assert "count = 6" in lines


@pytest.mark.parametrize("language", Language)
def test_every_key_is_explained_in_the_officers_language(trip: Mission, language: Language, tmp_path: Path) -> None:
    path = tmp_path / "mission.toml"
    write_mission(trip, path, language)
    written = "".join(
        line.removeprefix("# ").replace(" ", "") for line in path.read_text(encoding="utf-8").splitlines()
    )
    for group in GROUPS:
        for key in () if group in BY_SHEET else group.keys:
            assert say(group.about_key(key), language).replace(" ", "") in written
