from __future__ import annotations

from urllib.parse import quote
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.mission.web.models import Mission
from tearoad.people import Actor, Role
from tearoad.people.web.models import Membership, Organisation, User, acting_for
from tearoad.text import Text
from tearoad.timetable.board import Targets
from tearoad.timetable.explain import explain
from tearoad.timetable.web.actions.moves import unplace
from tearoad.timetable.web.actions.pins import pin
from tearoad.timetable.web.actions.planning import ask_for_plan
from tearoad.timetable.web.models import Draft, DraftState
from tearoad.timetable.web.queries.loading import plan_of, problem_of
from tearoad.timetable.web.queries.planning.board import Board
from tearoad.values import Language
from tests.queries import queries_at
from tests.timetable.web.drafts import first_draft, second_draft

JSON = {"Accept": "application/json"}


@pytest.fixture
def draft(officer: Actor, mission: Mission) -> Draft:
    return first_draft(officer, mission)


def board(mission: Mission, rest: str = "") -> str:
    return f"/missions/{mission.pk}/drafts/1/board/{rest}"


def test_every_view_of_the_board_shows_its_meetings(signed_in: Client, mission: Mission, draft: Draft) -> None:
    counts = {}
    for by in ("place", "company", "interpreter", "official"):
        answer = signed_in.get(board(mission, f"?by={by}"))
        assert answer.status_code == 200
        counts[by] = answer.content.decode().count('data-place="')
    problem = problem_of(draft)
    of_day = [meeting for meeting in plan_of(draft).meetings if problem.lookup.day[meeting.start] == 0]
    assert counts["place"] == len(of_day)
    assert counts["company"] == 2 * len(of_day)
    interpreters = {interpreter.id for interpreter in problem.interpreters}
    assert counts["interpreter"] == sum(meeting.interpreter in interpreters for meeting in of_day)


def test_a_meeting_at_a_stand_names_the_guest_first_and_one_at_a_table_the_firm(mission: Mission, draft: Draft) -> None:
    shown, owners = Board(mission, draft, Language.EN), set()
    for meeting in shown.plan.meetings:
        wish, owner = shown.problem.lookup.wish[meeting.wish], shown.problem.lookup.place[meeting.place].owner
        firm, buyer = shown.name(wish.exporter), shown.name(wish.buyer)
        owners.add({wish.exporter: "firm", wish.buyer: "buyer", None: "table"}[owner])
        card = shown.card(meeting)
        assert (card.first, card.second) == ((buyer, firm) if owner == wish.exporter else (firm, buyer))
    assert owners >= {"firm", "table"}


def test_the_board_asks_the_same_few_queries_whatever_it_shows(
    signed_in: Client, mission: Mission, draft: Draft
) -> None:
    del draft
    one_day = queries_at(signed_in, board(mission))
    assert queries_at(signed_in, board(mission, "?by=company&day=1")) == one_day


def test_the_list_of_drafts_asks_the_same_queries_at_one_and_three(
    officer: Actor, signed_in: Client, mission: Mission, draft: Draft
) -> None:
    del draft
    address = f"/missions/{mission.pk}/plan/"
    at_one = queries_at(signed_in, address)
    second_draft(officer, mission)
    ask_for_plan(officer, mission)
    assert queries_at(signed_in, address) == at_one


@pytest.mark.parametrize(
    ("role", "called"), [(Role.OFFICER, "What changes, and publish"), (Role.AUDITOR, "What changes")]
)
def test_the_list_of_drafts_leads_to_what_changes(
    signed_in: Client, mission: Mission, draft: Draft, role: Role, called: str
) -> None:
    Membership.objects.update(role=role)
    page = signed_in.get(f"/missions/{mission.pk}/plan/").content.decode()
    difference = reverse("timetable-difference", args=[mission.pk, draft.number])
    assert page.count(f'href="{difference}">{called}</a>') == 1


def test_a_draft_says_how_good_it_is_and_what_it_leaves_out(signed_in: Client, mission: Mission, draft: Draft) -> None:
    page = signed_in.get(f"/missions/{mission.pk}/plan/1/").content.decode()
    assert "no plan holds more musts" in page
    assert page.count('<details class="more">') == len(plan_of(draft).unplaced)


def test_a_draft_says_which_rules_it_does_not_keep(signed_in: Client, mission: Mission, draft: Draft) -> None:
    address, said = f"/missions/{mission.pk}/plan/1/", "This plan does not keep: time to walk between places."
    assert said not in signed_in.get(address).content.decode()
    Draft.objects.filter(pk=draft.pk).update(plan=draft.plan | {"switched_off": ["walking_time"]})
    assert said in signed_in.get(address).content.decode()


def test_a_draft_from_before_a_change_is_called_out_of_date(signed_in: Client, mission: Mission, draft: Draft) -> None:
    Draft.objects.filter(pk=draft.pk).update(mission_revision=mission.revision - 1)
    assert "The mission has changed since this draft was planned" in signed_in.get(board(mission)).content.decode()


def test_a_search_keeps_the_rows_that_hold_the_name(signed_in: Client, mission: Mission, draft: Draft) -> None:
    wish = problem_of(draft).lookup.wish[plan_of(draft).meetings[0].wish]
    rows = signed_in.get(board(mission, f"?by=company&q={wish.exporter}")).context["screen"].rows
    assert wish.exporter in {row.id for row in rows}
    assert len(signed_in.get(board(mission, "?by=company&q=zzzz")).context["screen"].rows) == 0


