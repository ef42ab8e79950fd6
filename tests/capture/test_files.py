"""Which files a report has, and what a phone may name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.capture import Attached, Digest, FileKind, Revision, Unusable, document_of, report_of, revision_of
from tearoad.capture.files import MOST_SIDES, card_photos
from tests.capture.histories import revision

DIGESTS = [Digest(letter * 64) for letter in "abcdef"]
FRONT = Attached(DIGESTS[0], FileKind.CARD_FRONT, "image/jpeg", 1000)
VOICE = Attached(DIGESTS[1], FileKind.VOICE, "audio/webm", 2000)


@st.composite
def with_files(draw: st.DrawFn) -> list[Revision]:
    """Draw up to six revisions of a report that add files and take some back, named by them or by others."""
    kinds = st.sampled_from([FileKind.CARD_FRONT, FileKind.CARD_BACK, FileKind.PICTURE])
    those = st.lists(st.sampled_from(DIGESTS), unique=True, max_size=3)
    return [
        replace(
            revision(number, {}),
            files=tuple(Attached(digest, draw(kinds), "image/jpeg", 1000) for digest in draw(those)),
            dropped=tuple(draw(st.lists(st.sampled_from(DIGESTS), unique=True, max_size=2))),
        )
        for number in range(1, draw(st.integers(1, 6)) + 1)
    ]


@given(with_files(), st.randoms(use_true_random=False))
def test_order_and_doubles_make_no_difference_to_files(made: list[Revision], dice: object) -> None:
    shuffled = [*made, *made[:3]]
    dice.shuffle(shuffled)  # type: ignore[attr-defined]  # a Random
    assert report_of(shuffled).files == report_of(made).files


@given(with_files())
def test_a_reports_files_are_all_that_were_named_but_those_that_were_dropped(made: list[Revision]) -> None:
    named = {file.digest for written in made for file in written.files}
    dropped = {digest for written in made for digest in written.dropped}
    files = report_of(made).files
    assert {file.digest for file in files} == named - dropped
    assert len(files) == len(named - dropped)


def test_a_file_that_is_named_twice_stands_as_the_first_names_it() -> None:
    back = replace(FRONT, kind=FileKind.CARD_BACK)
    made = [replace(revision(2, {}), files=(back,)), replace(revision(1, {}), files=(FRONT, VOICE))]
    assert report_of(made).files == (FRONT, VOICE)


@given(
    st.lists(st.tuples(st.sampled_from(DIGESTS), st.sampled_from(FileKind)), unique_by=lambda pair: pair[0]),
    st.sets(st.sampled_from(DIGESTS)),
)
def test_the_sides_of_a_card_are_its_photos_that_are_here_the_front_first(
    made: list[tuple[Digest, FileKind]], here: set[Digest]
) -> None:
    files = [Attached(digest, kind, "image/jpeg", 1) for digest, kind in made]
    sides = {
        kind: [file.digest for file in files if file.kind is kind and file.digest in here]
        for kind in (FileKind.CARD_FRONT, FileKind.CARD_BACK)
    }
    ordered = [*sides[FileKind.CARD_FRONT], *sides[FileKind.CARD_BACK]]
    assert card_photos(files, here) == tuple(ordered[:MOST_SIDES])


def test_a_revision_with_files_comes_back_from_the_wire() -> None:
    made = replace(revision(1, {"city": "Тула"}), files=(FRONT, VOICE), dropped=(DIGESTS[2],))
    assert revision_of(document_of(made)) == made


def test_a_revision_without_files_says_nothing_of_them() -> None:
    assert document_of(revision(1, {})).keys().isdisjoint({"files", "dropped"})


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("files", {}),
        ("files", ["a"]),
        ("files", [{"digest": "a" * 63, "kind": "voice", "type": "audio/webm", "size": 1}]),
        ("files", [{"digest": "a" * 64, "kind": "film", "type": "audio/webm", "size": 1}]),
        ("files", [{"digest": "a" * 64, "kind": "voice", "type": "image/jpeg", "size": 1}]),
        ("files", [{"digest": "a" * 64, "kind": "picture", "type": "image/jpeg", "size": 300_001}]),
        ("files", [{"digest": "a" * 64, "kind": "picture", "type": "image/jpeg", "size": True}]),
        ("files", [{"digest": "a" * 64, "kind": "picture", "type": ["image/jpeg"], "size": 1}]),
        ("files", [{"digest": "a" * 64, "kind": ["picture"], "type": "image/jpeg", "size": 1}]),
        ("files", [{"digest": "a" * 64, "kind": "picture", "type": "image/jpeg", "size": 1}] * 2),
        ("dropped", ["A" * 64]),
        ("dropped", "a" * 64),
    ],
)
def test_files_that_are_none_are_told_by_their_key(key: str, found: object) -> None:
    with pytest.raises(Unusable) as refused:
        revision_of(document_of(revision(1, {})) | {key: found})
    assert [(problem.code, dict(problem.params)["key"]) for problem in refused.value.problems] == [
        ("capture.key_wrong", key)
    ]
