"""E-mail addresses, numbers and names in messengers, found by their pattern and mended where letters look alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

_LOOK_LATIN = str.maketrans("асеіјорѕхуАВСЕІЈКМНОРЅТХУ", "aceijopsxyABCEIJKMHOPSTXY")
_AT = re.compile(r"\s*@+\s*(?=[A-Za-z0-9])")
_LIKE_AT = re.compile(r"(?<=[A-Za-z0-9])\s*(?:©|®|\(at\)|\[at\])\s*(?=[A-Za-z0-9])")
_EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+\-]*@[A-Za-z0-9][A-Za-z0-9.\-]*[A-Za-z]")
_SITE = re.compile(r"(?:https?://)?(?:www\.)?(?:[a-z0-9\-]+\.)+[a-z]{2,}", re.IGNORECASE)
_ENDINGS = (
    "com.cn", "net.cn", "org.cn", "co.uk", "com.hk", "com.tr", "com.ua", "com.br", "com.au", "co.jp", "co.kr", "co.in",
    "example", "com", "net", "org", "biz", "info", "ru", "su", "cn", "kz", "by", "uz", "kg", "tj", "am", "ge", "az",
    "eu", "de", "uk", "fr", "it", "pl", "cz", "tr", "ae", "in", "vn", "hk", "tw", "sg", "us", "io",
)  # fmt: skip
"""Ends of host names before which a dot that was not seen is put, the longest first."""
_PARTED_ENDING = re.compile(rf"[, ](?=(?:{'|'.join(map(re.escape, _ENDINGS))})\b)")
_MISREAD_ENDINGS = {
    "corn": "com",
    "c0m": "com",
    "con": "com",
    "cam": "com",
    "ги": "ru",
    "rn": "ru",
    "сот": "com",
    "cn.": "cn",
}
_NUMBER = re.compile(r"[+＋]?[\dOoОоlI|(][\dOoОоlI|SB\s().\-–—_/]{5,}[\dOoОоlI|SB]")
_DIGITS = str.maketrans("OoОоlI|SB", "000011158")


_MISREAD = 2
"""A host with more letters that are not Latin is no misread one."""


class Label(StrEnum):
    """What the word before a value says that it is."""

    MOBILE = "mobile"
    PHONE = "phone"
    FAX = "fax"
    EMAIL = "email"
    SITE = "site"
    MESSENGER = "messenger"
    ADDRESS = "address"
    NUMBER = "number"
    """A tax number, an account: no telephone."""


_LABELS: tuple[tuple[Label, str], ...] = (
    (Label.FAX, r"传\s*真|факс|\bfax\b|^f\b(?=[\s.:]*(?:[+(\d]|$))"),
    (
        Label.MESSENGER,
        r"微\s*信|wechat|weixin|telegram|телеграм|whatsapp|ватсап|вотсап|viber|вайбер|\bskype\b|\bqq\b|t\.me/|wa\.me/|\btg\b",
    ),
    (Label.MOBILE, r"手\s*机|移\s*动|моб|сот\.|mobile|\bmob\b|\bcell|^[mм]\b(?=[\s.:]*(?:[+(\d]|$))|\bmoб|\bмo6"),
    (Label.EMAIL, r"邮\s*[箱件]|e-?\s?mail|эл\.?\s*почта|почта|^[eе]\b(?=.*@|\W*$)"),
    (Label.SITE, r"网\s*[址站]|https?:|www\.|\bweb\b|\bсайт\b|^w\b(?=.*\.|\W*$)"),
    (Label.NUMBER, r"\bинн\b|\bкпп\b|\bогрн|р/с|\bvat\b|税号|账号|\bbic\b|\biban\b"),
    (Label.ADDRESS, r"地\s*址|адрес|\baddress\b|\badd\b|邮编|^a\b(?=[.:]|$)"),
    (
        Label.PHONE,
        r"电\s*话|тел|\btel|\bphone|\boffice\b|^[tт]\b(?=[\s.:]*(?:[+(\d]|$))|\bраб|座机|总机|直线|\bdirect\b",
    ),
)
_LABEL_PATTERNS = tuple((label, re.compile(pattern, re.IGNORECASE)) for label, pattern in _LABELS)


@dataclass(frozen=True, slots=True)
class Number:
    """A telephone number as printed."""

    written: str
    label: Label | None
    valid: bool
    mobile: bool
    """Whether its country gives such numbers to mobile telephones."""

    @property
    def digits(self) -> str:
        """Its digits alone."""
        return "".join(filter(str.isdigit, self.written))


def label_in(text: str) -> Label | None:
    """Return what a text says of the value in or behind it: the first that is named."""
    found = [(match.start(), label) for label, pattern in _LABEL_PATTERNS if (match := pattern.search(text))]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def email_in(text: str) -> tuple[str, bool] | None:
    """Return the e-mail address in a text, in small letters, and whether it had to be mended."""
    latin = text.translate(_LOOK_LATIN)
    joined = _AT.sub("@", latin) if "@" in latin else _LIKE_AT.sub("@", latin)
    before, sign, behind = joined.rpartition("@")
    if not sign:
        return None
    user = _user(before)
    host = re.sub(r"\s*([.\-])\s*", r"\1", behind.strip())
    host = _PARTED_ENDING.sub(".", host).split(" ")[0]
    if not user or not host or len(re.findall(r"[^\x00-\x7f]", host)) > _MISREAD:
        return None
    match = _EMAIL.search(f"{user}@{host_of(host)}")
    if match is None:
        return None
    found = match.group().lower()
    return found, found not in text.lower()


def _user(before: str) -> str:
    """Return what stands before the sign, without its label; a dot that was read as a space is put back."""
    words = re.sub(r"\s*([._\-])\s*", r"\1", re.split(r"[:：]", before)[-1]).split()
    words = [word for word in words if any(map(str.isalnum, word))]
    words = [word for word in words if label_in(word) is None] or words[-1:]
    if len(words) == 2 and all(word.isalpha() and word.islower() and len(word) > 1 for word in words):
        return ".".join(words)
    user = words[-1] if words else ""
    # The Chinese letters read the sign twice: wanghuiQ@.
    return user[:-1] if user.endswith(("Q", "O")) and user[:-1].islower() else user


def host_of(written: str) -> str:
    """Return a host's name in small letters with the dot before its ending that was not seen."""
    host = re.sub(r"[^a-z0-9.\-]", "", written.lower().replace(",", ".")).strip(".-")
    host = re.sub(r"\.(com?)-(?=[a-z]{2}$)", r".\1.", host)
    front, _, ending = host.rpartition(".")
    if ending in _MISREAD_ENDINGS:
        host = f"{front}.{_MISREAD_ENDINGS[ending]}"
    for ending in _ENDINGS:
        bare = ending.replace(".", "")
        for wrong in (bare, ending):
            before = host[: -len(wrong)]
            if host.endswith(wrong) and len(before) > 2 and ("." not in before.rstrip(".") or wrong != bare):
                return f"{before.rstrip('.')}.{ending}"
    return host


