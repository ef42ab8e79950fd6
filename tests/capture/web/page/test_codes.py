"""What the phone's page reads out of a code; its own module, run by Node.js."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import tearoad
from tests.machine import NODE, needs_node

MODULE = Path(tearoad.__file__).parent / "capture/web/static/capture/codes.js"
SCRIPT = """
const { readCode } = await import(process.argv[1]);
let text = "";
for await (const part of process.stdin) text += part;
console.log(JSON.stringify(JSON.parse(text).map(readCode)));
"""
pytestmark = needs_node

CARD_3 = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Иванова;Анна;Петровна;;\r\nFN:Анна Петровна Иванова\r\n"
    "ORG:ООО «Пример»\\, чай;Отдел закупок\r\nTITLE:Директор по\r\n  закупкам\r\n"
    "TEL;TYPE=WORK,VOICE:+7 495 000-00-17\r\nTEL;TYPE=CELL:+7 900 000-00-17\r\n"
    "EMAIL;TYPE=INTERNET:anna@example.org\r\nADR;TYPE=WORK:;;ул. Примерная\\, 1;Тула;;300000;Россия\r\n"
    "URL:https://t.me/example_tea\r\nEND:VCARD\r\n"
)
CARD_4 = (
    "BEGIN:VCARD\nVERSION:4.0\nN:李;明;;;\nFN:李明\nORG:示例茶业有限公司（虚构）\nTITLE:采购经理\n"
    'TEL;VALUE=uri;PREF=1;TYPE="voice,cell":tel:+86-138-0000-0017;ext=5\nEMAIL;PREF=1:li@example.org\n'
    'item1.X-WECHAT:limingcha\nADR;LABEL="北京市朝阳区; 一号":;;一号;北京;;;中国\nEND:VCARD'
)
CARD_21 = (
    "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E6=9D=8E;=E6=98=8E\n"
    "ORG;CHARSET=GB2312;ENCODING=QUOTED-PRINTABLE:=CA=BE=C0=FD=\n=B2=E8=D2=B5\n"
    "TITLE;CHARSET=WINDOWS-1251;QUOTED-PRINTABLE:=C4=E8=F0=E5=EA=F2=EE=F0\nTEL;WORK:010-0000-0017\nEND:VCARD"
)
READ = {
    CARD_3: {
        "person": "Анна Петровна Иванова",
        "title": "Директор по закупкам",
        "firm": "ООО «Пример», чай",
        "phone": "+7 900 000-00-17",
        "email": "anna@example.org",
        "city": "Тула",
        "messenger": "https://t.me/example_tea",
    },
    CARD_4: {
        "person": "李明",
        "title": "采购经理",
        "firm": "示例茶业有限公司（虚构）",
        "phone": "+86-138-0000-0017",
        "email": "li@example.org",
        "city": "北京",
        "messenger": "limingcha",
    },
    CARD_21: {"person": "李明", "title": "Директор", "firm": "示例茶业", "phone": "010-0000-0017"},
    "BEGIN:VCARD\nVERSION:3.0\nN:Example;Ann;;;\nTEL:+44 20 0000\nEND:VCARD": {
        "person": "Ann Example",
        "phone": "+44 20 0000",
    },
    "MECARD:N:Li,Ming;TEL:+8613800000017;EMAIL:li@example.org;ORG:Tea\\; Sauce;ADR:,,1 Road,Wuhan,,,China;;": {
        "person": "Ming Li",
        "phone": "+8613800000017",
        "email": "li@example.org",
        "firm": "Tea; Sauce",
        "city": "Wuhan",
    },
    "MECARD:N:李明;TEL:13800000017;URL:https\\://example.org;;": {"person": "李明", "phone": "13800000017"},
    "BIZCARD:N:Sean;X:Owen;T:Buyer;C:Example Foods;A:1 Road;B:+12125550017;E:sean@example.org;;": {
        "person": "Sean Owen",
        "title": "Buyer",
        "firm": "Example Foods",
        "phone": "+12125550017",
        "email": "sean@example.org",
    },
    "https://u.wechat.com/EXAMPLE": {"messenger": "https://u.wechat.com/EXAMPLE"},
    "weixin://contacts/profile/example": {"messenger": "weixin://contacts/profile/example"},
    "wxp://f2f0EXAMPLE": {"messenger": "wxp://f2f0EXAMPLE"},
    "https://t.me/example_tea": {"messenger": "https://t.me/example_tea"},
    "tg://resolve?domain=example_tea": {"messenger": "https://t.me/example_tea"},
    "https://wa.me/79000000017": {"messenger": "https://wa.me/79000000017", "phone": "+79000000017"},
    "https://wa.me/qr/EXAMPLE": {"messenger": "https://wa.me/qr/EXAMPLE"},
    "tel:+79000000017": {"phone": "+79000000017"},
    "mailto:li@example.org?subject=tea": {"email": "li@example.org"},
    "PRODEXPO-2027-0017": {},
    "https://example.org/visitor/17": {},
    "": {},
    "BEGIN:VCARD": {},
    "MECARD:": {},
}


def read(codes: list[str]) -> list[dict[str, str]]:
    """Return what the page reads out of each code."""
    command = [str(NODE), "--input-type=module", "-e", SCRIPT, MODULE.as_uri()]
    done = subprocess.run(command, input=json.dumps(codes), capture_output=True, text=True, check=True)
    found: list[dict[str, str]] = json.loads(done.stdout)
    return found


def test_every_kind_of_code_is_read_and_unknown_ones_are_left_alone() -> None:
    assert dict(zip(READ, read(list(READ)), strict=True)) == READ


def test_no_letter_is_cut_in_half() -> None:
    assert read([f"BEGIN:VCARD\nFN:{'a' * 199}\U0001f600\nEND:VCARD"]) == [{"person": "a" * 199}]


def test_what_is_read_fits_a_field_of_one_line() -> None:
    (found,) = read([f"BEGIN:VCARD\nFN:{'a' * 900}\nORG:one\\ntwo\nEND:VCARD"])
    assert found == {"person": "a" * 200, "firm": "one two"}
