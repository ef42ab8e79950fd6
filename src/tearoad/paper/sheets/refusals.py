"""Words by which people say in a sheet that somebody is not to be met, or is not there, where nothing asked for it."""

from __future__ import annotations

import re

_REFUSING_TITLE = re.compile(
    r"не\s*встреч|черн\w*\s+спис|отказ|исключ|запре[тщ]|do\s*n[o']t\s+meet|not\s+to\s+meet|no[\s-]*go|black\s*list|block"
    r"|refus|exclu|ban+ed|nicht\s+treffen|ausgeschlossen|sperr|不见|不会面|勿见|禁止|黑名单|拒绝|回避|排除"
)
_REFUSING = re.compile(
    r"не\s*(?:надо\s+|нужно\s+|будем\s+)?встреча|ни в коем случае|auf keinen fall|nicht treffen"
    r"|\b(?:do|does|must|will|should)\s*(?:not|n[o']t)\s+meet|not to meet"
    r"|不见面|不要见|不会面|不想见|勿见|拒绝会面|拒绝见面"
)
_ABSENT = re.compile(
    r"\b(?:not|no|never|cancel\w*|declin\w*|withdr[ae]w\w*|absent|away|kommt\s+nicht|nicht|keine?|abwesend|abgesagt)\b"
    r"|\bне\b|\bнет\b|отмен|отказ|отсутств|取消|不来|不去|不参加|不在|缺席|无法|来不了|退出|没有?来"
)


def may_refuse(title: str) -> bool:
    """Whether the name of a sheet says that its rows are about who must not meet."""
    return _REFUSING_TITLE.search(title.casefold().replace("ё", "е").replace("_", " ")) is not None


def refuses(text: str) -> bool:
    """Whether words in a cell where anything may stand say that two must not meet."""
    return _REFUSING.search(text.casefold().replace("ё", "е")) is not None


def says_absent(text: str) -> bool:
    """Whether words that are no times seem to say that somebody is not there at all."""
    return _ABSENT.search(text.casefold()) is not None
