"""How much a line looks like the name of a person, and which part of a name is the family's."""

from __future__ import annotations

import re

from tearoad.capture.cards.sorting.lexicon import chinese_family, is_family_ending, is_fathers_name
from tearoad.names import fold, to_latin
from tearoad.names.fold import has_han

_HAN_NAME = re.compile("[\u4e00-\u9fff]{2,4}")
_WORD = re.compile(r"[^\W\d_]+(?:[’'\-][^\W\d_]+)*\.?")
_STRAY = re.compile(r"^(?:\d|[a-zа-я])\s+|\s+(?:\d|[a-zа-я]{1,3}|[A-ZА-Я])$")
"""Pieces of the card's edge, read as a digit or a letter before or behind a name."""
_CONFUSED = str.maketrans("i1|0q", "lllog")
_HONORIFIC = re.compile(r"^(?:mr|mrs|ms|dr|prof|г-н|г-жа)\.?\s+|\s*(?:先生|女士|小姐|博士)$", re.IGNORECASE)


def bare_name(text: str) -> str:
    """Return a name without forms of address and stray marks, Chinese characters closed up."""
    text = _HONORIFIC.sub("", text.strip(" |.,:;·—–-_'\"")).strip()
    text = _STRAY.sub("", text).strip()
    if has_han(text):
        return text if re.search("[A-Za-z]", text) else text.replace(" ", "")
    # No name begins with a small l; a capital I looks like one.
    return re.sub(r"(?<!\S)l(?=[a-z]{2})", "I", text)


def likeness(text: str, email: str) -> int:
    """Return how much a line looks like a person's name, from 0: not at all; 70 is a likely one.

    `email` is the address on the card; people's addresses are made of their names.
    """
    name = bare_name(text)
    if has_han(name):
        return _chinese(name, email)
    words = name.split()
    if not 1 <= len(words) <= 4 or not all(_WORD.fullmatch(word) for word in words):
        return 0
    if 2 * sum(word[0].isupper() for word in words) <= len(words):
        return 0
    return _by_parts(words) + (30 if in_email(words, email) else 0)


def _chinese(name: str, email: str) -> int:
    if not _HAN_NAME.fullmatch(name):
        return 0
    family = chinese_family(name)
    if not family:
        return 25 if len(name) in {2, 3} else 0
    fits = 0 < len(name) - len(family) <= 2
    return (75 if fits else 10) + (20 if in_email([to_latin(name)], email) else 0)


def _by_parts(words: list[str]) -> int:
    if len(words) == 1:
        return 5
    fathers = any(is_fathers_name(word) for word in words[1:])
    ending = any(is_family_ending(word) for word in words) and any("\u0400" <= char <= "\u04ff" for char in words[0])
    whole = 15 if fathers and len(words) == 3 else 0
    return 45 + (45 if fathers else 0) + whole + (15 if ending else 0) - (15 if len(words) == 4 else 0)


def in_email(words: list[str], email: str) -> bool:
    """Whether a part of a name, or its beginning, stands before the sign of an e-mail address."""
    user = fold(email.partition("@")[0]).replace(" ", "")
    parts = [part for word in words for part in to_latin(fold(word)).lower().split() if len(part) >= 3]
    return bool(user) and any(part[:5] in user for part in parts)


def spelled_as(name: str, email: str) -> str:
    """Return an address with letters that are easily confused put as the name on the card has them.

    `zhuravieva@` on the card of Журавлева is zhuravleva: an l and an i look alike, a name does not.
    """
    user, _, host = email.partition("@")
    for word in to_latin(fold(name)).lower().split():
        at = _alike(user).find(_alike(word)) if len(word) >= 4 and word.isascii() else -1
        if at >= 0:
            user = user[:at] + word + user[at + len(word) :]
    return f"{user}@{host}"


def host_spelled_as(firm: str, email: str) -> str:
    """Return an address with the letters of its host put as the firm's name has them: `donggi` is 东启, dongqi."""
    user, _, host = email.partition("@")
    front, dot, ending = host.partition(".")
    name = re.sub("[^a-z]", "", to_latin(fold(firm)).lower())
    at = _alike(name).find(_alike(front)) if len(front) >= 4 else -1
    return f"{user}@{name[at : at + len(front)] if at >= 0 else front}{dot}{ending}"


def _alike(letters: str) -> str:
    return letters.translate(_CONFUSED)


def family_of(name: str) -> str:
    """Return the family name in a name of whatever order; empty where nothing tells it.

    Chinese names begin with it. In a Russian one it is what stands neither before nor as the father's name. In Latin
    letters capitals tell it.
    """
    if has_han(name):
        return chinese_family(name)
    words = [word for word in name.split() if len(word.strip(".")) > 1]
    capitals = [word for word in words if word.isupper()]
    if len(capitals) == 1 and len(words) > 1:
        return capitals[0]
    fathers = [place for place, word in enumerate(words) if place and is_fathers_name(word)]
    if fathers and len(words) == 3:
        return words[0] if fathers[0] == 2 else words[2]
    endings = [word for word in words if is_family_ending(word)]
    return endings[0] if len(endings) == 1 and len(words) == 2 else ""


def family_first(latin: str, native: str) -> str:
    """Return a Chinese name in Latin letters in its own order: `Wei Li` beside 李伟 is Li Wei."""
    family, words = to_latin(chinese_family(native)).replace(" ", "").casefold(), latin.split()
    if not family or len(words) == 1 or words[0].casefold() == family or words[-1].casefold() != family:
        return latin
    return " ".join((words[-1], *words[:-1]))