def test_the_options_tell_what_fits_and_what_is_in_the_way(signed_in: Client, mission: Mission, draft: Draft) -> None:
    problem, plan = problem_of(draft), plan_of(draft)
    first = plan.meetings[0]
    found = signed_in.get(board(mission, f"options/?wish={quote(first.wish)}&day=0&by=place"), headers=JSON).json()
    expected = {
        (target.meeting.place, target.meeting.start): target.fits
        for target in Targets.of(problem, plan.meetings, first.wish).of_day(0)
    }
    assert {(cell["row"], cell["start"]): not cell["why"] for cell in found["cells"]} == expected


def test_a_form_moves_a_meeting_and_comes_back_to_its_day(signed_in: Client, mission: Mission, draft: Draft) -> None:
    problem, plan = problem_of(draft), plan_of(draft)
    spot = next(
        s.meeting for meeting in plan.meetings for s in Targets.of(problem, plan.meetings, meeting.wish).fitting()
    )
    form = {
        "wish": spot.wish,
        "start": spot.start,
        "place": spot.place,
        "interpreter": "any",
        "read_version": 1,
        "day": "1",
    }
    answer = signed_in.post(board(mission, "move/"), form)
    assert (answer.status_code, answer.headers["Location"]) == (302, board(mission, "?day=1"))
    draft.refresh_from_db()
    assert (spot.wish, spot.start, spot.place) in {
        (meeting.wish, meeting.start, meeting.place) for meeting in plan_of(draft).meetings
    }


def test_a_clash_is_told_by_name(signed_in: Client, mission: Mission, draft: Draft) -> None:
    problem, plan = problem_of(draft), plan_of(draft)
    meeting = plan.meetings[0]
    form = {"wish": meeting.wish, "start": meeting.start, "place": "nowhere", "interpreter": "", "read_version": 1}
    answer = signed_in.post(board(mission, "move/"), form, headers=JSON)
    refusal = answer.json()
    assert (answer.status_code, refusal["code"]) == (422, "board_pages.refused")
    assert "nowhere" in refusal["message"]
    assert str(problem.lookup.wish[meeting.wish].exporter) not in refusal["problems"][0]


def test_a_stale_page_is_told_what_changed(signed_in: Client, mission: Mission, draft: Draft) -> None:
    first = plan_of(draft).meetings[0]
    form = {"wish": first.wish, "read_version": 1}
    assert signed_in.post(board(mission, "unplace/"), form, headers=JSON).json() == {"revision": 2}
    answer = signed_in.post(board(mission, "unplace/"), form, headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (409, "board_pages.edited")


def test_progress_is_sent_again_only_when_something_changed(
    officer: Actor, signed_in: Client, mission: Mission
) -> None:
    draft = ask_for_plan(officer, mission)
    address = f"/missions/{mission.pk}/plan/{draft.number}/progress/"
    first = signed_in.get(address)
    assert first.status_code == 200
    assert signed_in.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    Draft.objects.update(state=DraftState.CANCELLED)
    assert signed_in.get(address).status_code == 286


def test_pins_are_told_by_the_clock_of_the_fair(
    officer: Actor, signed_in: Client, mission: Mission, draft: Draft
) -> None:
    first = plan_of(draft).meetings[0]
    pin(officer, draft, first.wish, seen_revision=1)
    at = problem_of(draft).slots[first.start].window.start_at
    page = signed_in.get(f"/missions/{mission.pk}/plan/")
    assert [line.at for line in page.context["page"].pins] == [Text("board_pages.moment", at=at)]
    assert f"{at:%H:%M}" in page.content.decode()


def test_why_not_is_told_of_the_plan_as_it_stands_now(
    officer: Actor, signed_in: Client, mission: Mission, draft: Draft
) -> None:
    problem, plan = problem_of(draft), plan_of(draft)
    left = next(explanation for explanation in explain(problem, plan) if explanation.trade is not None)
    assert left.trade is not None
    address = board(mission, f"meeting/?wish={quote(left.wish)}")
    why_not = signed_in.get(address).context["screen"].why_not
    assert (why_not.text, [obstacle.text for obstacle in why_not.obstacles]) == (
        left.text,
        [obstacle.text for obstacle in left.obstacles],
    )
    assert [wish for wish, _ in why_not.gives_way] == [quote(wish, safe="") for wish in left.trade.gives_way]
    for gone in left.trade.gives_way:
        draft = unplace(officer, draft, gone, seen_revision=draft.revision)
    now = signed_in.get(address).context["screen"].why_not
    assert (now.text.code, now.gives_way, now.spot) == ("timetable.unplaced_fits", (), None)
    assert "the board tells them as they are now" in " ".join(
        signed_in.get(f"/missions/{mission.pk}/plan/1/").content.decode().split()
    )


def test_why_not_of_a_wish_that_nobody_has_is_not_found(signed_in: Client, mission: Mission, draft: Draft) -> None:
    del draft
    assert signed_in.get(board(mission, "meeting/?wish=nobody")).status_code == 404


def test_another_organisation_sees_and_moves_no_meeting(mission: Mission, draft: Draft) -> None:
    """What is sent names a meeting that is there: an address alone would not be found for want of one."""
    stranger = User.objects.create_user("stranger@example.org")
    other = Organisation.objects.create(name="Another (fictional)")
    Membership.objects.create(user=stranger, organisation=other, role="officer")
    client = Client()
    client.force_login(stranger)
    wish = plan_of(draft).meetings[0].wish
    sent = {"wish": wish, "read_version": 1}
    with acting_for(UUID(str(other.pk))):
        found = [client.post(board(mission, f"{act}/"), sent) for act in ("move", "unplace", "pin")]
        found += [client.get(board(mission, f"{part}/"), {"wish": wish}) for part in ("meeting", "options")]
    assert [wsgiresponse.status_code for wsgiresponse in found] == [404] * 5
