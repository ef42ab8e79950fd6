from __future__ import annotations

from tearoad.paper.card import Card, qr_svg, vcard


def test_a_card_holds_the_names_and_escapes_what_has_a_meaning() -> None:
    card = Card("王伟", family="王", organisation="Tea; Co, Ltd", phone="+8613800000000", note="a\nb")
    assert vcard(card).split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "N:王;伟;;;",
        "FN:王伟",
        "ORG:Tea\\; Co\\, Ltd",
        "TEL;TYPE=WORK,VOICE:+8613800000000",
        "NOTE:a\\nb",
        "END:VCARD",
        "",
    ]


def test_a_qr_code_is_an_svg_and_the_same_each_time() -> None:
    first, second = qr_svg("чай"), qr_svg("чай")
    assert first == second
    assert first.startswith(b"<svg")
    assert qr_svg("茶") != first
