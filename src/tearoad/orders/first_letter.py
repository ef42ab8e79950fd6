"""The first letter to somebody whom a firm met: within a day, in their language, from what was said at the stand.

It is a draft: a person reads it, changes it, and sends it or copies it into whatever the contact reads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import quote

from babel.languages import get_official_languages

from tearoad.capture.fields import Consent, NextStep
from tearoad.orders.letter_template import LetterPlaceholder, LetterValues
from tearoad.text import Text
from tearoad.values import BY_CODE, Language, script_of
from tearoad.words import Words

WITHIN = timedelta(hours=24)
_LETTERS_OF_COUNTRY = 2
_TELEGRAM = re.compile(r"(?:telegram|t\.me|tg)\s*[:/]?\s*@?([A-Za-z]\w{4,31})", re.IGNORECASE)
_WECHAT = re.compile(r"(?:wechat|weixin|微信)\s*[:：]?\s*([A-Za-z][-\w]{5,19})", re.IGNORECASE)


class LetterWay(StrEnum):
    """How a letter goes out."""

    EMAIL = "email"
    WHATSAPP = "whatsapp"
    TELEGRAM = "telegram"
    WECHAT = "wechat"


@dataclass(frozen=True, slots=True)
class MetContact:
    """Somebody whom a firm met, as far as a letter needs to know them."""

    person: str
    firm: str
    """Whom they work for."""
    language: Language
    email: str = ""
    phone: str = ""
    messenger: str = ""
    consent: str = ""

    @property
    def may_be_written_to(self) -> bool:
        """Who refused is not written to. Who was not asked handed over a way to be reached."""
        return self.consent != Consent.REFUSED


@dataclass(frozen=True, slots=True)
class LetterLink:
    """A way to the contact beside e-mail: an address that opens it with the text, or a name to search for."""

    way: LetterWay
    address: str
    """Empty for WeChat, which has no such addresses: the text is copied."""
    name: str


def likely_language(person: str, firm: str, *, phone: str, email: str, host: Language) -> Language:
    """Return in which language to write to somebody of whom no language is known.

    Names in Chinese or Russian letters say it; otherwise the country of the phone, then that of the mail address. Where
    nothing says so, it is the host's: whoever sends the letter can choose another.
    """
    written = script_of(f"{person} {firm}")
    if written is not Language.EN:
        return written
    country = _country_of_phone(phone) or _country_of_mail(email)
    return _spoken_in(country) if country else host


def _country_of_phone(phone: str) -> str:
    import phonenumbers  # noqa: PLC0415  # its tables are not for `--help`

    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(phone)) or ""
    except phonenumbers.NumberParseException:
        return ""


def _country_of_mail(email: str) -> str:
    """Return the country of an address that ends in one, as `.by` does."""
    ending = email.rpartition(".")[2].upper()
    return ending if len(ending) == _LETTERS_OF_COUNTRY and get_official_languages(ending) else ""


def _spoken_in(country: str) -> Language:
    """Return the first of a country's languages that letters are written in; English where there is none."""
    official = (spoken.partition("_")[0] for spoken in get_official_languages(country, de_facto=True))
    return next((BY_CODE[code] for code in official if code in BY_CODE), Language.EN)


def values_of(
    contact: MetContact, *, our_firm: str, fair: str, goods: str, next_step: NextStep, house: str
) -> LetterValues:
    """Return what the placeholders of a letter become, in the contact's language: nothing that was not said."""
    words = Words(contact.language)
    name = contact.person or contact.firm
    greeting = Text("orders.letter_greeting", person=name) if name else Text("orders.letter_greeting_bare")
    return {
        LetterPlaceholder.GREETING: words(greeting),
        LetterPlaceholder.PERSON: name,
        LetterPlaceholder.COMPANY: contact.firm,
        LetterPlaceholder.FIRM: our_firm,
        LetterPlaceholder.FAIR: fair,
        LetterPlaceholder.GOODS: goods,
        LetterPlaceholder.NEXT_STEP: words(Text(f"orders.letter_{next_step.value}")),
        LetterPlaceholder.HOUSE: house,
    }


def links_of(contact: MetContact, text: str) -> tuple[LetterLink, ...]:
    """Return the ways to a contact beside e-mail, with the text where its address can carry it."""
    found: list[LetterLink] = []
    digits = "".join(sign for sign in contact.phone if sign.isdigit())
    if contact.phone.startswith("+") and len(digits) > 6:
        found.append(LetterLink(LetterWay.WHATSAPP, f"https://wa.me/{digits}?text={quote(text)}", contact.phone))
    if telegram := _TELEGRAM.search(contact.messenger):
        found.append(LetterLink(LetterWay.TELEGRAM, f"https://t.me/{telegram[1]}", f"@{telegram[1]}"))
    if wechat := _WECHAT.search(contact.messenger):
        found.append(LetterLink(LetterWay.WECHAT, "", wechat[1]))
    return tuple(found)


def is_late(met_at: datetime, now: datetime) -> bool:
    """Whether the day in which a first letter is worth most has passed."""
    return now > met_at + WITHIN
