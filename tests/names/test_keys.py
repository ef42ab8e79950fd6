import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tearoad.names.keys import keys, reduce, skeleton

WORDS = st.text(alphabet="abdefgiklmnoprstuvz", min_size=5, max_size=12)


@pytest.mark.parametrize(
    "spellings",
    [
        ("yevgeniy", "evgenii", "evgeny", "jevgenij"),
        ("khrushchev", "hruschev"),
        ("natalya", "nataliia", "natalia"),
        ("dzhalal", "djalal", "jalal"),
        ("smirnoff", "smirnov"),
        ("tsvetkov", "tzvetkov"),
        ("abdullah", "abdulla"),
        ("maxim", "maksim"),
    ],
)
def test_spellings_of_one_sound_are_reduced_to_one(spellings: tuple[str, ...]) -> None:
    assert len({reduce(spelling) for spelling in spellings}) == 1


@given(WORDS, st.data())
def test_a_word_and_the_word_with_a_letter_left_out_share_a_key(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(word) - 1))
    slip = word[:place] + word[place + 1 :]
    reduced = reduce(word)
    # Where the slip changes what is a digraph the reduction may change more than one letter.
    assume(not any(pair in word + slip for pair in ("zh", "sh", "th", "dz")))
    assume(abs(len(reduced) - len(reduce(slip))) <= 1 and len(reduced) >= 5)
    assert set(keys(word)) & set(keys(slip))


def test_short_words_and_figures_are_their_own_key() -> None:
    assert (keys("li"), keys("2004")) == (("li",), ("2004",))


@given(WORDS)
def test_a_word_s_keys_begin_with_its_consonants_and_its_sound(word: str) -> None:
    """Finds names that differ in vowels alone and share no key: one letter left out is found by other keys too."""
    assert keys(word)[:2] == (skeleton(word), f"={reduce(word)}")
