"""Words by which people say that somebody is not to be met, or is not there, in a cell or title meant for other things.

What is taken for a "no" stops a run, so a pattern holds what can hardly mean anything else: `does not meet the
standard` and `раньше не встречались` are none.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tearoad.errors import InputError
from tearoad.paper.sheets.columns import SheetSpec
from tearoad.text import Text

LONGEST_SHOWN = 200
"""So many letters of what may be a "no" are shown: of longer words only the beginning, by which nobody can answer."""
_REFUSING_TITLE = re.compile(
    r"не\s*встреч|черн\w*\s+спис|отказ|исключен\w*\s+(?:пар|встреч)|запрет\w*\s+встреч"
    r"|do\s*n[o']t\s+meet|not\s+to\s+meet|\bno[\s-]?go\b|black\s*list|block\s*list|\brefus(?:als?|ed)\b"
    r"|nicht\s+treffen|ausgeschlossen|sperrliste|不见|不会面|勿见|禁止(?:会面|见面|洽谈)|黑名单|拒绝|回避"
)
_REFUSING = re.compile(
    r"\bне\s+(?:надо\s+|нужно\s+|будем\s+)?встреча(?:ться|емся|йтесь|ть|ем|йте)\b|ни в коем случае|auf keinen fall"
    r"|nicht treffen|\b(?:do|must|will|should)\s*(?:not|n[o']t)\s+meet\b(?=\s*(?:[.,;:!?)]|$|(?:with|them|him|her)\b))"
    r"|\bnot (?:want )?to meet\b"
    r"|^(?:please\s+)?(?:do\s*n[o']t|never) meet\b(?!\s+(?:\w+\s+){0,2}(?:standard|requirement|criteri|quality))"
    r"|\b(?:do\s*n[o']t|never) meet (?:with )?[a-z]{1,3}-?\d"
    r"|\b(?:do\s*n[o']t|don't) (?:schedule|arrange|plan) (?:any |a |the )?meetings?\b"
    r"(?=\s*(?:[.;:!?)]|$|with (?:them|him|her)\b))"
    r"|\bне (?:назнача|планиру|организу)(?:ть|йте|ем|вать) (?:им |с ними |никак\w* )?(?:встреч\w*|переговор\w*)"
    r"(?=\s*(?:[.;:!?)]|$|с ними\b))|\bkeine (?:treffen|termine) (?:mit (?:ihnen|ihm|ihr)|einplanen|vereinbaren)\b"
    r"|不见面|不要见|不会面|不想见|勿见|拒绝会面|拒绝见面|(?:请勿|不要|别|勿)安排(?:会面|见面|洽谈)?(?=[。.！!；;）)]|$)"
)
_NEGATION = re.compile(
    r"\b(?:no|not|never|avoid\w*|exclud\w*|without|nicht|keine?)\b|\b(?:не|без|нельзя)\b|исключ|избег|запрет|不|勿|禁|避|别"
)
_ABSENT = re.compile(
    r"\b(?:not|no|never|cancel\w*|declin\w*|withdr[ae]w\w*|absent|away|kommt\s+nicht|nicht|keine?|abwesend|abgesagt)\b"
    r"|\b(?:cannot|can'?t|won'?t|unable|unavailable|busy|abroad|travel\w*|holidays?|vacation|on leave|ill|sick)\b"
    r"|\b(?:(?:business|work) trip|out of (?:town|office|country)|otherwise engaged|engaged elsewhere|elsewhere|leave"
    r"|(?:fully |already )?booked|occupied|day off|another (?:fair|event|meeting)|conflict|clash|prevented"
    r"|verhindert|verreist|urlaub|krank|dienstreise|keine zeit)\b"
    r"|\bне\b|\bнет\b|отмен|отказ|отсутств|командиров|\bзанят|отпуск|\bбол(?:еет|еют|ен|ьна?)\b"
    r"|больничн|за (?:границ|рубеж)|отъезд|поездк|уех|уезжа|выходн|другая (?:встреча|выставка)"
    r"|取消|不来|不去|不参加|不在|缺席|无法|来不了|退出|没有?来|没空|没时间|没有时间|出差|请假|休假|生病|不便|有事|在外|外出|在国外|外地|忙|抽不开|勿|休息|休假|住院|公差|另有安排|有安排|冲突|约满|已满|排满|没法|不能|不可"
)


_CROSSED_OUT = re.compile(r"n\.?\s*/?\s*a\.?|н\s*/\s*д|[xх×✗✘✕✖❌]+|none|нет|无|没|否|0")


def may_refuse(title: str) -> bool:
    """Whether the name of a sheet says that its rows are about who must not meet."""
    return _REFUSING_TITLE.search(title.casefold().replace("ё", "е").replace("_", " ")) is not None


def negates(title: str) -> bool:
    """Whether the name of a sheet says no to something: it is not one of those whose names it holds."""
    return _NEGATION.search(title.casefold().replace("_", " ")) is not None or may_refuse(title)


def refuses(text: str) -> bool:
    """Whether words in a cell where anything may stand say that two must not meet."""
    return _REFUSING.search(text.casefold().replace("ё", "е")) is not None


_DECLINES = re.compile(
    r"\b(?:will|do|does|is|are|can|could|wo|ca)(?:\s*not|n't|\s+n't|'t)\s+(?:be\s+(?:able\s+to\s+)?)?"
    r"(?:com(?:e|ing)|attend(?:ing)?|participat(?:e|ing)|join(?:ing)?|travel(?:ling|ing)?|make it|there|present)\b"
    r"|\b(?:cannot|unable to|not able to)\s+(?:come|attend|participate|join|travel|make it|be there)\b"
    r"|\bnot\s+(?:coming|attending|participating|travell?ing|going to (?:come|attend|participate|be there))\b"
    r"|\b(?:has|have|had|was|were|is|are|they|we|company|firm|buyer)\s+(?:declined|withdrawn?|withdrew|cancell?ed)\b"
    r"|^(?:declined|withdrawn|withdrew|cancell?ed|absent)\b|\b(?:declined|cancell?ed)[.!]*$"
    r"|\bno longer (?:coming|attending|participating|comes|attends|participates)\b"
    r"|\b(?:cancell?ed|withdrew|withdrawn?)\s+(?:its|their|his|her|the|from the)?\s*"
    r"(?:participation|visit|trip|fair|event)\b"
    r"|\bне\s+(?:приед|приезжа|прид[её]?т|придут|прибуд|поед|участву|летит|летят|полет)"
    r"|\bне\s+(?:см[ою]\w+|мо[гж]\w+|буд\w+|планиру\w+|собира\w+)\s+"
    r"(?:приехать|приезжать|прийти|прибыть|ехать|участвовать|присутствовать|быть на)"
    r"|\b(?:приехать|прийти|участвовать|присутствовать)\s+не\s+(?:буд|см|мо[гж])"
    r"|\bот\s+(?:участия|поездки|приезда|встреч)\s+отказ|\bотказ(?:ался|алась|ались|ывается)?\s+(?:от\s+)?(?:участ|приез|поезд)"
    r"|\bотмен(?:ил[аи]?|яет|яют|ена|ено)\s+(?:участие|приезд|поездк)|\b(?:участие|приезд|поездка)\s+отмен"
    r"|\bснял(?:ся|ась|ись)\s+с\s+(?:участия|выставки)|^отказ(?:ал(?:ся|ась|ись))?[.!]*$"
    r"|(?:不|不能|无法|不会|取消|退出|放弃|谢绝|拒绝|暂不|没法|不再|未能)(?:来)?(?:参加|参会|参与|出席|到会|到场|参展|前来|到访|成行)"
    r"|来不了|不来了?(?=[。.！!；;，,）)]|$)|不能来|不会来|无法前往|去不了|(?:请勿|不要|勿|别|不用|无需)安排|(?:已|因故|临时)(?:取消|退出)$"
)


def declines(text: str) -> bool:
    """Whether words in a cell where anything may stand say that a company does not come."""
    return _DECLINES.search(text.casefold().replace("ё", "е").replace("’", "'")) is not None


_ASKS_ATTENDANCE = re.compile(
    r"attend|\bcom(?:e|es|ing)\b|\bparticipat|\brsvp\b|\bgoing\b|\bjoin(?:s|ing)?\b|\bappear|\bpresen(?:t|ce)\b"
    r"|приед|приезжа|придет|придут|участву|участи[еияю]|присутств|явк|явится|прибуд|прибыти"
    r"|参会|参加|出席|到场|到会|参展|来否|来不来|能来|会来|与会"
)
_OF_THE_PAST = re.compile(
    r"прошл|раньше|ранее|опыт|истори|previous|past|last|histor|experience|曾|以往|上届|历届|往届|经历|经验|\d{4}"
)


def asks_attendance(title: str) -> bool:
    """Whether a header nobody knows may ask if somebody comes: `Придут на приём?`; not to fairs that are over."""
    words = title.casefold().replace("ё", "е")
    return _ASKS_ATTENDANCE.search(words) is not None and _OF_THE_PAST.search(words) is None


_HINTS = (
    *("not", "n't", "n’t", "no ", "never", "unable", "declin", "withdr", "cancel", "absent", "nicht", "kein"),
    *(
        "не",
        "отказ",
        "отмен",
        "снял",
        "случае",
        "不",
        "勿",
        "别",
        "无",
        "没",
        "未",
        "取消",
        "退出",
        "放弃",
        "拒绝",
        "谢绝",
    ),
)
"""No pattern of a "no" matches where none of these stands: most cells are no sentences, and there are many."""


@lru_cache(maxsize=4096)
def says_no(text: str) -> bool:
    """Whether words in a cell where anything may stand say that a company does not come, or is not to be met."""
    words = text.casefold()
    return any(hint in words for hint in _HINTS) and (declines(text) or refuses(text))


def says_absent(text: str) -> bool:
    """Whether words that are no times seem to say that somebody is not there at all."""
    return _ABSENT.search(text.casefold()) is not None


_HOW_MANY = frozenset({"people", "staff_per_day"})
_NOBODY = re.compile(
    r"[\s0０零〇]+(?:人|个|名|чел\.?|человек|people|persons?)?|none|nobody|no ?one|нет|никто|никого|无|没有|无人",
    re.IGNORECASE,
)
HOURS_A_DAY = "max_hours"
"""The field of a sheet that says for how many hours a day somebody is there at most."""
_HOURS_A_DAY = re.compile(
    r"\d\s*(?:(?:full\s+)?hours?|hrs?|h|час(?:а|ов)?|ч|(?:个)?(?:小时|钟头))(?![a-zа-яё])|(?:小时|hours?|час\w*)[^\d:]*\d+\s*$"
)
_TWO_NUMBERS = re.compile(r"\d{1,2}\s*(?:[-‐‑–—−~～]|至|到|до|to)\s*\d{1,2}")


def says_hours_a_day(text: str) -> bool:
    """Whether words that are no times say for how long, not when: `до 6 часов в день`, `每天最多6小时`."""
    return ":" not in text and _HOURS_A_DAY.search(text.casefold()) is not None


def says_two_numbers(text: str) -> bool:
    """Whether there is nothing but `2-3`: hours of the afternoon, hours a day, or days, nobody can tell."""
    return _TWO_NUMBERS.fullmatch(text.strip().casefold()) is not None


def question_about(error: InputError, written: str, spec: SheetSpec, field: str) -> tuple[Text, Text] | None:
    """Return what is to be asked about a cell that is no time at the fair, and how it is answered."""
    shown = written[:LONGEST_SHOWN]
    if field in _HOW_MANY and _NOBODY.fullmatch(written):
        return Text("sheets.nobody_comes", found=shown), Text("sheets.nobody_comes_hint")
    if error.code != "sheets.bad_window":
        return None
    if says_absent(written) or _CROSSED_OUT.fullmatch(written.casefold()):
        return Text("sheets.window_says_absent", found=shown), Text("sheets.window_says_absent_hint")
    hours = spec.by_field.get(HOURS_A_DAY)
    if hours is not None and says_hours_a_day(written):
        title = hours.header.term
        text = Text("sheets.window_hours_a_day", found=shown, title=title)
        return text, Text("sheets.window_hours_a_day_hint", title=title)
    if says_two_numbers(written):
        return Text("sheets.window_unclear", found=shown), Text("sheets.window_unclear_hint")
    return None
