"""How alike two Latin words are, 0 to 1."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from tearoad.names.keys import reduce, skeleton

FLOOR = 0.75
"""Below this two words are two words: one letter of four, two of eight."""
_SAME_SOUND = 0.97
_SAME_BONES = 0.86
_INITIAL = 0.8


def word_likeness(ours: str, theirs: str) -> float:
    """Return 1 for equal words, 0 for different ones, and between for spellings of one sound, slips and initials.

    Three measures, the best counts: edits (optimal string alignment, swaps count one) on the words as they stand, the
    same after reduction to sounds, and equal consonants. Words of one to three letters must be equal; one letter is an
    initial and is like any word that begins with it.
    """
    if ours == theirs:
        return 1.0
    shorter = min(len(ours), len(theirs))
    if shorter == 1:
        return _INITIAL if ours[0] == theirs[0] and not (ours + theirs).isdigit() else 0.0
    if ours.isdigit() or theirs.isdigit():
        return 0.0
    return _spelled_otherwise(ours, theirs)


def _spelled_otherwise(ours: str, theirs: str) -> float:
    text, other = reduce(ours), reduce(theirs)
    best = _SAME_SOUND if text == other else 0.0
    if min(len(ours), len(theirs)) > 3:
        plain = OSA.normalized_similarity(ours, theirs, score_cutoff=FLOOR)
        sound = _SAME_SOUND * OSA.normalized_similarity(text, other, score_cutoff=FLOOR)
        best = max(best, plain, sound if min(len(text), len(other)) > 3 else 0.0)
        bones = skeleton(ours)
        if best < _SAME_BONES and len(bones) >= 4 and abs(len(text) - len(other)) <= 1 and bones == skeleton(theirs):
            best = _SAME_BONES
    return best if best >= FLOOR else 0.0
