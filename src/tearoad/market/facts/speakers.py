"""Who says what a sentence states, and whom they cite: two steps that are kept apart."""

from __future__ import annotations

import re

from tearoad.market.facts.vocabulary import FactVocabulary
from tearoad.values import Language

_MOST_WORDS = 14
_MOST_SIGNS = 30
_EDGE = re.compile(
    r"(?P<name>«[^»]{1,40}»(?=\s+[\w«])|(?<=\w\s)«[^»]{1,40}»|《[^》]{1,40}》|“[^”，。]{1,12}”(?=[一-龥]))|[,;“”\"«»–—，。；：“”()]"
)
"""Where clauses part; a name in quotation marks that the sentence goes on behind does not part them."""
_FIRST_NAMES = re.compile(r"(?:[^\W\d_][\w'’-]*\s?){1,4}")
_PHRASE = re.compile(
    r"(?:[a-z][\w'’-]*\s){0,6}?[A-Z][\w'’-]*"
    r"(?:\s(?:(?:of|for|at|in|and|de|van|von)\s(?:the\s|its\s)?)?[A-Z][\w'’-]*)*"
)


def speaker_of(sentence: str, words: FactVocabulary, language: Language, before: str = "") -> tuple[str, str]:
    """Return the speaker of a sentence and whom they cite; empty where it does not say.

    `before` is who spoke in the sentence before it: `he` and `she` are taken for them.
    """
    relayed = words.patterns["relayed"].search(sentence)
    if relayed is not None:
        return _trimmed(relayed["speaker"], words), _trimmed(relayed["cites"], words)
    cited = words.patterns["cites"].search(sentence)
    cites = _trimmed(_first(cited), words) if cited else ""
    rest = sentence if cited is None else f"{sentence[: cited.start()]}, {sentence[cited.end() :].lstrip(' ,')}"
    behind = words.patterns["speaker_after"].search(rest) if words.patterns["speaker_after"].pattern else None
    speaker = _trimmed(_first(behind), words) if behind else ""
    source = words.patterns["according"].search(rest)
    named = _trimmed(_last_clause(_first(source), words), words) if source else ""
    begins = source is not None and bool(_in_front_of(source, rest, words))
    if source is not None:
        rest = rest[: source.start()] + "," + rest[source.end() :]
    for verb in words.patterns["speaker_before"].finditer(rest):
        speaker = speaker or _in_front(rest[: verb.start()], words, language)
        if not speaker and words.patterns["pronoun"].fullmatch(_last_clause(rest[: verb.start()], words)):
            speaker = before
    if not named:
        return speaker, cites
    if begins and speaker:  # "the director said that, according to customs, …": the director says it and cites
        return speaker, cites or named
    # The paper that gives somebody's words speaks; whose words they are is whom it cites.
    return named, cites or speaker


def _in_front_of(source: re.Match[str], sentence: str, words: FactVocabulary) -> bool:
    """Whether somebody speaks in front of a source that the sentence goes on behind."""
    said = words.patterns["speaker_before"].search(sentence[: source.start()])
    return said is not None and bool(sentence[source.end() :].strip(" .,。，”»"))


def _first(match: re.Match[str] | None) -> str:
    return next((group for group in match.groups() if group), "") if match else ""


def _clauses(front: str) -> list[str]:
    parts, start = [], 0
    for edge in _EDGE.finditer(front):
        if edge["name"] is None:
            parts.append(front[start : edge.start()].strip())
            start = edge.end()
    return [*parts, front[start:].strip()]


def _last_clause(front: str, words: FactVocabulary) -> str:
    """Return the last clause that is not said aside of somebody who was named before."""
    parts = _clauses(front)
    while len(parts) > 1 and (not parts[-1] or words.patterns["aside"].match(parts[-1])):
        parts.pop()
    return parts[-1]


def _in_front(front: str, words: FactVocabulary, language: Language) -> str:
    """Return the subject in front of a verb: the last clause, with the name before it where it only describes it."""
    last = _last_clause(front, words)
    if language.habits.breaks_words:  # no spaces to count words by
        name = _trimmed(last, words)
        return name if 2 <= len(name) <= _MOST_SIGNS else ""
    parts = _clauses(front)
    place = len(parts) - 1 - parts[::-1].index(last)
    before = parts[place - 1] if place else ""
    described = last[:1].islower() and before[:1].isupper() and _FIRST_NAMES.fullmatch(before)
    if described or words.patterns["role"].search(before):
        last = f"{before}, {last}"
    if re.search(r"\b(?:and|и)$", last):  # "put turnover at 4 billion and said": the subject stands at the beginning
        phrase = _PHRASE.match(last)
        last = phrase.group() if phrase else ""
    name = _trimmed(last, words)
    counts = len(name.split()) > _MOST_WORDS // 3 and re.search(r"\d", name)
    wrong = counts or len(name.split()) > _MOST_WORDS or "%" in name or words.patterns["aside"].match(name)
    return "" if wrong else name


def _trimmed(name: str, words: FactVocabulary) -> str:
    """Return a name without the words of the sentence around it; nothing where it names nobody."""
    bare = name.strip(" \n\t–—-:：,，")
    for place in ("leading", "trailing"):
        shorter = words.patterns[place].sub("", bare)
        bare = shorter if len(shorter) > 1 else bare
    quoted = re.fullmatch(r"[«《“](.*)[»》”]", bare)
    bare = quoted.group(1) if quoted and not re.search("[«»《》]", quoted.group(1)) else bare
    bare = re.sub("^《([^》]+)》$", r"\1", bare)
    is_nobody = words.patterns["anybody"].fullmatch(bare) or (re.search(r"\d", bare) and bare[:1].islower())
    return "" if is_nobody else bare
