from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.capture.cards.sorting.contacts import (
    Label,
    email_in,
    label_in,
    messenger_in,
    numbers_in,
    region_of,
    site_in,
)

_LETTERS = st.text("abcdefghkmnoprstuvxyz", min_size=3, max_size=10)


@pytest.mark.parametrize(
    ("line", "email", "mended"),
    [
        ("E-mail: info@orbita.example", "info@orbita.example", False),
        ("邮箱 : wanghuiQ@qinghe.cn", "wanghui@qinghe.cn", True),
        ("Е lei jia@mingde.cn", "lei.jia@mingde.cn", True),
        ("frolov@sapfirru", "frolov@sapfir.ru", True),
        ("E ying. wang@huasheng.comcn", "ying.wang@huasheng.com.cn", True),
        ("anna © tea.example", "anna@tea.example", True),
        ("© jackson_l@northfield.de", "jackson_l@northfield.de", False),
        ("russell@oakvale.co-uk", "russell@oakvale.co.uk", True),
        ("інфо@чай.рф", None, False),
        ("www.orbita.example", None, False),
        ("@", None, False),
    ],
)
def test_an_address_is_found_and_mended(line: str, email: str | None, mended: bool) -> None:  # noqa: FBT001  # a case
    assert email_in(line) == (None if email is None else (email, mended))


@given(user=_LETTERS, host=_LETTERS, ending=st.sampled_from(["com", "ru", "cn", "com.cn", "co.uk", "example"]))
def test_an_address_that_was_read_well_stays_as_it_is(user: str, host: str, ending: str) -> None:
    assert email_in(f"E-mail: {user}.x@{host}.{ending}") == (f"{user}.x@{host}.{ending}", False)


@given(st.text(max_size=60))
def test_no_text_is_too_odd(text: str) -> None:
    email_in(text)
    site_in(text)
    messenger_in(text)
    list(numbers_in(text, label_in(text), region_of([text]) or "RU"))


@pytest.mark.parametrize(
    ("line", "region", "number", "mobile"),
    [
        ("手机 : 130 7066 9074", "CN", "130 7066 9074", True),
        ("Тел.: 8 (843) 249-99-62", "RU", "8 (843) 249-99-62", False),
        ("M +7 917 232-16-68", "US", "+7 917 232-16-68", True),
        ("T +86-28-62468203", "CN", "+86-28-62468203", False),
        ("О 18901903013", "CN", "18901903013", True),
        ("Tel: +44 20 7352 9534", "US", "+44 20 7352 9534", False),
    ],
)
def test_a_number_is_kept_as_printed(line: str, region: str, number: str, mobile: bool) -> None:  # noqa: FBT001  # a case
    (found,) = numbers_in(line, label_in(line), region)
    assert (found.written, found.valid, found.mobile) == (number, True, mobile)


def test_what_a_number_is_for_is_said_before_it() -> None:
    said = {
        line: label_in(line) for line in ("传真：", "Моб.:", "Факс: 8", "WeChat: a", "地址", "E x@y.example", "Anna")
    }
    assert said == {
        "传真：": Label.FAX,
        "Моб.:": Label.MOBILE,
        "Факс: 8": Label.FAX,
        "WeChat: a": Label.MESSENGER,
        "地址": Label.ADDRESS,
        "E x@y.example": Label.EMAIL,
        "Anna": None,
    }


def test_messengers_keep_their_name() -> None:
    assert messenger_in("微信 : tea5533") == "微信 tea5533"
    assert messenger_in("Telegram: t.me/tea_55") == "t.me/tea_55"
    assert messenger_in("@kulikov_tea") == "@kulikov_tea"
    assert messenger_in("Anna Berg") is None


def test_a_number_of_another_country_tells_whose_card_it_is() -> None:
    assert region_of(["Anna", "T +7 843 1"]) == "RU"
    assert region_of(["a@b.cn"]) == "CN"
    assert region_of(["Anna"]) == ""
