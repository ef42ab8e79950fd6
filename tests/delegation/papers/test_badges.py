from __future__ import annotations

from dataclasses import replace

from tearoad.delegation.papers.badges import BadgeLine, badges, contact, emergency
from tearoad.delegation.papers.roster import Roster
from tearoad.mission.mission import Place, PlaceKind
from tearoad.paper.card import Card
from tearoad.values import Language, LocalText, PlaceId


def test_a_badge_shows_the_hosts_script_largest(people: Roster) -> None:
    head, _, of_firm = badges(people).badges
    assert (head.name, head.others, head.house) == (
        "Чжао Шили",
        ("赵示例", "ZHAO Shili"),
        ("Department of Commerce (fictional)",),
    )
    assert (of_firm.house, of_firm.id) == (("Чай «Пример»", "Example Tea"), "D1")
    assert head.qr.startswith(b"<svg")


def test_a_badges_code_holds_numbers_of_those_who_agreed(people: Roster) -> None:
    head, _, of_firm = people.delegates
    assert contact(head, people) == Card(
        name="ZHAO Shili",
        organisation="Department of Commerce (fictional)",
        title="Deputy director",
        phone="+8613800000001",
        note="WeChat: zhao_example",
    )
    assert (contact(of_firm, people).phone, contact(of_firm, people).note) == ("", "")


def test_an_emergency_card_pleads_in_the_hosts_language_and_tells_in_ones_own(people: Roster) -> None:
    head, _, of_firm = emergency(people, Language.ZH).cards
    assert head.plea.startswith("Я из торговой делегации «Чайная миссия (вымышлена)»")
    assert BadgeLine("酒店", "Hotel Example · 401") in head.lines
    assert BadgeLine("饮食", "不吃猪肉") in head.lines
    assert head.calls == (BadgeLine("李示例 · Ли Шили", "+86 138 0000 0009"),)
    assert [line.label for line in of_firm.lines] == ["单位", "酒店", "本人电话", "返程"]


def test_a_card_has_the_local_emergency_number_first_and_the_hotel_as_a_driver_reads_it(people: Roster) -> None:
    hotel = LocalText("Hotel Example", "示例酒店", "Гостиница «Пример»")
    way = LocalText(zh="示例街1号", ru="улица Примерная, 1")
    place = Place(PlaceId("HOTEL"), PlaceKind.OFFSITE, hotel, how_to_get_there=way)
    mission = replace(people.mission, emergency_phones=("112",), places=(place,))
    head = replace(people.delegates[0], hotel=hotel)
    (card,) = emergency(replace(people, mission=mission, delegates=(head,)), Language.ZH).cards
    assert card.calls[0] == BadgeLine("紧急电话 · Экстренный вызов", "112")
    assert BadgeLine("酒店", "示例酒店 · Гостиница «Пример» · 示例街1号 · улица Примерная, 1 · 401") in card.lines


def test_nobody_to_call_is_no_line(people: Roster) -> None:
    silent = replace(people, mission=replace(people.mission, contacts=()))
    assert {card.calls for card in emergency(silent, Language.EN).cards} == {()}
