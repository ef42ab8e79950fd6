from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tearoad.delegation.rows import TwoRows, two_rows
from tearoad.delegation.seating import Side, Sitter, Voice
from tearoad.mission import LanguagePair, VoicePlace
from tearoad.values import InterpreterId, LanguageCode

ZH, RU, EN = LanguageCode("zh"), LanguageCode("ru"), LanguageCode("en")
BOTH = frozenset({LanguagePair(ZH, RU), LanguagePair(RU, ZH)})
VOICES = (Voice(InterpreterId("I1"), BOTH), Voice(InterpreterId("I2"), BOTH))


def people(side: Side, count: int, language: LanguageCode) -> list[Sitter]:
    letter = "G" if side is Side.GUEST else "H"
    return [Sitter(f"{letter}{rank}", side, rank, (language,), rank == 1) for rank in range(1, count + 1)]


def drawn(found: TwoRows) -> tuple[list[str], list[str]]:
    guests, hosts = ([chair.who if chair else "" for chair in row.chairs] for row in (found.guests, found.hosts))
    return guests, hosts


def test_principals_face_each_other_and_the_second_sits_at_the_right_hand() -> None:
    sitters = [*people(Side.GUEST, 4, ZH), *people(Side.HOST, 3, ZH)]
    found = two_rows(sitters, VOICES, Side.GUEST)
    assert drawn(found) == (["G4", "G2", "G1", "G3"], ["", "H3", "H1", "H2"])
    assert (found.middle, found.without) == (2, ())


def test_beside_an_interpreter_at_the_right_hand_the_second_sits_at_the_left_and_the_third_beyond_the_voice() -> None:
    sitters = [*people(Side.GUEST, 3, ZH), *people(Side.HOST, 3, RU)]
    found = two_rows(sitters, VOICES, Side.GUEST)
    assert drawn(found) == (["G3", "I1", "G1", "G2", ""], ["", "H2", "H1", "I2", "H3"])
    alone = two_rows(sitters, VOICES[:1], Side.GUEST)
    assert drawn(alone) == (["G3", "I1", "G1", "G2"], ["", "H3", "H1", "H2"])


def test_an_interpreter_serves_the_principal_beside_whom_they_sit() -> None:
    found = two_rows([*people(Side.GUEST, 3, ZH), *people(Side.HOST, 2, RU)], VOICES, Side.GUEST)
    assert drawn(found) == (["G3", "I1", "G1", "G2"], ["", "H2", "H1", "I2"])
    assert {
        chair.serves for row in (found.guests, found.hosts) for chair in row.chairs if chair and not chair.side
    } == {
        ("G1",),
        ("H1",),
    }


def test_behind_the_principal_the_row_is_the_side_s_own() -> None:
    found = two_rows([*people(Side.GUEST, 2, ZH), *people(Side.HOST, 1, RU)], VOICES[:1], Side.HOST, VoicePlace.BEHIND)
    assert drawn(found) == (["G2", "G1"], ["", "H1"])
    assert (found.hosts.behind and found.hosts.behind.who, found.guests.behind) == ("I1", None)


def test_who_shares_no_language_and_has_no_voice_is_named() -> None:
    sitters = [*people(Side.GUEST, 2, ZH), *people(Side.HOST, 1, RU)]
    assert two_rows(sitters, (), Side.GUEST).without == ("G1",)
    assert two_rows(sitters, (Voice(InterpreterId("I9"), frozenset({LanguagePair(EN, RU)})),), Side.HOST).without == (
        "H1",
    )


def test_one_side_alone_is_a_row() -> None:
    assert drawn(two_rows(people(Side.GUEST, 3, ZH), VOICES, Side.GUEST)) == (["G2", "G1", "G3"], ["", "", ""])


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 3), st.sampled_from(list(VoicePlace)))
def test_everyone_sits_once_and_the_rows_are_level(ours: int, theirs: int, voices: int, place: VoicePlace) -> None:
    sitters = [*people(Side.GUEST, ours, ZH), *people(Side.HOST, theirs, RU)]
    found = two_rows(sitters, [Voice(InterpreterId(f"I{n}"), BOTH) for n in range(voices)], Side.GUEST, place)
    guests, hosts = drawn(found)
    assert len(guests) == len(hosts)
    seated = [who for who in (*guests, *hosts) if who and not who.startswith("I")]
    assert sorted(seated) == sorted(sitter.id for sitter in sitters)
    assert guests[found.middle] == ("G1" if ours else "")
    assert hosts[found.middle] == ("H1" if theirs else "")
