from __future__ import annotations

import re
from datetime import timedelta

from django.test import Client, override_settings
from django.urls import reverse

from tearoad.mission.web.models import Mission
from tearoad.office.web.models import Message
from tearoad.people import Actor
from tearoad.text import Text
from tearoad.timetable.repair import Kind, Scene
from tearoad.timetable.web.actions.publishing import publish
from tearoad.timetable.web.actions.repairing import begin_anew, publish_repair
from tearoad.timetable.web.models import Draft, DraftState, Published
from tearoad.timetable.web.queries.planning import drafts as queries
from tearoad.timetable.web.queries.repairs.mended import mended_of
from tearoad.timetable.web.queries.repairs.reading_reports import first_hour, last_hour
from tearoad.values import Language
from tearoad.web.clock import now
from tearoad.words import say
from tests.timetable.web.drafts import second_draft
from tests.timetable.web.repairs.conftest import busiest, mend, newest


def kinds_of(mission: Mission) -> str:
    return reverse("timetable-repair-kinds", args=[mission.pk])


def whom(mission: Mission, kind: Kind) -> str:
    return reverse("timetable-repair-whom", args=[mission.pk, kind.value])


def say_dropped(count: int) -> str:
    found = Text("repair_pages.dropped", count=count) if count else Text("repair_pages.none_dropped")
    return say(found, Language.EN)


def page_of(repair: Draft) -> str:
    return reverse("timetable-repair", args=[repair.mission_id, repair.number])


def test_three_presses_mend_publish_and_tell(signed_in: Client, mission: Mission, scene: Scene) -> None:
    assert kinds_of(mission) in signed_in.get(reverse("timetable-published", args=[mission.pk])).content.decode()
    page = signed_in.get(kinds_of(mission)).content.decode()
    assert f'name="who" value="{busiest(scene)}"' in page
    address = signed_in.post(whom(mission, Kind.INTERPRETER), {"who": busiest(scene)}).headers["Location"]
    page = signed_in.get(address).content.decode()
    # While the worker is at it the page looks again by itself, without script too.
    assert 'hx-trigger="every 300ms"' in page
    assert '<noscript><meta http-equiv="refresh" content="1"></noscript>' in page
    mend()
    page = signed_in.get(address).content.decode()
    assert "Publish and tell" in page
    assert "{" not in page.split('id="main"')[1]
    answer = signed_in.post(f"{address}publish/", {"read_version": "1", "lasting": "1"})
    assert answer.headers["Location"] == reverse("timetable-changes", args=[mission.pk, 2])
    assert Published.objects.filter(mission=mission).count() == 2
    assert Message.objects.filter(kind="told").count() > 0
    assert "Plan 2 is in force" in signed_in.get(answer.headers["Location"]).content.decode()
    # A second press on the last button comes to the same page and writes nothing.
    again = signed_in.post(f"{address}publish/", {"read_version": "1", "lasting": "1"})
    assert again.headers["Location"] == answer.headers["Location"]
    assert Published.objects.filter(mission=mission).count() == 2


def test_a_repair_of_a_plan_no_longer_in_force_is_begun_anew(
    signed_in: Client, officer: Actor, mission: Mission, repaired: Draft
) -> None:
    address = page_of(repaired)
    publish(officer, second_draft(officer, mission, number=9), 1)
    assert "plan 2 is in force by now" in signed_in.get(address).content.decode()
    answer = signed_in.post(f"{address}publish/", {"read_version": "1"})
    anew = newest(mission)
    assert answer.headers["Location"] == reverse("timetable-repair", args=[mission.pk, anew.number])
    assert (anew.repair["number"], anew.repair["reported"]) == (2, repaired.repair["reported"])
    assert Published.objects.filter(mission=mission).count() == 2
    assert "begun anew" in signed_in.get(answer.headers["Location"]).content.decode()


def test_a_repair_stands_apart_from_the_drafts_until_it_is_published_or_stale(
    signed_in: Client, officer: Actor, mission: Mission, repaired: Draft
) -> None:
    del repaired

    def listed() -> tuple[list[int], list[int], bool]:
        page = signed_in.get(reverse("timetable-plan", args=[mission.pk])).context["page"]
        offered = signed_in.get(reverse("timetable-published", args=[mission.pk])).context["overview"].draft
        return [draft.number for draft in page.drafts], [repair.number for repair in page.repairs], offered is not None

    assert listed() == ([1], [2], False)
    page = signed_in.get(reverse("timetable-plan", args=[mission.pk])).content.decode()
    assert re.search(r"Repair proposed on \w{3} \d+ \w{3} .*, not published", page)
    second_draft(officer, mission, number=3)
    assert listed() == ([3, 1], [2], True)
    publish(officer, queries.draft(mission, 3), 1)
    assert listed() == ([3, 1], [], False)
    repair = begin_anew(officer, queries.draft(mission, 2))
    mend()
    assert listed() == ([3, 1], [repair.number], False)
    publish_repair(officer, queries.draft(mission, repair.number), 1, lasting=False)
    assert listed() == ([repair.number, 3, 1], [], False)


def test_an_edit_on_the_board_is_seen_first_and_a_repair_is_discarded(
    signed_in: Client, mission: Mission, repaired: Draft
) -> None:
    address = page_of(repaired)
    Draft.objects.filter(pk=newest(mission).pk).update(revision=4)
    answer = signed_in.post(f"{address}publish/", {"read_version": "1"})
    assert answer.headers["Location"] == address
    page = signed_in.get(address).content.decode()
    assert "was edited after you opened" in page
    assert "Edited on the board since" in page
    board = reverse("timetable-board", args=[mission.pk, newest(mission).number])
    assert board in page
    assert signed_in.get(board).status_code == 200
    signed_in.post(f"{address}discard/")
    assert newest(mission).state == DraftState.CANCELLED
    assert "was discarded" in signed_in.get(address).content.decode()


