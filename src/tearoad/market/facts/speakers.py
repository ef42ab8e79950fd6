"""Who says what a sentence states, and whom they cite: two steps that are kept apart."""

from __future__ import annotations

import re

from tearoad.market.facts.vocabulary import FactVocabulary
from tearoad.values import Language

_MOST_WORDS = 14
_EDGE = re.compile(r"[,;“”\"«»–—，。；：“”《》]")


def speaker_of(sentence: str, words: FactVocabulary, language: Language) -> tuple[str, str]:
    """Return the speaker of a sentence and whom they cite; empty where it does not say."""
    cited = words.patterns["cites"].search(sentence)
    cites = _trimmed(cited.group(1)) if cited else ""
    rest = sentence if cited is None else sentence[: cited.start()] + sentence[cited.end() :]
    behind = words.patterns["speaker_after"].search(rest) if words.patterns["speaker_after"].pattern else None
    speaker = _trimmed(behind.group(1)) if behind else ""
    source = words.patterns["according"].search(rest)
    if source is not None:
        rest = rest[: source.start()] + "," + rest[source.end() :]
    for verb in words.patterns["speaker_before"].finditer(rest):
        speaker = speaker or _in_front(rest[: verb.start()], language)
    if source is None:
        return speaker, cites
    # The paper that gives somebody's words speaks; whose words they are is whom it cites.
    return _trimmed(source.group(1)), cites or speaker


def _in_front(front: str, language: Language) -> str:
    """Return the subject in front of a verb: the last clause, with the name before it where it only describes it."""
    parts = _EDGE.split(front)
    last = parts[-1].strip()
    if not last and len(parts) > 1:
        last = parts[-2].strip()
        parts = parts[:-1]
    before = parts[-2].strip() if len(parts) > 1 else ""
    if language.habits.breaks_words:  # no spaces to count words by
        return _trimmed(last) if 2 <= len(last) <= 30 else ""
    if last[:1].islower() and before and re.fullmatch(r"(?:[^\W\d_][\w'’-]*\s?){1,4}", before) and before[0].isupper():
        last = f"{before}, {last}"
    return _trimmed(last) if last and len(last.split()) <= _MOST_WORDS else ""


def _trimmed(name: str) -> str:
    """Return a name without the words of the sentence around it."""
    bare = re.sub(r"^(?:and|but|while|the|а|и|но)\s+", "", name.strip(" \n\t–—-:："), flags=re.IGNORECASE)
    return re.sub(r"\s+(?:on|at|in)\s+(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday).*$", "", bare)
