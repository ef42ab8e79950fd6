from __future__ import annotations

from dataclasses import replace
from datetime import time
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tearoad.companies import Contact
from tearoad.errors import Conflict
from tearoad.journey.example import example_mission
from tearoad.mission import BusMargins, Caps, InterpreterRules, PauseRules, PlaceKind, Switch
from tearoad.mission import Mission as Trip
from tearoad.mission.toml import mission_toml
from tearoad.mission.web import queries
from tearoad.mission.web.actions import missions as actions
from tearoad.mission.web.models import Mission
from tearoad.names import PersonName
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry
from tearoad.text import Text
from tearoad.values import Language, LocalText, Share
from tearoad.web.saving.stale import version_of

FORM = {
    "name_en": "Autumn mission", "name_zh": "秋季代表团", "fair_en": "Example Fair", "city_ru": "Казань",
    "venue_en": "Hall 1", "country": "RU", "home_zone": "Asia/Shanghai", "fair_zone": "Europe/Moscow",
    "currency": "USD", "day_0_on": "2027-09-01", "day_0_opens": "10:00", "day_0_closes": "18:00",
    "day_1_on": "", "day_1_opens": "", "day_1_closes": "",
    "day_2_on": "2027-09-02", "day_2_opens": "10:00", "day_2_closes": "16:00",
    "slot_minutes": "30", "pause_minutes": "5", "tables": "3", "home_language": "zh", "host_language": "ru",
}  # fmt: skip


def test_a_mission_is_made_by_a_short_form(signed_in: Client) -> None:
    answer = signed_in.post(reverse("mission-new"), FORM)
    row = Mission.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("mission-page", args=[row.id]))
    made = queries.core(row)
    assert (made.name["en"], made.name["zh"], made.name["ru"]) == ("Autumn mission", "秋季代表团", "")
    assert [day.on.isoformat() for day in made.days] == ["2027-09-01", "2027-09-02"]
    assert [place.id for place in made.places] == ["T1", "T2", "T3"]


