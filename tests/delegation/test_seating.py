from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tearoad.delegation.seating import Chair, Seating, Side, Sitter, Voice, needs_voice, ranked, seat, suits
from tearoad.mission import LanguagePair
from tearoad.values import InterpreterId, LanguageCode

ZH, RU, EN = LanguageCode("zh"), LanguageCode("ru"), LanguageCode("en")


def voice(id_: str, code: LanguageCode = ZH, other: LanguageCode = RU) -> Voice:
    return Voice(InterpreterId(id_), frozenset({LanguagePair(code, other)}))


def test_hosts_and_guests_take_turns_outwards_from_the_first_host() -> None:
    hosts = [Sitter(f"H{n}", Side.HOST, n) for n in (1, 2, 3)]
    guests = [Sitter(f"G{n}", Side.GUEST, n) for n in (3, 1, 2)]
    assert [chair.who for chair in seat([*guests, *hosts], ()).chairs] == ["H3", "G2", "H1", "G1", "H2", "G3"]


def test_the_two_heads_share_the_interpreter_between_them() -> None:
    sitters = [Sitter("H1", Side.HOST, 1, (RU,), principal=True), Sitter("G1", Side.GUEST, 1, (ZH,), principal=True)]
    assert seat(sitters, (voice("I1"), voice("I2"))) == Seating(
        (Chair("H1", Side.HOST), Chair("I1", None, ("H1", "G1")), Chair("G1", Side.GUEST))
    )


def test_who_speaks_the_other_sides_language_needs_nobody() -> None:
    sitters = [Sitter("H1", Side.HOST, 1, (RU,), principal=True), Sitter("G1", Side.GUEST, 1, (ZH, RU), principal=True)]
    assert [chair.who for chair in seat(sitters, (voice("I1"),)).chairs] == ["H1", "G1"]


def test_too_few_interpreters_go_to_the_highest_and_the_rest_is_named() -> None:
    hosts = [Sitter("H1", Side.HOST, 1, (RU,), principal=True)]
    guests = [Sitter(f"G{n}", Side.GUEST, n, (ZH,), principal=True) for n in (1, 2, 3)]
    found = seat([*hosts, *guests], (voice("I1"), voice("I2")))
    assert [chair.who for chair in found.chairs] == ["I2", "G2", "H1", "I1", "G1", "G3"]
    assert found.without == ("G3",)


def test_an_interpreter_is_passed_on_where_both_can_be_served() -> None:
    """The one who also works from English steps aside for whom only they can serve."""
    both = Voice(InterpreterId("I1"), frozenset({LanguagePair(ZH, RU), LanguagePair(EN, RU)}))
    sitters = [
        Sitter("H1", Side.HOST, 1, (RU,)),
        Sitter("G1", Side.GUEST, 1, (ZH,), principal=True),
        Sitter("G2", Side.GUEST, 2, (EN,), principal=True),
    ]
    found = seat(sitters, (both, voice("I2")))
    assert {chair.serves: chair.who for chair in found.chairs if chair.serves} == {("G1",): "I2", ("G2",): "I1"}


def test_nobody_is_no_table() -> None:
    assert seat((), (voice("I1"),)) == Seating(())


sitters = st.lists(
    st.builds(
        Sitter,
        st.integers(0, 99).map(lambda n: f"P{n}"),
        st.sampled_from(Side),
        st.integers(0, 4),
        st.lists(st.sampled_from([ZH, RU, EN]), min_size=1, max_size=2, unique=True).map(tuple),
        st.booleans(),
    ),
    unique_by=lambda sitter: sitter.id,
    max_size=14,
)
pairs = st.frozensets(
    st.tuples(st.sampled_from([ZH, RU, EN]), st.sampled_from([ZH, RU, EN]))
    .filter(lambda pair: pair[0] != pair[1])
    .map(lambda pair: LanguagePair(*pair)),
    min_size=1,
    max_size=3,
)
voices = st.lists(pairs, max_size=6).map(
    lambda found: tuple(Voice(InterpreterId(f"I{n}"), those) for n, those in enumerate(found))
)


