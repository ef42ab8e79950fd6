"""By what a person is reached, however it is written: mail, telephone, messenger.

`+7 495 000-01-39`, `8 (495) 000-01-39` and `tel:+74950000139` are one telephone; `t.me/anna` and `Telegram: @Anna` one
account. Nothing here says whose they are.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Kind = Literal["mail", "phone", "messenger", ""]
LEAST_DIGITS = 7
"""What has fewer digits reaches nobody by itself."""
_MAIL = re.compile(r"(?:mailto:)?[^<>]*?([^\s<>,;:\"']+@[^\s<>,;:\"']+\.[^\s<>,;:\"'?]+)", re.IGNORECASE)
_SERVICES = {
    "telegram": "telegram|телеграм{1,2}|телега|tg|тг|t\\.me|telegram\\.me|电报",
    "wechat": "wechat|weixin|вичат|wx|微信号?",
    "whatsapp": "whats\\s?app|ватсап{1,2}|вотсап{1,2}|wa|wa\\.me|api\\.whatsapp\\.com",
    "vk": "vk|вк|вконтакте|vk\\.com|vk\\.me",
    "viber": "viber|вайбер",
    "line": "line|line\\.me",
    "skype": "skype|скайп",
    "signal": "signal|сигнал",
    "qq": "qq",
    "max": "max|макс",
}
_SERVICE = re.compile(
    r"\s*(?:https?://)?(?:www\.)?(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _SERVICES.items()) + r")"
    r"\s*(?:[:：/]+|\s|(?=@))\s*(?P<id>.+)",
    re.IGNORECASE,
)
_ID = re.compile(
    r"(?:(?:resolve\?domain=|send\?phone=|ti/p/~?|id\s*[:：]?\s+)\s*)?@?([\w.+\-:]{2,64})/?(?:\?.*)?", re.IGNORECASE
)
_MAY_BE_ID = re.compile(r"^@|[a-z]\w*[\d_]", re.IGNORECASE)
_EXTENSION = re.compile(r"[\s,;]*(?:[,;#x]|ext\.?|extension|доб\.?|вн\.?|分机|转)\s*\d{1,6}\s*$", re.IGNORECASE)
_BEFORE_PHONE = re.compile(r"^\s*(?:tel|phone|mob(?:ile)?|cell|тел|моб|сот|т|电话|手机)[.:：\s]*", re.IGNORECASE)
_PHONE = re.compile(r"\+?[\d\s().\-\u2010-\u2015/]{7,40}")


@dataclass(frozen=True, slots=True)
class Handle:
    """What a person is reached by, so that two spellings can be compared."""

    kind: Kind
    key: str = ""
    """The same for all spellings; of a telephone with its country, `+74950000139`, else its national digits."""
    national: frozenset[str] = frozenset()
    """Of a telephone, what its digits may be within its country."""
    service: str = ""
    """Of a messenger, which one; empty where that is not said."""

    def matches(self, other: Handle) -> bool:
        """Whether two spellings reach the same person for all that can be known."""
        if not self.kind or self.kind != other.kind:
            return False
        if self.kind == "phone":
            if self.key.startswith("+") and other.key.startswith("+"):
                return self.key == other.key
            return not self.national.isdisjoint(other.national)
        alike = not self.service or not other.service or self.service == other.service
        return self.key == other.key and alike

    def is_like(self, other: Handle) -> bool:
        """Whether two may reach the same person: a mailbox with a tag or dots, one name at two messengers."""
        if self.kind == other.kind == "mail":
            return _without_tag(self.key) == _without_tag(other.key)
        if self.kind == other.kind == "phone":
            ours, theirs = ({number[-9:] for number in handle.national if len(number) >= 9} for handle in (self, other))
            return not ours.isdisjoint(theirs)
        names = {handle.key.partition("@")[0].lstrip("+") for handle in (self, other)}
        return self.kind in {"mail", "messenger"} and other.kind in {"mail", "messenger"} and len(names) == 1


@lru_cache(maxsize=16384)  # one search compares a few spellings with all that are kept
def read_handle(written: str) -> Handle:
    """Return what a text reaches somebody by; of kind "" where it is no mail, telephone or messenger."""
    text = unicodedata.normalize("NFKC", written).strip().replace("\u200e", "").replace("\u202a", "")
    service = _SERVICE.fullmatch(text)
    if service:
        name = next(name for name in _SERVICES if service[name])
        phone = _phone(service["id"].replace("send?phone=", ""), is_international=name == "whatsapp")
        id_ = _ID.fullmatch(service["id"])
        if phone:
            return phone
        return Handle("messenger", id_[1].casefold(), service=name) if id_ else Handle("")
    mail = _MAIL.search(text)
    if mail:
        return Handle("mail", _mailbox(mail[1]))
    phone = _phone(text)
    if phone:
        return phone
    id_ = _ID.fullmatch(text) if text.isascii() and _MAY_BE_ID.search(text) else None
    return Handle("messenger", id_[1].casefold()) if id_ else Handle("")


def _mailbox(address: str) -> str:
    name, _, domain = address.strip(".").casefold().rpartition("@")
    with suppress(UnicodeError):
        domain = domain.encode("idna").decode()
    return f"{name}@{domain}"


def _without_tag(address: str) -> str:
    name, _, domain = address.rpartition("@")
    bare = name.partition("+")[0]
    return f"{bare.replace('.', '')}@{domain.replace('googlemail.', 'gmail.')}"


def _phone(written: str, *, is_international: bool = False) -> Handle | None:
    text = _EXTENSION.sub("", _BEFORE_PHONE.sub("", written)).strip()
    digits = "".join(sign for sign in text if sign.isdecimal())
    if not _PHONE.fullmatch(text) or len(digits) < LEAST_DIGITS:
        return None
    if is_international or text.startswith("+") or digits.startswith("00"):
        full = digits.removeprefix("00").replace(" ", "")
        return Handle("phone", f"+{full}", frozenset({full, _national(full)}))
    own = digits.lstrip("0")
    national = {digits, own, _national(own)}
    if len(digits) == 11 and digits[0] == "8":  # the prefix of long distance in Russia and around it
        national |= {digits[1:], f"7{digits[1:]}"}
    return Handle("phone", digits, frozenset(national))


def _national(digits: str) -> str:
    """Return the digits without those of the country, where they begin with one."""
    import phonenumbers  # noqa: PLC0415  # 40 ms, only where somebody is looked for

    try:
        return str(phonenumbers.parse(f"+{digits}").national_number)
    except phonenumbers.NumberParseException:
        return digits