def test_a_double_click_makes_one_mission(signed_in: Client) -> None:
    sent = FORM | {"form_key": "once"}
    answers = [signed_in.post(reverse("mission-new"), sent).headers["Location"] for _ in range(2)]
    assert answers == [reverse("mission-page", args=[Mission.objects.get().id])] * 2


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("fair_zone", "Atlantis", "Atlantis"),
        ("country", "XX", "XX"),
        ("slot_minutes", "soon", "soon"),
        ("day_0_closes", "09:00", "09:00"),
        ("day_2_on", "2027-08-31", "31 Aug"),
        ("currency", "rubles", "rubles"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_made(signed_in: Client, field: str, value: str, found: str) -> None:
    answer = signed_in.post(reverse("mission-new"), FORM | {field: value})
    assert answer.status_code == 422
    assert found in answer.content.decode()
    assert Mission.objects.count() == 0


def test_every_problem_is_told_at_once(signed_in: Client) -> None:
    bad = {"name_en": "", "name_zh": "", "fair_zone": "Nowhere", "country": "", "slot_minutes": "x"}
    page = signed_in.post(reverse("mission-new"), FORM | bad).content.decode()
    assert page.count('class="error') >= 4


def test_more_days_keeps_what_was_typed(signed_in: Client) -> None:
    page = signed_in.post(reverse("mission-new"), FORM | {"more": "1"}).content.decode()
    assert 'value="秋季代表团"' in page
    assert 'name="day_5_on"' in page
    assert Mission.objects.count() == 0


def test_a_mission_is_made_from_its_file(signed_in: Client) -> None:
    written = mission_toml(example_mission(), Language.RU).encode()
    signed_in.post(reverse("mission-new"), {"upload": "1", "file": SimpleUploadedFile("mission.toml", written)})
    assert queries.core(Mission.objects.get()) == example_mission()


def test_a_bad_file_is_told_line_by_line(signed_in: Client) -> None:
    written = mission_toml(example_mission(), Language.EN).replace("Europe/Moscow", "Europe/Nowhere").encode()
    sent = {"upload": "1", "file": SimpleUploadedFile("mission.toml", written)}
    answer = signed_in.post(reverse("mission-new"), sent)
    assert answer.status_code == 422
    assert "Europe/Nowhere" in answer.content.decode()
    assert signed_in.post(reverse("mission-new"), {"upload": "1"}).status_code == 422
    nonsense = {"upload": "1", "file": SimpleUploadedFile("mission.toml", b"\xff\xfe\x00")}
    assert signed_in.post(reverse("mission-new"), nonsense).status_code == 422


def test_settings_change_and_keep_what_the_form_does_not_show(signed_in: Client, mission: Mission) -> None:
    before = queries.core(mission)
    form = _form_of(signed_in, mission)
    signed_in.post(reverse("mission-settings", args=[mission.id]), form | {"slot_minutes": "60"})
    mission.refresh_from_db()
    assert queries.core(mission) == replace(before, slot_minutes=60)


def test_limits_and_the_languages_of_papers_are_settings(signed_in: Client, mission: Mission) -> None:
    before = queries.core(mission)
    wanted = {
        "exporter_per_day": "5",
        "buyer_per_day": "4",
        "stand_cover": "2",
        "walk_in_share": "30",
        "proposals": "3",
    }
    form = _form_of(signed_in, mission) | wanted | {"paper_languages": "ru zh"}
    assert signed_in.post(reverse("mission-settings", args=[mission.id]), form).status_code == 302
    mission.refresh_from_db()
    expected = replace(
        before,
        caps=Caps(5, 4),
        stand_cover=2,
        walk_in_share=Share(Decimal("0.3")),
        proposals_per_exporter=3,
        paper_languages=(Language.RU, Language.ZH),
    )
    assert queries.core(mission) == expected
    again = _form_of(signed_in, mission)
    assert {name: again[name] for name in wanted} == wanted
    assert signed_in.post(reverse("mission-settings", args=[mission.id]), again).status_code == 302
    mission.refresh_from_db()
    assert queries.core(mission) == expected
    bad = signed_in.post(reverse("mission-settings", args=[mission.id]), again | {"walk_in_share": "300"})
    assert (bad.status_code, list(bad.context["form"].errors)) == (422, ["walk_in_share"])


def test_emergency_numbers_are_settings(signed_in: Client, mission: Mission) -> None:
    form = _form_of(signed_in, mission) | {"emergency_phones": "112， 103"}
    signed_in.post(reverse("mission-settings", args=[mission.id]), form)
    mission.refresh_from_db()
    assert queries.core(mission).emergency_phones == ("112", "103")
    assert _form_of(signed_in, mission)["emergency_phones"] == "112, 103"


def test_when_buses_start_is_a_setting(signed_in: Client, mission: Mission) -> None:
    form = _form_of(signed_in, mission)
    assert (form["after_landing"], form["before_departure"]) == ("45", "180")
    here = reverse("mission-settings", args=[mission.id])
    signed_in.post(here, form | {"after_landing": "90", "before_departure": "240"})
    mission.refresh_from_db()
    assert queries.core(mission).buses == BusMargins(90, 240)
    wrong = signed_in.post(here, _form_of(signed_in, mission) | {"after_landing": "2000"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["after_landing"])


def test_pauses_and_interpreters_work_are_settings(signed_in: Client, mission: Mission) -> None:
    form, here = _form_of(signed_in, mission), reverse("mission-settings", args=[mission.id])
    assert (form["pauses_keep"], form["pauses_from"], form["interpreter_hours"]) == ("hard", "12:00", "6")
    assert '<input type="time" name="pauses_from" value="12:00"' in signed_in.get(here).content.decode()
    said = {"pauses_keep": "soft", "pauses_minutes": "45", "pauses_from": "11:30", "pauses_until": "15:00"}
    work = {"pauses_run": "5", "interpreter_hours": "5", "interpreter_run": "3"}
    assert signed_in.post(here, form | said | work).status_code == 302
    found = _now(mission)
    assert found.pauses == PauseRules(45, time(11, 30), time(15), 5, soft=True)
    assert (found.interpreters, found.switched_off) == (InterpreterRules(5, 3), frozenset())
    mission.refresh_from_db()
    signed_in.post(here, _form_of(signed_in, mission) | {"pauses_keep": "off"})
    assert _now(mission).switched_off == {Switch.PAUSES}
    signed_in.post(here, _form_of(signed_in, mission) | {"pauses_keep": "hard"})
    found = _now(mission)
    assert (found.switched_off, found.pauses.soft) == (frozenset(), False)


@pytest.mark.parametrize(
    ("field", "value"),
    [("pauses_minutes", "300"), ("pauses_from", "noon"), ("pauses_until", "12:10"), ("interpreter_run", "0")],
)
def test_a_pause_that_cannot_be_is_told_at_its_field(
    signed_in: Client, mission: Mission, field: str, value: str
) -> None:
    form, here = _form_of(signed_in, mission), reverse("mission-settings", args=[mission.id])
    wrong = signed_in.post(here, form | {field: value})
    faulty = {"pauses_until": "pauses_minutes"}.get(field, field)  # no room for so many minutes
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, [faulty])


def test_a_room_for_calls_is_a_setting_like_any_place(signed_in: Client, mission: Mission) -> None:
    before, here = queries.core(mission), reverse("mission-settings", args=[mission.id])
    form = _form_of(signed_in, mission)
    assert [form[name] for name in ("call_room", "call_hall", "call_lines")] == ["", "", ""]
    signed_in.post(here, form | {"call_room": "线上洽谈室", "call_hall": "7.1", "call_lines": "2"})
    room = _now(mission).places[-1]
    assert (room.kind, room.name["zh"], room.zone, room.capacity) == (PlaceKind.ONLINE, "线上洽谈室", "7.1", 2)
    form = _form_of(signed_in, mission)
    wrong = signed_in.post(here, form | {"call_lines": "many"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["call_lines"])
    signed_in.post(here, form | {"call_room": "", "call_hall": "", "call_lines": ""})
    assert _now(mission).places == before.places


def test_contacts_are_settings_shown_in_three_languages(signed_in: Client, mission: Mission) -> None:
    before, here = queries.core(mission), reverse("mission-settings", args=[mission.id])
    form, new = _form_of(signed_in, mission), len(before.contacts)
    assert form[f"contact_{new}_phone"] == ""
    typed = {
        "native": "林清（虚构）",
        "latin": "Lin Qing (fictional)",
        "phone": "+7 495 000-00-01",
        "title_ru": "Секретарь",
    }
    sent = form | {f"contact_{new}_{part}": text for part, text in typed.items()}
    sent |= {f"contact_{new}_title_zh": "秘书", f"contact_{new}_title_en": "Secretary"}
    assert signed_in.post(here, sent).status_code == 302
    title = LocalText(en="Secretary", zh="秘书", ru="Секретарь")
    person = PersonName(native="林清（虚构）", latin="Lin Qing (fictional)")
    added = Contact(person=person, title=title, phone="+74950000001")
    assert _now(mission) == replace(before, contacts=(*before.contacts, added))
    form = _form_of(signed_in, mission)
    emptied = {name: "" for name in form if name.startswith(f"contact_{new}_")}
    assert signed_in.post(here, form | emptied).status_code == 302
    assert _now(mission) == before


@pytest.mark.parametrize(
    ("part", "typed", "told"),
    [
        ("phone", "call me", "“Contact 1 · Telephone”: call me cannot be dialled as it is written."),
        ("email", "li at example", "Enter a valid email address."),
    ],
)
def test_an_address_that_leads_nowhere_is_told_at_its_field(
    signed_in: Client, mission: Mission, part: str, typed: str, told: str
) -> None:
    before, here = queries.core(mission), reverse("mission-settings", args=[mission.id])
    answer = signed_in.post(here, _form_of(signed_in, mission) | {f"contact_0_{part}": typed})
    (error,) = answer.context["form"].errors[f"contact_0_{part}"]
    assert (answer.status_code, error.startswith(told), _now(mission)) == (422, True, before)


def test_contacts_that_are_not_sent_stay(signed_in: Client, mission: Mission) -> None:
    before, here = queries.core(mission), reverse("mission-settings", args=[mission.id])
    form = {name: text for name, text in _form_of(signed_in, mission).items() if not name.startswith("contact_")}
    signed_in.post(here, form | {"slot_minutes": "60"})
    assert _now(mission) == replace(before, slot_minutes=60)


def test_stale_settings_come_back_as_typed_with_what_stands_there_now(
    officer: Actor, signed_in: Client, mission: Mission
) -> None:
    form, here = _form_of(signed_in, mission), reverse("mission-settings", args=[mission.id])
    before = queries.core(mission)
    theirs = replace(before, currency="CNY", days=before.days[:1], name=LocalText("Theirs (fictional)"))
    actions.change(officer, mission, theirs)
    stale = signed_in.post(here, form | {"slot_minutes": "60"})
    assert (stale.status_code, stale.context["form"]["slot_minutes"].value()) == (409, "60")
    meanwhile = stale.context["meanwhile"]
    now = {field.label: field.now for field in meanwhile.there}
    assert (meanwhile.by.who, now["Currency"]) == ("Officer", "CNY")
    assert (now["Name of the mission · English"], now["Day 2 · Date"]) == ("Theirs (fictional)", "–")
    assert ("Minutes of a meeting", "30", "60") in meanwhile.there
    assert queries.core(Mission.objects.get(pk=mission.pk)) == theirs
    again = form | {"slot_minutes": "60", "read_version": stale.context["read"]}
    assert signed_in.post(here, again).status_code == 302
    kept = queries.core(Mission.objects.get(pk=mission.pk))
    assert (kept.slot_minutes, kept.currency, kept.name) == (60, before.currency, before.name)


def test_a_form_speaks_of_its_fields_not_of_a_files_keys(signed_in: Client, mission: Mission) -> None:
    form, here = _form_of(signed_in, mission), reverse("mission-settings", args=[mission.id])
    wrong = {"after_landing": "", "pause_minutes": "soon", "day_1_on": "tomorrow"}
    answer = signed_in.post(here, form | wrong)
    shown = answer.context["form"]
    words = shown.words
    assert answer.status_code == 422
    assert shown.errors["after_landing"] == [words(Text("mission_pages.is_missing"))]
    (pause,), (day,) = shown.errors["pause_minutes"], shown.day_errors[1]
    for sentence, label in ((pause, "field_pause_minutes"), (day, "field_on")):
        assert words(Text(f"mission_pages.{label}")) in sentence
        assert " = " not in sentence
    html = answer.content.decode()
    assert [path for path in ("buses.after", "slots.pause", "days[") if path in html] == []


def test_an_archived_mission_takes_no_settings_whatever_was_seen(
    officer: Actor, signed_in: Client, mission: Mission
) -> None:
    form = _form_of(signed_in, mission)
    actions.archive(officer, mission)
    answer = signed_in.post(reverse("mission-settings", args=[mission.id]), form | {"slot_minutes": "60"})
    assert answer.status_code == 409


def test_the_same_settings_are_no_change(officer: Actor, mission: Mission) -> None:
    before = mission.revision
    actions.change(officer, mission, queries.core(mission), "seen long ago")
    mission.refresh_from_db()
    assert mission.revision == before


def test_an_archived_mission_is_read_only_until_taken_out(officer: Actor, signed_in: Client, mission: Mission) -> None:
    signed_in.post(reverse("mission-archive", args=[mission.id]))
    mission.refresh_from_db()
    with pytest.raises(Conflict):
        actions.change(officer, mission, replace(queries.core(mission), currency="CNY"))
    assert signed_in.get(reverse("mission-settings", args=[mission.id])).status_code == 200
    signed_in.post(reverse("mission-archive", args=[mission.id]), {"unarchive": "1"})
    actions.change(officer, mission, replace(queries.core(mission), currency="CNY"))
    codes = list(LedgerEntry.objects.values_list("code", flat=True))
    assert codes[-3:] == ["mission.archived", "mission.unarchived", "mission.changed"]


def test_the_people_page_lists_everyone(signed_in: Client, mission: Mission) -> None:
    signed_in.cookies["language"] = "zh-Hans"
    page = signed_in.get(reverse("mission-people", args=[mission.id])).content.decode()
    for found in ("李示例", "王示例", "Образцов Иван", "示例展位开幕式", "1号洽谈桌"):
        assert found in page


def _now(mission: Mission) -> Trip:
    mission.refresh_from_db()
    return queries.core(mission)


def _form_of(client: Client, mission: Mission) -> dict[str, str]:
    form = client.get(reverse("mission-settings", args=[mission.id])).context["form"]
    said = {name: str(form[name].value() or "") for name in form.fields}
    return said | {"read_version": version_of(mission.document)}
