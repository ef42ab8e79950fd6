"""One's own days on a phone: what the plan says, for everybody who carries one, and nobody else's notes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from tearoad.capture.web.models import Phone
from tearoad.capture.web.queries.briefing import briefing
from tearoad.mission.web.models import Interpreter
from tearoad.people import Actor, Role
from tearoad.timetable.web.actions.publishing import publish
from tearoad.timetable.web.models import Meeting, Published
from tearoad.timetable.web.queries import schedules
from tests.capture.web.conftest import send, sent
from tests.capture.web.days.conftest import of_meeting
from tests.capture.web.test_sync import Speaker
from tests.queries import queries_of
from tests.timetable.web.drafts import second_draft

PhoneOf = Callable[[Role, str], Phone]


def test_a_firms_phone_has_the_meetings_of_the_plan_in_force(phone_of: PhoneOf, begun: Meeting) -> None:
    shown = briefing(phone_of(Role.EXPORTER, begun.exporter))
    own = Meeting.objects.filter(published=begun.published, exporter=begun.exporter)
    planned = [
        (planned.key, datetime.fromisoformat(planned.starts), planned.report)
        for planned in shown.planned
        if planned.report
    ]
    assert planned == [(meeting.wish, meeting.start_at, of_meeting(meeting, "")["report"]) for meeting in own]
    assert (shown.plan, shown.writes) == (1, True)
    assert {language for planned in shown.planned for language in planned.shown} == {"zh-Hans", "ru", "en"}


def test_an_interpreter_has_the_meetings_they_are_needed_at_and_writes_none(phone_of: PhoneOf, begun: Meeting) -> None:
    helped = Meeting.objects.filter(published=begun.published).exclude(interpreter="")[0]
    shown = briefing(phone_of(Role.INTERPRETER, helped.interpreter))
    own = Meeting.objects.filter(published=begun.published, interpreter=helped.interpreter)
    assert [planned.key for planned in shown.planned if planned.report] == [meeting.wish for meeting in own]
    assert (shown.writes, shown.products, shown.owners) == (False, (), ())


def test_an_interpreter_whose_code_is_a_firms_reads_nothing_of_it(
    link_for: Callable[[Role, str], str], phone_of: PhoneOf, begun: Meeting
) -> None:
    helped = Meeting.objects.filter(published=begun.published).exclude(interpreter="")[0]
    send(phone_of(Role.EXPORTER, begun.exporter), sent(1, notes="secret"))
    Interpreter.objects.filter(code=helped.interpreter).update(
        code=begun.exporter, document=Interpreter.objects.get(code=helped.interpreter).document | {"id": begun.exporter}
    )
    speaker = Speaker(link_for(Role.INTERPRETER, begun.exporter))
    answer = speaker.say(briefing="")
    assert (answer["changes"], answer["until"], answer["more"]) == ([], 0, False)


def test_a_new_plan_reaches_the_phone_with_its_next_letter_and_the_office_sees_that_it_has(
    officer: Actor, link_for: Callable[[Role, str], str], in_force: Published, begun: Meeting
) -> None:
    speaker = Speaker(link_for(Role.EXPORTER, begun.exporter))
    assert "briefing" not in speaker.say(plan=1)
    publish(officer, second_draft(officer, in_force.mission), 1, seen_number=1)
    answer = speaker.say(plan=1)
    assert answer["briefing"]["plan"] == 2
    assert Phone.objects.get().plan == 1
    speaker.say(plan=2, briefing=answer["briefing"]["digest"])
    assert Phone.objects.get().plan == 2


def test_days_that_have_not_changed_cost_two_queries(begun: Meeting) -> None:
    schedules.schedule(begun.mission, Role.EXPORTER, begun.exporter)
    assert queries_of(lambda: schedules.schedule(begun.mission, Role.EXPORTER, begun.exporter)) == 3