def site_in(text: str) -> str | None:
    """Return the host of a web address in a text, without `www.`."""
    latin = re.sub(r"\s*\.\s*", ".", text.translate(_LOOK_LATIN))
    match = _SITE.search(latin)
    if match is None and "www" in latin.lower():
        match = re.search(r"www\S+", latin, re.IGNORECASE)
    if match is None or "@" in latin:
        return None
    host = host_of(re.sub(r"^(?:https?://)?(?:www\.?)?", "", match.group(), flags=re.IGNORECASE))
    return host if host.endswith(tuple(f".{ending}" for ending in _ENDINGS)) else None


def numbers_in(text: str, label: Label | None, region: str) -> Iterator[Number]:
    """Return the telephone numbers in a text. `region` is the country of a number that does not name its own."""
    for match in _NUMBER.finditer(text):
        written = re.sub(r"\s+", " ", match.group().translate(_DIGITS)).strip(" -–—_/.(")
        digits = sum(map(str.isdigit, written))
        if digits < 7 or digits > 15:
            continue
        number = _number(written, label, region)
        # A picture before the number was read as a nought.
        bare = _number(written[2:], label, region) if re.match(r"[01OoОоlI|] \S", match.group()) else number
        yield bare if bare.valid else number


_MOBILE_PLAN = {7: "9[0-9]{9}", 86: "1[3-9][0-9]{9}"}
"""Whole ranges that these countries keep for mobile telephones, parts of them not given out yet."""


def region_of(texts: Sequence[str]) -> str:
    """Return the country that a card's numbers or addresses name; empty where none does."""
    import phonenumbers  # noqa: PLC0415  # see below

    for text in texts:
        match = re.search(r"\+\s?(\d{1,3})", text)
        if match:
            for digits in (3, 2, 1):
                region = phonenumbers.region_code_for_country_code(int(match.group(1)[:digits]))
                if region not in {"ZZ", "001"}:
                    return str(region)
    return next((region for ending, region in _REGIONS.items() if any(ending in text for text in texts)), "")


_REGIONS = {".ru": "RU", ".su": "RU", ".cn": "CN"}


def _number(written: str, label: Label | None, region: str) -> Number:
    import phonenumbers  # noqa: PLC0415  # its tables are not for `--help`

    try:
        parsed = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return Number(written, label, valid=False, mobile=False)
    kind = phonenumbers.number_type(parsed)
    own = _MOBILE_PLAN.get(parsed.country_code or 0)
    planned = own is not None and re.fullmatch(own, str(parsed.national_number)) is not None
    mobile = planned or kind == phonenumbers.PhoneNumberType.MOBILE
    return Number(written, label, valid=planned or phonenumbers.is_valid_number(parsed), mobile=mobile)


_MESSENGERS = re.compile(
    r"(微\s*信|wechat|weixin|telegram|телеграм|whatsapp|viber|skype|qq|tg)\s*(?:号|id)?\s*[:：]?\s*(@?[\w.\-+ ]{3,40})",
    re.IGNORECASE,
)
_LINKS = re.compile(r"(?:t\.me|wa\.me)/\+?\w{3,}", re.IGNORECASE)
_HANDLE = re.compile(r"(?:^|\s)(@\w{4,})(?:\s|$)")


def messenger_in(text: str) -> str | None:
    """Return a name in a messenger, with the messenger's where that was said."""
    link = _LINKS.search(text)
    if link:
        return link.group()
    named = _MESSENGERS.search(text)
    if named and named.group(2).strip():
        return f"{named.group(1).replace(' ', '')} {named.group(2).strip()}"
    handle = _HANDLE.search(text)
    return handle.group(1) if handle else None