def hands(found: Seating, head: str) -> tuple[list[Chair], list[Chair]]:
    """Return the right and the left hand from the middle outwards, without interpreters."""
    people = [chair for chair in found.chairs if chair.side is not None]
    middle = [chair.who for chair in people].index(head)
    return people[middle + 1 :], list(reversed(people[:middle]))


@given(sitters, voices)
def test_everyone_sits_once_and_by_rank(people: list[Sitter], those: tuple[Voice, ...]) -> None:
    found = seat(people, those)
    seated = [chair.who for chair in found.chairs]
    assert len(seated) == len(set(seated))
    assert {chair.who for chair in found.chairs if chair.side} == {person.id for person in people}
    if not people:
        return
    head = (ranked(people, Side.HOST) or ranked(people, Side.GUEST))[0]
    far = {head.id: 0}
    for hand in hands(found, head.id):
        far |= {chair.who: place for place, chair in enumerate(hand, start=1)}
    for side in Side:
        order = [far[sitter.id] for sitter in ranked(people, side)]
        assert order == sorted(order)


@given(sitters, voices)
def test_sides_take_turns_while_both_have_people(people: list[Sitter], those: tuple[Voice, ...]) -> None:
    found = seat(people, those)
    if not people:
        return
    right, left = hands(found, (ranked(people, Side.HOST) or ranked(people, Side.GUEST))[0].id)
    for hand in (right, left):
        for place, (inner, outer) in enumerate(pairwise(hand), start=1):
            other = Side.GUEST if inner.side is Side.HOST else Side.HOST
            farther = [chair for chair in (*right[place + 1 :], *left[place + 1 :]) if chair.side is other]
            assert outer.side is not inner.side or not farther


@given(sitters, voices)
def test_every_principal_who_needs_one_has_an_interpreter_beside_or_is_named(
    people: list[Sitter], those: tuple[Voice, ...]
) -> None:
    found = seat(people, those)
    by_id = {person.id: person for person in people}
    hosts, guests = ranked(people, Side.HOST), ranked(people, Side.GUEST)
    if not hosts or not guests:
        assert (found.without, [c for c in found.chairs if c.side is None]) == ((), [])
        return
    heads = {Side.HOST: guests[0], Side.GUEST: hosts[0]}
    needing = {person.id for person in people if needs_voice(person, heads[person.side])}
    beside: dict[str, set[str]] = {}
    for left, right in pairwise(found.chairs):
        beside.setdefault(left.who, set()).add(right.who)
        beside.setdefault(right.who, set()).add(left.who)
    served = set()
    voices_by_id = {interpreter.id: interpreter for interpreter in those}
    for chair in found.chairs:
        if chair.side is None:
            assert set(chair.serves) <= beside[chair.who]
            assert all(suits(voices_by_id[chair.who], by_id[w], heads[by_id[w].side]) for w in chair.serves)  # type: ignore[index]  # an id is a text
            served |= set(chair.serves)
    assert (served | set(found.without), served & set(found.without)) == (needing, set())


@given(sitters, voices)
def test_nobody_is_left_without_while_somebody_who_suits_is_free(
    people: list[Sitter], those: tuple[Voice, ...]
) -> None:
    found = seat(people, those)
    hosts, guests = ranked(people, Side.HOST), ranked(people, Side.GUEST)
    if not found.without:
        return
    by_id = {person.id: person for person in people}
    heads = {Side.HOST: guests[0], Side.GUEST: hosts[0]}
    two = {hosts[0].id, guests[0].id}
    together = tuple(who for who in found.without if who in two)
    units = [together] * bool(together) + [(who,) for who in found.without if who not in two]
    free = [interpreter for interpreter in those if interpreter.id not in {chair.who for chair in found.chairs}]
    assert not [
        interpreter
        for interpreter in free
        for unit in units
        if all(suits(interpreter, by_id[w], heads[by_id[w].side]) for w in unit)
    ]
