"""The page of the programme: items by form, conflicts beside them, changes announced to those concerned."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.mission import ItemKind, LocalText, Place, PlaceKind, Walk
from tearoad.mission.papers.spelling import Spelling
from tearoad.mission.web import queries
from tearoad.mission.web.actions import rows
from tearoad.mission.web.models import Mission, ProgrammeItem, RowChange
from tearoad.mission.web.queries.receivers import Receiver
from tearoad.office.web.models import Message
from tearoad.people import Actor, Role
from tearoad.people.web.models import LedgerEntry
from tearoad.programme import ItemChange
from tearoad.programme.web.actions import announcing
from tearoad.programme.web.models import ProgrammeRevision, ProgrammeTold
from tearoad.programme.web.queries.announced import announced, item_of
from tearoad.programme.web.queries.letters import own_lines, programme_notifications
from tearoad.programme.web.queries.pages import programme_page
from tearoad.programme.web.queries.stored_kinds import STORED_ITEMS
from tearoad.values import Language, PlaceId
from tearoad.values.document import to_document
from tearoad.web.registry import personal_data
from tearoad.web.saving.stale import Stale
from tests.queries import queries_at

FORM: dict[str, Any] = {
    "kind": "seminar", "on": "", "start": "15:00", "end": "16:00", "end_on": "", "place_en": "", "host_en": "",
    "title_zh": "示例研讨会（虚构）", "title_ru": "", "title_en": "", "transport_zh": "", "transport_ru": "",
    "transport_en": "", "must": ["D02"], "speaks": [],
}  # fmt: skip


def form(mission: Mission, **more: Any) -> dict[str, Any]:  # noqa: ANN401  # fields of the form
    return FORM | {"on": f"{queries.core(mission).days[0].on:%Y-%m-%d}"} | more


def address(name: str, mission: Mission, *more: object) -> str:
    return reverse(f"mission-{name}", args=[mission.id, *more])


def added(client: Client, mission: Mission, **more: Any) -> ProgrammeItem:  # noqa: ANN401  # fields of the form
    answer = client.post(address("item-new", mission), form(mission, **more))
    assert answer.status_code == 302, answer.content.decode()
    return ProgrammeItem.objects.get(pk=answer.headers["Location"].rpartition("#item-")[2])  # type: ignore[no-any-return]  # a row


def test_an_item_is_added_by_a_form(signed_in: Client, mission: Mission) -> None:
    row = added(signed_in, mission, speaks=["D01"], place_en="Table 1")
    item = item_of(row)
    assert (row.code, item.id, item.kind, item.title["zh"]) == ("P02", "P02", ItemKind.SEMINAR, "示例研讨会（虚构）")
    assert (item.must, item.speaks, f"{item.window.start_at:%H:%M}") == (("D02",), ("D01",), "15:00")
    assert LedgerEntry.objects.filter(code="mission.item_added").count() == 1


@pytest.mark.parametrize("spelling", ["示例商务厅", "Департамент коммерции (пример)", "Example Department of Commerce"])
def test_an_office_is_ticked_by_any_of_its_spellings(signed_in: Client, mission: Mission, spelling: str) -> None:
    row = added(signed_in, mission, must=[spelling])
    assert item_of(row).must == (spelling,)
    page = signed_in.get(address("item", mission, row.pk)).content.decode()
    box = next(line for line in page.splitlines() if f'name="must" value="{spelling}"' in line)
    assert "checked" in box
    assert "No longer part of the mission" not in page


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            Language.EN,
            "The way from the fair takes 40 min. Those who must be there have no meetings from 14:20 to 16:40.",
        ),
        (Language.ZH, "从展会前往需40分钟。必须到场者 14:20 至 16:40 不安排洽谈。"),
        (Language.RU, "Дорога от выставки занимает 40 мин. У тех, кто обязан быть, нет встреч с 14:20 до 16:40."),
    ],
)
def test_the_way_to_an_item_is_explained_beside_it(
    signed_in: Client, mission: Mission, language: Language, said: str
) -> None:
    site = Place(PlaceId("W1"), PlaceKind.OFFSITE, LocalText("Warehouse", "仓库", "Склад"), zone="town")
    trip = queries.core(mission)
    mission.document = to_document(
        replace(trip, places=(*trip.places, site), walks=(Walk("town", "A", 40), Walk("town", "1", 40)))
    )
    mission.save()
    row = added(signed_in, mission, place_en="Warehouse")
    signed_in.cookies["language"] = language.value
    page = signed_in.get(address("programme", mission)).content.decode()
    assert page.count(said) == 1
    row.document = to_document(replace(item_of(row), place=LocalText()))
    row.save()
    assert said not in signed_in.get(address("programme", mission)).content.decode()


def test_what_is_to_be_said_is_folded_in_where_there_is_no_talk(signed_in: Client, mission: Mission) -> None:
    plain = added(signed_in, mission)
    talk = added(signed_in, mission, start="17:00", end="18:00", points_ru="Спросить о маркировке")
    legend = re.compile(r'<details class="more"( open)?><summary>Talks')
    pages = [signed_in.get(address("item", mission, row.pk)).content.decode() for row in (plain, talk)]
    assert [found.group(1) if (found := legend.search(page)) else "missing" for page in pages] == [None, " open"]


def test_a_second_click_adds_nothing(signed_in: Client, mission: Mission) -> None:
    assert added(signed_in, mission, form_key="once") == added(signed_in, mission, form_key="once")


def test_a_change_ages_the_plan(signed_in: Client, mission: Mission) -> None:
    before = mission.revision
    row = added(signed_in, mission)
    signed_in.post(address("item", mission, row.pk), form(mission, start="16:00", end="17:00", read_version=row.mark))
    row.refresh_from_db()
    mission.refresh_from_db()
    assert (f"{item_of(row).window.start_at:%H:%M}", mission.revision) == ("16:00", before + 2)


def test_who_stays_at_an_item_stays_where_they_stood(signed_in: Client, mission: Mission) -> None:
    row = added(signed_in, mission)
    row.document = to_document(replace(item_of(row), must=("D02", "D01")))
    row.save()
    signed_in.post(
        address("item", mission, row.pk), form(mission, end="17:00", must=["D01", "D02"], read_version=row.mark)
    )
    row.refresh_from_db()
    assert (item_of(row).must, f"{item_of(row).window.end_at:%H:%M}") == (("D02", "D01"), "17:00")


def test_a_night_flight_ends_on_another_day(signed_in: Client, mission: Mission) -> None:
    last = f"{queries.core(mission).days[1].on:%Y-%m-%d}"
    window = item_of(added(signed_in, mission, start="23:00", end="06:30", end_on=last)).window
    assert f"{window.end_at:%Y-%m-%d %H:%M}" == f"{last} 06:30"
    midnight = item_of(added(signed_in, mission, start="20:00", end="24:00")).window
    assert f"{midnight.end_at:%Y-%m-%d %H:%M}" == f"{last} 00:00"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"on": "soon"}, "“soon” is no day"),
        ({"start": ""}, "This is needed."),
        ({"start": "late"}, "“late” is no time"),
        ({"end": "14:00"}, "It ends before it begins"),
        ({"title_zh": " "}, "at least one language"),
        ({"end_on": "2099-01-01"}, "days, and an item may last 14; check the last day"),
        ({"on": "1999-01-01"}, "1999-01-01 lies far from the fair; expected is a day from"),
        ({"must": ["E99"]}, "Nobody in this mission is called E99"),
        ({"kind": "party"}, "not one of the available choices"),
        ({"title_zh": "x" * 301}, "at most 300"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_kept(
    signed_in: Client, mission: Mission, wrong: dict[str, Any], said: str
) -> None:
    answer = signed_in.post(address("item-new", mission), form(mission, **wrong))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert ProgrammeItem.objects.count() == 1


def test_everything_wrong_is_told_at_once(signed_in: Client, mission: Mission) -> None:
    answer = signed_in.post(address("item-new", mission), form(mission, on="x", start="y", end="", title_zh=""))
    text = answer.content.decode()
    assert all(said in text for said in ("is no day", "is no time", "This is needed.", "at least one language"))


def test_a_conflict_is_explained_beside_the_item_and_before_it_is_saved(signed_in: Client, mission: Mission) -> None:
    clash = {"start": "10:30", "end": "11:30", "must": ["D01"], "title_en": "Clash (fictional)"}
    day = f"{queries.core(mission).days[1].on:%Y-%m-%d}"
    item = item_of(ProgrammeItem.objects.get())
    day = f"{item.window.start_at:%Y-%m-%d}"
    checked = signed_in.post(address("item-new", mission), form(mission, check="1", on=day, **clash))
    assert "overlaps with" in checked.content.decode()
    assert ProgrammeItem.objects.count() == 1
    added(signed_in, mission, on=day, **clash)
    page = signed_in.get(address("programme", mission)).content.decode()
    assert page.count("Clash (fictional) overlaps with") == 2


def test_nobody_both_must_and_may_attend(signed_in: Client, mission: Mission) -> None:
    for more in ({"check": "1"}, {}):
        answer = signed_in.post(address("item-new", mission), form(mission, must=["D01"], may=["D01"], **more))
        page = answer.content.decode()
        assert (answer.status_code, "Both must and may attend" in page) == (422, True)
        assert "Nothing stands against it" not in page
    assert ProgrammeItem.objects.count() == 1


def test_everyone_stands_once_in_the_form_under_their_firm(signed_in: Client, mission: Mission) -> None:
    row = added(signed_in, mission, must=["D01", "I01"], speaks=["D01"])
    ProgrammeItem.objects.filter(pk=row.pk).update(document=row.document | {"may": ["D77"]})
    folds = list(signed_in.get(address("item", mission, row.pk)).context["form"].folds())
    shown = [person.id for fold in folds for person in fold.people]
    assert sorted(shown) == sorted(set(shown))
    named = {
        person.id: [(box.part, box.ticked) for box in person.boxes]
        for fold in folds
        for person in fold.people
        if person.is_named
    }
    assert named == {
        "D01": [("must", True), ("may", False), ("speaks", True), ("hosts", False)],
        "I01": [("must", True), ("may", False), ("interpreters", False)],
        "D77": [("may", True)],
    }
    assert [(fold.named, fold.is_open) for fold in folds if fold.named] == [(1, True)] * 3
    assert {fold.is_open for fold in folds if not fold.named} == {False}


def test_who_was_faster_wins(signed_in: Client, officer: Actor, mission: Mission) -> None:
    row = added(signed_in, mission)
    rows.change(officer, row.mission, STORED_ITEMS, row, item_of(row), row.mark)
    rows.change(
        officer, row.mission, STORED_ITEMS, row, item_of(row), "read long ago"
    )  # who wants what stands there is not refused
    with pytest.raises(Stale):
        rows.change(officer, row.mission, STORED_ITEMS, row, replace(item_of(row), must=()), "read long ago")
    with pytest.raises(Stale):
        rows.remove(officer, row.mission, STORED_ITEMS, row, "read long ago")


def test_a_stale_save_comes_back_as_typed_with_what_stands_there_now(
    signed_in: Client, officer: Actor, mission: Mission
) -> None:
    row = added(signed_in, mission, title_en="First (fictional)")
    signed_in.cookies["language"] = "en"
    here = address("item", mission, row.pk)
    theirs = form(mission, title_en="Theirs (fictional)", must=["D01"], voices="beside", read_version=row.mark)
    assert signed_in.post(here, theirs).status_code == 302
    mine = form(mission, title_en="Mine (fictional)", voices="beside", read_version=row.mark)
    stale = signed_in.post(here, mine)
    page = stale.content.decode()
    assert (stale.status_code, 'value="Mine (fictional)"' in page) == (409, True)
    title, attends = stale.context["meanwhile"].there
    assert (title[1], "English" in title[0], attends[1] != "–") == ("Theirs (fictional)", True, True)
    assert stale.context["meanwhile"].by.who == officer.name
    fresh = ProgrammeItem.objects.get(pk=row.pk)
    assert item_of(fresh).title["en"] == "Theirs (fictional)"
    assert signed_in.post(here, mine | {"read_version": stale.context["read"]}).status_code == 302
    assert item_of(ProgrammeItem.objects.get(pk=row.pk)).title["en"] == "Mine (fictional)"


def test_what_was_taken_out_is_put_back_under_its_id(signed_in: Client, mission: Mission) -> None:
    row = added(signed_in, mission)
    signed_in.post(address("item-remove", mission, row.pk), {"read_version": row.mark})
    assert [programme_item.code for programme_item in ProgrammeItem.objects.all()] == ["P01"]
    assert "Put back" in signed_in.get(address("programme", mission)).content.decode()
    assert added(signed_in, mission, title_en="Another (fictional)").code == "P03"
    (gone,) = programme_page(mission, Language.EN).removed
    signed_in.post(address("row-undo", mission), {"change": gone.change.pk})
    assert ProgrammeItem.objects.get(code="P02").document == row.document
    assert programme_page(mission, Language.EN).removed == ()


def test_the_last_change_names_its_item_in_the_readers_language(signed_in: Client, mission: Mission) -> None:
    added(signed_in, mission, title_en="Courtesy call (fictional)")
    page = signed_in.get(address("programme", mission)).content.decode()
    assert "Last change: Courtesy call (fictional), by" in page, page[page.find("Last change") :][:80]
    RowChange.objects.update(after={"nonsense": 1})
    assert "Last change: P02, by" in signed_in.get(address("programme", mission)).content.decode()


def test_what_was_taken_out_forgets_who_is_erased(signed_in: Client, officer: Actor, mission: Mission) -> None:
    row = added(signed_in, mission, points_en="Ask for li@example.com (fictional)")
    rows.remove(officer, mission, STORED_ITEMS, row, row.mark)
    changes = personal_data()["mission.RowChange"]
    assert [(json["kind"], json["id"]) for json in changes.find("li@example.com")] == [("programme", "P02")] * 2
    assert (changes.erase("li@example.com"), list(changes.find("li@example.com"))) == (2, [])
    assert programme_page(mission, Language.EN).removed == ()
    last = RowChange.objects.latest("pk")
    assert signed_in.post(address("row-undo", mission), {"change": last.pk}).status_code == 409


def test_only_whose_day_changes_is_told(officer: Actor, mission: Mission) -> None:
    assert announcing.announce(officer, mission) == 1
    assert programme_notifications(mission, 1).letters == ()
    row = ProgrammeItem.objects.get()
    item = item_of(row)
    later = item.window.__class__(item.window.start_at.replace(hour=12), item.window.end_at.replace(hour=13))
    rows.change(
        officer,
        row.mission,
        STORED_ITEMS,
        row,
        type(item)(item.id, item.kind, item.title, later, item.place, item.must),
        row.mark,
    )
    assert announced(mission) == (item,)
    mission.refresh_from_db()
    mails = announcing.announce_and_notify(officer, mission, mission.revision)
    notifications = programme_notifications(mission, 2)
    assert mails == len(notifications.by_mail) == Message.objects.filter(kind="programme").count()
    concerned = {receiver.key for receiver in (letter.who for letter in notifications.letters)}
    assert ("exporter", "E01") in concerned
    assert not {key for key in concerned if key[0] == "buyer"}
    assert all("12:00" in line or "speak" in line for letter in notifications.letters for line in letter.lines[:1])
    assert announced(mission) == (item_of(ProgrammeItem.objects.get()),)
    assert [(revision.number, revision.sequence, revision.latest) for revision in ProgrammeRevision.objects.all()] == [
        (1, 0, False),
        (2, 1, True),
    ]


@pytest.mark.usefixtures("mission")
def test_other_people_at_an_item_are_no_news_for_an_official() -> None:
    item = item_of(ProgrammeItem.objects.get())
    change = ItemChange(item, replace(item, must=(*item.must, "B001")))
    official = Receiver(Role.OFFICIAL, "D99", Spelling("Somebody (fictional)"), Language.EN)
    assert own_lines(change, official, ()) == ()
    assert own_lines(ItemChange(item, None), official, ()) == ()
    assert len(own_lines(ItemChange(item, replace(item, may=("D99",))), official, ())) == 1


def test_a_second_press_tells_nobody_twice(officer: Actor, mission: Mission) -> None:
    announcing.announce(officer, mission)
    row = ProgrammeItem.objects.get()
    rows.remove(officer, row.mission, STORED_ITEMS, row, row.mark)
    mission.refresh_from_db()
    first = announcing.announce_and_notify(officer, mission, mission.revision)
    again = announcing.announce_and_notify(officer, mission, mission.revision)
    assert (first, again, announcing.announce(officer, mission)) == (Message.objects.count(), 0, 2)


def test_removed_and_put_back_grows_the_sequence(officer: Actor, mission: Mission) -> None:
    announcing.announce(officer, mission)
    row = ProgrammeItem.objects.get()
    rows.remove(officer, row.mission, STORED_ITEMS, row, row.mark)
    announcing.announce(officer, mission)
    rows.undo(officer, mission, str(RowChange.objects.latest("pk").pk))
    announcing.announce(officer, mission)
    found = [(revision.sequence, revision.removed) for revision in ProgrammeRevision.objects.order_by("number")]
    assert found == [(0, False), (1, True), (2, False)]


def test_a_tick_by_hand_is_kept_and_taken_back(signed_in: Client, officer: Actor, mission: Mission) -> None:
    announcing.announce(officer, mission)
    row = ProgrammeItem.objects.get()
    rows.remove(officer, row.mission, STORED_ITEMS, row, row.mark)
    announcing.announce(officer, mission)
    by_hand = programme_notifications(mission, 2).by_hand
    assert by_hand
    said = {"role": by_hand[0].role.value, "party": by_hand[0].party}
    signed_in.post(address("programme-told", mission), said)
    assert ProgrammeTold.objects.filter(by_mail=False).count() == 1
    assert "told" in signed_in.get(address("programme-told", mission)).content.decode()
    signed_in.post(address("programme-told", mission), said | {"take_back": "1"})
    assert ProgrammeTold.objects.count() == 0


def test_the_page_takes_as_many_queries_for_one_item_as_for_three(signed_in: Client, mission: Mission) -> None:
    counts = []
    for title in ("A", "B", "C"):
        counts.append(queries_at(signed_in, address("programme", mission)))
        added(signed_in, mission, title_en=f"{title} (fictional)")
    assert counts == [QUERIES] * 3


QUERIES = 15
"""One of them asks for the last change of an item, which can be undone."""


def test_a_mission_that_is_put_away_is_left_as_it_is(signed_in: Client, mission: Mission) -> None:
    signed_in.post(reverse("mission-archive", args=[mission.id]))
    answer = signed_in.post(address("item-new", mission), form(mission))
    assert (answer.status_code, ProgrammeItem.objects.count()) == (409, 1)


def test_all_exporters_are_named_by_one_box(signed_in: Client, mission: Mission) -> None:
    shown = signed_in.get(address("item-new", mission)).content.decode()
    assert shown.count('value="@exporters"') == 2
    item = item_of(added(signed_in, mission, must=["@exporters", "D02"]))
    assert item.must == ("D02", *(str(firm.id) for firm in queries.parties(mission).exporters))
    assert item.must != ("D02",)