def test_every_kind_of_trouble_comes_to_a_proposal(signed_in: Client, mission: Mission, scene: Scene) -> None:
    until = last_hour(scene, Kind.ABSENT, first_hour(scene)).isoformat()  # nobody need meet anybody in the next hour
    found = {}
    for kind in Kind:
        listed = signed_in.get(whom(mission, kind)).content.decode().split('name="who" value="')[1:]
        names = [text.partition('"')[0] for text in listed]
        posted = (signed_in.post(whom(mission, kind), {"who": name, "until": until}) for name in names)
        address = next(answer.headers["Location"] for answer in posted if "Location" in answer.headers)
        mend()
        found[kind] = (newest(mission).state, signed_in.get(address).status_code)
    assert found == dict.fromkeys(Kind, (DraftState.READY, 200))


def test_of_a_meeting_that_was_called_off_no_reason_is_made_up(
    signed_in: Client, mission: Mission, scene: Scene
) -> None:
    wish = scene.to_come[0].wish
    answer = signed_in.post(whom(mission, Kind.OFF), {"who": wish})
    mend()
    assert "No meeting fits into the times" not in signed_in.get(answer.headers["Location"]).content.decode()


def test_how_many_meetings_fall_out_is_said_of_the_first_proposal_too(
    signed_in: Client, mission: Mission, scene: Scene
) -> None:
    said = {}
    for kind, who in ((Kind.OFF, scene.to_come[0].wish), (Kind.INTERPRETER, busiest(scene))):
        address = signed_in.post(whom(mission, kind), {"who": who}).headers["Location"]
        mend()
        dropped = mended_of(newest(mission)).offers[0].dropped
        page = signed_in.get(address).content.decode()
        said[kind] = dropped, say_dropped(dropped) in page
    assert said == {Kind.OFF: (1, True), Kind.INTERPRETER: (0, True)}


def test_the_list_is_searched_and_one_s_own_page_leads_to_one_s_own_troubles(
    signed_in: Client, mission: Mission, scene: Scene
) -> None:
    buyer = scene.problem.lookup.wish[scene.to_come[0].wish].buyer
    found = signed_in.get(whom(mission, Kind.ABSENT), {"q": buyer}).content.decode()
    assert found.count('name="who"') == found.count(f'name="who" value="{buyer}"') == 1
    day = signed_in.get(reverse("timetable-day-of", args=[mission.pk, "buyer", buyer])).content.decode()
    assert f"{kinds_of(mission)}?who={buyer}" in day
    page = signed_in.get(kinds_of(mission), {"who": buyer}).content.decode()
    assert f'value="{buyer}"' in page
    assert f'value="{busiest(scene)}"' not in page


WRONG: tuple[tuple[dict[str, str], str], ...] = (
    ({"who": "nobody"}, "It is not said whom or what it concerns"),
    ({}, "It is not said whom or what it concerns"),
    ({"until": "soon"}, "is no time of the fair"),
    ({"until": "2023-02-05T10:00:00"}, "is no time of the fair"),
    ({"from": "0001-01-01T00:00:00+14:00"}, "is no time of the fair"),
    ({"until": "9999-12-31T23:59:59-14:00"}, "is no time of the fair"),
    ({"until": "2023-02-05T10:00:00+03:00"}, "was over at"),
    ({"from": "2023-02-08T10:00:00+03:00", "until": "2023-02-07T10:00:00+03:00"}, "is no time at all"),
    ({"from": "2023-02-06T20:00:00+03:00", "until": "2023-02-06T21:00:00+03:00"}, "No meeting is planned then"),
)


def test_what_cannot_be_mended_is_said_in_words_and_the_list_stays(
    signed_in: Client, mission: Mission, scene: Scene
) -> None:
    for said, hint in WRONG:
        whole = said if "who" in said or not said else {"who": busiest(scene)} | said
        answer = signed_in.post(whom(mission, Kind.INTERPRETER), whole)
        page = answer.content.decode()
        assert (answer.status_code, hint in page, 'name="who"' in page) == (422, True, True), said
    assert Draft.objects.filter(mission=mission).count() == 1


def test_after_the_fair_the_page_says_so(signed_in: Client, mission: Mission, scene: Scene) -> None:
    end = scene.problem.slots[-1].window.end_at + timedelta(hours=1)
    with override_settings(CLOCK_OFFSET=end - now()):
        assert "nothing is left to repair" in signed_in.get(kinds_of(mission)).content.decode()
        assert signed_in.post(whom(mission, Kind.PLACE), {"who": "T1"}).headers["Location"] == kinds_of(mission)


def test_without_a_published_plan_the_page_says_where_to_get_one(signed_in: Client, mission: Mission) -> None:
    assert "No plan is published yet" in signed_in.get(kinds_of(mission)).content.decode()


def test_a_plan_is_no_repair(signed_in: Client, mission: Mission, in_force: Published) -> None:
    del in_force
    address = reverse("timetable-repair", args=[mission.pk, 1])
    assert signed_in.get(address).status_code == 404
    assert signed_in.get(whom(mission, Kind.OFF).replace("/off/", "/storm/")).status_code == 404
